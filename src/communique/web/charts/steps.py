"""The course of a request or promise: a mark for each mention, higher the stronger it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.web.charts.axis import Tick
from communique.web.charts.letters import width
from communique.web.charts.shapes import outline

MOST = 24
"""Mentions of one picture: the newest."""
_SIZE, _STEP, _ROW, _EDGE = 10.0, 20.0, 15.0, 8.0


class Rung(NamedTuple):
    """A mention: its step from 1 (None: not on the scale), where it leads, what it is."""

    step: int | None
    href: str
    title: str


class Mark(NamedTuple):
    """A mention where it is drawn."""

    x: float
    y: float
    outline: str
    rung: Rung


@dataclass(frozen=True)
class Steps:
    """The whole picture; `lines` are the steps of the scale from below, with their y in place of x."""

    width: float
    height: float
    left: float
    lines: tuple[Tick, ...]
    marks: tuple[Mark, ...]

    @property
    def course(self) -> str:
        """The line through the marks that are on the scale, as points of a polyline."""
        return " ".join(f"{m.x},{m.y}" for m in self.marks if m.rung.step is not None)


def steps(rungs: Sequence[Rung], scale: Sequence[str], *, shape: str) -> Steps:
    """The picture of a thread's mentions in order of time.

    :param scale: the names of the steps, weakest first.   :param shape: of a mark.
    """
    shown = rungs[-MOST:]
    names = ("not on the scale", *scale) if any(r.step is None for r in shown) else tuple(scale)
    left = max(width(name, _SIZE) for name in names) + _EDGE
    height = _ROW * len(names) + _EDGE
    heights = {name: round(height - _EDGE - _ROW * n, 1) for n, name in enumerate(names)}
    marks = []
    for number, rung in enumerate(shown):
        x = left + _EDGE + _STEP * (number + 0.5)
        y = heights[scale[rung.step - 1] if rung.step else names[0]]
        marks.append(Mark(round(x, 1), y, outline(shape, x, y, 4.3), rung))
    lines = tuple(Tick(y, name) for name, y in heights.items())
    return Steps(round(left + 2 * _EDGE + _STEP * len(shown), 1), height, round(left, 1), lines, tuple(marks))
