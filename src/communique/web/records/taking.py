"""Records as files to take away, in the forms of `communique export`."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from communique.errors import InputError
from communique.export.formats import EXPORTS, write_as
from communique.export.html import page
from communique.record import Record

FORMS = {"json": "record, JSON", "statements": "statements, CSV", "html": "page, HTML"} | {
    name: f.holds for name, f in EXPORTS.items()
}
"""What can be taken, and what it holds; the first three first, for one document."""


class Taken(NamedTuple):
    """A file: its bytes, the end of its name, its media type."""

    data: bytes
    suffix: str
    media_type: str


def take(records: Iterable[Record], form: str) -> Taken:
    """Records in one form; a folder of files as a ZIP.

    :raises InputError: for a form that is not there.   :raises OutputError: for one that needs a library that is not.
    """
    if form == "json":
        return Taken(_only(records).model_dump_json(indent=2).encode(), ".json", "application/json")
    if form == "html":
        return Taken(page(_only(records)).encode(), ".html", "text/html; charset=utf-8")
    if form not in FORMS:
        raise InputError(f"form {form!r}", "nothing is written in it", f"Give one of {', '.join(FORMS)}.")
    return _exported(records, form)


def _only(records: Iterable[Record]) -> Record:
    return next(iter(records))


def _exported(records: Iterable[Record], form: str) -> Taken:
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        if form == "statements":
            from communique.export.csv import write

            path = Path(folder) / "statements.csv"
            write(records, path, table="statements")
            return Taken(path.read_bytes(), "-statements.csv", "text/csv; charset=utf-8")
        suffix = EXPORTS[form].suffix
        path = Path(folder) / f"{form}{suffix}"
        write_as(form, records, path, where=form)
        if suffix:
            return Taken(path.read_bytes(), suffix, "application/octet-stream")
        return Taken(_packed(path), f"-{form}.zip", "application/zip")


def _packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            packed.write(path, path.relative_to(folder))
    return out.getvalue()
