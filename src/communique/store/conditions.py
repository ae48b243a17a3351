"""Checked filters → conditions on the tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select

from communique.record import JOINT
from communique.store import schema as t
from communique.store.filters import Filters


def conditions(filters: Filters, *, each: bool = False) -> list[ColumnElement[bool]]:
    """What must be true of a row of `documents`.

    What few documents have (an actor, a country, an issuer) is looked up first, as a list of keys; what many have (an
    act, a topic, a kind) is asked of each row, so that a page of the newest needs no list of all.

    :param each: the actor, too, is asked of each row: where many documents have him.
    """
    d, m = t.documents.c, t.meetings.c
    found: list[ColumnElement[bool]] = []
    if filters.actor:
        found.append(_has_actor(filters.actor) if each else d.key.in_(_with_actor(filters.actor)))
    for code in [*([filters.country] if filters.country else []), *(filters.pair or ()), *(filters.met or ())]:
        found.append(d.key.in_(select(t.countries.c.document).where(t.countries.c.country == code)))
    found += [_took_part(code) for code in filters.met or ()]
    if filters.issuer:
        found.append(d.issuer_name.in_(_named(filters.issuer)))
    if filters.act:
        stated = select(t.statements.c.key).where(t.statements.c.document == d.key, *_stating(filters))
        found.append(stated.correlate(t.documents).exists())
    elif filters.topic:
        topics = select(t.topics.c.topic).where(t.topics.c.document == d.key, t.topics.c.topic == filters.topic)
        found.append(topics.correlate(t.documents).exists())
    if filters.kind:
        found.append(select(m.kind).where(m.document == d.key, m.kind == filters.kind).correlate(t.documents).exists())
    if filters.since:
        found.append(d.last_day >= filters.since)
    if filters.until:
        found.append(d.first_day <= filters.until)
    return found


def statements_of(filters: Filters, documents: Collection[int]) -> Select[Any]:
    """Selects the statements of some documents that meet the filters of statements, in order."""
    s = t.statements.c
    query = select(t.statements).where(s.document.in_(documents), *_stating(filters))
    if filters.actor:
        query = query.where(s.document.in_(_with_actor(filters.actor)))
    return query.order_by(s.document, s.start, s.key)


def _stating(filters: Filters) -> list[ColumnElement[bool]]:
    """What must be true of a row of `statements`, of a document in which the actor took part or spoke."""
    s, st = t.statements.c, t.statement_topics.c
    found: list[ColumnElement[bool]] = []
    if filters.act:
        found.append(s.act == filters.act)
    if filters.actor:
        found.append(or_(s.speaker == JOINT, s.speaker_name.in_(_named(filters.actor))))
    if filters.topic:
        named = select(st.topic).where(st.statement == s.key, st.topic == filters.topic)
        found.append(named.correlate(t.statements).exists())
    return found


def _took_part(country: str) -> ColumnElement[bool]:
    """Whether somebody of a country took part or spoke; coalesce keeps SQLite from looking through all of that country."""
    tables = (t.participants, t.statements)
    return or_(*(
        select(literal(1)).where(one.c.document == t.documents.c.key, func.coalesce(one.c.country, "") == country).correlate(t.documents).exists()
        for one in tables
    ))  # fmt: skip


def _named(folded: str) -> Select[Any]:
    """The keys of the names in which these words stand side by side."""
    names = t.names.c
    spaced: ColumnElement[str] = literal(" ") + names.folded + literal(" ")
    return select(names.key).where(spaced.like(f"% {folded} %"))


def _with_actor(folded: str) -> Select[Any]:
    return select(t.actors.c.document).where(t.actors.c.name.in_(_named(folded)))


def _has_actor(folded: str) -> ColumnElement[bool]:
    a = t.actors.c
    own = select(a.name).where(a.document == t.documents.c.key, a.name.in_(_named(folded)))
    return own.correlate(t.documents).exists()


def is_common(connection: Connection, filters: Filters, plenty: int) -> bool:
    """Whether more than `plenty` documents have the actor of the filters."""
    if not filters.actor:
        return False
    some = _with_actor(filters.actor).limit(plenty + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) > plenty


def once(query: Select[Any]) -> Select[Any]:
    """Of near copies among the documents that `query` selects (a column `key`), only the earliest."""
    d = t.documents.c
    group = func.coalesce(d.same_as, d.key)
    ranked = select(
        d.key, func.row_number().over(partition_by=group, order_by=(d.same_as.isnot(None), d.key)).label("n")
    )
    within = ranked.where(d.key.in_(query)).subquery()
    return select(within.c.key).where(within.c.n == 1)
