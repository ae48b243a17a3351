"""A day of publication as sources write it → YYYY-MM-DD. Only whole days, and only where the order of parts is known."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?(?:[-./]|\u5e74|\ub144)\s?(\d{1,2})\s?(?:[-./]|\u6708|\uc6d4)\s?(\d{1,2})(?!\d)"
)
_PACKED = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
_DAY_FIRST_WORD = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|\u00ba)?[\s\u00a0-]+(?:de\s+)?([^\W\d_]{3,})\.?,?[\s\u00a0-]+(?:de\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST_WORD = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_AROUND = re.compile(
    r"[\s()\[\]|:,\u3010\u3011\u2013\u2014-]+|\d{1,2}:\d{2}(?::\d{2})?|[ap]\.?m\.?|GMT[+\d:]*", re.IGNORECASE
)
_LABELS = frozenset((
    "published", "posted", "updated", "date", "released", "issued", "on", "le", "du", "am", "vom", "publié",
    "publiée", "last", "time", "source", "release", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche",
))  # fmt: skip
_EARLIEST = 1900


def day(text: str | None, language: str | None = None) -> str | None:
    """The first day that `text` names, as YYYY-MM-DD; None where it names none, or an impossible one, or where
    "03/04/2024" could be either.

    :param language: of month names; English is always understood.
    """
    found = _find(text or "", language)
    return found[0] if found else None


def whole_day(text: str, language: str | None = None) -> str | None:
    """The day of a line that holds nothing but a day (with its label, weekday, brackets, time)."""
    if len(text) > 60:
        return None
    found = _find(text, language)
    if found is None:
        return None
    rest = text[: found[1]] + " " + text[found[2] :]
    words = _AROUND.sub(" ", rest).split()
    return found[0] if all(word.strip(".:").casefold() in _LABELS for word in words) else None


def _find(text: str, language: str | None) -> tuple[str, int, int] | None:
    packed = _PACKED.match(text)
    if packed:
        return _made(packed[1], packed[2], packed[3], packed)
    found = [m for m in (_YEAR_FIRST.search(text), *_worded(text, language), _numbers(text)) if m]
    return min((f for f in map(_of_match, found) if f), key=lambda f: f[1], default=None)


class _Worded(tuple[re.Match[str], int]):
    """A date with its month in words: the match and the month's number."""


def _worded(text: str, language: str | None) -> list[_Worded]:
    months = _months(language)
    found = []
    for pattern, group in ((_DAY_FIRST_WORD, 2), (_MONTH_FIRST_WORD, 1)):
        for match in pattern.finditer(text):
            number = months.get(match[group].casefold())
            if number:
                found.append(_Worded((match, number)))
                break
    return found


def _numbers(text: str) -> re.Match[str] | None:
    """Day and month in figures, where their order is beyond doubt: dots always put the day first."""
    match = _NUMBERS.search(text)
    if match and (match[2] == "." or int(match[1]) > 12 or int(match[3]) > 12 or match[1] == match[3]):
        return match
    return None


def _of_match(found: re.Match[str] | _Worded) -> tuple[str, int, int] | None:
    if isinstance(found, _Worded):
        match, month = found
        return _made(match[3], str(month), match[1] if match.re is _DAY_FIRST_WORD else match[2], match)
    if found.re is _NUMBERS:
        first, second = int(found[1]), int(found[3])
        month_first = found[2] != "." and second > 12
        return _made(found[4], str(first if month_first else second), str(second if month_first else first), found)
    return _made(found[1], found[2], found[3], found)


def _made(year: str, month: str, number: str, match: re.Match[str]) -> tuple[str, int, int] | None:
    try:
        made = dt.date(int(year), int(month), int(number))
    except ValueError:
        return None
    return (made.isoformat(), match.start(), match.end()) if made.year >= _EARLIEST else None


@cache
def _months(language: str | None) -> dict[str, int]:
    """Month names and abbreviations of English and `language`, folded, with their numbers."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, int] = {"sept": 9}
    for code in ("en", language or "en"):
        try:
            locale = Locale.parse(code.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in locale.months[use][form].items():
                    names[name.casefold().rstrip(".")] = number
    return names
