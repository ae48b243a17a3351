"""GraphML, for igraph, yEd and Cytoscape: see `communique.export.network`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from communique.export.graph import put_graphml
from communique.export.network import clean, graph
from communique.export.report import Report, whole
from communique.record import Record


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes the network; rows are nodes and edges. A record without a meeting of two sides is a loss."""
    net, losses = graph(records)
    cleaned = clean(net)
    with whole(out) as part:
        put_graphml(cleaned, part)
    return Report(net.number_of_nodes() + net.number_of_edges(), tuple(losses))
