"""CSV after RFC 4180, in UTF-8: a folder with a file for each table, or one table as one file.

Cells are safe against formula injection as `safe.py` says. An empty cell is a value that is not known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from communique.export.report import OutputError, Report, folder, whole
from communique.export.safe import guarded
from communique.export.tables import TABLES
from communique.record import Record


def write(records: Iterable[Record], out: Path, *, table: str | None = None) -> Report:
    """Writes all tables into the folder `out` (``meetings.csv``, ``participants.csv`` …), or one `table` to the file `out`.

    :raises OutputError: for a table that does not exist, or a path that cannot be written.
    """
    if table is None and out.suffix.lower() == ".csv":
        raise OutputError(str(out), "seven tables do not go into one file", "Name a folder, or one table by --table.")
    if table is not None and table not in TABLES:
        raise OutputError(str(out), f"no table {table!r}", f"Give one of {', '.join(TABLES)}.")
    files = {table: out} if table else {name: folder(out) / f"{name}.csv" for name in TABLES}
    count = 0
    with ExitStack() as stack:
        writers = {name: _writer(stack, path, TABLES[name].columns) for name, path in files.items()}
        for record in records:
            for name, writer in writers.items():
                for row in TABLES[name].rows(record):
                    writer.writerow([guarded(cell) for cell in row])
                    count += 1
    return Report(count)


def _writer(stack: ExitStack, path: Path, columns: tuple[str, ...]) -> Any:
    part = stack.enter_context(whole(path))
    writer = csv.writer(stack.enter_context(part.open("w", encoding="utf-8", newline="")))
    writer.writerow(columns)
    return writer
