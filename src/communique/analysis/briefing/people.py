"""Who they are: the persons of the other side, with the office as of the day and where it is attested."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from communique.account import Account, Attendee, Cite, proof_of
from communique.analysis.briefing.model import Line, Section
from communique.analysis.names import has_words
from communique.reading.places import state_name
from communique.record import Record
from communique.wording import plural

if TYPE_CHECKING:
    from communique.store import Person

_MOST = 8
"""Persons that are shown where nobody is named whom one is to meet."""
_NEAR = 0.6
"""How like a name must be to be suggested (`difflib`)."""


class Seen(NamedTuple):
    """A person in one readout. ``met``: somebody of our side took part in that encounter too."""

    account: Account
    attendee: Attendee
    met: bool


class Office(NamedTuple):
    """An office and the words that state it."""

    role: str
    organisation: str | None
    cite: Cite


Offices = Mapping[tuple[str, int], Sequence[Office]]
"""By document and start of a person's name: the offices that the document gives to the person."""
People = Mapping[str, Sequence[Seen]]
"""By `key`: where a person appears, in order of time."""


def key(attendee: Attendee) -> str:
    """By what one person is the same in several readouts: the store's id, else the name."""
    return attendee.person or attendee.name


def people_of(accounts: Sequence[Account], them: str, us: str) -> People:
    """All persons of side `them`.

    :param accounts: in order of time.
    """
    ours = {a.event for a in accounts if us in a.countries}
    found: dict[str, list[Seen]] = defaultdict(list)
    for account in accounts:
        for attendee in account.attendees:
            if attendee.country == them:
                found[key(attendee)].append(Seen(account, attendee, account.event in ours))
    return found


def chosen(people: People, meeting: str | None) -> list[str]:
    """Those who have the name that is asked for; without one those whom our side met. The last met come first."""
    last = {who: max((s.account.first or "" for s in seen if s.met), default=None) for who, seen in people.items()}
    if meeting is None:
        wanted = [who for who in people if last[who] is not None]
    else:
        wanted = [who for who, seen in people.items() if any(has_words(s.attendee.name, meeting) for s in seen)]
    return sorted(sorted(wanted), key=lambda who: (last[who] or "", len(people[who])), reverse=True)


def full_name(seen: Iterable[Seen]) -> str:
    """The longest of the names of a person."""
    return max((s.attendee.name for s in seen), key=lambda name: (len(name), name))


def who_they_are(people: People, them: str, meeting: str | None, offices: Offices) -> Section:
    """The persons of `chosen`, with the office that was stated last."""
    title, wanted = "Who they are", chosen(people, meeting)
    shown = wanted if meeting else wanted[:_MOST]
    lines = tuple(_line(people[who], offices) for who in shown)
    return Section(title, lines, _note(people, them, meeting, len(wanted)), len(wanted) - len(shown))


def _note(people: People, them: str, meeting: str | None, found: int) -> str | None:
    if meeting is None:
        return None if found else f"No readout names a person of {state_name(them)} who met us."
    if found == 0:
        near = _near(meeting, {full_name(seen) for seen in people.values()})
        hint = f" Like it: {', '.join(near)}." if near else ""
        over = plural(len({s.account.document for seen in people.values() for s in seen}), "readout")
        return f"Nobody of {state_name(them)} named “{meeting}” was found in {over} with somebody of it.{hint}"
    return f"{found} persons on record have this name." if found > 1 else None


def _near(asked: str, names: Collection[str]) -> list[str]:
    from communique.store.words import plain

    known = {plain(name): name for name in sorted(names)}
    return [known[near] for near in difflib.get_close_matches(plain(asked), known, n=3, cutoff=_NEAR)]


def _line(seen: Sequence[Seen], offices: Offices) -> Line:
    met = [s for s in seen if s.met]
    every, ours = (len({s.account.event for s in some}) for some in (seen, met))
    known = f"met us in {ours} of {plural(every, 'encounter')} on record"
    last = f", last {met[-1].account.first or 'on no day'}" if met else ""
    office, cites = _office(seen, offices)
    return Line(f"{full_name(seen)}, {office}; {known}{last}.", tuple(dict.fromkeys([*cites, *_names(met[-1:])])))


def _office(seen: Sequence[Seen], offices: Offices) -> tuple[str, list[Cite]]:
    """The office that was stated last, from when on without another between; and where."""
    stated = [s for s in seen if s.attendee.role]
    if not stated:
        return f"office not stated (last named {seen[-1].account.first or 'on no day'})", _names(seen[-1:])
    last = stated[-1]
    since = [*takewhile(lambda s: _held(s) == _held(last), reversed(stated))][-1]
    days = [s.account.first or "no day" for s in (since, last)]
    span = days[1] if days[0] == days[1] else f"{days[1]}, first {days[0]}"
    words = ", ".join(part for part in _held(last) if part)
    return f"{words} (stated {span})", [c for s in (last, since) for c in _proofs(s, offices)]


def _held(seen: Seen) -> tuple[str | None, str | None]:
    return seen.attendee.role, seen.attendee.organisation


def _proofs(seen: Seen, offices: Offices) -> list[Cite]:
    """Where the name stands, and the words for the office where these are known."""
    given = offices.get(seen.attendee.cite[:2], ())
    said = [o.cite for o in given if (o.role, o.organisation) == _held(seen)]
    return [*_names([seen]), *said[:1]]


def _names(seen: Iterable[Seen]) -> list[Cite]:
    return [s.attendee.cite for s in seen]


def offices_read(records: Iterable[Record]) -> dict[tuple[str, int], list[Office]]:
    """The offices that records state."""
    found: dict[tuple[str, int], list[Office]] = defaultdict(list)
    for record in records:
        for person in record.participants:
            for office in person.offices:
                proof = proof_of(office.evidence, "office")
                if proof is not None:
                    cite = Cite(record.document.id, proof.start, proof.end, proof.quote)
                    found[record.document.id, person.start].append(Office(office.role, office.organisation, cite))
    return found


def offices_kept(persons: Iterable[Person]) -> dict[tuple[str, int], list[Office]]:
    """The offices that a store has of persons."""
    found: dict[tuple[str, int], list[Office]] = defaultdict(list)
    for person in persons:
        starts: dict[str, list[int]] = defaultdict(list)
        for appearance in person.appearances:
            starts[appearance.document].append(appearance.start)
        for held in person.offices:
            for at in held.evidence:
                office = Office(held.role, held.organisation, Cite(at.document, at.start, at.end, at.quote))
                for start in starts[at.document]:
                    found[at.document, start].append(office)
    return found
