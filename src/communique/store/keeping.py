"""A reading into the store, and what holds of a document into the tables that are searched."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from communique.days import span_of, when
from communique.record import Record
from communique.store import flat
from communique.store import schema as t
from communique.store.curation.overlay import corrected, record_in_force
from communique.store.packing import keep

_APART = {"document", "version"}
"""Parts of a record that are kept in columns of their own, so that equal readings are kept once."""


def store_reading(
    connection: Connection, document: int, version: int, record: Record, made: str, *, replaces: bool = True
) -> None:
    """Keeps a reading as the newest of a version, and makes it, with its corrections, the one that is searched.

    :param replaces: False where the document is new, which saves looking for what it replaces.
    """
    r = t.readings.c
    if replaces:
        connection.execute(update(t.readings).where(r.version == version, r.newest).values(newest=False))
    data = record.model_dump_json(exclude=_APART).encode()
    connection.execute(
        insert(t.readings).values(
            version=version,
            newest=True,
            schema=record.version.record,
            software=record.version.software,
            lexicons=record.version.lexicons,
            record=keep(connection, t.records, data),
            made=made,
        )
    )
    _lay(connection, document, corrected(connection, document, record) if replaces else record, replaces=replaces)


def lay_in_force(connection: Connection, document: int) -> None:
    """Makes what now holds of a document, its newest reading with its corrections, what is searched."""
    record = record_in_force(connection, document)
    if record is None:
        flat.clear(connection, document)
    else:
        _lay(connection, document, record, replaces=True)


def _lay(connection: Connection, document: int, record: Record, *, replaces: bool) -> None:
    flat.fill(connection, document, record, replaces=replaces)
    first, last = span_of(when(record, record.document.published))
    days = update(t.documents).where(t.documents.c.key == document)
    connection.execute(days.values(first_day=first, last_day=last))
