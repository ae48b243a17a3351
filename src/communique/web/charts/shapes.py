"""The shapes of marks, by kind of encounter; the same that pictures for print have."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

SHAPES: Mapping[str, str] = {
    "meeting": "circle", "multilateral": "hexagon", "call": "triangle up", "video": "triangle down", "visit": "square",
    "event": "diamond", "message": "cross",
}  # fmt: skip
"""Kind of encounter → its shape in words."""


def outline(shape: str, x: float, y: float, r: float) -> str:
    """The outline of a shape around a place, as data of an SVG path."""
    return _OUTLINES[shape](x, y, r)


def _circle(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0Z"


def _polygon(corners: int, turn: float, stretch: float = 1.0) -> Callable[[float, float, float], str]:
    def draw(x: float, y: float, r: float) -> str:
        angles = (turn + 2 * math.pi * n / corners for n in range(corners))
        points = (f"{x + stretch * r * math.cos(a):.1f} {y + stretch * r * math.sin(a):.1f}" for a in angles)
        return f"M{'L'.join(points)}Z"

    return draw


def _cross(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y - r:.1f}l{2 * r:.1f} {2 * r:.1f}M{x + r:.1f} {y - r:.1f}l{-2 * r:.1f} {2 * r:.1f}"


_OUTLINES: Mapping[str, Callable[[float, float, float], str]] = {
    "circle": _circle, "hexagon": _polygon(6, 0.0, 1.1), "triangle up": _polygon(3, -math.pi / 2, 1.25),
    "triangle down": _polygon(3, math.pi / 2, 1.25), "square": _polygon(4, math.pi / 4, 1.2),
    "diamond": _polygon(4, 0.0, 1.25), "cross": _cross,
}  # fmt: skip
