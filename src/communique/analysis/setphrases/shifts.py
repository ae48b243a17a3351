"""Which set phrases of the lexicon came into use or went out of it within some readouts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from communique.account import Account
from communique.analysis.chance import SURE, corrected
from communique.analysis.setphrases.courses import Unit, course, unit_of
from communique.analysis.setphrases.model import Course, Shift, Use
from communique.analysis.setphrases.use import is_by, use_of

_Places = dict[tuple[str, str], list[tuple[str, Unit, Use]]]
"""By entry and how it is quoted: day, encounter as its issuer tells it, use."""
_Test = tuple[Literal["new", "dropped"], tuple[str, str], Course, float]


def shifts(
    accounts: Iterable[Account], days: Mapping[Unit, str], but: str | None, by: str | None
) -> tuple[tuple[Shift, ...], int]:
    """The set phrases other than entry `but` that are new or dropped, and how many tests that was.

    New ones come first, in order of their first use, then dropped ones in order of their last.
    """
    places = _places(accounts, days, but, by)
    courses = [(key, course(days, {unit for _, unit, _ in its})) for key, its in sorted(places.items())]
    tests = [test for key, found in courses for test in _tests(key, found)]
    chances = corrected([chance for _, _, _, chance in tests])
    found = [
        Shift(state, key[1], its, chance, places[key][0][2], places[key][-1][2])
        for (state, key, its, _), chance in zip(tests, chances, strict=True)
        if chance < SURE
    ]
    return tuple(sorted(found, key=_order)), len(tests)


def _places(accounts: Iterable[Account], days: Mapping[Unit, str], but: str | None, by: str | None) -> _Places:
    """The uses of each set phrase, by its entry, in order of time."""
    found: _Places = defaultdict(list)
    for account in accounts:
        unit = unit_of(account)
        for phrase in account.phrases if unit in days else ():
            use = use_of(account, "listed", phrase.cite)
            if phrase.id != but and is_by(account, use.speaker, use.by, by):
                found[phrase.id, phrase.phrase].append((days[unit], unit, use))
    return {key: sorted(its, key=lambda place: (place[0], place[2].cite)) for key, its in found.items()}


def _tests(key: tuple[str, str], found: Course) -> Iterator[_Test]:
    if found.new is not None and found.dropped is not None:
        yield "new", key, found, found.new
        yield "dropped", key, found, found.dropped


def _order(shift: Shift) -> tuple[bool, str, str]:
    day = shift.course.first if shift.state == "new" else shift.course.last
    return shift.state == "dropped", day or "", shift.phrase
