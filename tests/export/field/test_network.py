"""GEXF and GraphML: read back by networkx, nodes, meetings with their dates, and the same bytes twice."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from communique.export import gexf, graphml
from communique.record import Record

Made = Callable[..., Record]
FORMATS = {"gexf": (gexf.write, nx.read_gexf), "graphml": (graphml.write, nx.read_graphml)}


@pytest.fixture(params=FORMATS)
def through(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[list[Record]], Any]:
    """Writes records in one of the formats and reads the graph back."""
    write, read = FORMATS[request.param]

    def back(records: list[Record]) -> Any:
        report = write(records, tmp_path / "net")
        net = read(tmp_path / "net")
        assert net.number_of_nodes() + net.number_of_edges() == report.rows
        return net, report

    return back


def met(net: Any, one: str, other: str) -> list[dict[str, Any]]:
    return [data for a, b, data in net.edges(data=True) if {a, b} == {one, other} and data.get("relation") == "met"]


def test_persons_and_countries_that_met(made: Made, through: Callable[..., Any]) -> None:
    net, _ = through([made(), made(id="d2", date="2024-06-01", kind="call", place=None)])
    assert set(net.nodes) == {"CHN", "PRT", "CHN:deng haoran", "PRT:marta vilhena couto"}
    person = net.nodes["CHN:deng haoran"]
    assert (person["label"], person["type"], person["country"]) == ("Deng Haoran", "person", "CHN")
    assert net.nodes["PRT"]["label"] == "Portugal"
    for ends in (("CHN", "PRT"), ("CHN:deng haoran", "PRT:marta vilhena couto")):
        edges = met(net, *ends)
        assert sorted((e["date"], e["kind"], e.get("place", "")) for e in edges) == [
            ("2024-05-16", "meeting", "Lisbon"),
            ("2024-06-01", "call", ""),
        ]


def test_who_is_only_present_or_of_the_same_side_met_nobody(made: Made, through: Callable[..., Any]) -> None:
    people = (("Xu Ke", None, None, "CHN"), ("Hua Min", None, None, "CHN", "member"), ("Ona Vale", None, None, "PRT"),
              ("Rui Brandt", None, None, "PRT", "present"))  # fmt: skip
    net, _ = through([made(people=people)])
    assert "PRT:rui brandt" not in net
    assert not met(net, "CHN:xu ke", "CHN:hua min") and met(net, "CHN:hua min", "PRT:ona vale")


def test_a_record_of_one_side_is_a_loss(made: Made, through: Callable[..., Any]) -> None:
    _, report = through([made(), made(id="d2", kind="none"), made(id="d3", people=(("Ona Vale", None, None, "PRT"),))])
    assert [loss.document for loss in report.losses] == ["d2", "d3"]


def test_what_xml_cannot_hold_is_replaced(made: Made, through: Callable[..., Any]) -> None:
    net, _ = through([made(people=(("Ona\x01Vale <&>", None, None, "PRT"), ("Xu Ke", None, None, "CHN")))])
    assert "Ona�Vale <&>" in {data["label"] for _, data in net.nodes(data=True)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(name: str, records: list[Record], tmp_path: Path) -> None:
    for file in ("a", "b"):
        FORMATS[name][0](records, tmp_path / file)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_gexf_is_of_version_1_3_and_graphml_has_the_name_space(records: list[Record], tmp_path: Path) -> None:
    gexf.write(records, tmp_path / "a")
    graphml.write(records, tmp_path / "b")
    root = ET.parse(tmp_path / "a").getroot()
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    assert ET.parse(tmp_path / "b").getroot().tag == "{http://graphml.graphdrawing.org/xmlns}graphml"
