"""A network as a picture: who met most, laid out by springs from a fixed seed; the thicker a line, the more encounters.

A node's shape and shade tell its side where there are few sides; its label always does. Labels keep clear of one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.analysis.contacts import Edge, Network, Node
from communique.export.picture.canvas import INK, MID, captioned, drawing, safe
from communique.export.picture.springs import Point, places
from communique.export.view.escape import shorten

MOST = 45
"""Nodes that one picture shows: those with most encounters."""
_SIZE = (9.0, 7.4)
Box = tuple[float, float, float, float]
_BESIDE = (
    (8, 0, "left"), (-8, 0, "right"), (0, 10, "center"), (0, -10, "center"), (7, 8, "left"), (7, -8, "left"), (-7, 8, "right"),
    (-7, -8, "right"), (12, 14, "left"), (12, -14, "left"), (-12, 14, "right"), (-12, -14, "right"),
)  # fmt: skip
"""Where a label may stand beside its node, in points, best first."""
_SHADES = ("#1a1a1a", "#ffffff", "#9a9a9a", "#d9d9d9", "#5c5c5c")
_SHAPES = ("o", "s", "^", "D", "v")


def write(result: Network, path: Path) -> None:
    """Writes the picture as SVG or PNG, as the suffix says."""
    nodes = result.nodes[:MOST]
    names = {n.id for n in nodes}
    edges = [e for e in result.edges if e.one in names and e.other in names]
    title = f"Who met whom: {result.encounters} encounters, {result.first or 'no day'} to {result.last or 'no day'}"
    with drawing(path, size=_SIZE, title=title, words=_words(result, nodes, edges)) as figure:
        axes = figure.subplots()
        axes.set_axis_off()
        looks = _looks(nodes)
        at = places([n.id for n in nodes], [(e.one, e.other, len(e.met)) for e in edges])
        _draw(axes, nodes, edges, at, looks)
        left = (
            f" The {len(nodes)} of {len(result.nodes)} with most encounters." if len(nodes) < len(result.nodes) else ""
        )
        sides = "; ".join(f"{_NAMES[shape]}: {side}" for side, (shape, _) in looks.items() if side)
        captioned(
            figure,
            title,
            f"{sides}. The larger, the more encounters; the thicker a line, the more often the two met.{left}",
        )


_NAMES = {"o": "circle", "s": "square", "^": "triangle up", "D": "diamond", "v": "triangle down", "h": "hexagon"}


def _looks(nodes: Sequence[Node]) -> dict[str, tuple[str, str]]:
    """Shape and shade for the sides with most nodes, one look for all the rest; none where nodes are countries."""
    if all(node.country == node.id for node in nodes):
        return {}
    counts: dict[str, int] = {}
    for node in nodes:
        counts[node.country or ""] = counts.get(node.country or "", 0) + 1
    order = sorted(counts, key=lambda side: (-counts[side], side))
    looks = dict(zip(order, zip(_SHAPES, _SHADES, strict=True), strict=False))
    return looks if len(order) <= len(_SHAPES) else {**looks, "others": ("h", "#eeeeee")}


def _draw(
    axes: Any, nodes: Sequence[Node], edges: Sequence[Edge], at: dict[str, Point], looks: dict[str, tuple[str, str]]
) -> None:  # fmt: skip
    most = max((len(e.met) for e in edges), default=1)
    for edge in edges:
        (x, y), (v, w) = at[edge.one], at[edge.other]
        axes.plot(
            [x, v],
            [y, w],
            color=MID,
            linewidth=0.5 + 3.0 * len(edge.met) / most,
            alpha=0.55,
            zorder=1,
            solid_capstyle="round",
        )
    top = max(n.encounters for n in nodes)
    for node in nodes:
        shape, shade = looks.get(node.country or "", looks.get("others", ("o", INK)))
        axes.scatter(
            *at[node.id],
            s=24 + 190 * node.encounters / top,
            marker=shape,
            color=shade,
            edgecolors=INK,
            linewidths=0.8,
            zorder=2,
        )
    axes.margins(0.1)
    figure = axes.figure
    figure.draw_without_rendering()
    taken = [_around(axes, at[node.id], 5) for node in nodes]
    for node in nodes:
        _label(axes, node, at[node.id], taken)


def _around(axes: Any, at: Point, points: float) -> Box:
    """The square around a place, in pixels."""
    x, y = axes.transData.transform(at)
    reach = points * axes.figure.dpi / 72
    return x - reach, y - reach, x + reach, y + reach


def _label(axes: Any, node: Node, at: Point, taken: list[Box]) -> None:
    """Writes the label beside its node, at the first of the places around it where nothing stands yet; else not at all."""
    label = f"{node.label} ({node.country})" if node.country and node.country != node.id else node.label
    for dx, dy, side in _BESIDE:
        text = axes.annotate(
            safe(shorten(label, 34)), at, xytext=(dx, dy), textcoords="offset points", ha=side, va="center", fontsize=6.5, zorder=3,
        )  # fmt: skip
        extent = text.get_window_extent()
        box = (extent.x0, extent.y0, extent.x1, extent.y1)
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            return
        text.remove()


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _words(result: Network, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    label = {n.id: n.label for n in nodes}
    head = f"{len(nodes)} of {len(result.nodes)} nodes, {len(edges)} ties."
    rows = [f"{n.label} ({n.country}): {n.encounters} encounters with {n.counterparts} others." for n in nodes]
    ties = [f"{label[e.one]} and {label[e.other]}: {len(e.met)}." for e in edges]
    return "\n".join([head, *rows, *ties])
