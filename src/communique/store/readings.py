"""Readings as they are kept: the newest one of a version, and a record from its packed values."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, select

from communique.record import Document, Record
from communique.store import schema as t
from communique.store.packing import unpack


def newest_record(connection: Connection, version: int, document: Document) -> Record | None:
    """The newest reading of a version, or None where there is none."""
    r = t.readings.c
    query = (
        select(t.records.c.data, r.schema, r.software, r.lexicons)
        .join_from(t.readings, t.records, t.records.c.hash == r.record)
        .where(r.version == version, r.newest)
    )
    row = connection.execute(query).first()
    return None if row is None else record_of(row.data, row, document)


def record_of(data: bytes, row: Row[*tuple[Any, ...]], document: Document) -> Record:
    """A record from its packed values and a row with schema, software and lexicons."""
    made_by = {"record": row.schema, "software": row.software, "lexicons": row.lexicons}
    return Record.model_validate({**json.loads(unpack(data)), "document": document, "version": made_by})


def document_of(row: Row[*tuple[Any, ...]]) -> Document:
    """A document from a row with id, url, the columns of a version, and the packed text as data."""
    return Document(
        id=row.id, title=row.title, issuer=row.issuer, published=row.published, language=row.language,
        url=row.url, text=unpack(row.data).decode(),
    )  # fmt: skip
