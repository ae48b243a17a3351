"""Documents read once more, after a change of lexicons or software. The older readings are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Select, func, select

from communique.lexicon.load import digest
from communique.reading import read_document
from communique.record import SCHEMA, Document, Record
from communique.store import schema as t
from communique.store.changes import compare
from communique.store.clock import now
from communique.store.database import Database
from communique.store.heads import find
from communique.store.keeping import store_reading
from communique.store.model import Changes, Reread
from communique.store.readings import document_of, newest_record
from communique.store.show import documents_with_text
from communique.store.states import put_state, state_of

_PAGE = 50
_STATE = "reread all"


def reread(database: Database, ids: Iterable[str] | None) -> Iterator[Reread]:
    """Reads documents again; see `Store.reread`. Each is one transaction, so a run that is broken off goes on."""
    for key in _outdated(database) if ids is None else _chosen(database, ids):
        done = _reread(database, key)
        if done is not None:
            yield done


def reread_all(database: Database, *, restart: bool) -> Iterator[Reread]:
    """Reads all documents again in the order in which they were added; see `Store.reread_all`.

    How far it has come is saved with each reading, so that none is made twice however a run breaks off.
    """
    for key in _paged(database, select(t.documents.c.key), 0 if restart else _begun(database)):
        done = _reread(database, key, save=True)
        if done is not None:
            yield done
    with database.writing() as connection:
        put_state(connection, _STATE, None)


def progress_of_all(database: Database) -> tuple[int, int]:
    """See `Store.reread_progress`."""
    d = t.documents.c
    last = _begun(database)
    with database.reading() as connection:
        query = select(func.count(), func.count().filter(d.key <= last)).select_from(t.documents)
        row = connection.execute(query).one()
    return int(row[1]), int(row[0])


def _begun(database: Database) -> int:
    """The last document that a run with this software and these lexicons has read before it broke off; 0: none."""
    with database.reading() as connection:
        state = state_of(connection, _STATE) or {}
    return int(state.get("last", 0)) if state.get("by") == _made_by() else 0


def _made_by() -> list[str]:
    from communique import __version__

    return [SCHEMA, __version__, digest()]


def _paged(database: Database, query: Select[int], last: int) -> Iterator[int]:
    """The documents behind `last` that a query of their keys gives, in order; each page is asked for when it is needed."""
    (key,) = query.selected_columns
    query = query.order_by(key).limit(_PAGE)
    while True:
        with database.reading() as connection:
            keys = list(connection.execute(query.where(key > last)).scalars())
        yield from keys
        if len(keys) < _PAGE:
            return
        last = keys[-1]


def _chosen(database: Database, ids: Iterable[str]) -> list[int]:
    with database.reading() as connection:
        return [find(connection, name) for name in ids]


def count_outdated(database: Database) -> int:
    """See `Store.outdated`."""
    v = t.versions.c
    with database.reading() as connection:
        number = connection.execute(select(func.count()).select_from(t.versions).where(v.newest, _is_outdated()))
        return int(number.scalar_one())


def _is_outdated() -> ColumnElement[bool]:
    """Of a row of `versions`: that it has no reading by this software with these lexicons."""
    v, r = t.versions.c, t.readings.c
    schema, software, lexicons = _made_by()
    made_now = (r.schema == schema) & (r.software == software) & (r.lexicons == lexicons)
    return ~select(r.key).where(r.version == v.key, r.newest, made_now).correlate(t.versions).exists()


def _outdated(database: Database) -> Iterator[int]:
    """The documents whose newest version is outdated."""
    v = t.versions.c
    return _paged(database, select(v.document).where(v.newest, _is_outdated()), 0)


def _readable(connection: Connection, version: int, document: Document) -> Record | None:
    """The newest reading, where it has the form of today's records."""
    try:
        return newest_record(connection, version, document)
    except ValidationError:
        return None


def _reread(database: Database, key: int, *, save: bool = False) -> Reread | None:
    """None where another process has meanwhile added a newer version, and so read it.

    :param save: note that the re-reading of all has come so far.
    """
    v = t.versions.c
    with database.reading() as connection:
        row = connection.execute(documents_with_text().where(v.document == key, v.newest)).one()
        document = document_of(row)
        before = _readable(connection, row.version_key, document)
    after = read_document(document)
    with database.writing() as connection:
        if not connection.execute(select(v.newest).where(v.key == row.version_key)).scalar():
            return None
        store_reading(connection, key, row.version_key, after, now())
        if save:
            put_state(connection, _STATE, {"last": key, "by": _made_by()})
    changes = compare(before, after) if before else Changes()
    return Reread(document.id, after, changes, first=before is None)
