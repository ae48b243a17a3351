"""Values of expressions that name a day or a month."""

from __future__ import annotations

import datetime as dt
import re

from communique.reading.dates import calendar as cal
from communique.reading.dates.now import Now


def ymd(m: re.Match[str], now: Now) -> str | None:
    year = year_of(m, now)
    date = cal.valid(year, month_of(m), int(m["day"])) if year else None
    return cal.day(date) if date else None


def month_of(m: re.Match[str]) -> int:
    return cal.MONTHS[m["month"].rstrip(".")]


def year_of(m: re.Match[str], now: Now, *, month: int | None = None) -> int | None:
    """The year of a day or month: as written, or the one that puts it nearest to now, in the past unless it is near."""
    written = m.groupdict().get("year")
    if written:
        return int(written)
    base = now.day or now.published
    if base is None:
        return None
    number = month or month_of(m)
    gap = (number - base.month) % 12
    ahead = gap <= 6 and gap > 0
    tense = tense_before(m)
    if number == base.month:
        return base.year
    if tense == "past":
        return base.year if number < base.month else base.year - 1
    if tense == "future":
        return base.year if number > base.month else base.year + 1
    if ahead and number > base.month:
        return base.year
    if number > base.month:
        return base.year - 1 if gap > 6 else base.year
    return base.year + 1 if ahead and gap <= 3 else base.year


_PAST = re.compile(
    r"(?<!to be )(?<!will be )\b(?:last|since|was|were|had|held|visited|met|took|signed|launched|adopted|announced|marked|earlier|ago|attended|after|following|concluded|began|started|agreed|completed|in light of)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|upcoming|next|would|to be|forthcoming|later|ahead of|expected|plans?|hopes?|proposed|forward|intends?|agreed to|scheduled|planned|due|should|to meet|meet again|beyond)\b"
)


def tense_before(m: re.Match[str]) -> str:
    """Past or future by the words of the same sentence before (and just behind) the expression."""
    start = max(m.string.rfind(". ", 0, m.start()), m.string.rfind("\n", 0, m.start()), m.start() - 110, 0)
    before = m.string[start : m.start()]
    past = max((x.end() for x in _PAST.finditer(before)), default=-1)
    future = max((x.end() for x in _FUTURE.finditer(before)), default=-1)
    if past == future:
        return "none"
    return "past" if past > future else "future"


def day_range(m: re.Match[str], now: Now) -> str | None:
    groups = m.groupdict()
    first_month, second_month = month_of(m), cal.MONTHS[(groups.get("month2") or m["month"]).rstrip(".")]
    year = year_of(m, now)
    if year is None:
        return None
    start_year = year - 1 if second_month < first_month and groups.get("year") else year
    a, b = (
        cal.valid(start_year, first_month, int(m["day"])),
        cal.valid(year, second_month, int(m["day2"])),
    )
    return cal.span(cal.day(a), cal.day(b)) if a and b and a <= b else None


def month_year(m: re.Match[str], now: Now) -> str | None:
    year = year_of(m, now)
    return cal.month(year, month_of(m)) if year else None


def numeric(m: re.Match[str], now: Now) -> str | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    day, month = (b, a) if ((now.month_first and a <= 12) or b > 12) else (a, b)
    date = cal.valid(year, month, day)
    return cal.day(date) if date else None


def iso(m: re.Match[str], now: Now) -> str | None:
    date = cal.valid(int(m["year"]), int(m["a"]), int(m["b"]))
    return cal.day(date) if date else None


_OF_YEAR = {
    "this": 0,
    "last": -1,
    "next": 1,
    "previous": -1,
    "coming": 1,
    "following": 1,
    "past": -1,
    "same": 0,
    "current": 0,
    "ongoing": 0,
}


def relative_year(words: str, now: Now) -> int | None:
    if now.day is None:
        return None
    if "before last" in words:
        return now.day.year - 2
    if "after next" in words:
        return now.day.year + 2
    shift = next((n for w, n in _OF_YEAR.items() if re.search(rf"\b{w}\b", words)), 0)
    return now.day.year + shift


def month_rel(m: re.Match[str], now: Now) -> str | None:
    year = relative_year(m["of"], now)
    return cal.month(year, month_of(m)) if year else None


def day_rel(m: re.Match[str], now: Now) -> str | None:
    year = relative_year(m["of"], now)
    date = cal.valid(year, month_of(m), int(m["day"])) if year else None
    return cal.day(date) if date else None


def adjective_month(m: re.Match[str], now: Now) -> str | None:
    """ "last November", "this July", "next January": the nearest before, of this year, the nearest after."""
    if now.day is None:
        return None
    number, year = month_of(m), now.day.year
    if m["which"] in ("last", "past"):
        year -= number >= now.day.month
    elif m["which"] in ("next", "coming", "upcoming"):
        year += number <= now.day.month
    return cal.month(year, number)


def today(m: re.Match[str], now: Now) -> str | None:
    if now.day is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(m[0].split()[0].split("'")[0].rstrip(","), 0)
    if "the day before yesterday" in m[0]:
        shift = -2
    elif m[0].startswith(("the day before", "the previous day", "the preceding day")):
        shift = -1
    elif m[0].startswith(("the day after", "the next day", "the following day")):
        shift = 2 if "tomorrow" in m[0] else 1
    return cal.day(now.day + dt.timedelta(days=shift))


def last_night(m: re.Match[str], now: Now) -> str | None:
    """The night that ended today belongs to the day before (codebook: parts of a day are their day)."""
    return cal.day(now.day - dt.timedelta(days=1)) if now.day else None


def weekday(m: re.Match[str], now: Now) -> str | None:
    """A bare weekday: the nearest in the past week, or in the coming one after will and next."""
    base = now.published or now.day
    if base is None:
        return None
    target, which = cal.WEEKDAYS[m["weekday"]], m.groupdict().get("which")
    anchor = now.day or base
    back = (base.weekday() - target) % 7
    forward = (target - anchor.weekday()) % 7
    tail = m.string[m.end() : m.end() + 40]
    future = which in ("next", "coming", "this coming", "upcoming") or (
        which is None
        and (tense_before(m) == "future" or re.match(r",? (?:he|she|they|it|the \w+) will\b", tail) is not None)
    )
    if future:
        return cal.day(anchor + dt.timedelta(days=forward or 7))
    if which in ("last", "past", "previous"):
        return cal.day(base - dt.timedelta(days=back or 7))
    return cal.day(base - dt.timedelta(days=back))


def day_of_month(m: re.Match[str], now: Now) -> str | None:
    """ "on the 9th": of this month, or of the last where it would lie far ahead."""
    base = now.day
    if base is None or not re.search(r"\d(?:st|nd|rd|th)", m[0]):
        return None
    date = cal.valid(base.year, base.month, int(m["day"]))
    if date is not None and (date - base).days > 20:
        date = cal.valid(base.year - (base.month == 1), base.month - 1 or 12, int(m["day"]))
    return cal.day(date) if date else None


def same_day(m: re.Match[str], now: Now) -> str | None:
    return cal.day(now.day) if now.day else None
