"""What was: the last encounters. What is to come: dated events that the readouts mention."""

from __future__ import annotations

from collections.abc import Collection

from communique.account import Attendee, Cite
from communique.analysis.briefing.model import Line, Section
from communique.analysis.briefing.people import key
from communique.analysis.briefing.words import looked_through
from communique.analysis.chronology import Encounter, Mentioned, Timeline
from communique.analysis.comparison.facts import REMOTE
from communique.days import span_of
from communique.wording import plural

_NAMED = 6
"""Persons of an encounter who are named; the others are counted."""


def last_encounters(found: Timeline, persons: Collection[str]) -> Section:
    """Encounters, the newest first; those with one of `persons` (as `people.key` has them) first of all."""
    newest = sorted(found.encounters, key=lambda e: (_with(e, persons), e.first or "", e.event), reverse=True)
    return Section("Last encounters", tuple(_encounter(e, persons) for e in newest))


def _with(encounter: Encounter, persons: Collection[str]) -> bool:
    return any(key(a) in persons for a in encounter.people)


def _encounter(e: Encounter, persons: Collection[str]) -> Line:
    day = (e.first or "day not stated") if e.first == e.last else f"{e.first} to {e.last}"
    published = " (day of publication)" if e.dated == "published" else ""
    named = _named(e, persons)
    others = f" and {len(e.people) - len(named)} more" if len(named) < len(e.people) else ""
    people = ", ".join(dict.fromkeys(a.name for a in named)) or "nobody named"
    told = f"; told by {plural(len(e.sources), 'readout')}" if len(e.sources) > 1 else ""
    return Line(f"{day}{published}: {e.kind}{_place(e)}; {people}{others}{told}".rstrip(".") + ".", _proofs(e, named))


def _named(e: Encounter, persons: Collection[str]) -> list[Attendee]:
    """Of many people those first who are asked for, then those who speak for their sides."""
    ranked = sorted(e.people, key=lambda a: (key(a) not in persons, a.capacity == "present"))
    kept = {a.cite for a in ranked[:_NAMED]}
    return [a for a in e.people if a.cite in kept]


def _place(e: Encounter) -> str:
    """Where it was; of a call only what a text says, for it has no one place."""
    if e.places:
        return f", {' / '.join(e.places)}"
    return "" if e.kind in REMOTE else ", place not stated"


def _proofs(e: Encounter, named: Collection[Attendee]) -> tuple[Cite, ...]:
    """Where day, place and the people stand, and something of each readout that tells of it."""
    found = [*(c for s in e.sources for c in s.cites), *(a.cite for a in named)]
    silent = {s.document for s in e.sources} - {c.document for c in found}
    said = {s.cite.document: s.cite for s in reversed(e.statements) if s.cite.document in silent}
    return tuple(dict.fromkeys([*found, *(said[name] for name in sorted(said))]))


def dates_ahead(found: Timeline, on: str) -> Section:
    """Dated events after the day that the readouts mention: anniversaries, visits, sessions; each once."""
    days = {e.event: e.first for e in found.encounters}
    lines = tuple(_ahead(m, days) for m in found.mentioned if (span_of(m.mention.date)[1] or "") > on)
    over = looked_through(found.readouts, len(found.encounters))
    return Section("Dates ahead", lines, None if lines else f"No dated event after {on} was found {over}.")


def _ahead(m: Mentioned, days: dict[str, str | None]) -> Line:
    since = f" (since {m.mention.since})" if m.mention.since else ""
    told = sorted({days[event] or "no day" for event in m.told})
    maybe = f"; perhaps the encounter of {', '.join(told)}" if told else ""
    said = f"mentioned {m.day or 'on no day'}"
    return Line(
        f"{m.mention.date}: {m.mention.what}{since}, {said}{maybe}: “{m.mention.cite.quote}”", (m.mention.cite,)
    )
