"""Days along an axis: where a day stands, the ticks with their labels, and the slots that bars count in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.web.charts.letters import width

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000)
"""Months between two ticks: the first that leaves room for the labels."""
_GAP = 14.0
_DAYS = 31
"""Of a month, rather more than less."""
_SIZES = (1, 3, 12, 120, 1200, 12_000)
"""Months of a slot: the first that gives no more than `_MOST` slots."""
_MOST = 40


class Tick(NamedTuple):
    """A place on an axis with its label."""

    x: float
    label: str


class Slot(NamedTuple):
    """A month, quarter, year, or round number of years: its label, and its first and last day."""

    label: str
    first: str
    last: str


def day_of(value: str) -> dt.date:
    """A day (YYYY-MM-DD)."""
    return dt.date.fromisoformat(value)


def whole_months(days: Sequence[str]) -> tuple[dt.date, dt.date]:
    """The first day of the first month, and the first day after the last month, of some days."""
    first, last = day_of(min(days)), day_of(max(days))
    return first.replace(day=1), _plus(last.replace(day=1), 1)


def across(day: dt.date, span: tuple[dt.date, dt.date]) -> float:
    """Where a day lies in a span, from 0 to 1."""
    return (day - span[0]).days / max(1, (span[1] - span[0]).days)


def ticks(span: tuple[dt.date, dt.date], left: float, right: float) -> tuple[Tick, ...]:
    """Beginnings of months or years, so many as have room."""
    found: tuple[Tick, ...] = ()
    least = (span[1] - span[0]).days / _DAYS * _GAP / (right - left)
    for step in (step for step in _STEPS if step >= least):
        found = tuple(_ticks(span, left, right, step))
        if all(one.x + width(one.label) + _GAP <= other.x for one, other in pairwise(found)):
            break
    return tuple(t for t in found if t.x + width(t.label) <= right)


def _ticks(span: tuple[dt.date, dt.date], left: float, right: float, step: int) -> list[Tick]:
    number = -(-(span[0].year * 12 + span[0].month - 1) // step) * step
    found = []
    while number < span[1].year * 12 + span[1].month - 1:
        day = dt.date(number // 12, number % 12 + 1, 1)
        label = f"{_MONTHS[day.month - 1]} {day.year}" if step < 12 else str(day.year)
        found.append(Tick(round(left + (right - left) * across(day, span), 1), label))
        number += step
    return found


def months(left: float, right: float) -> tuple[Tick, ...]:
    """The beginnings of the months of any year."""
    return tuple(Tick(round(left + (right - left) * n / 12, 1), name) for n, name in enumerate(_MONTHS))


def slots(days: Sequence[str]) -> tuple[Slot, ...]:
    """The months, quarters or years from the first to the last of some days, none left out."""
    if not days:
        return ()
    first, last = (day.year * 12 + day.month - 1 for day in (day_of(min(days)), day_of(max(days))))
    size = next(size for size in _SIZES if (last - first) // size < _MOST)
    return tuple(_slot(at, size) for at in range(first // size * size, last + 1, size))


def slot_at(found: Sequence[Slot], day: str) -> int:
    """The number of the slot in which a day lies."""
    return next(n for n, slot in enumerate(found) if slot.first <= day <= slot.last)


def _slot(at: int, size: int) -> Slot:
    first = dt.date(max(at, 12) // 12, at % 12 + 1, 1)
    after = _plus(dt.date(1, 1, 1), at + size - 12)
    last = after if after == dt.date.max else after - dt.timedelta(days=1)
    labels = {
        1: f"{_MONTHS[first.month - 1]} {first.year}",
        3: f"Q{first.month // 3 + 1} {first.year}",
        12: str(first.year),
    }
    return Slot(labels.get(size, f"{first.year}–{last.year}"), first.isoformat(), last.isoformat())


def _plus(day: dt.date, number: int) -> dt.date:
    """A first of a month so many months later; the last day there is, where the calendar ends."""
    at = day.year * 12 + day.month - 1 + number
    return dt.date(at // 12, at % 12 + 1, 1) if at < 10_000 * 12 else dt.date.max
