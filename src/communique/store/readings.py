"""Readings as they are kept: the newest one of a version, and a record from its packed values."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, Select, select

from communique.record import Document, Record
from communique.store import schema as t
from communique.store.errors import StoreError, UnknownDocumentError
from communique.store.packing import unpack


def newest_record(connection: Connection, version: int, document: Document) -> Record | None:
    """The newest reading of a version, or None where there is none."""
    row = connection.execute(_readings_of(version).where(t.readings.c.newest)).first()
    return None if row is None else record_of(row.data, row, document)


def numbered_record(connection: Connection, version: int, document: Document, number: int) -> Record:
    """A reading of a version by its number, which counts from 1.

    :raises UnknownDocumentError: where there is none.
    :raises StoreError: where it is of a form that records no longer have.
    """
    query = _readings_of(version).order_by(t.readings.c.key).offset(number - 1).limit(1)
    row = connection.execute(query).first() if number > 0 else None
    if row is None:
        mend = "See `communique history` for its readings."
        raise UnknownDocumentError(document.id, f"no reading {number} of this version", mend)
    try:
        return record_of(row.data, row, document)
    except ValidationError:
        what = f"reading {number} is a record of schema {row.schema}, which this software no longer reads"
        raise StoreError(document.id, what, "Compare a later reading.") from None


def _readings_of(version: int) -> Select[Any]:
    r = t.readings.c
    return (
        select(t.records.c.data, r.schema, r.software, r.lexicons)
        .join_from(t.readings, t.records, t.records.c.hash == r.record)
        .where(r.version == version)
    )


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
