"""Checked filters → conditions on the tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union

from communique.store import schema as t
from communique.store.filters import Filters

_JOINT = "joint"
"""The speaker of what the sides say together."""


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What must be true of a row of `documents`."""
    d = t.documents.c
    found: list[ColumnElement[bool]] = []
    if filters.act:
        found.append(d.key.in_(_stating(filters).with_only_columns(t.statements.c.document)))
    else:
        if filters.actor:
            found.append(d.key.in_(_with_actor(filters.actor)))
        if filters.topic:
            found.append(d.key.in_(select(t.topics.c.document).where(t.topics.c.topic == filters.topic)))
    if filters.country:
        found.append(d.key.in_(_of_country(filters.country)))
    if filters.issuer:
        found.append(d.issuer_name.in_(_named(filters.issuer)))
    if filters.kind:
        found.append(d.key.in_(select(t.meetings.c.document).where(t.meetings.c.kind == filters.kind)))
    if filters.since:
        found.append(d.last_day >= filters.since)
    if filters.until:
        found.append(d.first_day <= filters.until)
    return found


def statements_of(filters: Filters, documents: Collection[int]) -> Select[Any]:
    """Selects the statements of some documents that meet the filters of statements, in order."""
    s = t.statements.c
    return _stating(filters).where(s.document.in_(documents)).order_by(s.document, s.start, s.key)


def _stating(filters: Filters) -> Select[Any]:
    s = t.statements.c
    query = select(t.statements)
    if filters.act:
        query = query.where(s.act == filters.act)
    if filters.actor:
        jointly = (s.speaker == _JOINT) & s.document.in_(_with_actor(filters.actor))
        query = query.where(or_(s.speaker_name.in_(_named(filters.actor)), jointly))
    if filters.topic:
        topics = t.statement_topics.c
        query = query.where(s.key.in_(select(topics.statement).where(topics.topic == filters.topic)))
    return query


def _named(folded: str) -> Select[Any]:
    """The keys of the names in which these words stand side by side."""
    names = t.names.c
    spaced: ColumnElement[str] = literal(" ") + names.folded + literal(" ")
    return select(names.key).where(spaced.like(f"% {folded} %"))


def _with_actor(folded: str) -> Select[Any]:
    return select(t.actors.c.document).where(t.actors.c.name.in_(_named(folded)))


def _of_country(country: str) -> Select[Any]:
    s, p, a = t.statements.c, t.participants.c, t.addressees.c
    addressed = select(s.document).join(t.addressees, a.statement == s.key).where(a.addressee == country)
    found = union(
        select(p.document).where(p.country == country), select(s.document).where(s.country == country), addressed
    ).subquery()
    return select(found.c.document)


def once(query: Select[Any]) -> Select[Any]:
    """Of near copies among the documents that `query` selects (a column `key`), only the earliest."""
    d = t.documents.c
    group = func.coalesce(d.same_as, d.key)
    ranked = select(
        d.key, func.row_number().over(partition_by=group, order_by=(d.same_as.isnot(None), d.key)).label("n")
    )
    within = ranked.where(d.key.in_(query)).subquery()
    return select(within.c.key).where(within.c.n == 1)
