"""Records → Arrow tables, which pandas, polars and DuckDB take as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from communique.record import Record
from communique.store.days import span_of, when
from communique.store.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Literal["documents", "participants", "statements"]
_BATCH = 500
_HEAD = {"document": "text", "issuer": "text", "published": "text", "kind": "text", "date": "text",
         "first_day": "day", "last_day": "day"}  # fmt: skip
_PARTICIPANT = {"name": "text", "role": "text", "organisation": "text", "country": "text", "capacity": "text"}
_STATEMENT = {
    "id": "text", "speaker": "text", "country": "text", "act": "text", "addressees": "texts", "topics": "texts",
    "polarity": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip
_COLUMNS: Mapping[Rows, Mapping[str, Any]] = {
    "documents": {
        **_HEAD, "title": "text", "url": "text", "language": "text", "place": "text", "place_country": "text",
        "topics": "texts", "participants": _PARTICIPANT, "statements": _STATEMENT, "text": "text",
        "software": "text", "lexicons": "text",
    },
    "participants": {**_HEAD, **_PARTICIPANT},
    "statements": {**_HEAD, **_STATEMENT},
}  # fmt: skip
"""What a row is → its columns: "text", "texts" (a list), "day", "number", or the columns of a list of structs."""


def table(records: Iterable[Record], rows: Rows) -> pa.Table:
    """See `Store.table`."""
    try:
        import pyarrow as pa
    except ImportError:
        raise StoreError("table", "pyarrow is not installed", 'Install it: pip install "communique[tables]".') from None
    if rows not in _COLUMNS:
        raise StoreError(f"rows={rows!r}", "no such table", f"Give one of: {', '.join(_COLUMNS)}.")
    schema = pa.schema([(name, _type(kind)) for name, kind in _COLUMNS[rows].items()])
    found = (row for record in records for row in _ROWS[rows](record))
    return pa.Table.from_batches((pa.RecordBatch.from_pylist(part, schema) for part in _parts(found)), schema)


def _type(kind: Any) -> Any:
    import pyarrow as pa

    if isinstance(kind, Mapping):
        return pa.list_(pa.struct([(name, _type(inner)) for name, inner in kind.items()]))
    return {"text": pa.string(), "texts": pa.list_(pa.string()), "day": pa.date32(), "number": pa.int64()}[kind]


def _parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while part := list(islice(rows, _BATCH)):
        yield part


def _head(record: Record) -> dict[str, Any]:
    document, met = record.document, record.meeting
    first, last = (dt.date.fromisoformat(day) if day else None for day in span_of(when(record, document.published)))
    return {
        "document": document.id, "issuer": document.issuer, "published": document.published, "kind": met.kind,
        "date": met.date, "first_day": first, "last_day": last,
    }  # fmt: skip


def _documents(record: Record) -> list[dict[str, Any]]:
    document, place = record.document, record.meeting.place
    row = _head(record) | {
        "title": document.title, "url": document.url, "language": document.language,
        "place": place.name if place else None, "place_country": place.country if place else None,
        "topics": record.topics, "participants": _items(record.participants, _PARTICIPANT),
        "statements": _items(record.statements, _STATEMENT), "text": document.text,
        "software": record.version.software, "lexicons": record.version.lexicons,
    }  # fmt: skip
    return [row]


def _participants(record: Record) -> list[dict[str, Any]]:
    return [_head(record) | item for item in _items(record.participants, _PARTICIPANT)]


def _statements(record: Record) -> list[dict[str, Any]]:
    return [_head(record) | item for item in _items(record.statements, _STATEMENT)]


def _items(items: Iterable[Any], columns: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{name: getattr(item, name) for name in columns} for item in items]


_ROWS: Mapping[Rows, Callable[[Record], list[dict[str, Any]]]] = {
    "documents": _documents,
    "participants": _participants,
    "statements": _statements,
}
