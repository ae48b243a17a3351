"""communique network: from a store, as text, JSON, tables, graphs and pictures; what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

TEXT = (
    "The Foreign Minister of {a}, {x}, met the Foreign Minister of {b}, {y}, in Oslo on {day}.\n\nThey discussed trade."
)
MET = [
    ("Norway", "Ona Vale", "Kenya", "Josphat Kariuki", "3 May 2022"),
    ("Norway", "Ona Vale", "Kenya", "Josphat Kariuki", "4 June 2023"),
    ("Chile", "Ana Ruiz", "Kenya", "Josphat Kariuki", "2 March 2024"),
]


@pytest.fixture
def store(run: Any) -> Any:
    rows = [
        {
            "id": f"r{n}",
            "text": TEXT.format(a=a, x=x, b=b, y=y, day=day),
            "issuer": f"MFA {a}",
            "published": "2024-03-05",
        }
        for n, (a, x, b, y, day) in enumerate(MET)
    ]
    Path("all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run("add", "all.jsonl").code == 0
    return run


def test_persons_as_text(store: Any) -> None:
    out = store("network").out
    assert out.startswith(
        "3 nodes, 2 ties in 3 encounters (3 readouts), 2022-05-03 to 2024-03-02\n\nJosphat Kariuki, Foreign Minister (KEN)"
    )
    assert "Josphat Kariuki and Ona Vale: 2 encounters" in out or "Ona Vale and Josphat Kariuki: 2 encounters" in out


def test_json_graphs_and_pictures(store: Any) -> None:
    found = store("network", "--by", "country", "--from", "2023", "--json").json
    assert [(e["one"], e["other"], len(e["met"])) for e in found["edges"]] == [("CHL", "KEN", 1), ("KEN", "NOR", 1)]
    assert store("network", "--by", "country", "--gexf", "a.gexf").code == 0
    for name in ("b.gexf", "a.graphml", "a.svg", "b.svg", "a.png", "b.png", "a.csv", "a.parquet"):
        assert store("network", "--by", "country", "-o", name).code == 0
    for suffix in ("gexf", "svg", "png"):
        assert Path(f"a.{suffix}").read_bytes() == Path(f"b.{suffix}").read_bytes()
    for graph in (nx.read_gexf("a.gexf"), nx.read_graphml("a.graphml")):
        assert {frozenset(tie[:2]): tie[2] for tie in graph.edges(data="weight")} == {
            frozenset(("KEN", "NOR")): 2, frozenset(("CHL", "KEN")): 1,
        }  # fmt: skip
        assert graph.nodes["KEN"]["betweenness"] == 1.0
    words = [child.text for child in ElementTree.parse("a.svg").getroot() if child.text and child.text.strip()]
    assert words[0] == "Who met whom: 3 encounters, 2022-05-03 to 2024-03-02"
    assert "Kenya (KEN): 3 encounters with 2 others." in str(words[1])


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--by", "body"], "nobody met anybody"),
        (["--from", "2025"], "0 encounters"),
        (["--country", "Kenia"], "no such country"),
    ],
)
def test_what_is_refused(store: Any, argv: list[str], message: str) -> None:
    done = store("network", *argv, "-o", "x.svg")
    assert done.code == 2 and message in done.err
    assert not Path("x.svg").exists()
