"""CSV: read back by csv, pandas and DuckDB; safe against formula injection; the tables hold what the record holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.csv import write
from communique.export.report import OutputError
from communique.export.safe import guarded, plain
from communique.export.tables import TABLES, joined, parted
from communique.record import Record

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_of_tables(records: list[Record], tmp_path: Path) -> None:
    report = write(records, tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {f"{name}.csv" for name in TABLES}
    assert sum(len(read(tmp_path / "out" / f"{name}.csv")) for name in TABLES) == report.rows


@pytest.mark.parametrize("name", TABLES)
def test_values_come_back(name: str, records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "one.csv", table=name)
    expected = [row for record in records for row in TABLES[name].rows(record)]
    back = [tuple(plain(cell) for cell in row.values()) for row in read(tmp_path / "one.csv")]
    assert back == [tuple("" if cell is None else str(cell) for cell in row) for row in expected]
    assert tuple(read(tmp_path / "one.csv")[0]) == TABLES[name].columns


def test_pandas_and_duckdb_read_it(records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "out")
    path = tmp_path / "out" / "statements.csv"
    frame = pd.read_csv(path)
    counted = duckdb.sql(f"select act, count(*) from read_csv('{path}') group by act").fetchall()
    wanted = pd.Series([s.act for r in records for s in r.statements]).value_counts().to_dict()
    assert frame["act"].value_counts().to_dict() == dict(counted) == wanted
    assert frame["start"].dtype.kind == "i"


def test_one_table_needs_a_name(example: Record, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="--table"):
        write([example], tmp_path / "out.csv")
    with pytest.raises(OutputError, match="statements"):
        write([example], tmp_path / "out.csv", table="speeches")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_a_file_stands_and_the_other_way_round(example: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="a file stands there"):
        write([example], tmp_path / "file")
    with pytest.raises(OutputError, match="a folder stands there"):
        write([example], tmp_path / "folder", table="dates")


def test_a_run_that_fails_leaves_nothing_behind(example: Record, tmp_path: Path) -> None:
    def broken() -> Any:
        yield example
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        write(broken(), tmp_path / "one.csv", table="dates")
    assert list(tmp_path.iterdir()) == []


def test_a_formula_in_a_title_is_no_formula(overlapping: Callable[..., Record], tmp_path: Path) -> None:
    record = overlapping("=HYPERLINK(1) met nobody", [(0, 13)], title="@SUM(A1:A9)", issuer="-2+3")
    write([record], tmp_path / "out")
    (meeting,) = read(tmp_path / "out" / "meetings.csv")
    (said,) = read(tmp_path / "out" / "statements.csv")
    assert (meeting["title"], meeting["issuer"], said["quote"]) == ("'@SUM(A1:A9)", "'-2+3", "'=HYPERLINK(1)")


@given(st.text() | st.text(alphabet="'=+-@\t\r\n a"))
def test_no_text_is_taken_for_a_formula_and_all_come_back(text: str) -> None:
    cell = guarded(text)
    assert isinstance(cell, str)
    assert not cell.startswith(RISKY)
    assert plain(cell) == text


@given(st.integers() | st.floats() | st.none())
def test_numbers_are_kept(number: float | None) -> None:
    assert guarded(number) is number


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_csv_gives_back_what_was_guarded(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([guarded(text), "end"])
    file.seek(0)
    assert [[plain(cell) for cell in row] for row in csv.reader(file)] == [[text, "end"]]


@given(st.lists(st.text(min_size=1)))
def test_lists_in_a_cell_come_back(items: list[str]) -> None:
    assert parted(joined(items)) == tuple(items)
