"""Who met whom, as a graph of networkx: nodes are persons and countries, edges are meetings.

An edge between two persons of different countries, or between their countries, is one encounter, with date, kind, place
and document; an edge whose ``relation`` is ``for`` ties a person to the country for which he or she acts. Those merely present are
left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from communique.export.report import Loss
from communique.export.safe import xml_text
from communique.export.who import office, sides
from communique.reading.places import state_name
from communique.record import Participant, Record
from communique.score.match import plain

ONE_SIDE = "fewer than two sides are named as having taken part; nobody met"


def graph(records: Iterable[Record]) -> tuple[Any, list[Loss]]:
    """The network as an undirected ``networkx.MultiGraph``, and the records that gave no meeting."""
    import networkx as nx

    net, losses = nx.MultiGraph(), list[Loss]()
    for record in records:
        if record.meeting.kind == "none" or len(sides(record)) < 2:
            why = "the text reports no encounter" if record.meeting.kind == "none" else ONE_SIDE
            losses.append(Loss(record.document.id, None, why))
            continue
        _add(net, record)
    return net, losses


def _add(net: Any, record: Record) -> None:
    about = _encounter(record)
    for code, people in sides(record).items():
        net.add_node(code, label=state_name(code), type="country")
        for person in people:
            net.add_node(_key(person), label=person.name, type="person", country=code, office=office(person) or "")
            if not net.has_edge(_key(person), code):
                net.add_edge(_key(person), code, key="for", id=f"for:{_key(person)}", relation="for")
    for (one, mine), (other, theirs) in combinations(sides(record).items(), 2):
        ends = [(one, other), *((_key(a), _key(b)) for a in mine for b in theirs)]
        for left, right in ends:
            name = f"{record.document.id}:{left}:{right}"
            net.add_edge(left, right, key=name, id=name, relation="met", **about)


def _encounter(record: Record) -> dict[str, str]:
    meeting = record.meeting
    about = {
        "kind": meeting.kind, "date": meeting.date, "document": record.document.id,
        "place": meeting.place.name if meeting.place else None, "url": record.document.url,
    }  # fmt: skip
    return {key: value for key, value in about.items() if value is not None}


def _key(person: Participant) -> str:
    return f"{person.country}:{plain(person.name)}"


def clean(net: Any) -> Any:
    """A copy of the graph in which characters that XML cannot hold are U+FFFD."""
    import networkx as nx

    def words(data: dict[str, str]) -> dict[str, str]:
        return {key: xml_text(value) for key, value in data.items()}

    copy = nx.MultiGraph()
    copy.add_nodes_from((xml_text(node), words(data)) for node, data in net.nodes(data=True))
    copy.add_edges_from(
        (xml_text(a), xml_text(b), xml_text(key), words(data)) for a, b, key, data in net.edges(data=True, keys=True)
    )
    return copy
