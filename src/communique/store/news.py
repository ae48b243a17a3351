"""What came into the store since a last look: documents that were read for the first time, or read in a new version.

Readings are numbered in the order in which they were written, and writers wait for one another, so that the number of the
last one that was looked at divides all that was seen from all that was not.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from communique.store import schema as t
from communique.store.database import Database
from communique.store.filters import Filters
from communique.store.fulltext import FullText
from communique.store.model import News
from communique.store.query import parse
from communique.store.search import hits, selection

_PAGE = 500


def news(
    database: Database, index: FullText, words: str | None, filters: Filters, after: int, newest: int | None
) -> tuple[list[News], int]:
    """See `Store.news`."""
    v, r = t.versions.c, t.readings.c
    query = parse(words) if words is not None else None
    first = select(r.version, func.min(r.key).label("key")).group_by(r.version).subquery()
    chosen = (
        select(v.document, v.number, first.c.key, t.readings.c.made)
        .join(first, first.c.version == v.key)
        .join(t.readings, r.key == first.c.key)
        .where(v.newest, first.c.key > after, v.document.in_(selection(index, query, filters)))
    )
    order = first.c.key if newest is None else first.c.key.desc()
    with database.reading() as connection:
        last = _last(connection)
        rows = connection.execute(chosen.order_by(order).limit(newest)).all()
        keys = [row.document for row in rows]
        pages = (keys[at : at + _PAGE] for at in range(0, len(keys), _PAGE))
        shown = [hit for page in pages for hit in hits(connection, query, filters, page)]
    found = [News(hit, row.number, row.made) for hit, row in zip(shown, rows, strict=True)]
    return found, max(last, after)


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.max(t.readings.c.key))).scalar() or 0)
