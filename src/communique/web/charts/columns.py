"""How many in each month, quarter or year: a column each, of stacked parts that patterns tell apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.web.charts.axis import Tick
from communique.web.charts.letters import width

WIDTH = 960.0
LOOKS = 6
"""So many parts of a column can be told apart; the last is for all others."""
_TOP, _BOTTOM, _RIGHT, _GAP = 20.0, 24.0, 8.0, 10.0
_WIDEST = 46.0
_LINES = 4


class Column(NamedTuple):
    """A column: its label, how many of each series, where it leads (None: nowhere), what it is."""

    label: str
    values: Sequence[int]
    href: str | None
    title: str


class Part(NamedTuple):
    """A rectangle of a series, by its number."""

    series: int
    x: float
    y: float
    width: float
    height: float


class Drawn(NamedTuple):
    """A column where it is drawn; `total` stands above it where there is room ("" where not)."""

    column: Column
    x: float
    top: float
    left: float
    width: float
    total: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Columns:
    """The whole picture. `lines` are the grid from below, `labels` those of columns that have room."""

    width: float
    height: float
    left: float
    ground: float
    lines: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    columns: tuple[Drawn, ...]


def columns(given: Sequence[Column], *, height: float = 190.0) -> Columns | None:
    """The picture; None where all columns are empty."""
    most = max((sum(column.values) for column in given), default=0)
    if not most:
        return None
    unit = _unit(most)
    top = math.ceil(most / unit) * unit
    ground, left = height - _BOTTOM, width(f"{top:,}") + _GAP
    scale = (ground - _TOP) / top
    slot = (WIDTH - _RIGHT - left) / len(given)
    broad = min(_WIDEST, slot * 0.78)
    totals = all(width(f"{sum(column.values):,}") + 3 <= slot for column in given)
    drawn = [_drawn(column, left + slot * (n + 0.5), broad, ground, scale, totals) for n, column in enumerate(given)]
    lines = tuple(Tick(round(ground - scale * n, 1), f"{n:,}") for n in range(0, top + 1, unit))
    return Columns(WIDTH, height, left, ground, lines, _labels(drawn, left), tuple(drawn))


def _drawn(column: Column, x: float, broad: float, ground: float, scale: float, totals: bool) -> Drawn:
    parts, y = [], ground
    for number, value in enumerate(column.values):
        if value:
            y -= value * scale
            parts.append(
                Part(
                    min(number, LOOKS - 1),
                    round(x - broad / 2, 1),
                    round(y, 1),
                    round(broad, 1),
                    round(value * scale, 1),
                )
            )
    total = f"{sum(column.values):,}" if totals and parts else ""
    return Drawn(column, round(x, 1), round(y, 1), round(x - broad / 2, 1), round(broad, 1), total, tuple(parts))


def _labels(drawn: Sequence[Drawn], left: float) -> tuple[Tick, ...]:
    """The labels that fit: every one, else every second, third …"""
    widest = max(width(one.column.label) for one in drawn)
    slot = (WIDTH - _RIGHT - left) / len(drawn)
    every = max(1, math.ceil((widest + _GAP) / slot))
    found = (Tick(one.x, one.column.label) for n, one in enumerate(drawn) if n % every == 0)
    return tuple(t for t in found if t.x - width(t.label) / 2 >= 0 and t.x + width(t.label) / 2 <= WIDTH)


def _unit(most: int) -> int:
    """A round distance of the grid's lines that gives at most `_LINES` of them."""
    rough = most / _LINES
    power = 10 ** max(0, math.floor(math.log10(rough))) if rough > 1 else 1
    return next(power * step for step in (1, 2, 5, 10) if power * step >= rough)
