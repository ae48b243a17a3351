"""XLSX: read back by openpyxl; no formula anywhere; headers frozen; the same bytes twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from communique.export.safe import plain
from communique.export.tables import TABLES
from communique.export.xlsx import fitted, write
from communique.record import Record


def sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


def test_each_table_is_a_sheet_with_a_frozen_header(records: list[Record], tmp_path: Path) -> None:
    report = write(records, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == list(TABLES)
    assert [s.freeze_panes for s in book] == ["A2"] * len(TABLES)
    assert sum(s.max_row - 1 for s in book) == report.rows and report.losses == ()


@pytest.mark.parametrize("name", TABLES)
def test_values_come_back_with_their_types(name: str, records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "out.xlsx")
    header, *rows = sheet(tmp_path / "out.xlsx", name)
    back = [tuple(plain(unescape(c)) if isinstance(c, str) else c for c in row) for row in rows]
    assert header == TABLES[name].columns
    assert back == [row for record in records for row in TABLES[name].rows(record)]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1) | st.text(alphabet="'=+-@\t\r\n a_x0041", min_size=1))
def test_no_cell_is_a_formula_and_texts_come_back(
    words: str, overlapping: Callable[..., Record], tmp_path: Path
) -> None:
    record = overlapping(words, [(0, len(words))], title=words)
    report = write([record], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert not [cell for s in book for row in s.iter_rows() for cell in row if cell.data_type == "f"]
    column = TABLES["statements"].columns.index("quote") + 1
    value = book["statements"].cell(2, column).value
    assert plain(unescape(value)) == fitted(words)[0]
    assert (fitted(words)[0] == words) == (report.losses == ())


def test_what_a_cell_cannot_hold_is_a_loss(overlapping: Callable[..., Record], tmp_path: Path) -> None:
    text = "𝄞" * 17_000 + " a\x01b"
    report = write([overlapping(text, [(0, 17_000)], title="a\x01b")], tmp_path / "out.xlsx")
    losses = [(loss.statement, loss.reason) for loss in report.losses]
    assert losses[0] == (None, "meetings.title: a character that XML cannot hold became U+FFFD")
    assert ("s0", "statements.quote: cut at 32767 units") in losses
    _, row = sheet(tmp_path / "out.xlsx", "statements")
    assert row[-1] == "𝄞" * 16_383


def test_the_same_records_give_the_same_bytes(records: list[Record], tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(records, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
