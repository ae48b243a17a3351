"""Where the nodes of a network stand in a picture: laid out by springs from a fixed seed, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.errors import CommuniqueError, by_installing

Point = tuple[float, float]
Tie = tuple[str, str, int]
"""Two nodes and in how many encounters they met."""
_SEED = 20240517
_ROUNDS = 300


def places(nodes: Sequence[str], ties: Sequence[Tie]) -> dict[str, Point]:
    """Each part that hangs together is laid out in a square of its own; the squares stand side by side.

    :raises CommuniqueError: where networkx is not installed.
    """
    nx = _networkx()
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((one, other, met**0.5) for one, other, met in ties)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    at: dict[str, Point] = {}
    left, top, column = 0.0, 1.0, 0.0
    for part in parts:
        side = max(0.16, (len(part) / len(parts[0])) ** 0.5)
        if top - side < -0.001 and part is not parts[0]:
            left, top, column = left + column + 0.12, 1.0, 0.0
        own = _ordered(nx, part, graph)
        found = nx.spring_layout(own, seed=_SEED, k=3.0 / len(part) ** 0.5, iterations=_ROUNDS)
        for name, (x, y) in found.items():
            at[name] = (round(left + side * (float(x) + 1) / 2, 4), round(top - side * (1 - (float(y) + 1) / 2), 4))
        top, column = top - side - 0.04, max(column, side)
    return at


def places_around(middle: str, nodes: Sequence[str], ties: Sequence[Tie]) -> dict[str, Point]:
    """The same around one node, to which all others hang together: it stands at 0, 0, the others within 1 of it.

    :raises CommuniqueError: where networkx is not installed.
    """
    nx = _networkx()
    graph = nx.Graph()
    graph.add_nodes_from({middle, *nodes})
    graph.add_weighted_edges_from((one, other, met**0.5) for one, other, met in ties)
    own = _ordered(nx, graph.nodes, graph)
    found = nx.spring_layout(
        own, seed=_SEED, k=3.0 / len(own) ** 0.5, iterations=_ROUNDS, pos={middle: (0.0, 0.0)}, fixed=[middle]
    )
    reach = max((float(x) ** 2 + float(y) ** 2) ** 0.5 for x, y in found.values()) or 1.0
    return {name: (round(float(x) / reach, 4), round(float(y) / reach, 4)) for name, (x, y) in found.items()}


def _ordered(nx: Any, part: Any, graph: Any) -> Any:
    """The part of a graph with its nodes and ties in order; a view of it would give them in the order of a set."""
    own = nx.Graph()
    own.add_nodes_from(sorted(part))
    own.add_weighted_edges_from(sorted((*sorted(tie), weight) for *tie, weight in graph.edges(part, data="weight")))
    return own


def _networkx() -> Any:
    try:
        import networkx
    except ImportError:
        mend = by_installing("network")
        raise CommuniqueError("network", "a picture of it needs networkx", mend) from None
    return networkx
