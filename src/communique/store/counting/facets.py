"""Which values the documents of a search have, and how many have each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, FromClause, Select, func, literal, select, union, union_all

from communique.record import JOINT
from communique.store import schema as t
from communique.store.counting.model import Count, Facets
from communique.store.filters import Filters
from communique.store.fulltext import FullText
from communique.store.query import Query
from communique.store.search import among as is_among
from communique.store.search import page_of
from communique.store.words import plain

Keys = Sequence[int]


def facets(
    connection: Connection, index: FullText, query: Query | None, filters: Filters, most: int, each: int
) -> Facets:
    """Counts in the first `most` documents that a search gives; see `Store.facets`."""
    found = page_of(connection, index, query, filters, most + 1, 0)
    keys = found[:most]
    counts = {**_values(connection, keys), **_heads(connection, keys)} if keys else {}
    shown = {name: _biggest(values, each) for name, values in counts.items()}
    return Facets(looked=len(keys), all=len(found) <= most, **shown)


def usual(spellings: Iterable[tuple[str, int]]) -> str:
    """Of spellings with their numbers, the most usual one; of those as usual, the first in the alphabet."""
    return min(spellings, key=lambda one: (-one[1], one[0]))[0]


def _biggest(values: Mapping[str, int], most: int) -> tuple[Count, ...]:
    rows = sorted(values.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Count(value, number) for value, number in rows[:most])


def _values(connection: Connection, keys: Keys) -> dict[str, Counter[str]]:
    """Countries, topics, acts and actors, of which a document has several each, in one query."""
    looked = select(t.documents.c.key).where(is_among(t.documents.c.key, keys)).cte("looked")
    s, among = t.statements.c, select(looked.c.key)
    # Index entries hold all three; what is left of them is looked through twice.
    said = select(s.document, s.act, s.speaker).where(s.document.in_(among)).distinct().cte("said")
    had = {
        "country": select(t.countries.c.country).where(t.countries.c.document.in_(among)),
        "topic": select(t.topics.c.topic).where(t.topics.c.document.in_(among)),
        "act": select(select(said.c.document, said.c.act).distinct().subquery().c.act),
        "actor": select(_names(among, said).c.name),
    }
    counts: dict[str, Counter[str]] = {name: Counter() for name in had}
    for name, value, documents in connection.execute(union_all(*map(_grouped, had, had.values()))):
        counts[name][value] = documents
    return counts | {"actor": _by_name(connection, keys, counts["actor"])}


def _grouped(name: str, values: Select[Any]) -> Select[Any]:
    (value,) = values.selected_columns
    return values.with_only_columns(literal(name), value, func.count()).group_by(value)


def _names(among: Select[Any], said: FromClause) -> FromClause:
    """Each document with the name of each who took part or spoke in it, once."""
    p = t.participants.c
    spoke = select(said.c.document, said.c.speaker.label("name")).where(said.c.speaker != JOINT)
    return union(select(p.document, p.name).where(p.document.in_(among)), spoke).subquery()


def _by_name(connection: Connection, keys: Keys, spellings: Mapping[str, int]) -> Counter[str]:
    """Spellings of one name, which differ in case or accents, counted together under the most usual one."""
    spelt: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, documents in spellings.items():
        spelt[plain(name)][name] = documents
    several = {name for own in spelt.values() if len(own) > 1 for name in own}
    once = _documents_of(connection, keys, several) if several else Counter[str]()
    return Counter({usual(own.items()): once[name] or sum(own.values()) for name, own in spelt.items()})


def _documents_of(connection: Connection, keys: Keys, names: set[str]) -> Counter[str]:
    """How many documents have each folded name, of those that have several spellings: a document may have two."""
    d, s = t.documents.c, t.statements.c
    among = select(d.key).where(is_among(d.key, keys))
    had = _names(among, select(s.document, s.speaker).where(s.document.in_(among)).subquery()).c
    rows = connection.execute(select(had.name, had.document).where(had.name.in_(sorted(names))))
    return Counter(name for name, _ in {(plain(row.name), row.document) for row in rows})


def _heads(connection: Connection, keys: Keys) -> dict[str, Counter[str]]:
    """Issuer, kind and year, of which a document has one each."""
    d, m, year = t.documents.c, t.meetings.c, func.substr(t.documents.c.first_day, 1, 4).label("year")
    query = (
        select(d.issuer_name, d.issuer, m.kind, year, func.count().label("documents"))
        .join_from(t.documents, t.meetings, m.document == d.key, isouter=True)
        .where(is_among(d.key, keys))
        .group_by(d.issuer_name, d.issuer, m.kind, year)
    )
    kinds, years, issuers = Counter[str](), Counter[str](), defaultdict[Any, Counter[str]](Counter)
    for row in connection.execute(query):
        if row.kind is not None:
            kinds[row.kind] += row.documents
        if row.year is not None:
            years[row.year] += row.documents
        if row.issuer is not None:
            issuers[row.issuer_name or row.issuer][row.issuer] += row.documents
    named = Counter({usual(own.items()): own.total() for own in issuers.values()})
    return {"issuer": named, "kind": kinds, "year": years}
