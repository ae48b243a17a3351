"""Rows of plain values → an Arrow table, which pandas, polars and DuckDB take as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError, by_installing

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 500
Columns = Mapping[str, Any]
"""Names of columns in order → "text", "texts" (a list), "day" (a `date`), "number", "real", "truth", or, for a list of
structs, their columns."""


def arrow_table(rows: Iterable[Mapping[str, Any]], columns: Columns) -> pa.Table:
    """The rows as a table with these columns; what a row lacks is null.

    :raises CommuniqueError: where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        mend = by_installing("tables")
        raise CommuniqueError("table", "it needs pyarrow", mend) from None
    schema = pa.schema([(name, _type(kind)) for name, kind in columns.items()])
    return pa.Table.from_batches((pa.RecordBatch.from_pylist(part, schema) for part in _parts(iter(rows))), schema)


def _type(kind: Any) -> Any:
    import pyarrow as pa

    if isinstance(kind, Mapping):
        return pa.list_(pa.struct([(name, _type(inner)) for name, inner in kind.items()]))
    return {
        "text": pa.string(), "texts": pa.list_(pa.string()), "day": pa.date32(), "number": pa.int64(), "real": pa.float64(),
        "truth": pa.bool_(),
    }[kind]  # fmt: skip


def _parts(rows: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    while part := list(islice(rows, _BATCH)):
        yield part
