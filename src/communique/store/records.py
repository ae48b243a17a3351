"""Many records one after another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Select

from communique.record import Record
from communique.store import schema as t
from communique.store.curation.decisions import decisions
from communique.store.curation.model import Decision
from communique.store.curation.overlay import overlay
from communique.store.database import Database
from communique.store.readings import document_of, record_of
from communique.store.show import documents_with_text

_PAGE = 100


def records(database: Database, chosen: Select[Any], *, as_read: bool) -> Iterator[Record]:
    """The newest readings of the documents that `chosen` selects, in the order in which they were first added.

    They come a page at a time, each page as the store is then, so that memory stays small and writers go on.

    :param as_read: without what people corrected.
    """
    d, v, r = t.documents.c, t.versions.c, t.readings.c
    last = 0
    while True:
        query = (
            documents_with_text()
            .join(t.readings, (r.version == v.key) & r.newest)
            .join(t.records, t.records.c.hash == r.record)
            .add_columns(r.schema, r.software, r.lexicons, t.records.c.data.label("record"))
            .where(v.newest, d.key > last, d.key.in_(chosen))
            .order_by(d.key)
            .limit(_PAGE)
        )
        with database.reading() as connection:
            rows = connection.execute(query).all()
            made = {} if as_read else _corrections(connection, {row.id for row in rows})
        for row in rows:
            yield overlay(record_of(row.record, row, document_of(row)), made.get(row.id, ()))[0]
        if len(rows) < _PAGE:
            return
        last = rows[-1].document_key


def _corrections(connection: Connection, documents: Collection[str]) -> dict[str, list[Decision]]:
    """The corrections that hold, of these documents by their ids."""
    found: dict[str, list[Decision]] = {}
    for made in decisions(connection, "correct"):
        if made.what["document"] in documents:
            found.setdefault(made.what["document"], []).append(made)
    return found
