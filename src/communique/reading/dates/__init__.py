"""Expressions of calendar time and their EDTF values (codebook, "dates" and "Settled cases → Dates")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from communique.lexicon import fold
from communique.reading.dates import calendar as cal
from communique.reading.dates.now import Anchor, Now
from communique.reading.dates.rules import RULES, Rule
from communique.reading.dates.windows import Windows


class DateFound(NamedTuple):
    """A date expression at ``text[start:end]``: its EDTF value, the pattern that read it, what it was resolved against."""

    start: int
    end: int
    value: str
    entry: str | None
    anchor: Anchor


class Candidate(NamedTuple):
    """Words that have the form of a date, whatever day it may be."""

    rule: Rule
    match: re.Match[str]


@cache
def _patterns() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """RULES with their patterns compiled."""
    return tuple((rule, _compile(rule.pattern)) for rule in RULES)


def _compile(pattern: str) -> re.Pattern[str]:
    opening = "" if pattern.startswith(("(?:(?<=", "(?<")) else r"(?<![\w])"
    return re.compile(f"{opening}{pattern}(?!\\w)")


def date_words(text: str, folded: str) -> tuple[Candidate, ...]:
    """All words of `text` that have the form of a date, in the order of RULES; they may overlap."""
    windows = Windows(folded)
    return tuple(
        Candidate(rule, match)
        for rule, pattern in _patterns()
        for low, high in windows.near(rule.near)
        for match in pattern.finditer(folded, low, high)
        if _plausible(text, match, rule.name)
    )


def find_dates(
    text: str,
    *,
    published: str | None,
    encounter: str | None,
    month_first: bool = False,
    folded: str | None = None,
    words: Sequence[Candidate] | None = None,
) -> tuple[DateFound, ...]:
    """The date expressions of `text` in order of start; of overlapping readings the one listed first in RULES counts.

    :param published: the day of publication (EDTF), against which a date line and weekdays are resolved.
    :param encounter: the day or days of the encounter (EDTF) where known; relative expressions count from its last day.
    :param month_first: true where 03/04/2024 is the fourth of March.
    :param words: ``date_words(text, folded)`` where the caller has them already.
    """
    folded = fold(text) if folded is None else folded
    now = _now(folded, published, encounter, month_first)
    found: list[DateFound] = []
    taken: list[tuple[int, int]] = []
    for rule, match in date_words(text, folded) if words is None else words:
        start, end = match.span()
        if any(s < end and start < e for s, e in taken):
            continue
        value = rule.value(match, now)
        if value is not None:
            written = match.groupdict().get("year")
            taken.append((start, end))
            found.append(DateFound(*_quote(text, start, end), value, rule.name, "none" if written else now.anchor))
    return tuple(sorted(found))


def _now(folded: str, published: str | None, encounter: str | None, month_first: bool) -> Now:
    day = cal.last_of(encounter) if encounter else None
    first = cal.first_of(encounter) if encounter else None
    publication = cal.first_of(published) if published else _stand_in(folded)
    if day and first and publication and first <= publication <= day:
        day = publication
    return Now(
        day or publication,
        first or publication,
        publication or day,
        "encounter" if encounter else "published",
        month_first,
    )


def settle(first: Sequence[DateFound], second: Sequence[DateFound], encounter: str | None) -> tuple[DateFound, ...]:
    """The second reading, but for words that gave the encounter's own date when read against publication.

    "met yesterday" names the encounter; read against the encounter itself it would name the day before.
    """
    named = {(d.start, d.end): d for d in first if encounter and d.value == encounter}
    return tuple(named.get((d.start, d.end), d) for d in second)


def _stand_in(folded: str) -> dt.date | None:
    """The latest full date of the first lines, where the day of publication is not given."""
    head = folded[:600]
    nobody = Now(None, None, None, "none", False)
    values = [
        v
        for rule, pattern in _patterns()[:8]
        for m in pattern.finditer(head)
        if m.groupdict().get("year") and (v := rule.value(m, nobody))
    ]
    days = sorted(v for v in values if len(v) == 10)
    return cal.first_of(days[-1]) if days else None


def _plausible(text: str, match: re.Match[str], name: str) -> bool:
    """False for words that only look like dates: "may" and "march" as verbs, "second" and names."""
    groups = match.groupdict()
    month = groups.get("month")
    if month in ("may", "march", "mar", "sun", "sat", "dec", "jan") and not text[match.start("month")].isupper():
        return False
    if month and not text[match.start("month")].isupper():
        return False
    if (
        month == "may"
        and name == "date.mid-month"
        and text[match.end() : match.end() + 1] == " "
        and text[match.end() + 1 : match.end() + 2].islower()
        and not re.match(
            r" (?:to|and|in|at|this|last|next|with|for|or|by|on|of|before|after|when|where|as|during)\b",
            text[match.end() :],
        )
    ):
        return False
    weekday = groups.get("weekday")
    return not (weekday and not text[match.start("weekday")].isupper())


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a possessive 's and without an opening "the" before a day of the month."""
    if text[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    while end > start and text[end - 1] in " ,.":
        end -= 1
    return start, end


__all__ = ["Candidate", "DateFound", "date_words", "find_dates", "settle"]
