"""Calendar arithmetic on EDTF values (level 0 and 1: days, months, years, intervals)."""

from __future__ import annotations

import calendar
import datetime as dt

MONTHS = {
    name: n
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept",
         "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: n for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
NUMBERS = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"])
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "couple": 2, "half a": 0}  # fmt: skip
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}


def day(date: dt.date) -> str:
    """EDTF of a day."""
    return date.isoformat()


def month(year: int, number: int) -> str:
    """EDTF of a month; `number` may run over into the next or the year before."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{year:04d}-{number:02d}"


def span(start: str, end: str) -> str:
    """EDTF of an interval; of one point where both ends are the same."""
    return start if start == end else f"{start}/{end}"


def week(date: dt.date, shift: int = 0) -> str:
    """The week (Monday to Sunday) of `date`, `shift` weeks later."""
    monday = date - dt.timedelta(days=date.weekday()) + dt.timedelta(weeks=shift)
    return span(day(monday), day(monday + dt.timedelta(days=6)))


def valid(year: int, number: int, day_of_month: int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(year, number, day_of_month)
    except ValueError:
        return None


def last_day(year: int, number: int) -> int:
    """The last day of a month."""
    return calendar.monthrange(year, number)[1]


def first_of(value: str) -> dt.date | None:
    """The first day of an EDTF value."""
    return _edge(value.split("/")[0], last=False)


def last_of(value: str) -> dt.date | None:
    """The last day of an EDTF value."""
    return _edge(value.split("/")[-1], last=True)


def _edge(value: str, *, last: bool) -> dt.date | None:
    parts = [int(p) for p in value.split("-") if p.isdigit()]
    if not parts or parts[0] < 1:
        return None
    number = parts[1] if len(parts) > 1 else 12 if last else 1
    if not 1 <= number <= 12:
        return None
    return valid(parts[0], number, parts[2] if len(parts) > 2 else last_day(parts[0], number) if last else 1)


def number(word: str) -> int | None:
    """A number in digits or in words up to twenty and the tens."""
    word = word.strip().lower()
    if word.isdigit():
        return int(word)
    return NUMBERS.get(word)
