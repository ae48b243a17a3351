"""The neighbours of a document in the queue, confirmed or not."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from communique.store import schema as t
from communique.store.filters import check
from communique.store.heads import find
from communique.store.query import parse
from communique.store.search import selection
from communique.web.pages.review.seat import Seat

_d = t.documents.c


class Neighbours(NamedTuple):
    """The ids of the documents before and after, in the order in which they were added; None at the ends."""

    previous: str | None
    next: str | None


def neighbours(seat: Seat, document: str) -> Neighbours:
    """The read documents of the queue next to a document, which need not be of it."""
    store, asked = seat.store, seat.asked
    chosen = selection(store._index, parse(asked.query) if asked.query is not None else None, check(asked.filters))
    is_read = select(t.meetings.c.document).where(t.meetings.c.document == _d.key).correlate(t.documents).exists()
    with store._database.reading() as connection:
        here = find(connection, document)
        before = chosen.where(is_read, _d.key < here).order_by(_d.key.desc()).limit(1)
        behind = chosen.where(is_read, _d.key > here).order_by(_d.key).limit(1)
        ids = (select(_d.id).where(_d.key == one.scalar_subquery().correlate(None)) for one in (before, behind))
        return Neighbours(*(connection.execute(one).scalar() for one in ids))
