"""A document into the store, in one transaction: new, a new version of one that is there, or nothing new.

Reading and comparing texts happen before the transaction, so that writers wait for each other only a moment.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from communique.days import span_of
from communique.document.check import checked
from communique.errors import InputError
from communique.record import Document, Record
from communique.store import flat, near
from communique.store import schema as t
from communique.store.clock import instant, now
from communique.store.database import Database
from communique.store.errors import StoreError
from communique.store.fulltext import FullText
from communique.store.keeping import store_reading
from communique.store.model import Added, Status
from communique.store.packing import hash_of, keep, unpack
from communique.store.words import plain


@dataclass(frozen=True)
class Origin:
    """Where a document comes from: its bytes, their media type, and what the server said of them."""

    raw: bytes | None = None
    media_type: str | None = None
    part: str = ""
    headers: Mapping[str, str] | None = None
    fetched: dt.datetime | None = None


@dataclass(frozen=True)
class _Prepared:
    """All of a document that can be made ready before the transaction."""

    document: Document
    given: str
    origin: Origin
    hash: str
    text_hash: str
    runs: frozenset[str]
    bands: list[int]
    record: Record | None


def id_of(document: Document, part: str = "") -> str:
    """The id of a document in every store: from its URL (else its own id) and its part, never from its text."""
    name = ["url", document.url, part] if document.url else ["id", document.id, part]
    return hash_of(json.dumps(name).encode())[:16]


def add(database: Database, index: FullText, document: Document, origin: Origin, *, read: bool) -> Added:
    """Adds a document; see `Store.add`."""
    if origin.raw is not None and not origin.media_type:
        raise StoreError(document.id, "bytes without a media type", 'Give media_type, for example "text/html".')
    _check_names(document, origin.part)
    fetched = instant(origin.fetched, document.id)
    given, document = document.id, checked(document).model_copy(update={"id": id_of(document, origin.part)})
    name = _hash_of_version(document)
    with database.reading() as connection:
        found = _newest(connection, document.id)
        nothing_new = found is not None and found.hash == name and (found.read or not read)
    if found is not None and nothing_new:
        _note_origin(database, document.url, origin, fetched)
        return Added(document.id, "same", found.number)
    ready = _prepare(document, given, origin, name, read=read)
    with database.writing() as connection:
        added = _write(connection, index, ready, fetched)
        if document.url and not origin.part:
            _write_fetch(connection, document.url, origin, fetched)
    return added


def note_fetch(database: Database, url: str, origin: Origin) -> None:
    """Notes what a fetch gave; see `Store.note_fetch`."""
    fetched = instant(origin.fetched, url)
    with database.writing() as connection:
        _write_fetch(connection, url, origin, fetched)


def _check_names(document: Document, part: str) -> None:
    """Databases take no NUL and no half of a character; `checked` looks at the text only."""
    for name, value in {**document.model_dump(exclude={"text"}), "part": part}.items():
        if value and ("\0" in value or any(0xD800 <= ord(c) <= 0xDFFF for c in value)):
            raise InputError(
                ascii(document.id), f"`{name}` holds a NUL or a lone surrogate", "Decode it with its right encoding."
            )


def _hash_of_version(document: Document) -> str:
    """A hash of the text and of all that reading takes into account."""
    said = [document.text, document.title, document.issuer, document.published, document.language]
    return hash_of(json.dumps(said).encode())


def _prepare(document: Document, given: str, origin: Origin, name: str, *, read: bool) -> _Prepared:
    from communique.reading import read_document

    runs = near.shingles(document.text)
    return _Prepared(
        document=document, given=given, origin=origin, hash=name, text_hash=hash_of(document.text.encode()),
        runs=runs, bands=near.bands(runs), record=read_document(document) if read else None,
    )  # fmt: skip


def _newest(connection: Connection, document_id: str) -> Row[*tuple[Any, ...]] | None:
    """Of the newest version: key, number, hash, title, the packed text, its document's key, whether it is read."""
    v = t.versions.c
    read = select(t.readings.c.key).where(t.readings.c.version == v.key, t.readings.c.newest).exists()
    query = (
        select(v.key, v.number, v.hash, v.title, v.document, t.texts.c.data, read.label("read"))
        .join_from(t.documents, t.versions, v.document == t.documents.c.key)
        .join(t.texts, t.texts.c.hash == v.text)
        .where(t.documents.c.id == document_id, v.newest)
    )
    return connection.execute(query).first()


def _write(connection: Connection, index: FullText, ready: _Prepared, fetched: str | None) -> Added:
    """Writes what is still new now that nobody else can write."""
    found = _newest(connection, ready.document.id)
    added = now()
    if found is not None and found.hash == ready.hash:
        if ready.record is not None and not found.read:
            store_reading(connection, found.document, found.key, ready.record, added)
        return Added(ready.document.id, "same", found.number, ready.record)
    document = found.document if found is not None else _new_document(connection, ready, added)
    original = near.find_original(connection, document, ready.text_hash, ready.runs, ready.bands)
    number = found.number + 1 if found is not None else 1
    version = _new_version(connection, ready, document, number, added, fetched, original)
    copy_of = _head(connection, ready.document, document, original)
    body = (plain(ready.document.title or ""), plain(ready.document.text))
    old = (plain(found.title or ""), plain(unpack(found.data).decode())) if found is not None else None
    index.put(connection, document, body, old)
    if ready.record is not None:
        store_reading(connection, document, version, ready.record, added, replaces=found is not None)
    elif found is not None:
        flat.clear(connection, document)  # they hold what an older version says
    status: Status = "new" if found is None else "changed"
    return Added(ready.document.id, status, number, ready.record, copy_of, original[1] if original else None)


def _new_document(connection: Connection, ready: _Prepared, added: str) -> int:
    row = {
        "id": ready.document.id, "given": ready.given, "url": ready.document.url, "part": ready.origin.part,
        "first_seen": added,
    }  # fmt: skip
    return int(connection.execute(insert(t.documents).values(row).returning(t.documents.c.key)).scalar_one())


def _new_version(
    connection: Connection, ready: _Prepared, document: int, number: int, added: str, fetched: str | None,
    original: tuple[int, float] | None,
) -> int:  # fmt: skip
    origin, doc, v = ready.origin, ready.document, t.versions.c
    blob = None
    if origin.raw is not None:
        blob = keep(connection, t.blobs, origin.raw, size=len(origin.raw), media_type=origin.media_type)
    text = keep(connection, t.texts, doc.text.encode())
    if number > 1:
        connection.execute(update(t.versions).where(v.document == document, v.newest).values(newest=False))
    row = {
        "document": document, "number": number, "newest": True, "hash": ready.hash, "text": text, "title": doc.title,
        "issuer": doc.issuer, "published": doc.published, "language": doc.language, "added": added, "fetched": fetched,
        "headers": dict(origin.headers or {}), "blob": blob, "copy_of": original[0] if original else None,
        "similarity": original[1] if original else None, "sketch": near.sketch(),
    }  # fmt: skip
    key = int(connection.execute(insert(t.versions).values(row).returning(v.key)).scalar_one())
    connection.execute(insert(t.bands), [{"band": band, "version": key} for band in ready.bands])
    return key


def _head(connection: Connection, doc: Document, document: int, original: tuple[int, float] | None) -> str | None:
    """Writes what lists show of the newest version; gives the id of the document of which it is a near copy."""
    of = None
    if original is not None:
        query = select(t.documents.c.key, t.documents.c.id).join_from(
            t.versions, t.documents, t.documents.c.key == t.versions.c.document
        )
        of = connection.execute(query.where(t.versions.c.key == original[0])).one()
    first, last = span_of(doc.published[:10] if doc.published else None)
    folded = plain(doc.issuer or "")
    values = {
        "title": doc.title, "issuer": doc.issuer, "first_day": first, "last_day": last,
        "issuer_name": flat.keys_of(connection, [folded])[folded] if folded else None,
        "same_as": of.key if of else None,
    }  # fmt: skip
    connection.execute(update(t.documents).where(t.documents.c.key == document).values(values))
    return of.id if of else None


def _note_origin(database: Database, url: str | None, origin: Origin, fetched: str | None) -> None:
    """What came with a part of a container says nothing of the page whose URL the part has."""
    if url and not origin.part and (origin.raw is not None or origin.headers or fetched):
        with database.writing() as connection:
            _write_fetch(connection, url, origin, fetched)


def _write_fetch(connection: Connection, url: str, origin: Origin, fetched: str | None) -> None:
    headers = {name.lower(): value for name, value in (origin.headers or {}).items()}
    row = {
        "etag": headers.get("etag"), "modified": headers.get("last-modified"),
        "hash": hash_of(origin.raw) if origin.raw is not None else None, "fetched": fetched,
    }  # fmt: skip
    there = update(t.fetches).where(t.fetches.c.url == url).values(row)
    if connection.execute(there).rowcount == 0:
        connection.execute(insert(t.fetches).values(url=url, **row))
