"""A query and filters → hits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, literal, select

from communique.store import schema as t
from communique.store.conditions import conditions, is_common, once, statements_of
from communique.store.database import Database
from communique.store.errors import QueryError
from communique.store.filters import Filters
from communique.store.fulltext import FullText
from communique.store.heads import heads
from communique.store.marks import Marks, marks, snippet, touching
from communique.store.model import Hit, Listed, Said
from communique.store.packing import unpack
from communique.store.query import Query, parse

_Row = Row[*tuple[Any, ...]]
MOST = 10_000
"""Documents of one page; databases take no query with a parameter for each of many more."""
PLENTY = 2_000
"""A query that more documents answer is of common words: rank says little then, and the newest come first."""
_PROBED = 50
"""So many of the newest documents are first asked for common words, then twice as many, to twenty times as many in all."""
_FEW = 10 * _PROBED
"""Where more are wanted than these, asking each costs more than going through all that the words find."""


def search(
    database: Database, index: FullText, words: str | None, filters: Filters, limit: int, offset: int
) -> list[Hit]:
    """The hits of one page; see `Store.search`."""
    query = parse(words) if words is not None else None
    with database.reading() as connection:
        keys = page_of(connection, index, query, filters, limit, offset)
        return hits(connection, query, filters, keys)


def hits(connection: Connection, query: Query | None, filters: Filters, keys: Sequence[int]) -> list[Hit]:
    """Documents as hits, in the order of their keys."""
    if not keys:
        return []
    shown = heads(connection, keys)
    bodies = _texts(connection, keys)
    said = _statements(connection, filters, keys) if query or filters.of_statements else {}
    found = marks([bodies[key] for key in keys], query.wanted) if query else [None for _ in keys]
    return [_hit(shown[key], bodies[key], its, said.get(key, [])) for key, its in zip(keys, found, strict=True)]


def listed(database: Database, index: FullText, filters: Filters, limit: int, offset: int) -> list[Listed]:
    """The heads of one page; see `Store.list`."""
    with database.reading() as connection:
        keys = page_of(connection, index, None, filters, limit, offset)
        shown = heads(connection, keys)
    return [shown[key] for key in keys]


def page_of(
    connection: Connection, index: FullText, query: Query | None, filters: Filters, limit: int, offset: int
) -> list[int]:
    """The keys of one page of documents: best first, or newest first where there is no query or one of common words."""
    if not 1 <= limit <= MOST or offset < 0:
        mend = f"Give a limit from 1 to {MOST:,}, and no negative offset; `records` gives any number."
        raise QueryError(f"limit {limit}, offset {offset}", "no page", mend)
    common = query is not None and _is_common(connection, index, query)
    if query is not None and common and not filters.once and not any(term.prefix for term in query.wanted):
        newest_of = _newest_of_common if offset + limit <= _FEW else _many_of_common
        found = newest_of(connection, index, query, filters, offset + limit)
        if found is not None:
            return found[offset:]
    newest = newest_first(connection)
    each = query is None and is_common(connection, filters, PLENTY)
    chosen = selection(index, query, filters, each=each).order_by(*newest)
    if query and not common:
        ranked = index.ranked(query).subquery()
        rest = selection(index, None, filters) if not filters.once else selection(index, query, filters)
        chosen = (
            rest.join(ranked, ranked.c.document == t.documents.c.key).order_by(None).order_by(ranked.c.rank, *newest)
        )
    return list(connection.execute(chosen.limit(limit).offset(offset)).scalars().all())


def newest_first(connection: Connection) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The order of documents by day, those without one last."""
    # Both databases sort empty days last only when told so, SQLite at the cost of its index unless it is not told.
    d = t.documents.c
    day = d.first_day.desc() if connection.dialect.name == "sqlite" else d.first_day.desc().nulls_last()
    return day, d.key.desc()


def _newest_of_common(
    connection: Connection, index: FullText, query: Query, filters: Filters, wanted: int
) -> list[int] | None:
    """The newest documents that common words find: each of the newest is asked for the words, which is cheap where many
    have them. None where so many do not hold enough; then the index of words goes first.
    """
    each = is_common(connection, filters, PLENTY)
    rest = selection(index, None, filters, each=each).order_by(*newest_first(connection))
    words = index.matching(query).subquery()
    found: list[int] = []
    seen, size = 0, _PROBED
    while seen < _PROBED * 20:
        keys = list(connection.execute(rest.limit(size).offset(seen)).scalars())
        has = set(connection.execute(select(words.c.document).where(words.c.document.in_(keys))).scalars())
        found += [key for key in keys if key in has]
        if len(found) >= wanted or len(keys) < size:
            return found[:wanted]
        seen, size = seen + size, size * 2
    return None


def _many_of_common(
    connection: Connection, index: FullText, query: Query, filters: Filters, wanted: int
) -> list[int] | None:
    """The same where many are wanted: of twice as many of the newest, those that are among all that have the words."""
    size = 2 * wanted
    each = is_common(connection, filters, PLENTY)
    rest = selection(index, None, filters, each=each).order_by(*newest_first(connection))
    keys = connection.execute(rest.limit(size)).scalars().all()
    words = index.matching(query).subquery()
    # Adding nothing keeps SQLite from looking each of them up by itself.
    has = set(connection.execute(select(words.c.document).where(among(words.c.document + 0, keys))).scalars().all())
    found = [key for key in keys if key in has]
    return found[:wanted] if len(found) >= wanted or len(keys) < size else None


def among(column: ColumnElement[int], keys: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column is one of the keys, which are written into the query: databases take only so many parameters."""
    return column.in_(bindparam("keys", list(keys), expanding=True, literal_execute=True, unique=True))


def selection(index: FullText, query: Query | None, filters: Filters, *, each: bool = False) -> Select[Any]:
    """Selects the keys of the documents that meet query and filters; `each` as in `conditions`."""
    d = t.documents.c
    chosen = select(d.key).where(*conditions(filters, each=each))
    if query:
        chosen = chosen.where(d.key.in_(index.matching(query)))
    return select(d.key).where(d.key.in_(once(chosen))) if filters.once else chosen


def count(database: Database, index: FullText, words: str | None, filters: Filters) -> int:
    """How many documents meet query and filters; near copies count once."""
    query = parse(words) if words is not None else None
    chosen = selection(index, query, filters).subquery()
    d = t.documents.c
    with database.reading() as connection:
        number = select(func.count(func.coalesce(d.same_as, d.key).distinct())).where(d.key.in_(select(chosen.c.key)))
        return int(connection.execute(number).scalar_one())


def _is_common(connection: Connection, index: FullText, query: Query) -> bool:
    some = select(literal(1)).select_from(index.matching(query).subquery()).limit(PLENTY + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) > PLENTY


def _texts(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    v = t.versions.c
    query = select(v.document, t.texts.c.data).join_from(t.versions, t.texts, t.texts.c.hash == v.text)
    rows = connection.execute(query.where(v.document.in_(keys), v.newest))
    return {row.document: unpack(row.data).decode() for row in rows}


def _statements(connection: Connection, filters: Filters, keys: Sequence[int]) -> dict[int, list[_Row]]:
    rows = connection.execute(statements_of(filters, keys))
    return {document: list(its) for document, its in groupby(rows, key=lambda row: row.document)}


def _hit(head: Listed, text: str, found: Marks | None, said: Sequence[_Row]) -> Hit:
    """A hit; `found` is None where no words were sought."""
    marked = found or []
    start, end = snippet(text, marked)
    shown = tuple((max(a, start) - start, min(b, end) - start) for a, b in marked if a < end and b > start)
    met = said if found is None else [s for s in said if touching(found, s.start, s.end)]
    return Hit(
        head.id, head.title, head.issuer, head.date, head.url, head.same_as, snippet=text[start:end], start=start,
        marks=shown, statements=tuple(Said(s.id, s.speaker, s.country, s.act, s.start, s.end, s.quote) for s in met),
    )  # fmt: skip
