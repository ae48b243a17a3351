"""Parquet: one row a record, with every field of the codebook as a typed column, evidence included.

Columns are those of `communique.record.Record`: ``document`` is a struct, ``participants``, ``statements`` and the rest
are lists of structs; offsets are int64, shares float64, dates EDTF strings. Row groups hold 1,000 records, pages are
compressed with zstd; the same records give the same bytes with the same release of pyarrow.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Any

from communique.export.report import Report, whole
from communique.record import Model, Record

_GROUP = 1000


def schema() -> Any:
    """The Arrow schema of a record, made from the models: structs for models, lists for tuples."""
    import pyarrow as pa

    return pa.schema([pa.field(name, kind, nullable=null) for name, kind, null in _columns(Record)])


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes the file; nothing is lost: a row is ``Record.model_validate`` of itself again."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns, count = schema(), 0
    with whole(out) as part, pq.ParquetWriter(part, columns, compression="zstd") as file:
        for rows in _groups(records):
            file.write_table(pa.Table.from_pylist(rows, schema=columns), row_group_size=_GROUP)
            count += len(rows)
    return Report(count)


def _groups(records: Iterable[Record]) -> Iterator[list[dict[str, Any]]]:
    source = iter(records)
    while rows := [record.model_dump() for record in islice(source, _GROUP)]:
        yield rows


def _columns(model: type[Model]) -> Iterator[tuple[str, Any, bool]]:
    for name, field in model.model_fields.items():
        kind, null = _kind(field.annotation)
        yield name, kind, null


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The Arrow type of an annotation, and whether it can be null."""
    import pyarrow as pa

    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, UnionType):
        (inner,) = [a for a in args if a is not type(None)]
        return _kind(inner)[0], True
    if origin is typing.Annotated:
        return _kind(args[0])
    if origin is typing.Literal:
        return pa.string(), False
    if origin is tuple:
        kind, null = _kind(args[0])
        return pa.list_(pa.field("element", kind, nullable=null)), False
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return pa.struct([pa.field(n, k, nullable=null) for n, k, null in _columns(annotation)]), False
    return {str: pa.string(), int: pa.int64(), float: pa.float64()}[annotation], False
