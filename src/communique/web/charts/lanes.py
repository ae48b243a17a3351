"""Encounters over time: a lane for each counterpart, or for each year, and in it a mark for each encounter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.web.charts.axis import Tick, across, day_of, months, ticks, whole_months
from communique.web.charts.letters import cut, width
from communique.web.charts.shapes import SHAPES, outline

WIDTH = 960.0
_HEAD, _EDGE, _GUTTER = 26.0, 12.0, 190.0
_STEP, _RADIUS, _PAD = 11.5, 4.3, 8.0
_LEAST = 26.0
"""Height of a lane at least."""


class Dot(NamedTuple):
    """An encounter: its days (YYYY-MM-DD), its kind, whether only its publication is dated, where it leads, what it is."""

    first: str
    last: str
    kind: str
    hollow: bool
    href: str
    title: str


class Lane(NamedTuple):
    """A row of marks with its label, and where that leads (None: nowhere)."""

    label: str
    href: str | None
    dots: Sequence[Dot]


class Mark(NamedTuple):
    """A dot where it is drawn; `to` is the x of its last day, where that is clearly another."""

    x: float
    y: float
    to: float | None
    outline: str
    dot: Dot


class Row(NamedTuple):
    """A lane where it is drawn: its label ends at `x`, its ground line is at `bottom`."""

    label: str
    full: str
    href: str | None
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Lanes:
    """The whole picture; marks stand between `left` and `right`."""

    width: float
    height: float
    left: float
    right: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds that occur, each with its shape in words."""
        there = {mark.dot.kind for mark in self.marks}
        return {kind: shape for kind, shape in SHAPES.items() if kind in there}

    @property
    def hollow(self) -> bool:
        """Whether some mark is hollow."""
        return any(mark.dot.hollow for mark in self.marks)


def lanes(given: Sequence[Lane], *, by_year: bool = False) -> Lanes | None:
    """The picture; None where there is nothing to draw.

    :param by_year: each lane is a year, from January to December; else all lanes share one axis.
    """
    days = [day for lane in given for dot in lane.dots for day in (dot.first, dot.last)]
    if not days:
        return None
    labels = [cut(lane.label, _GUTTER - _EDGE) for lane in given]
    left, right = max(width(label) for label in labels) + 2 * _EDGE, WIDTH - _EDGE
    span = whole_months(days)
    rows, marks, top = [], [], _HEAD
    for lane, label in zip(given, labels, strict=True):
        own, height = _marks(lane.dots, None if by_year else span, left, right, top)
        marks += own
        rows.append(Row(label, lane.label, lane.href, left - _EDGE, top + height - _PAD, top, top + height))
        top += height
    shown = months(left, right) if by_year else ticks(span, left, right)
    return Lanes(WIDTH, top + _EDGE, left, right, tuple(rows), shown, tuple(marks))


def _marks(
    dots: Sequence[Dot], span: tuple[dt.date, dt.date] | None, left: float, right: float, top: float
) -> tuple[list[Mark], float]:
    """The marks of a lane, those that would touch above one another, and how high that makes it."""
    room = right - left - 2 * _RADIUS
    ends: list[float] = []
    placed: list[tuple[float, float, int, Dot]] = []
    for dot in sorted(dots, key=lambda dot: (dot.first, dot.href)):
        x, to = (left + _RADIUS + room * _share(day, span) for day in (dot.first, dot.last))
        level = next((n for n, end in enumerate(ends) if end + _STEP <= x), len(ends))
        ends[level : level + 1] = [x]
        placed.append((x, to, level, dot))
    height = max(_LEAST, 2 * _PAD + _STEP * len(ends))
    marks = []
    for x, to, level, dot in placed:
        y = top + height - _PAD - _RADIUS - _STEP * level
        drawn = outline(SHAPES.get(dot.kind, "circle"), x, y, _RADIUS)
        marks.append(Mark(round(x, 1), round(y, 1), round(to, 1) if to > x + _STEP else None, drawn, dot))
    return marks, height


def _share(day: str, span: tuple[dt.date, dt.date] | None) -> float:
    date = day_of(day)
    return across(date, span) if span else (date.month - 1 + (date.day - 1) / 31) / 12
