"""communique formula: from a store, as text, JSON and tables; new set phrases; what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

TEXT = """The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of {state}, {other}, in Oslo on {day} May {year}.

Minister Vale spoke about {matter}. Minister Vale praised {phrase}."""
MATTERS = ("copper", "grain", "ferries", "vaccines", "railways", "timber", "satellites", "cocoa", "tourism", "harbours", "glaciers", "wool")  # fmt: skip
SIDES = (("Kenya", "Josphat Kariuki"), ("Chile", "Andrés Fuenza"))


def row(n: int, year: int, phrase: str) -> dict[str, str]:
    state, other = SIDES[n % 2]
    text = TEXT.format(state=state, other=other, day=n + 1, year=year, matter=MATTERS[n], phrase=phrase)
    return {"id": f"r{year}-{n}", "text": text, "issuer": "MFA Norway", "published": f"{year}-06-01"}


@pytest.fixture
def store(run: Any) -> Any:
    phrases = ["the strategic partnership", "strategic energy partnerships", "the comprehensive strategic partnership"]
    rows = [row(n, 2021, phrases[n] if n < 3 else f"the talks on {MATTERS[n]}") for n in range(12)]
    rows += [row(n, 2023, "the grand compact of quiet seas") for n in range(0, 12, 2)]
    Path("all.jsonl").write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    assert run("add", "all.jsonl").code == 0
    return run


def test_uses_as_text(store: Any) -> None:
    out = store("formula", "strategic partnership").out
    assert out.startswith(
        "“strategic partnership”\n2 uses in 2 of 18 encounters (18 readouts), first 2021-05-01, last 2021-05-02"
    )
    assert "too few to say whether it is new or was dropped" in out
    assert "1 × strategic energy partnerships (added)" in out
    assert "not counted: 1 place within the longer phrase “comprehensive strategic partnership”" in out
    assert "2021-05-01 strategic partnership Ona Vale (NOR): “praised the strategic partnership” [" in out


def test_a_phrase_that_the_lexicon_does_not_have_and_one_that_is_not_there(store: Any) -> None:
    out = store("formula", "grand compact of quiet seas", "--with", "Kenya", "--by", "NOR").out
    assert "6 uses in 6 of 12 encounters" in out and "new: 6 encounters before the first use, by chance p = .001" in out
    none = store("formula", "silent rivers")
    assert none.code == 0 and "not found in 18 encounters (18 readouts); looked for in all of them" in none.out


def test_json_and_table(store: Any) -> None:
    found = store("formula", "strategic partnership", "--json").json
    assert [use["wording"] for use in found["uses"]] == ["as asked", "added"]
    assert store("formula", "strategic partnership", "-o", "out.csv").code == 0
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["part"] for r in rows] == ["use", "use", "within"]
    assert rows[0]["sentence"] == "praised the strategic partnership"


def test_new_set_phrases(store: Any) -> None:
    out = store("formula", "--new").out
    assert out.startswith("1 word sequence that recur")
    assert (
        "“grand compact of quiet seas” MFA Norway: in 6 of 18 encounters; first 2023-05-01, last 2023-05-11; new: 12"
        in out
    )
    since = store("formula", "--new", "--issuer", "Norway", "--since", "2023", "--json").json
    assert [(one["words"], one["elsewhere"], one["others"]) for one in since["found"]] == [("grand compact of quiet seas", 0, 12)]  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "give PHRASE or --new"),
        (["peace", "--new"], "give PHRASE or --new"),
        (["of the"], "no word to look for"),
        (["peace", "--with", "Kenia"], "no such country"),
        (["peace", "--with", "FRA"], "no readout of an encounter"),
        (["peace", "--by", "NOR", "--with", "NOR"], "twice the same"),
        (["peace", "--since", "2024", "--to", "2023"], "it ends before it begins"),
        (["peace", "-o", "x.doc"], "no form for"),
        (["--new", "--with", "Chile", "--to", "2021-05-02"], "too few to say"),
    ],
)
def test_what_is_refused(store: Any, argv: list[str], message: str) -> None:
    done = store("formula", *argv)
    assert done.code == 2 and message in done.err
    assert not list(Path().glob("x.*"))
