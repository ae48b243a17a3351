"""The stretches of a text in which a form of date can stand, so that most of a page is not searched."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Any

_WORDS = ("half", "quarter", "end", "beginning", "middle", "start", "year", "weekend", "week", "month", "day", "decade", "centur",
          "ago", "earlier", "before", "later", "now", "hence", "yesterday", "tomorrow", "today", "tonight", "night", "morning",
          "afternoon", "evening", "spring", "summer", "autumn", "winter", "fall")  # fmt: skip
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
           "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DIGITS = re.compile(r"\d+")
_REACH = 60
"""Characters before and after a trigger that a date may take: the longest form, a range of two written-out days, has 50."""


@cache
def _automaton() -> tuple[Any, tuple[str, ...]]:
    """A matcher of all words at once, and the name of each (MONTH, WEEKDAY or the word itself)."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    named = {**{w: w for w in _WORDS}, **dict.fromkeys(_WEEKDAYS, "WEEKDAY"), **dict.fromkeys(_MONTHS, "MONTH")}
    return AhoCorasick(list(named), matchkind=MatchKind.LeftmostLongest), tuple(named.values())


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


class Windows:
    """Where the words stand that forms of dates cannot do without.

    The names are MONTH, WEEKDAY, YEAR (four digits), DIGIT, and the words of `_WORDS` themselves.
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._cut: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def _at(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        automaton, names = _automaton()
        folded = self._folded
        for index, start, end in automaton.find_matches_as_indexes(folded):
            name = names[index]
            if start and _in_word(folded[start - 1]):
                continue
            if name == "MONTH" and end < len(folded) and _in_word(folded[end]):
                continue
            found.setdefault(name, []).append((start, end))
        for match in _DIGITS.finditer(folded):
            start, end = match.span()
            if end - start >= 4 and folded[start : start + 2] in ("18", "19", "20"):
                found.setdefault("YEAR", []).append((start, start + 4))
                start += 4
            if start < end:
                found.setdefault("DIGIT", []).append((start, end))
        return found

    def near(self, names: str) -> list[tuple[int, int]]:
        """The text around the words named (parted by spaces), cut at word boundaries, in order and apart."""
        if names not in self._cut:
            self._cut[names] = self._stretches(sorted(s for name in names.split() for s in self._at.get(name, ())))
        return self._cut[names]

    def _stretches(self, triggers: list[tuple[int, int]]) -> list[tuple[int, int]]:
        stretches: list[tuple[int, int]] = []
        for start, end in triggers:
            low, high = self._space_before(start - _REACH), self._space_after(end + _REACH)
            if stretches and low <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], max(high, stretches[-1][1]))
            else:
                stretches.append((low, high))
        return stretches

    def _space_before(self, at: int) -> int:
        return max(self._folded.rfind(" ", 0, at), 0) if at > 0 else 0

    def _space_after(self, at: int) -> int:
        found = self._folded.find(" ", at)
        return found if found >= 0 else len(self._folded)
