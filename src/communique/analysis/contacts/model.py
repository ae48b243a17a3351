"""Who met whom: nodes, edges with the encounters behind each, and what the place of a node in the network is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from communique.account import Cite
from communique.arrow import Columns
from communique.record import Kind

By = Literal["person", "body", "country"]


class Met(NamedTuple):
    """One encounter of two nodes: its first day (YYYY-MM-DD; None where no readout dates it), and where both are named."""

    event: str
    day: str | None
    kind: Kind
    place: str | None
    one: Cite
    other: Cite


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that met, by their ids in order, and every encounter in which they did, in order of time."""

    one: str
    other: str
    met: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A person, a body or a country.

    ``id`` is the store's id of the person, else country and name; the body with its country; or the country's code.
    ``role`` is the last that is attested. ``encounters`` counts those in which the node met somebody of another side,
    ``counterparts`` the nodes it met. ``strength`` is the sum of encounters over counterparts, ``betweenness`` the share of
    shortest paths between others on which it lies (Freeman 1977; edges without weight), from 0 to 1.
    """

    id: str
    label: str
    country: str | None
    role: str | None
    encounters: int
    counterparts: int
    strength: int
    betweenness: float
    first: Cite


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, most encounters first, and edges. ``without`` counts the encounters in which nobody of two known sides is named."""

    by: By
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    encounters: int
    readouts: int
    without: int
    first: str | None
    last: str | None

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each encounter of each edge, and one for each node (``part`` says which)."""
        label = {n.id: n.label for n in self.nodes}
        return [
            *({"part": "node", "id": n.id, "label": n.label, "country": n.country, "role": n.role, "encounters": n.encounters,
               "counterparts": n.counterparts, "strength": n.strength, "betweenness": n.betweenness, **n.first._asdict()}
              for n in self.nodes),
            *({"part": "edge", "id": e.one, "label": label[e.one], "other": e.other, "other_label": label[e.other],
               "event": m.event, "day": m.day, "kind": m.kind, "place": m.place, **m.one._asdict(),
               "other_document": m.other.document, "other_start": m.other.start, "other_end": m.other.end,
               "other_quote": m.other.quote}
              for e in self.edges for m in e.met),
        ]  # fmt: skip


_COLUMNS: Mapping[str, Any] = {
    "part": "text", "id": "text", "label": "text", "country": "text", "role": "text", "encounters": "number",
    "counterparts": "number", "strength": "number", "betweenness": "real", "other": "text", "other_label": "text", "event": "text",
    "day": "text", "kind": "text", "place": "text", "document": "text", "start": "number", "end": "number", "quote": "text",
    "other_document": "text", "other_start": "number", "other_end": "number", "other_quote": "text",
}  # fmt: skip
