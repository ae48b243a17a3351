"""Filters of a search → conditions on `documents`.

Each filter holds of the document as a whole: an actor who took part or spoke, under any of his names; a country that
a participant, speaker or addressee belongs to; a topic of the text. With `act`, the actor and the topic are those of
one and the same statement of that act: the actor is its speaker, or took part where the sides speak jointly.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypedDict, get_args

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union

from communique.record import Act, Kind
from communique.store import schema as t
from communique.store.days import span_of
from communique.store.errors import QueryError
from communique.store.words import plain

JOINT = "joint"
_COUNTRY = re.compile(r"[A-Z]{3}")


class FilterWords(TypedDict, total=False):
    """The filters as keyword arguments; None is no filter.

    ``actor`` and ``issuer`` are names or whole words of one, in any case; ``country`` an ISO 3166-1 alpha-3 code or
    one of EUU, UNO, NAT, ASN, AFU, XKX; ``act``, ``topic`` and ``kind`` as in the codebook; ``since`` and ``until``
    days, months or years (both included; a document counts whose date lies in part within). ``once`` shows of near
    copies only the first that meets the filters.
    """

    actor: str | None
    country: str | None
    act: str | None
    topic: str | None
    issuer: str | None
    kind: str | None
    since: str | None
    until: str | None
    once: bool


@dataclass(frozen=True)
class Filters:
    """Checked filters; ``actor`` and ``issuer`` are folded, ``since`` and ``until`` days."""

    actor: str | None = None
    country: str | None = None
    act: str | None = None
    topic: str | None = None
    issuer: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    once: bool = False

    @property
    def of_statements(self) -> bool:
        """Whether some filter chooses among the statements of a document."""
        return any((self.actor, self.act, self.topic))


def check(words: FilterWords) -> Filters:
    """The filters that a user gave.

    :raises QueryError: for a value that no document can have.
    """
    from communique.lexicon.load import load

    given: dict[str, Any] = {name: value for name, value in words.items() if value is not None}
    for name in ("actor", "issuer"):
        if name in given and not (folded := plain(given[name])):
            raise QueryError(f"{name} {given[name]!r}", "no letter or figure in it", "Give a name.")
        elif name in given:
            given[name] = folded
    if "country" in given:
        given["country"] = given["country"].upper()
        if not _COUNTRY.fullmatch(given["country"]):
            raise QueryError(f"country {given['country']!r}", "no country code", "Give three letters: FRA, CHN, EUU.")
    for name, known in (("act", get_args(Act)), ("kind", get_args(Kind)), ("topic", None)):
        if name in given:
            _known(name, given[name], load("topics").values if known is None else known)
    for name, end in (("since", 0), ("until", 1)):
        if name in given:
            given[name] = _day(name, given[name], end)
    return Filters(**given)


def _known(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        near = difflib.get_close_matches(value, known, n=3) or sorted(known)
        raise QueryError(f"{name} {value!r}", f"no such {name}", f"Give one of: {', '.join(near)}.")


def _day(name: str, value: str, end: int) -> str:
    day = span_of(value)[end] if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else None
    if day is None:
        raise QueryError(f"{name} {value!r}", "no date", "Write a day, month or year: 2024-05-17, 2024-05 or 2024.")
    return day


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What must be true of a row of `documents`."""
    d, found = t.documents.c, []
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
        jointly = (s.speaker == JOINT) & s.document.in_(_with_actor(filters.actor))
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
