"""One person across documents: the names that are his, and the offices that he held over time, with the evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.linking.names import Alike, alike, words
from communique.reading.dates.calendar import first_of
from communique.record import Evidence, Record

_SURE = 0.85
"""How alike two names must be to be joined without a common office."""


@dataclass(frozen=True)
class Seen:
    """A participant as one document has him; `key` is ``document#start`` and names this appearance."""

    key: str
    document: str
    name: str
    country: str | None
    offices: tuple[tuple[str, str | None], ...]
    day: dt.date | None
    evidence: tuple[Evidence, ...]

    @property
    def roles(self) -> frozenset[str]:
        """The roles in lower case."""
        return frozenset(role.lower() for role, _ in self.offices)


@dataclass(frozen=True)
class Held:
    """An office as the documents show it: first and last day on which it was named, and where."""

    role: str
    organisation: str | None
    first: dt.date | None
    last: dt.date | None
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Entity:
    """One person: the fullest name, all names, country, offices in order of time, appearances and why they were joined."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    offices: tuple[Held, ...]
    seen: tuple[Seen, ...]
    why: tuple[str, ...]

    def office_on(self, day: dt.date) -> Held | None:
        """The office as of a day: the last that was named on it or before, else the first after it."""
        dated = [o for o in self.offices if o.first is not None and o.last is not None]
        before = [o for o in dated if o.first is not None and o.first <= day]
        if before:
            return max(before, key=lambda o: (min(o.last or day, day), o.first or day))
        return min(dated, key=lambda o: o.first or day, default=None)


def seen_in(record: Record) -> list[Seen]:
    """The participants of one record, in its order."""
    day = first_of(record.meeting.date or record.document.published or "")
    return [
        Seen(
            f"{record.document.id}#{p.start}", record.document.id, p.name, p.country,
            tuple((o.role, o.organisation) for o in p.offices), day, p.evidence,
        )
        for p in record.participants
    ]  # fmt: skip


class Named(NamedTuple):
    """A name as a document or several have it: state, and roles in lower case."""

    name: str
    country: str | None
    roles: frozenset[str]


def same_person(one: Named, other: Named) -> Alike | None:
    """How two names are one person's; None where they are not, or where it is not certain.

    The states must not differ. Names that agree fully or in all words of the shorter are enough; a surname alone, or a
    spelling that differs, needs an office in common.
    """
    if one.country and other.country and one.country != other.country:
        return None
    found = alike(one.name, other.name)
    if found is None:
        return None
    if found.score >= _SURE and one.country == other.country:
        return found
    shared = one.roles & other.roles
    if not shared or (found.score < _SURE and one.country != other.country):
        return None
    return found if found.score >= _SURE else Alike(found.score, f"{found.why}, and the office {min(shared)}")


def same(one: Seen, other: Seen) -> str | None:
    """Why two appearances are one person; see `same_person`."""
    found = same_person(Named(one.name, one.country, one.roles), Named(other.name, other.country, other.roles))
    return found.why if found else None


def entities(
    seen: Sequence[Seen], *, merged: Iterable[tuple[str, str]] = (), parted: Iterable[tuple[str, str]] = ()
) -> list[Entity]:
    """The persons behind the appearances, in order of name.

    :param merged: pairs of keys that a person has joined.   :param parted: pairs of keys that a person has parted.
    """
    by_key = {s.key: s for s in seen}
    apart = {frozenset(pair) for pair in parted}
    group_of = {s.key: [s.key] for s in seen}
    why: dict[str, set[str]] = {s.key: set() for s in seen}
    by_hand = [(a, b, "joined by hand") for a, b in merged if a in by_key and b in by_key]
    for a, b, reason in [*by_hand, *_candidates(seen)]:
        one, other = group_of[a], group_of[b]
        if one is other or any(frozenset((x, y)) in apart for x in one for y in other):
            continue
        why[one[0]] |= why[other[0]] | {reason}
        one += other
        for key in other:
            group_of[key] = one
    groups = {id(group): group for group in group_of.values()}
    made = [_entity([by_key[k] for k in sorted(group)], why[group[0]]) for group in groups.values()]
    return sorted(made, key=lambda e: (e.name, e.id))


def _candidates(seen: Sequence[Seen]) -> list[tuple[str, str, str]]:
    """The pairs that are one person, sure ones first; only names that share a word, or its beginning, are compared."""
    blocks: dict[str, list[Seen]] = {}
    for one in sorted(seen, key=lambda s: s.key):
        for start in sorted({w[:3] for w in words(one.name)}):
            blocks.setdefault(start, []).append(one)
    pairs: dict[tuple[str, str], tuple[float, str]] = {}
    for block in blocks.values():
        for n, one in enumerate(block):
            for other in block[n + 1 :]:
                if (
                    (one.key, other.key) not in pairs
                    and one.document != other.document
                    and (reason := same(one, other))
                ):
                    found = alike(one.name, other.name)
                    pairs[one.key, other.key] = (found.score if found else 0.0, reason)
    return [(a, b, reason) for (a, b), (_, reason) in sorted(pairs.items(), key=lambda row: (-row[1][0], row[0]))]


def _entity(group: Sequence[Seen], why: set[str]) -> Entity:
    names = sorted({s.name for s in group}, key=lambda n: (-len(words(n)), -len(n), n))
    countries = sorted({s.country for s in group if s.country})
    return Entity(
        min(s.key for s in group), names[0], tuple(names), countries[0] if countries else None, _offices(group), tuple(group),
        tuple(sorted(why)),
    )  # fmt: skip


def _offices(group: Sequence[Seen]) -> tuple[Held, ...]:
    held: dict[tuple[str, str | None], list[Seen]] = {}
    for one in group:
        for role, organisation in one.offices:
            held.setdefault((role, organisation), []).append(one)
    rows = []
    for (role, organisation), rows_of in held.items():
        days = sorted(s.day for s in rows_of if s.day is not None)
        first, last = (days[0], days[-1]) if days else (None, None)
        rows.append(Held(role, organisation, first, last, tuple(sorted(s.key for s in rows_of))))
    return tuple(sorted(rows, key=lambda h: (h.first or dt.date.max, h.role, h.organisation or "")))
