"""A network of encounters as GEXF and GraphML: a tie is one edge, with how often and when the two met."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.analysis.contacts import Network


def write_gexf(found: Network, path: Path) -> None:
    """Writes GEXF 1.3, for Gephi."""
    put_gexf(_graph(found), path)


def write_graphml(found: Network, path: Path) -> None:
    """Writes GraphML, for igraph, yEd and Cytoscape."""
    put_graphml(_graph(found), path)


def put_gexf(net: Any, path: Path) -> None:
    """Writes a graph of networkx as GEXF 1.3. The day of writing is left out: same graph, same bytes."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    writer.add_graph(net)
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)
    with path.open("wb") as file:
        writer.write(file)


def put_graphml(net: Any, path: Path) -> None:
    """Writes a graph of networkx as GraphML."""
    import networkx as nx

    with path.open("wb") as file:
        nx.write_graphml_xml(net, file, encoding="utf-8", prettyprint=True, named_key_ids=True)


def _graph(found: Network) -> Any:
    import networkx as nx

    from communique.export.safe import xml_text

    net = nx.Graph()
    for n in found.nodes:
        about = {"country": n.country, "role": n.role}
        net.add_node(
            xml_text(n.id), label=xml_text(n.label), encounters=n.encounters, counterparts=n.counterparts, strength=n.strength,
            betweenness=n.betweenness, **{k: xml_text(v) for k, v in about.items() if v},
        )  # fmt: skip
    for e in found.edges:
        days = [m.day for m in e.met if m.day]
        about = {"first": min(days, default=None), "last": max(days, default=None)}
        documents = "|".join(sorted({m.one.document for m in e.met} | {m.other.document for m in e.met}))
        net.add_edge(
            xml_text(e.one),
            xml_text(e.other),
            weight=len(e.met),
            documents=documents,
            **{k: v for k, v in about.items() if v},
        )
    return net
