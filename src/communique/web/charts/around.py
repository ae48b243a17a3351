"""Who met whom, around one of them or all among themselves: nodes larger the more encounters, lines thicker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.export.picture.springs import Point, places, places_around
from communique.web.charts.letters import SIZE, Box, cut, width

MOST = 28
"""Nodes of one picture beside the one in the middle: those with most encounters."""
_WIDTH, _HEIGHT, _EDGE = 960.0, 600.0, 34.0
_SMALL, _LARGE = 5.0, 15.0
_THIN, _THICK = 1.0, 7.0
_FEW = 6
"""Encounters; with fewer nothing is drawn at its largest, so that all alike does not look like all much."""
_LONGEST = 170.0
_NEAR = 30.0
"""Nodes are at least so far from one another, if that can be had."""


class Node(NamedTuple):
    """A node: how many encounters it has, where it leads, what it is. `tail` stands behind the label, however much of that
    is cut."""

    id: str
    label: str
    tail: str
    encounters: int
    href: str
    title: str


class Tie(NamedTuple):
    """Two nodes that met, how often, where that leads, what it is."""

    one: str
    other: str
    met: int
    href: str
    title: str


class Placed(NamedTuple):
    """A node where it is drawn; `label` is "" where there is no room for one."""

    node: Node
    x: float
    y: float
    r: float
    label: str
    label_x: float
    label_y: float
    anchor: str
    middle: bool


class Line(NamedTuple):
    """A tie where it is drawn."""

    tie: Tie
    x: float
    y: float
    to_x: float
    to_y: float
    width: float


@dataclass(frozen=True)
class Around:
    """The whole picture."""

    width: float
    height: float
    nodes: tuple[Placed, ...]
    lines: tuple[Line, ...]


def around(nodes: Sequence[Node], ties: Sequence[Tie], *, middle: str | None = None) -> Around:
    """The picture of some nodes and all ties among them.

    :param middle: the id of the node in the middle, to which all others are tied; None: there is none.
    :raises CommuniqueError: where networkx is not installed.
    """
    lines = [(tie.one, tie.other, tie.met) for tie in ties]
    names = [node.id for node in nodes]
    found = places_around(middle, names, lines) if middle else places(names, lines)
    at = _apart(_fitted(found, middle), middle)
    most = max(_FEW, *(node.encounters for node in nodes if node.id != middle))
    size = {
        n.id: _LARGE if n.id == middle else _SMALL + (_LARGE - _SMALL) * (n.encounters / most) ** 0.5 for n in nodes
    }
    thick = max(_FEW, *(tie.met for tie in ties))
    drawn = tuple(
        Line(tie, *at[tie.one], *at[tie.other], round(_THIN + (_THICK - _THIN) * tie.met / thick, 2)) for tie in ties
    )
    return Around(_WIDTH, _HEIGHT, tuple(_labelled(nodes, at, size, middle)), drawn)


def _fitted(found: Mapping[str, Point], middle: str | None) -> dict[str, Point]:
    """The same places in the room of the picture, with the middle in its middle."""
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    if middle:
        reach = max(max(map(abs, xs)), 0.01), max(max(map(abs, ys)), 0.01)
        ends = (-reach[0], reach[0], -reach[1], reach[1])
    else:
        ends = (min(xs), max(xs), min(ys), max(ys))
    side = _LONGEST * 0.7
    return {
        name: (
            _between(x, ends[0], ends[1], side, _WIDTH - side),
            _between(y, ends[2], ends[3], _EDGE, _HEIGHT - _EDGE),
        )
        for name, (x, y) in found.items()
    }


def _between(value: float, low: float, high: float, to_low: float, to_high: float) -> float:
    return (to_low + to_high) / 2 if high == low else to_low + (to_high - to_low) * (value - low) / (high - low)


def _apart(at: dict[str, Point], middle: str | None) -> dict[str, Point]:
    """The same with nodes that are too near one another pushed apart; the middle one stays."""
    names = sorted(at)
    for _ in range(40):
        moved = False
        for n, one in enumerate(names):
            for other in names[n + 1 :]:
                moved |= _push(at, one, other, middle)
        if not moved:
            break
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in at.items()}


def _push(at: dict[str, Point], one: str, other: str, middle: str | None) -> bool:
    (x, y), (v, w) = at[one], at[other]
    near = _NEAR * (2 if middle in (one, other) else 1)
    far = ((x - v) ** 2 + (y - w) ** 2) ** 0.5
    if far >= near - 0.5:
        return False
    dx, dy = ((x - v) / far, (y - w) / far) if far > 0.01 else (0.6, 0.8)
    by = (near - far) / (1 if middle in (one, other) else 2)
    if one != middle:
        at[one] = _kept(x + dx * by, y + dy * by)
    if other != middle:
        at[other] = _kept(v - dx * by, w - dy * by)
    return True


def _kept(x: float, y: float) -> Point:
    return min(max(x, _EDGE), _WIDTH - _EDGE), min(max(y, _EDGE), _HEIGHT - _EDGE)


def _labelled(
    nodes: Sequence[Node], at: Mapping[str, Point], size: Mapping[str, float], middle: str | None
) -> list[Placed]:
    """Nodes with their labels at the first of the places around them where nothing stands; those with most encounters first."""
    taken = {n.id: _square(at[n.id], size[n.id] + 1) for n in nodes}
    labels: list[Box] = []
    order = sorted(nodes, key=lambda n: (n.id != middle, -n.encounters, n.id))
    placed: dict[str, Placed] = {}
    for node in order:
        others = [*labels, *(box for name, box in taken.items() if name != node.id)]
        placed[node.id], box = _label(node, at[node.id], size[node.id], others, middle)
        labels += [box] if box else []
    return [placed[node.id] for node in nodes]


def _label(
    node: Node, at: Point, r: float, others: Sequence[Box], middle: str | None
) -> tuple[Placed, Box | None]:  # fmt: skip
    x, y = at
    whole, is_middle = Box(2, 2, _WIDTH - 2, _HEIGHT - 2), node.id == middle
    for most in (_LONGEST, _LONGEST * 0.6):
        label = cut(node.label, most - width(node.tail)) + node.tail
        wide = width(label) * (1.08 if is_middle else 1.0)
        for dx, dy, anchor in _beside(r):
            left = x + dx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = Box(left, y + dy - SIZE * 0.85, left + wide, y + dy + SIZE * 0.35)
            if box.inside(whole) and box.clear(others):
                return Placed(node, x, y, r, label, round(x + dx, 1), round(y + dy, 1), anchor, is_middle), box
    return Placed(node, x, y, r, "", x, y, "middle", is_middle), None


def _beside(r: float) -> tuple[tuple[float, float, str], ...]:
    """Where a label may stand beside a node: its anchor from the node, best first."""
    away, line, drop = r + 5, SIZE * 0.3, r + SIZE + 1
    return (
        (away, line, "start"), (-away, line, "end"), (0, drop, "middle"), (0, -r - 5, "middle"), (away, drop - 3, "start"),
        (-away, drop - 3, "end"), (away, -r - 1, "start"), (-away, -r - 1, "end"), (0, drop + SIZE, "middle"),
        (0, -r - 5 - SIZE, "middle"),
    )  # fmt: skip


def _square(at: Point, r: float) -> Box:
    return Box(at[0] - r, at[1] - r, at[0] + r, at[1] + r)
