"""Paths → records: what `communique read` wrote is taken as it is, any other document is read first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.document.load import Failure, load_paths
from communique.errors import InputError
from communique.record import SCHEMA, Record

Given = Record | Failure


def records_of(
    paths: Iterable[str], defaults: Mapping[str, str | None], encoding: str | None = None
) -> Iterator[Given]:
    """The records of `paths`, in order; what cannot be read is a failure, and the rest goes on.

    A .json or .jsonl file whose first object is a record holds records; its lines are read one at a time. A folder gives
    its .txt, .json and .jsonl files, sorted. "-" is standard input and holds documents.
    """
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            yield from records_of(_files(path), defaults, encoding)
        elif path.suffix.lower() == ".jsonl" and _is_record(_parsed(_first_line(path))):
            yield from _lines(path)
        elif path.suffix.lower() == ".json" and _is_record(_parsed(_text(path))):
            yield _record(_parsed(_text(path)), name)
        else:
            yield from _read(name, defaults, encoding)


def _files(path: Path) -> list[str]:
    files = sorted(str(p) for p in path.iterdir() if p.suffix.lower() in (".txt", ".json", ".jsonl"))
    return files or [str(path)]  # load_paths says what is wrong with an empty folder


def _read(name: str, defaults: Mapping[str, str | None], encoding: str | None) -> Iterator[Given]:
    from communique.reading import read_document

    for loaded in load_paths([name], defaults, encoding):
        yield loaded if isinstance(loaded, Failure) else read_document(loaded)


def _lines(path: Path) -> Iterator[Given]:
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(_parsed(line), f"{path} line {number}")
    except UnicodeDecodeError as error:
        where = f"{path} after line {number}"
        yield Failure(where, InputError(where, f"no UTF-8 ({error.reason})", "Write the records again."))


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as lines:
            return next((line for line in lines if line.strip()), "")
    except (OSError, UnicodeDecodeError):
        return ""  # load_paths says what is wrong


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _parsed(source: str) -> Any:
    try:
        return json.loads(source)
    except (json.JSONDecodeError, RecursionError):
        return None


def _is_record(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("document"), dict) and {"meeting", "version"} <= set(row)


def _record(row: Any, where: str) -> Given:
    from pydantic import ValidationError

    if not _is_record(row):
        return Failure(where, InputError(where, "no record", "Write it again with `communique read --jsonl`."))
    made = (row["version"] or {}).get("record") if isinstance(row["version"], dict) else None
    if made != SCHEMA:
        return Failure(
            where, InputError(where, f"a record of the schema {made!r}", f"Read it again; this is {SCHEMA}.")
        )
    try:
        return Record.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the record"
        what = f"{field}: {first['msg'].lower()}; {error.error_count()} faults in all"
        return Failure(where, InputError(where, what, "Read the document again."))
