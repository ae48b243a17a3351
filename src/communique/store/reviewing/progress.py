"""Which document a person looks through next, and how many are left."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from communique.store import schema as t
from communique.store.heads import find

_d = t.documents.c


class Neighbours(NamedTuple):
    """The ids of the documents before and after one, in the order in which they were added; None at the ends."""

    previous: str | None
    next: str | None


def next_unconfirmed(connection: Connection, among: Select[Any], done: Select[Any], after: str | None) -> str | None:
    """The id of the next document; see `Store.next_unconfirmed`.

    :param among: selects the keys of the documents to choose from.   :param done: selects the keys of the documents that need not be looked through any more.
    """
    behind = find(connection, after) if after is not None else 0
    # Each document in turn is asked for it: most often the first one is it.
    is_done = done.where(done.selected_columns.document == _d.key).correlate(t.documents).exists()
    chosen = among.where(_is_read(), ~is_done).order_by(_d.key).limit(1)
    rounds = [chosen.where(_d.key > behind), chosen.where(_d.key <= behind)]
    key = func.coalesce(*(one.scalar_subquery().correlate(None) for one in rounds))
    return connection.execute(select(t.documents.c.id).where(_d.key == key)).scalar()


def neighbours(connection: Connection, among: Select[Any], document: str) -> Neighbours:
    """The documents on both sides of one; see `Store.neighbours`."""
    here = find(connection, document)
    chosen = among.where(_is_read())
    before = chosen.where(_d.key < here).order_by(_d.key.desc()).limit(1)
    behind = chosen.where(_d.key > here).order_by(_d.key).limit(1)
    ids = (select(_d.id).where(_d.key == one.scalar_subquery().correlate(None)) for one in (before, behind))
    return Neighbours(*(connection.execute(one).scalar() for one in ids))


def progress(connection: Connection, among: Select[Any], done: Select[Any]) -> tuple[int, int]:
    """How many documents are done, and how many there are; see `Store.review_progress`."""
    key = among.where(_is_read()).subquery().c.key
    had, all_ = connection.execute(select(func.count().filter(key.in_(done)), func.count(key))).one()
    return int(had), int(all_)


def _is_read() -> ColumnElement[bool]:
    """Whether the newest version of a row of `documents` was read: only then stands it in the flat tables."""
    there = select(t.meetings.c.document).where(t.meetings.c.document == _d.key)
    return there.correlate(t.documents).exists()
