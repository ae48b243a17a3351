"""Parquet: whole records come back through pyarrow; DuckDB and pandas read the columns; types and bytes are fixed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from communique.export.parquet import schema, write
from communique.record import Record


def test_records_come_back_whole(records: list[Record], tmp_path: Path) -> None:
    assert write(records, tmp_path / "out.parquet").rows == len(records)
    table = pq.read_table(tmp_path / "out.parquet")
    assert [Record.model_validate(row) for row in table.to_pylist()] == records


def test_the_columns_are_the_fields_and_typed(example: Record, tmp_path: Path) -> None:
    write([example], tmp_path / "out.parquet")
    found = pq.read_schema(tmp_path / "out.parquet")
    assert found.equals(schema()) and found.names == list(Record.model_fields)
    said = found.field("statements").type.value_type
    assert (said.field("start").type, said.field("act").nullable) == (pa.int64(), False)
    assert said.field("condition").nullable and pa.types.is_struct(said.field("condition").type)
    assert found.field("unread").type.field("share_read").type == pa.float64()


def test_duckdb_counts_acts(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write(records, path)
    rows = duckdb.sql(f"select s.act, count(*) from (select unnest(statements) s from '{path}') group by 1").fetchall()
    assert dict(rows) == pd.Series([s.act for r in records for s in r.statements]).value_counts().to_dict()


def test_pandas_reads_it(records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "out.parquet")
    frame = pd.read_parquet(tmp_path / "out.parquet")
    assert [m["kind"] for m in frame["meeting"]] == [r.meeting.kind for r in records]


def test_no_record_gives_an_empty_table(tmp_path: Path) -> None:
    assert write([], tmp_path / "out.parquet").rows == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_more_records_than_a_group_keep_their_order(example: Record, tmp_path: Path) -> None:
    many = [example.model_copy(update={"notes": (str(n),)}) for n in range(1005)]
    write(iter(many), tmp_path / "out.parquet")
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert file.num_row_groups == 2
    assert [n[0] for n in file.read(["notes"])["notes"].to_pylist()] == [str(n) for n in range(1005)]


def test_the_same_records_give_the_same_bytes(records: list[Record], tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(records, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
