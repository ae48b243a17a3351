"""Which readouts tell of one encounter: by day, kind, sides, people and place, and why (``../shared`` issue 3, Versions)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.linking.grouping import Pair, group
from communique.linking.names import alike
from communique.reading.dates.calendar import first_of, last_of
from communique.record import Record

_REMOTE = frozenset({"call", "video"})
_APART = dt.timedelta(days=1)
"""How far the days of two accounts may lie apart: the date line runs between the sides."""
_ENOUGH = 0.6
_KIND = 0.2
"""What it costs that one account tells of a call and the other of a meeting; two issuers may name a video call so."""
_WEIGHTS = {"people": 0.5, "sides": 0.2, "day": 0.2, "place": 0.1}


@dataclass(frozen=True)
class Told:
    """What an account says of its encounter, as far as it helps to find the other accounts of it."""

    document: str
    issuer: str | None
    remote: bool
    first: dt.date
    last: dt.date
    place: tuple[str, str | None] | None
    people: tuple[tuple[str, str | None], ...]
    """Those who led a side or belonged to it: name, country."""

    @property
    def sides(self) -> frozenset[str]:
        """The countries of those who took part."""
        return frozenset(country for _, country in self.people if country)


@dataclass(frozen=True)
class Match:
    """Two accounts of one encounter: `score` from 0 to 1, and every reason in words."""

    one: str
    other: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Encounter:
    """The documents that tell of one encounter, in order of id, and the matches that join them."""

    documents: tuple[str, ...]
    matches: tuple[Match, ...]


def told(record: Record) -> Told | None:
    """What the record tells; None for texts without an encounter, a day or at least two people."""
    meeting = record.meeting
    if meeting.kind in ("none", "message") or not meeting.date:
        return None
    first, last = first_of(meeting.date), last_of(meeting.date)
    people = tuple((p.name, p.country) for p in record.participants if p.capacity != "present")
    if first is None or last is None or len(people) < 2:
        return None
    place = (meeting.place.name, meeting.place.country) if meeting.place else None
    about = record.document
    return Told(about.id, about.issuer, meeting.kind in _REMOTE, first, last, place, people)


def match(one: Told, other: Told) -> Match | None:
    """Whether two accounts tell of one encounter, and why; None where they do not."""
    if not _days_meet(one, other) or (one.remote != other.remote and one.issuer == other.issuer):
        return None
    why: dict[str, tuple[float, str]] = {"day": _day(one, other)}
    people = _people(one, other)
    if people is None:
        return None
    why["people"] = people
    if not one.sides & other.sides and one.sides and other.sides:
        return None
    why["sides"] = _sides(one, other)
    place = _place(one, other)
    if place is None:
        return None
    why["place"] = place
    score = sum(_WEIGHTS[name] * part for name, (part, _) in why.items()) - _KIND * (one.remote != other.remote)
    if score < _ENOUGH:
        return None
    reasons = tuple(reason for name in ("day", "people", "sides", "place") if (reason := why[name][1]))
    if one.remote != other.remote:
        reasons = (*reasons, "though one tells of a call and the other of a meeting")
    return Match(one.document, other.document, round(score, 3), reasons)


def _days_meet(one: Told, other: Told) -> bool:
    return one.first - _APART <= other.last and other.first - _APART <= one.last


def _day(one: Told, other: Told) -> tuple[float, str]:
    if one.first <= other.last and other.first <= one.last:
        return 1.0, f"the same day ({max(one.first, other.first).isoformat()})"
    return (
        0.5,
        f"days next to each other ({min(one.last, other.last).isoformat()}, {max(one.first, other.first).isoformat()})",
    )


def _people(one: Told, other: Told) -> tuple[float, str] | None:
    """The persons of both accounts; those who meet must be of two sides, or all that an account names."""
    pairs = [
        (a, b, found.score)
        for a in one.people
        for b in other.people
        if (a[1] is None or b[1] is None or a[1] == b[1]) and (found := alike(a[0], b[0])) is not None
    ]
    if not pairs:
        return None
    countries = {a[1] or b[1] for a, b, _ in pairs}
    shared = {a[0] for a, _, _ in pairs}
    if len(countries - {None}) < 2 and len(shared) < min(len(one.people), len(other.people), 2):
        return None
    best = sum(sorted((score for _, _, score in pairs), reverse=True)[:2]) / 2
    names = ", ".join(sorted(shared))
    return min(1.0, best), f"the same people ({names})"


def _sides(one: Told, other: Told) -> tuple[float, str]:
    both = one.sides & other.sides
    every = one.sides | other.sides
    share = len(both) / len(every) if every else 0.0
    return share, f"the sides {', '.join(sorted(both))}" if both else ""


def _place(one: Told, other: Told) -> tuple[float, str] | None:
    """Places that agree, or of which one is not told; None for two countries that differ."""
    if one.place is None or other.place is None:
        return 0.5, ""
    if one.place[1] != other.place[1]:
        return None
    if alike(one.place[0], other.place[0]) is not None:
        return 1.0, f"the same place ({one.place[0]})"
    return 0.5, f"the same country ({one.place[1]})"


def matches(accounts: Sequence[Told]) -> list[Match]:
    """All matches among the accounts, in order of document ids; only accounts of near days are compared."""
    ordered = sorted(accounts, key=lambda t: (t.first, t.document))
    found: list[Match] = []
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if other.first > one.last + _APART:
                break
            pair = match(*sorted((one, other), key=lambda t: t.document))
            if pair is not None:
                found.append(pair)
    return sorted(found, key=lambda m: (m.one, m.other))


def encounters(
    accounts: Sequence[Told], *, joined: Iterable[tuple[str, str]] = (), parted: Iterable[tuple[str, str]] = ()
) -> list[Encounter]:
    """The accounts grouped by encounter, each with the matches that join it; in order of their first document.

    :param joined: pairs of documents that a person has joined.   :param parted: pairs that a person has parted; such a
        pair is never in one group, even where a third account would join them.
    """
    of = {t.document: t for t in accounts}
    pairs = [Pair(m.one, m.other, m.score, m.why) for m in matches(accounts)]
    found = group(of, pairs, joined=joined, parted=parted, clash=lambda a, b: two_of_one(of[a], of[b]))
    return [_encounter(documents, found.used) for documents in found.groups]


def two_of_one(one: Told, other: Told) -> bool:
    """True for a call and a meeting that one issuer reports, or reports of his of different days: two encounters, whatever
    a third account says."""
    if one.issuer != other.issuer:
        return False
    return one.remote != other.remote or one.last < other.first or other.last < one.first


def _encounter(documents: tuple[str, ...], used: Sequence[Pair]) -> Encounter:
    inside = sorted((p for p in used if p.one in documents), key=lambda p: (p.one, p.other))
    return Encounter(documents, tuple(Match(*p) for p in inside))


def parted_pairs(encounter: Encounter) -> list[tuple[str, str]]:
    """Every pair of documents of an encounter, in order."""
    return list(combinations(encounter.documents, 2))
