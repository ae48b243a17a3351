"""The day beside an item of a listing or feed, where it is written so that it can mean one day only."""

from __future__ import annotations

import re
from datetime import date

# English and French, without accents.
_MONTHS = (
    ("january", "janvier"), ("february", "fevrier"), ("march", "mars"), ("april", "avril"), ("may", "mai"),
    ("june", "juin"), ("july", "juillet"), ("august", "aout"), ("september", "septembre"), ("october", "octobre"),
    ("november", "novembre"), ("december", "decembre"),
)  # fmt: skip
_PLAIN = str.maketrans("éèêûôàÉÛ", "eeeuoaEU")
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<y>\d{4})\s*[-/.年년]\s*(?P<m>\d{1,2})\s*[-/.月월]\s*(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?[\s-]+(?:of\s+|de\s+)?{_MONTH},?[\s-]+(?P<y>\d{{4}})(?!\d)",
        rf"(?<![a-z]){_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})(?!\d)",
    )
)


def day_of(text: str) -> date | None:
    """The first day written in `text`; None where there is none, and where 05/06/2024 may mean either of two."""
    plain = text.translate(_PLAIN)
    for form in _FORMS:
        for match in form.finditer(plain):
            found = _day(match.groupdict())
            if found is not None:
                return found
    return None


def plausible(day: date | None, today: date) -> date | None:
    """`day`, or None where it is a clock that was never set, or lies ahead."""
    if day is None or day.year < 1990 or (day - today).days > 2:
        return None
    return day


def _day(part: dict[str, str | None]) -> date | None:
    year = int(part["y"] or 0)
    if part.get("a"):
        pairs = {(int(part["a"] or 0), int(part["b"] or 0)), (int(part["b"] or 0), int(part["a"] or 0))}
        found = {made for month, day in pairs if (made := _made(year, month, day)) is not None}
        return found.pop() if len(found) == 1 else None
    month = int(part["m"] or 0) if part.get("m") else _month(part.get("month") or "")
    return _made(year, month, int(part["d"] or 0))


def _month(word: str) -> int:
    """The month of which `word` is the name or the beginning; 0 where it is that of none, or of two."""
    found = [month for month, names in enumerate(_MONTHS, 1) if any(name.startswith(word.lower()) for name in names)]
    return found[0] if len(found) == 1 else 0


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
