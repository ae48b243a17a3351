"""A picture the size of a word: how many each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 96.0, 22.0
_MOST = 24
"""Bars of one picture; more years are drawn two, three … together."""


class Bar(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


class Spark(NamedTuple):
    """The bars, and what they show in words."""

    bars: tuple[Bar, ...]
    words: str


def spark(counts: Mapping[str, int], years: Sequence[str], most: int | None = None) -> Spark:
    """How many in each of some years.

    :param most: what is drawn in full height; None: the most of these.
    """
    together = -(-len(years) // _MOST) or 1
    groups = [years[n : n + together] for n in range(0, len(years), together)]
    values = [sum(counts.get(year, 0) for year in group) for group in groups]
    top = max(most or 0, *values, 1)
    slot = WIDTH / max(1, len(groups))
    bars = tuple(_bar(n * slot, min(slot * 0.8, 24.0), value / top) for n, value in enumerate(values))
    return Spark(bars, ", ".join(f"{year}: {counts[year]}" for year in years if counts.get(year)) or "no day known")


def _bar(x: float, broad: float, share: float) -> Bar:
    """Where there is none a line shows the year."""
    height = max(1.0, share * (HEIGHT - 1))
    return Bar(round(x, 1), round(HEIGHT - height, 1), round(broad, 1), round(height, 1))
