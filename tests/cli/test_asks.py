"""communique asks: from a store, as text, JSON, tables and pictures; what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

TEXT = """The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on {day}.

Minister Kariuki {asked} Norway to lower its tariffs on frozen fish. Minister Vale said that Norway would study the question."""


@pytest.fixture
def store(run: Any) -> Any:
    days = [("3 May 2022", "asked"), ("4 June 2023", "called on"), ("2 March 2024", "urged")]
    rows = [
        {"id": f"r{n}", "text": TEXT.format(day=day, asked=verb), "issuer": "MFA Kenya", "published": "2024-03-05"}
        for n, (day, verb) in enumerate(days)
    ]
    Path("all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run("add", "all.jsonl").code == 0
    return run


def test_the_ledger_as_text(store: Any) -> None:
    done = store("asks", "--by", "Kenya", "--of", "NOR")
    assert done.code == 0
    assert done.out.startswith(
        "1 thread of requests and promises by KEN to NOR, in 3 encounters (3 readouts), 2022-05-03 to 2024-03-02"
    )
    assert "1. request · KEN → NOR" in done.out and "repeated; hardened" in done.out
    assert "2024-03-02 urge Josphat Kariuki: “urged Norway" in done.out


def test_json_table_and_pictures(store: Any) -> None:
    found = store("asks", "--by", "KEN", "--json").json
    assert [len(t["made"]) for t in found["threads"]] == [3]
    assert store("asks", "--by", "KEN", "-o", "out.csv").code == 0
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["strength"] for row in rows if row["part"] == "made"] == ["call", "call", "urge"]
    for name in ("a.svg", "b.svg", "a.png", "b.png", "out.parquet"):
        assert store("asks", "--of", "NOR", "-o", name).code == 0
    assert Path("a.svg").read_bytes() == Path("b.svg").read_bytes()
    assert Path("a.png").read_bytes() == Path("b.png").read_bytes()
    root = ElementTree.parse("a.svg").getroot()
    said = {child.tag.split("}")[1]: child.text for child in root if child.text}
    assert said["title"] == "Requests and promises by anybody to NOR"
    assert "request KEN to NOR: asked Norway to lower its tariffs" in said["desc"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "give --by, --of or both"),
        (["--by", "Kenia"], "no such country"),
        (["--by", "KEN", "--topic", "trad"], "no such topic"),
        (["--by", "KEN", "--from", "2024", "--to", "2023"], "it ends before it begins"),
        (["--by", "KEN", "--of", "FRA"], "no readout of an encounter"),
        (["--by", "KEN", "-o", "x.doc"], "no form for"),
        (["--by", "KEN", "--topic", "space", "-o", "x.svg"], "no dated request or promise"),
    ],
)
def test_what_is_refused(store: Any, argv: list[str], message: str) -> None:
    done = store("asks", *argv)
    assert done.code == 2 and message in done.err
    assert not list(Path().glob("x.*"))
