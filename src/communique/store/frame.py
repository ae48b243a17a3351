"""Records → Arrow tables, which pandas, polars and DuckDB take as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from communique.arrow import arrow_table
from communique.days import span_of, when
from communique.record import Record
from communique.store.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Literal["documents", "participants", "statements"]
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
"""What a row is → its columns, as `arrow_table` takes them."""


def table(records: Iterable[Record], rows: Rows) -> pa.Table:
    """See `Store.table`."""
    if rows not in _COLUMNS:
        raise StoreError(f"rows={rows!r}", "no such table", f"Give one of: {', '.join(_COLUMNS)}.")
    return arrow_table((row for record in records for row in _ROWS[rows](record)), _COLUMNS[rows])


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
