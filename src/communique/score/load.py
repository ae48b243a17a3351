"""Sets of records for scoring: a folder of .json files, one .json file, or a .jsonl file; by name or document id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from communique.errors import InputError

_SPANS = ("statements", "dates")


def load_records(path: Path) -> dict[str, dict[str, Any]]:
    """The records of `path` by id: the file's name in a folder, ``document.id`` in a .jsonl file, "record" for one file.

    :raises InputError: where there is no such set, no JSON, or an object that is no record.
    """
    if not path.exists():
        raise InputError(
            str(path), "no such file or folder", "Give a folder of .json records, a .json or a .jsonl file."
        )
    if path.is_dir():
        records = {f.stem: _parse(f.read_text(encoding="utf-8"), str(f)) for f in sorted(path.glob("*.json"))}
    elif path.suffix == ".jsonl":
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        rows = [_parse(line, f"{path} line {number}") for number, line in lines if line.strip()]
        records = {str(row["document"].get("id", n)): row for n, row in enumerate(rows, 1)}
    else:
        records = {"record": _parse(path.read_text(encoding="utf-8"), str(path))}
    if not records:
        raise InputError(str(path), "no record in it", "A folder needs .json files, one record each.")
    return records


def _parse(source: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(source)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}:{error.lineno}", f"no valid JSON ({error.msg.lower()})", "Mend the file.") from None
    document = record.get("document") if isinstance(record, dict) else None
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        raise InputError(
            where, "no record: `document.text` is missing", "See docs/codebook.md for what a record holds."
        )
    for key in _SPANS:
        for number, row in enumerate(record.get(key) or []):
            if not isinstance(row, dict) or not all(isinstance(row.get(k), int) for k in ("start", "end")):
                raise InputError(where, f"{key}[{number}] has no start and end", "Give offsets in code points.")
    scored: dict[str, Any] = record
    return scored


__all__ = ["load_records"]
