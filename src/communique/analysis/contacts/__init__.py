"""Who met whom, over many readouts; an encounter that several readouts tell of counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import get_args

from communique.account import Account, accounts_of
from communique.analysis.contacts.model import By, Edge, Met, Network, Node
from communique.analysis.contacts.parties import Party, parties
from communique.analysis.result import AnalysisError
from communique.errors import CommuniqueError, by_installing
from communique.record import Record

__all__ = ["By", "Edge", "Met", "Network", "Node", "network"]

_SERIAL = 1 << 62
"""So many nodes would let rustworkx count in threads, whose order changes the last digits."""


def network(readouts: Iterable[Record | Account], *, by: By = "person") -> Network:
    """Who met whom: two nodes are tied by every encounter in which both took part for different sides.

    :param by: what a node is: a person, a body (of those whose office names one), or a country.
    :raises AnalysisError: where nobody met.   :raises CommuniqueError: where rustworkx is not installed.
    """
    if by not in get_args(By):
        raise AnalysisError(f"by {by!r}", "no such kind of node", f"Give one of: {', '.join(get_args(By))}.")
    accounts = [a for a in accounts_of(readouts) if a.kind != "none"]
    events: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        events[account.event].append(account)
    found = {event: parties(told, by) for event, told in events.items()}
    edges = _edges(events, found)
    if not edges:
        what = f"nobody met anybody in {len(events)} encounters ({len(accounts)} readouts)"
        raise AnalysisError(f"network by {by}", what, "Widen the filters, or count by country or person.")
    met = {m.event for e in edges for m in e.met}
    days = [a.first for event in met for a in events[event] if a.first]
    return Network(
        by, _nodes(edges, events, found), edges, len(met), sum(len(events[event]) for event in met),
        len(events) - len(met), min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _edges(events: Mapping[str, list[Account]], found: Mapping[str, Mapping[str, Party]]) -> tuple[Edge, ...]:
    ties: dict[tuple[str, str], list[Met]] = defaultdict(list)
    for event, there in found.items():
        told = events[event]
        first = min((a.first for a in told if a.first), default=None)
        place = next((a.place for a in told if a.place), None)
        for one, other in combinations(sorted(there.values()), 2):
            if one.side != other.side:
                ties[one.id, other.id].append(Met(event, first, told[0].kind, place, one.cite, other.cite))
    return tuple(
        Edge(one, other, tuple(sorted(met, key=lambda m: (m.day or "", m.event))))
        for (one, other), met in sorted(ties.items())
    )


def _nodes(
    edges: tuple[Edge, ...], events: Mapping[str, list[Account]], found: Mapping[str, Mapping[str, Party]]
) -> tuple[Node, ...]:
    """Nodes with their places in the network; name and role are those of the last encounter."""
    ties: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        ties[edge.one].append(edge)
        ties[edge.other].append(edge)
    order = sorted({m.event for e in edges for m in e.met}, key=lambda event: (events[event][0].first or "", event))
    known: dict[str, list[Party]] = defaultdict(list)
    for event in order:
        for party in found[event].values():
            known[party.id].append(party)
    between = _betweenness(edges, sorted(ties))
    nodes = [
        Node(
            id=name, label=_usual(known[name]), country=known[name][-1].side,
            role=next((p.role for p in reversed(known[name]) if p.role), None),
            encounters=len({m.event for e in own for m in e.met}), counterparts=len(own),
            strength=sum(len(e.met) for e in own), betweenness=between[name], first=known[name][0].cite,
        )
        for name, own in ties.items()
    ]  # fmt: skip
    return tuple(sorted(nodes, key=lambda n: (-n.encounters, -n.counterparts, n.id)))


def _usual(known: Sequence[Party]) -> str:
    """The name that most encounters give; of several the longest."""
    counts = Counter(p.label for p in known)
    return max(counts, key=lambda label: (counts[label], len(label), label))


def _betweenness(edges: tuple[Edge, ...], names: list[str]) -> dict[str, float]:
    try:
        import rustworkx as rx
    except ImportError:
        mend = by_installing("network")
        raise CommuniqueError("network", "it needs rustworkx", mend) from None
    graph = rx.PyGraph(multigraph=False)
    number = dict(zip(names, graph.add_nodes_from(names), strict=True))
    graph.add_edges_from_no_data([(number[e.one], number[e.other]) for e in edges])
    found = rx.betweenness_centrality(graph, normalized=True, parallel_threshold=_SERIAL)
    return {name: round(found[n], 6) for name, n in number.items()}
