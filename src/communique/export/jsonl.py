"""JSON lines: one whole record a line, the form that `communique read --jsonl` writes and `communique export` reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from communique.export.report import Report, whole
from communique.record import Record


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes one record a line; nothing is lost."""
    count = 0
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as lines:
        for record in records:
            lines.write(record.model_dump_json() + "\n")
            count += 1
    return Report(count)
