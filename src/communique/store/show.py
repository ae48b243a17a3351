"""One document with its reading, its versions, its original bytes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Select, func, select

from communique.record import Document, Record
from communique.store import schema as t
from communique.store.database import Database
from communique.store.errors import UnknownDocumentError
from communique.store.heads import find
from communique.store.model import Entry, Known, Original, Reading, Version
from communique.store.packing import unpack
from communique.store.readings import document_of, newest_record


def documents_with_text() -> Select[Any]:
    """Selects what `document_of` needs, with document and version keys as document_key and version_key."""
    d, v = t.documents.c, t.versions.c
    return (
        select(d.key.label("document_key"), d.id, d.url, v.key.label("version_key"), v.number, v.title, v.issuer,
               v.published, v.language, t.texts.c.data)
        .join_from(t.documents, t.versions, v.document == d.key)
        .join(t.texts, t.texts.c.hash == v.text)
    )  # fmt: skip


def version_of(connection: Connection, name: str, number: int | None) -> tuple[Document, Record | None, int]:
    """A version of a document (None: the newest), its newest reading, and the version's key.

    :raises UnknownDocumentError: where there is no such version.
    """
    v = t.versions.c
    query = documents_with_text().where(t.documents.c.key == find(connection, name))
    row = connection.execute(query.where(v.newest if number is None else v.number == number)).first()
    if row is None:
        raise UnknownDocumentError(name, f"no version {number}", "See `communique history` for its versions.")
    document = document_of(row)
    return document, newest_record(connection, row.version_key, document), int(row.version_key)


def show(database: Database, name: str, number: int | None) -> Entry:
    """See `Store.show`."""
    d, v, other = t.documents.c, t.versions.c, t.documents.alias("other")
    with database.reading() as connection:
        document, record, version = version_of(connection, name, number)
        query = (
            select(d.key, d.given, d.part, d.first_seen, v.number, v.fetched, v.headers, t.blobs.c.media_type,
                   other.c.id.label("same_as"))
            .join_from(t.versions, t.documents, v.document == d.key)
            .outerjoin(t.blobs, t.blobs.c.hash == v.blob)
            .outerjoin(other, other.c.key == d.same_as)
            .where(v.key == version)
        )  # fmt: skip
        row = connection.execute(query).one()
        copies = connection.execute(select(d.id).where(d.same_as == row.key).order_by(d.key)).scalars()
        return Entry(
            id=document.id, given=row.given, part=row.part, document=document, record=record, version=row.number,
            first_seen=row.first_seen, fetched=row.fetched, headers=row.headers or {}, media_type=row.media_type,
            same_as=row.same_as, copies=tuple(copies),
        )  # fmt: skip


def history(database: Database, name: str) -> list[Version]:
    """See `Store.history`."""
    v, r = t.versions.c, t.readings.c
    readings = select(func.count()).where(r.version == v.key).scalar_subquery().label("readings")
    with database.reading() as connection:
        query = select(t.versions, readings).where(v.document == find(connection, name)).order_by(v.number)
        return [
            Version(
                number=row.number, added=row.added, fetched=row.fetched, title=row.title, published=row.published,
                text_hash=row.text, blob_hash=row.blob, readings=row.readings,
            )
            for row in connection.execute(query)
        ]  # fmt: skip


def readings(database: Database, name: str) -> list[Reading]:
    """See `Store.readings`."""
    v, r = t.versions.c, t.readings.c
    with database.reading() as connection:
        query = (
            select(v.number, r.made, r.software, r.lexicons, r.newest)
            .join_from(t.readings, t.versions, v.key == r.version)
            .where(v.document == find(connection, name))
            .order_by(v.number, r.key)
        )
        seen: Counter[int] = Counter()
        found = []
        for row in connection.execute(query):
            seen[row.number] += 1
            found.append(Reading(row.number, seen[row.number], row.made, row.software, row.lexicons, row.newest))
        return found


def original(database: Database, name: str, number: int | None) -> Original | None:
    """See `Store.original`."""
    b = t.blobs.c
    with database.reading() as connection:
        _, _, version = version_of(connection, name, number)
        query = select(b.data, b.media_type, b.hash).join(t.versions, t.versions.c.blob == b.hash)
        row = connection.execute(query.where(t.versions.c.key == version)).first()
    return None if row is None else Original(unpack(row.data), row.media_type, row.hash)


def known(database: Database, url: str) -> Known | None:
    """See `Store.known`."""
    f = t.fetches.c
    with database.reading() as connection:
        row = connection.execute(select(f.url, f.etag, f.modified, f.hash, f.fetched).where(f.url == url)).first()
    return None if row is None else Known(*row)
