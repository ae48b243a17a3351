"""The stretches of a text in which a date can stand, so that the many rules of dates need not search all of it."""

from __future__ import annotations

import re
from typing import Literal

_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WORD = (
    r"day|night|morning|afternoon|evening|week|month|year|quarter|half|decade|centur|spring|summer|autumn|winter|yesterday"
    r"|tomorrow"
)
_MONTHS, _WORDS, _DIGIT = re.compile(_MONTH), re.compile(_WORD), re.compile(r"\d")
_TRIGGER = re.compile(rf"\d|{_WORD}|{_MONTH}")
"""What every rule's words hold one of; text far from all of these is not searched, which is most of a page."""
_REACH = 90
"""Characters before and after a trigger that a date may take."""
_DIGITAL = frozenset({"iso", "numeric", "years", "fiscal", "qn", "decade", "the-day", "year"})
"""Rules that hold a digit and no month."""
Need = Literal["month", "digit", "any"]


def need_of(name: str, pattern: re.Pattern[str]) -> Need:
    """What the rule of dates called `name` cannot do without."""
    if "month" in pattern.groupindex:
        return "month"
    return "digit" if name.removeprefix("date.") in _DIGITAL else "any"


def windows(folded: str) -> dict[Need, list[tuple[int, int]]]:
    """The stretches of text in which a rule can fire, by what it needs."""
    every = _stretches(folded)
    return {
        "any": [w for w in every if _WORDS.search(folded, *w)],
        "month": [w for w in every if _MONTHS.search(folded, *w)],
        "digit": [w for w in every if _DIGIT.search(folded, *w)],
    }


def _stretches(folded: str) -> list[tuple[int, int]]:
    """The text around triggers, cut at word boundaries, in order and apart."""
    windows: list[tuple[int, int]] = []
    for match in _TRIGGER.finditer(folded):
        low, high = max(0, match.start() - _REACH), min(len(folded), match.end() + _REACH)
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], high)
        else:
            windows.append((low, high))
    return [(_space_before(folded, low), _space_after(folded, high)) for low, high in windows]


def _space_before(folded: str, at: int) -> int:
    return max(folded.rfind(" ", 0, at), 0) if at else 0


def _space_after(folded: str, at: int) -> int:
    found = folded.find(" ", at)
    return found if found >= 0 else len(folded)
