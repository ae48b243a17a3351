"""communique timeline: from a store, as text, JSON, tables and pictures; what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

ROWS = [
    ("MFA Norway", "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on 3 May "
     "2022.\n\nMinister Kariuki asked Norway to lower its tariffs on frozen fish. They recalled the visit of June 2021."),
    ("MFA Kenya", "The Foreign Minister of Kenya, Josphat Kariuki, spoke by phone with the Foreign Minister of Norway, Ona Vale, on "
     "4 June 2023.\n\nMinister Vale expressed concern over the war in Sudan."),
]  # fmt: skip


@pytest.fixture
def store(run: Any) -> Any:
    rows = [{"id": f"r{n}", "text": t, "issuer": who, "published": "2023-06-05"} for n, (who, t) in enumerate(ROWS)]
    Path("all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run("add", "all.jsonl").code == 0
    return run


def test_a_pair_as_text(store: Any) -> None:
    out = store("timeline", "--pair", "KEN-NOR").out
    assert out.startswith("2 encounters in 2 readouts\n\n2022-05-03 meeting, Oslo KEN, NOR\n")
    assert "2023-06-04 call, place not stated KEN, NOR" in out
    assert "request Josphat Kariuki: “asked Norway to lower its tariffs on frozen fish” [" in out
    assert "Mentioned in these readouts" in out and "2021-06 visit" in out


def test_json_table_and_pictures(store: Any) -> None:
    found = store("timeline", "--actor", "Kariuki", "--json").json
    assert [e["kind"] for e in found["encounters"]] == ["meeting", "call"]
    assert store("timeline", "--topic", "africa", "-o", "out.csv").code == 0
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        assert {row["kind"] for row in csv.DictReader(file) if row["part"] == "statement"} == {"call"}
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        assert store("timeline", "--pair", "KEN-NOR", "-o", name).code == 0
    assert Path("a.svg").read_bytes() == Path("b.svg").read_bytes()
    assert Path("a.png").read_bytes() == Path("b.png").read_bytes()
    words = [child.text for child in ElementTree.parse("a.svg").getroot() if child.text and child.text.strip()]
    assert words[0] == "2 encounters, 2022-05-03 to 2023-06-04" and "2023-06-04: call, place not stated" in str(
        words[1]
    )


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "give --pair, --actor or --topic"),
        (["--pair", "KEN"], "no pair"),
        (["--pair", "KEN-FRA"], "no readout of an encounter"),
        (["--actor", "Nobody"], "no readout of an encounter"),
        (["--topic", "afrika"], "no such topic"),
        (["--pair", "KEN-NOR", "--from", "2023", "--to", "2022"], "it ends before it begins"),
    ],
)
def test_what_is_refused(store: Any, argv: list[str], message: str) -> None:
    done = store("timeline", *argv, "-o", "x.svg")
    assert done.code == 2 and message in done.err
    assert not Path("x.svg").exists()
