"""Whether everything is there, whole and once. It reads the whole store and changes nothing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Table, func, select

from communique.lexicon.load import digest
from communique.store import near
from communique.store import schema as t
from communique.store.counting.sums import unread
from communique.store.curation.examine import examine_links
from communique.store.curation.soundness import faults
from communique.store.database import Database
from communique.store.errors import StoreError
from communique.store.fulltext import FullText
from communique.store.model import Finding
from communique.store.packing import hash_of, unpack
from communique.store.readings import document_of, newest_record
from communique.store.show import documents_with_text

_PAGE = 100
_RESTORE = "Restore a backup, or add the document again from its source."
_REREAD = "Run `communique reread`."


def examine(database: Database, index: FullText) -> Iterator[Finding]:
    """Every fault and note, one check after another; see `Store.doctor`."""
    parts = [_contents(database, table) for table in (t.blobs, t.texts, t.records)]
    parts += [_checked(database, index), _readings(database), examine_links(database)]
    for part in [_file(database), *parts] if database.embedded else parts:
        try:
            yield from part
        except StoreError as error:
            yield Finding("error", error.where, error.what, error.mend)


def _checked(database: Database, index: FullText) -> Iterator[Finding]:
    with database.reading() as connection:
        for check in _CHECKS:
            yield from check(connection, index)


def _file(database: Database) -> Iterator[Finding]:
    with database.reading() as connection:
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield Finding("error", database.where, f"the file is damaged: {said}", _RESTORE)
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Finding("error", f"{row[0]} row {row[1]}", f"what it belongs to is gone from {row[2]}", _RESTORE)


def _contents(database: Database, table: Table) -> Iterator[Finding]:
    """Content-addressed rows whose content is not what their address says."""
    last = ""
    while True:
        query = select(table.c.hash, table.c.data).where(table.c.hash > last).order_by(table.c.hash).limit(_PAGE)
        with database.reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            if not _whole(row.hash, row.data):
                yield Finding(
                    "error", f"{table.name} {row.hash[:16]}", "its bytes are not those that were kept", _RESTORE
                )
        if len(rows) < _PAGE:
            return
        last = rows[-1].hash


def _whole(name: str, data: bytes) -> bool:
    try:
        return hash_of(unpack(data)) == name
    except (zlib.error, TypeError):
        return False


def _newest(connection: Connection, _: FullText) -> Iterator[Finding]:
    d, v = t.documents.c, t.versions.c
    there = select(v.key).where(v.document == d.key, v.newest).exists()
    for name in connection.execute(select(d.id).where(~there)).scalars():
        yield Finding("error", name, "a document without a newest version", _RESTORE)


def _indexed(connection: Connection, index: FullText) -> Iterator[Finding]:
    documents = connection.execute(select(func.count()).select_from(t.documents)).scalar_one()
    indexed = index.count(connection)
    if indexed != documents:
        yield Finding("error", "full-text index", f"{indexed} of {documents} documents are in it", _RESTORE)


def _flat(connection: Connection, _: FullText) -> Iterator[Finding]:
    """Read documents that the search tables lack."""
    v, r = t.versions.c, t.readings.c
    query = (
        select(t.documents.c.id)
        .join_from(t.documents, t.versions, (v.document == t.documents.c.key) & v.newest)
        .join(t.readings, (r.version == v.key) & r.newest)
        .outerjoin(t.meetings, t.meetings.c.document == v.document)
        .where(t.meetings.c.document.is_(None))
    )
    for name in connection.execute(query).scalars():
        yield Finding("error", name, "its reading is not in the search tables", f"Run `communique reread {name}`.")


def _unread(connection: Connection, _: FullText) -> Iterator[Finding]:
    number = unread(connection)
    if number:
        yield Finding("note", f"{number} documents", "not read yet", _REREAD)


def _older(connection: Connection, _: FullText) -> Iterator[Finding]:
    v, r = t.versions.c, t.readings.c
    query = select(func.count()).join_from(t.readings, t.versions, v.key == r.version)
    number = connection.execute(query.where(v.newest, r.newest, r.lexicons != digest())).scalar_one()
    if number:
        yield Finding("note", f"{number} documents", "read with other lexicons than today's", _REREAD)


def _sketches(connection: Connection, _: FullText) -> Iterator[Finding]:
    query = select(func.count()).where(t.versions.c.sketch != near.sketch())
    number = connection.execute(query).scalar_one()
    if number:
        what = "compared by another version of rensa: near copies of them are no longer found"
        yield Finding("note", f"{number} versions", what, "Add them to a new store to compare them anew.")


def _links(connection: Connection, _: FullText) -> Iterator[Finding]:
    for name, what in faults(connection):
        yield Finding("error", name, what, f"Run `communique reread {name}`.")


_CHECKS: tuple[Callable[[Connection, FullText], Iterator[Finding]], ...] = (
    _newest, _indexed, _flat, _links, _unread, _older, _sketches,
)  # fmt: skip


def _readings(database: Database) -> Iterator[Finding]:
    """Newest readings that are no valid records of their texts."""
    last = 0
    while True:
        v = t.versions.c
        query = documents_with_text().where(v.newest, v.document > last).order_by(v.document).limit(_PAGE)
        with database.reading() as connection:
            rows = connection.execute(query).all()
            for row in rows:
                try:
                    newest_record(connection, row.version_key, document_of(row))
                except (ValueError, zlib.error):
                    yield Finding(
                        "error", row.id, "its record does not fit its text", f"Run `communique reread {row.id}`."
                    )
        if len(rows) < _PAGE:
            return
        last = rows[-1].document_key
