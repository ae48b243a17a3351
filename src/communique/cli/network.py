"""communique network: who met whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import click

from communique.analysis.contacts import Edge, Network, network
from communique.cli.cited import lines, quoted
from communique.cli.outputs import deliver, output_options
from communique.cli.stores import filter_options, linked, store_option
from communique.wording import plural

_PARTS: tuple[Literal["attendees"], ...] = ("attendees",)


@click.command("network")
@click.option(
    "--by",
    type=click.Choice(["person", "body", "country"]),
    default="person",
    show_default=True,
    help="What a node is.",
)
@click.option(
    "--top", type=click.IntRange(1), default=15, show_default=True, metavar="N", help="Print so many nodes and ties."
)
@click.option(
    "--gexf", type=click.Path(path_type=Path, dir_okay=False), help="Write the network for Gephi to this file."
)
@filter_options
@output_options(".svg", ".png", ".gexf", ".graphml")
@store_option
def command(
    by: Any, top: int, gexf: Path | None, as_json: bool, output: Path | None, store: str, **filters: Any
) -> None:
    """Who met whom: persons, bodies or countries, tied by the encounters in which both took part for different sides.

    The filters choose the readouts, as in `communique search`. An encounter that several readouts tell of counts once.
    """
    from communique.export.graph import write_gexf, write_graphml
    from communique.export.picture.network import write
    from communique.export.report import whole

    with linked(store) as opened_store:
        accounts = opened_store.accounts(parts=_PARTS, **{**filters, "once": True})
    found = network(accounts, by=by)
    if gexf is not None:
        with whole(gexf) as part:
            write_gexf(found, part)
        click.echo(f"wrote {gexf}", err=True)
        if output is None and not as_json:
            return
    deliver(
        found, lambda: lines(_lines(found, top)), as_json=as_json, output=output,
        writers={".svg": write, ".png": write, ".gexf": write_gexf, ".graphml": write_graphml},
    )  # fmt: skip


def _lines(found: Network, top: int) -> Iterator[str]:
    over = f"{plural(found.encounters, 'encounter')} ({plural(found.readouts, 'readout')})"
    yield f"{plural(len(found.nodes), 'node')}, {plural(len(found.edges), 'tie')} in {over}, {found.first or 'no day'} to {found.last or 'no day'}"
    if found.without:
        yield f"{plural(found.without, 'encounter')} more in which no two sides are named"
    yield ""
    for node in found.nodes[:top]:
        role = f", {node.role}" if node.role else ""
        side = f" ({node.country})" if found.by != "country" else ""
        met = f"{plural(node.encounters, 'encounter')} with {plural(node.counterparts, 'other')}"
        yield f"{node.label}{role}{side}: {met}; betweenness {node.betweenness:.3f}; first named {quoted(node.first)}"
    label = {n.id: n.label for n in found.nodes}
    yield ""
    for edge in sorted(found.edges, key=lambda e: (-len(e.met), e.one, e.other))[:top]:
        yield from _edge(edge, label)


def _edge(edge: Edge, label: dict[str, str]) -> Iterator[str]:
    last = edge.met[-1]
    yield f"{label[edge.one]} and {label[edge.other]}: {plural(len(edge.met), 'encounter')}, last on {last.day or 'no day'} ({last.kind})"
    yield f"    {quoted(last.one)} and {quoted(last.other)}"


__all__ = ["command"]
