"""XLSX: one workbook with a sheet for each table, the header row frozen. Cells are safe as `safe.py` says.

A sheet holds 1,048,576 rows and a cell 32,767 UTF-16 units; what XML cannot hold becomes U+FFFD. Both are in the losses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from communique.export.report import Loss, OutputError, Report, whole
from communique.export.safe import Cell, guarded, xml_text
from communique.export.tables import TABLES
from communique.record import Record

_MOST_ROWS = 1_048_576
_MOST_UNITS = 32_767
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_EPOCH = datetime(2000, 1, 1)
"""Stands as day of creation, so that the same records give the same bytes."""


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes the workbook.

    :raises OutputError: where a table has more rows than a sheet can hold, or the path cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with whole(out) as part:
        try:
            with xlsxwriter.Workbook(str(part), _OPTIONS) as book:
                return _filled(book, records, out)
        except FileCreateError as error:
            raise OSError(None, str(error)) from None  # which `whole` turns into an error that a user can mend


def _filled(book: Any, records: Iterable[Record], out: Path) -> Report:
    losses: list[Loss] = []
    book.set_properties({"title": "Communiqué records", "created": _EPOCH})
    sheets = {name: _sheet(book, name) for name in TABLES}
    filled = dict.fromkeys(TABLES, 0)
    for record in records:
        for name, sheet in sheets.items():
            for row in TABLES[name].rows(record):
                filled[name] += 1
                if filled[name] >= _MOST_ROWS:
                    raise OutputError(str(out), f"{name} has more than {_MOST_ROWS - 1} rows", "Export as parquet.")
                losses.extend(_fill(sheet, name, filled[name], row))
    return Report(sum(filled.values()), tuple(losses))


def _sheet(book: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, TABLES[name].columns, book.add_format({"bold": True}))
    return sheet


def _fill(sheet: Any, name: str, number: int, row: tuple[Cell, ...]) -> Iterator[Loss]:
    for column, cell in enumerate(row):
        if not isinstance(cell, str):
            if cell is not None:
                sheet.write_number(number, column, cell)
            continue
        text, why = fitted(str(guarded(cell)))
        sheet.write_string(number, column, text)
        if why:
            statement = str(row[1]) if name == "statements" else None
            yield Loss(str(row[0]), statement, f"{name}.{TABLES[name].columns[column]}: {why}")


def fitted(text: str) -> tuple[str, str | None]:
    """`text` as a cell can hold it, and what had to be changed."""
    clean = xml_text(text)
    units = clean.encode("utf-16-le")
    if len(units) // 2 > _MOST_UNITS:
        return units[: _MOST_UNITS * 2].decode("utf-16-le", "ignore"), f"cut at {_MOST_UNITS} units"
    return clean, None if clean == text else "a character that XML cannot hold became U+FFFD"
