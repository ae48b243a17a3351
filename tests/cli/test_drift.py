"""communique drift: from a store, as text, JSON, tables and pictures; what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

TEXT = """The {rank} of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on 4 {month} {year}.

Minister Kariuki thanked Norway for its help. {more}"""
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "October")
ASKED = "Minister Kariuki asked Norway to lower its tariffs on frozen fish."


def row(n: int, year: int, issuer: str = "MFA Kenya") -> dict[str, str]:
    rank, more = (
        ("Foreign Minister", ASKED) if year == 2021 else ("Prime Minister", f"They discussed the wreck number {n}.")
    )
    text = TEXT.format(rank=rank, month=MONTHS[n], year=year, more=more)
    return {"id": f"{issuer}-{year}-{n}", "text": text, "issuer": issuer, "published": f"{year}-12-01"}


@pytest.fixture
def store(run: Any) -> Any:
    rows = [row(n, year) for year in (2021, 2023) for n in range(8)] + [row(8, 2021, "MFA Norway")]
    Path("all.jsonl").write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    assert run("add", "all.jsonl").code == 0
    return run


def test_what_changed_as_text(store: Any) -> None:
    out = store("drift", "--pair", "Kenya-NOR", "--since", "2019", "--split", "2022").out
    assert out.startswith("KEN-NOR, before 2022-01-01 and from then on\n")
    assert "MFA Kenya: 8 readouts of 8 encounters, 2021-01-04 to 2021-08-04 before, 8 readouts of 8" in out
    assert "act request by KEN: 8 in 8 readouts (1.00 each) → 0 in 8 readouts (0.00 each); -1.00" in out
    assert "rank head of state or government of NOR: 0 of 8 (0%) → 8 of 8 (100%)" in out
    assert "before, such as “asked Norway to lower its tariffs on frozen fish” [" in out
    assert "MFA Norway: 1 readout of 1 encounter" in out and "too few to say: each period needs 5 encounters" in out


def test_json_table_and_pictures(store: Any) -> None:
    found = store("drift", "--pair", "KEN-NOR", "--issuer", "Kenya", "--json").json
    assert (found["halved"], found["split"], len(found["houses"])) == (True, "2023-01-04", 1)
    assert store("drift", "--pair", "KEN-NOR", "-o", "out.csv").code == 0
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["holds"] for r in rows if r["kind"] == "act" and r["name"] == "request" and r["issuer"] == "MFA Kenya"} == {"True"}  # fmt: skip
    for name in ("a.svg", "b.svg", "a.png", "b.png", "out.parquet"):
        assert store("drift", "--pair", "KEN-NOR", "--issuer", "Kenya", "-o", name).code == 0
    assert Path("a.svg").read_bytes() == Path("b.svg").read_bytes()
    assert Path("a.png").read_bytes() == Path("b.png").read_bytes()
    root = ElementTree.parse("a.svg").getroot()
    said = {child.tag.split("}")[1]: child.text for child in root if child.text}
    assert said["title"] == "What changed between KEN and NOR: before 2023-01-04, and from then on"
    assert "MFA Kenya: act request by KEN: 8 in 8 → 0 in 8, -1.00" in str(said["desc"])
    assert "more than chance." in str(said["desc"])


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "Missing option '--pair'"),
        (["--pair", "KEN"], "no pair"),
        (["--pair", "KEN-Norwai"], "no such country"),
        (["--pair", "KEN-FRA"], "no readout of an encounter of the two"),
        (["--pair", "KEN-NOR", "--split", "soon"], "no date"),
        (["--pair", "KEN-NOR", "--split", "2030"], "no readout after it"),
        (["--pair", "KEN-NOR", "--from", "2024", "--to", "2023"], "it ends before it begins"),
        (["--pair", "KEN-NOR", "-o", "x.doc"], "no form for"),
        (["--pair", "KEN-NOR", "--to", "2021", "--split", "2021-03", "-o", "x.svg"], "too few to draw"),
    ],
)
def test_what_is_refused(store: Any, argv: list[str], message: str) -> None:
    done = store("drift", *argv)
    assert done.code == 2 and message in done.err
    assert not list(Path().glob("x.*"))
