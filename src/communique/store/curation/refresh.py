"""What was read since the last time → encounters and persons. It goes on where it was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from sqlalchemy import Connection, delete, func, select

from communique.record import Record
from communique.store import schema as t
from communique.store.curation import appearances, encounters, people, readouts
from communique.store.curation.decisions import decisions
from communique.store.curation.overlay import record_in_force
from communique.store.curation.tables import DERIVED
from communique.store.database import Database
from communique.store.errors import StoreError
from communique.store.states import put_state, state_of

_PAGE = 200
_STATE = "linking"
_COLUMNS = ("readings", "versions")
_UNLINKED = (
    "it is read-only, and what was added last is not linked yet",
    "Run `communique encounters list` once where it can be written to, or on a copy (`communique backup FILE`).",
)


def refresh(database: Database, each: Callable[[int], None] | None = None) -> int:
    """Links all documents that were read, or got a new version, since the last time; gives their number.

    A page of documents is one transaction. Where nothing is new it only looks at two numbers.

    :param each: is told of each page how many documents it had.
    """
    done = 0
    while True:
        with database.reading() as connection:
            if is_current(connection):
                return done
        if database.read_only:
            raise StoreError(database.where, *_UNLINKED)
        with database.writing() as connection:
            page = _page(connection)
        done += page
        if each is not None:
            each(page)


def relink_all(database: Database) -> int:
    """Forgets all that is derived, and links every document anew; what people decided holds."""
    with database.writing() as connection:
        for table in DERIVED:
            connection.execute(delete(table))
        connection.execute(delete(t.states).where(t.states.c.name == _STATE))
    return refresh(database)


def is_current(connection: Connection) -> bool:
    """Whether all that was read is linked."""
    return _newest(connection) == linked_up_to(connection)


def waiting(database: Database) -> int:
    """How many readings are not linked yet."""
    r = t.readings.c
    with database.reading() as connection:
        query = select(func.count()).where(r.key > linked_up_to(connection)[0], r.newest)
        return int(connection.execute(query).scalar_one())


def relink(
    connection: Connection, documents: Iterable[int], record_of: Callable[[int], Record | None] | None = None
) -> None:
    """Links documents anew, with what people corrected in them.

    :param record_of: gives the records where they are not in the store that is linked.
    """
    record_of = record_of or partial(record_in_force, connection)
    touched: set[int] = set()
    names: set[int] = set()
    parted = decisions(connection, "part")
    for key in documents:
        record = record_of(key)
        touched |= readouts.link(connection, key, record)
        names |= appearances.link(connection, key, record, parted)
    encounters.regroup(connection, touched)
    people.regroup(connection, names)


def _page(connection: Connection) -> int:
    """Links the next documents; keys of readings and versions only grow, in the order in which they were written."""
    read, seen = linked_up_to(connection)
    r, v = t.readings.c, t.versions.c
    query = select(r.key, v.document).join(t.versions, v.key == r.version).where(r.key > read, r.newest, v.newest)
    rows = connection.execute(query.order_by(r.key).limit(_PAGE)).all()
    # A version that was read comes with its reading; one that was not hides what an older one told.
    is_read = select(r.key).where(r.version == v.key, r.newest).exists()
    more = select(v.key, v.document).where(v.key > seen, v.newest, ~is_read).order_by(v.key).limit(_PAGE)
    unread = connection.execute(more).all()
    documents = dict.fromkeys(row.document for row in [*rows, *unread])
    relink(connection, documents)
    last, newest = _newest(connection)
    _save(connection, rows[-1].key if len(rows) == _PAGE else last, unread[-1].key if len(unread) == _PAGE else newest)
    return len(documents)


def _newest(connection: Connection) -> tuple[int, int]:
    keys = (connection.execute(select(func.max(table.c.key))).scalar() for table in (t.readings, t.versions))
    read, seen = (int(key or 0) for key in keys)
    return read, seen


def linked_up_to(connection: Connection) -> tuple[int, int]:
    """The newest reading and the newest version that were linked, by their keys; 0 where none was."""
    value = state_of(connection, _STATE) or {}
    read, seen = (int(value.get(column, 0)) for column in _COLUMNS)
    return read, seen


def _save(connection: Connection, *keys: int) -> None:
    put_state(connection, _STATE, dict(zip(_COLUMNS, keys, strict=True)))
