"""Encounters in order of time, with who met, where, what was said; and what the texts mention of earlier and later events."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from communique.account import Account, Attendee, Cite, Dated, Mention, Stated, accounts_of
from communique.analysis.result import AnalysisError
from communique.arrow import Columns
from communique.days import span_of
from communique.record import JOINT, Kind, Record

_ABOUT_ENCOUNTERS = ("meeting", "visit", "call", "talks", "summit")
"""Kinds of mentioned events that a readout may tell of itself."""
_MONTH = 31
"""An event that is dated less exactly than by so many days is matched with no encounter: too many would fit."""


class Source(NamedTuple):
    """A readout that tells of the encounter."""

    document: str
    title: str | None
    issuer: str | None
    side: str | None
    url: str | None
    date: str | None
    dated: Dated | None
    place: str | None
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter. ``first`` and ``last`` are the days (YYYY-MM-DD) between which its readouts date it; ``dated`` is
    "published" where none of them does and the day of publication stands for it. ``places`` has more than one where they
    disagree. ``statements`` are those that meet the question, of each readout in turn."""

    event: str
    first: str | None
    last: str | None
    dated: Dated | None
    kind: Kind
    places: tuple[str, ...]
    countries: tuple[str, ...]
    people: tuple[Attendee, ...]
    sources: tuple[Source, ...]
    statements: tuple[Stated, ...]


class Mentioned(NamedTuple):
    """An event that a text only mentions: what, who, when (EDTF), since when; where; and the encounters that may be it.

    ``told`` names encounters of the timeline on a day that agrees, between sides that agree, where the mention is
    dated to the month at least. Without, it is not said here
    that the event took place.
    """

    mention: Mention
    first: str
    day: str | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Encounters and mentioned events, each in order of time; ``undated`` counts the encounters without any day."""

    encounters: tuple[Encounter, ...]
    mentioned: tuple[Mentioned, ...]
    readouts: int
    undated: int

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each person, each statement and each source of an encounter, and one for each mentioned event."""
        return [*(row for e in self.encounters for row in _rows(e)), *(_mention_row(m) for m in self.mentioned)]


_COLUMNS: Mapping[str, Any] = {
    "part": "text", "event": "text", "first": "text", "last": "text", "dated": "text", "kind": "text", "places": "texts",
    "countries": "texts", "name": "text", "role": "text", "country": "text", "act": "text", "topics": "texts", "issuer": "text",
    "url": "text", "date": "text", "told": "texts", "document": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip


def timeline(
    readouts: Iterable[Record | Account], *, pair: tuple[str, str] | None = None, actor: str | None = None,
    topic: str | None = None,
) -> Timeline:  # fmt: skip
    """The encounters that readouts tell of.

    :param pair: two codes: only encounters in which both took part or spoke.
    :param actor: words of a name: only encounters in which such a person took part or spoke, and what he or both said.
    :param topic: only encounters in which somebody speaks about it, and what was said about it.
    :raises AnalysisError: where no encounter meets the question.
    """
    accounts = [a for a in accounts_of(readouts) if a.kind != "none"]
    if not accounts:
        raise AnalysisError(
            "timeline", "no readout of an encounter", "Widen the filters, or add readouts to the store."
        )
    groups: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        groups[account.event].append(account)
    words = _words(actor) if actor is not None else None
    found = [
        _encounter(event, told, words, topic) for event, told in groups.items() if _meets(told, pair, words, topic)
    ]
    if not found:
        asked = "-".join(pair) if pair else actor or topic or "all"
        raise AnalysisError(f"timeline of {asked}", f"no encounter among {len(groups)}", "Widen the question.")
    found.sort(key=lambda e: (e.first or "", e.event))
    kept = {e.event for e in found}
    mentions = [(a, m) for a in accounts if a.event in kept for m in a.mentions]
    return Timeline(
        tuple(found), tuple(_mentioned(mentions, found)), sum(len(groups[event]) for event in kept),
        sum(e.first is None for e in found),
    )  # fmt: skip


def _meets(accounts: Sequence[Account], pair: tuple[str, str] | None, actor: str | None, topic: str | None) -> bool:
    sides = frozenset[str]().union(*(a.sides for a in accounts))
    if pair is not None and not set(pair) <= sides:
        return False
    if actor is not None and not any(actor in _words(name) for a in accounts for name in _names(a)):
        return False
    return topic is None or any(topic in s.topics for a in accounts for s in a.statements)


def _names(account: Account) -> Iterator[str]:
    yield from (a.name for a in account.attendees)
    yield from (s.speaker for s in account.statements)


def _words(name: str) -> str:
    """The folded words of a name between spaces, so that one name stands in another only by whole words."""
    from communique.store.words import plain

    return f" {plain(name)} "


def _encounter(event: str, accounts: Sequence[Account], actor: str | None, topic: str | None) -> Encounter:
    dated = [a for a in accounts if a.dated == "text"] or accounts
    people = {(a.person or a.name, a.country): a for account in reversed(accounts) for a in account.attendees}
    said = (s for a in accounts for s in a.statements)
    return Encounter(
        event=event, first=min((a.first for a in dated if a.first), default=None),
        last=max((a.last for a in dated if a.last), default=None), dated=dated[0].dated, kind=accounts[0].kind,
        places=tuple(dict.fromkeys(a.place for a in accounts if a.place)),
        countries=tuple(sorted(frozenset[str]().union(*(a.countries for a in accounts)))),
        people=tuple(sorted(people.values(), key=lambda a: a.cite)), sources=tuple(_source(a) for a in accounts),
        statements=tuple(s for s in said if _asked(s, actor, topic)),
    )  # fmt: skip


def _source(account: Account) -> Source:
    a = account
    where = tuple(c for c in (a.date_at, a.place_at) if c)
    return Source(a.document, a.title, a.issuer, a.side, a.url, a.date or a.published, a.dated, a.place, where)


def _asked(statement: Stated, actor: str | None, topic: str | None) -> bool:
    by_actor = actor is None or statement.speaker == JOINT or actor in _words(statement.speaker)
    return by_actor and (topic is None or topic in statement.topics)


def _mentioned(mentions: Iterable[tuple[Account, Mention]], encounters: Sequence[Encounter]) -> list[Mentioned]:
    """Each event that is dated, once for each what, who and date; by the first readout that mentions it."""
    days: dict[dt.date, list[Encounter]] = defaultdict(list)
    for encounter in encounters:
        for day in _days(encounter.first, encounter.last):
            days[day].append(encounter)
    found: dict[tuple[Any, ...], Mentioned] = {}
    for account, mention in mentions:
        first, last = span_of(mention.date)
        key = (mention.what, mention.who, mention.date, mention.since)
        if first is None or key in found:
            continue
        there = days if mention.what in _ABOUT_ENCOUNTERS else {}
        near = dict.fromkeys(
            e.event for day in _days(first, last) for e in there.get(day, ()) if _fits(mention, account, e)
        )
        found[key] = Mentioned(mention, first, account.first, tuple(near))
    return sorted(found.values(), key=lambda m: (m.first, m.mention.cite))


def _days(first: str | None, last: str | None) -> Iterator[dt.date]:
    """The days of a span; none where it is not known to the month."""
    if first is None or last is None:
        return
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if (end - begin).days < _MONTH:
        yield from (begin + dt.timedelta(days=n) for n in range((end - begin).days + 1))


def _fits(mention: Mention, account: Account, encounter: Encounter) -> bool:
    named = {*encounter.countries, *(a.name for a in encounter.people)}
    return encounter.event != account.event and set(mention.who) <= named


def _rows(encounter: Encounter) -> Iterator[dict[str, Any]]:
    e = encounter
    head = {
        "event": e.event, "first": e.first, "last": e.last, "dated": e.dated, "kind": e.kind, "places": list(e.places),
        "countries": list(e.countries),
    }  # fmt: skip
    issuers = {s.document: s for s in e.sources}
    for source in e.sources:
        cite = source.cites[0]._asdict() if source.cites else {"document": source.document}
        yield {**head, "part": "source", "issuer": source.issuer, "url": source.url, "date": source.date, **cite}
    for person in e.people:
        yield {
            **head,
            "part": "person",
            "name": person.name,
            "role": person.role,
            "country": person.country,
            **person.cite._asdict(),
        }
    for said in e.statements:
        source = issuers[said.cite.document]
        yield {
            **head, "part": "statement", "name": said.speaker, "country": said.country, "act": said.act,
            "topics": list(said.topics), "issuer": source.issuer, "url": source.url, **said.cite._asdict(),
        }  # fmt: skip


def _mention_row(found: Mentioned) -> dict[str, Any]:
    mention = found.mention
    return {
        "part": "mentioned", "first": found.first, "kind": mention.what, "countries": list(mention.who), "date": mention.date,
        "told": list(found.told), **mention.cite._asdict(),
    }  # fmt: skip
