"""The set phrases of the other side, and whether they came into use or went out of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.account import Account
from communique.analysis.briefing.model import Line, Section
from communique.analysis.briefing.words import looked_through
from communique.analysis.setphrases.courses import Unit, course, days_of, unit_of
from communique.analysis.setphrases.model import Course, Shift, Use
from communique.analysis.setphrases.shifts import shifts
from communique.analysis.setphrases.use import is_by, use_of
from communique.wording import plural

_WORDINGS = 2
"""Other wordings of a phrase that are shown."""


class _Place(NamedTuple):
    """A use and the encounter as its issuer tells it."""

    unit: Unit
    use: Use


def their_phrases(accounts: Sequence[Account], them: str) -> Section:
    """The set phrases of the lexicon that a side uses, or is said to use: first the new and dropped, then the most used."""
    days = days_of(accounts)
    moved = {s.phrase: s for s in shifts(accounts, days, None, them)[0]}
    uses = _uses(accounts, them)
    courses = {name: course(days, {p.unit for p in places}) for name, places in uses.items()}
    ranked = sorted(uses, key=lambda name: (name not in moved, -courses[name].used, name))
    lines = tuple(_line(uses[name], courses[name], moved.get(name)) for name in ranked)
    over = looked_through(len(accounts), len({a.event for a in accounts}))
    return Section("Their set phrases", lines, _note(list(courses.values()), over))


def _note(courses: Sequence[Course], over: str) -> str:
    if not courses:
        return f"None was found {over}."
    few = sum(c.new is None for c in courses)
    said = f"; {few} of {plural(len(courses), 'phrase')} had too few uses for that" if few else ""
    return f"New or dropped: tested against each issuer's usual rate {over}{said}."


def _uses(accounts: Sequence[Account], them: str) -> Mapping[str, Sequence[_Place]]:
    """By the phrase as the lexicon quotes it: its uses in order of time."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for account in accounts:
        for phrase in account.phrases:
            use = use_of(account, "listed", phrase.cite)
            if is_by(account, use.speaker, use.by, them):
                found[phrase.phrase].append(_Place(unit_of(account), use))
    return found


def _line(places: Sequence[_Place], its: Course, moved: Shift | None) -> Line:
    first, last = places[0].use, places[-1].use
    events = len({p.use.event for p in places})
    days = first.day or "no day" if first.day == last.day else f"{first.day or 'no day'} to {last.day or 'no day'}"
    told = ", ".join(sorted({p.use.issuer or "an issuer not known" for p in places}))
    text = f"{_change(moved)}“{last.cite.quote}” in {events} of {plural(its.encounters, 'encounter')}, {days}, told by {told}"
    others = _others(places, last)
    also = f"; also {', '.join(f'“{use.cite.quote}”' for use in others)}" if others else ""
    return Line(f"{text}{also}.", tuple(dict.fromkeys(use.cite for use in (last, first, *others))))


def _change(moved: Shift | None) -> str:
    if moved is None:
        return ""
    run, when = (moved.course.before, "before") if moved.state == "new" else (moved.course.since, "since")
    return f"{moved.state} (not in the {plural(run, 'encounter')} {when}): "


def _others(places: Sequence[_Place], last: Use) -> list[Use]:
    """A use of each of the other wordings, the most used first."""
    counts = Counter(p.use.words for p in places)
    by_words = {p.use.words: p.use for p in places if p.use.words != last.words}
    return [by_words[words] for words in sorted(by_words, key=lambda w: (-counts[w], w))[:_WORDINGS]]
