"""What is said of one character: values, their readers and entries, and what lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import communique
from communique.cli import group
from communique.explain import claims_at, losers_at

TEXT = (
    "Lisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with Foreign Minister Bruno Kern of "
    "Germany.\n\nVale said that Portugal opposes the trade war and hopes that talks resume."
)


@pytest.fixture(scope="module")
def record() -> communique.Record:
    return communique.read(TEXT, issuer="Portugal MFA", published="2023-03-17")


def test_a_statement_is_explained_by_its_verb(record: communique.Record) -> None:
    (claim,) = [c for c in claims_at(record, TEXT.index("opposes")) if c.what == "statement"]
    assert claim.value.startswith("Ona Vale: oppose")
    assert ("act", "oppose.oppose", "opposes") in [(p.field, p.entry, p.quote) for p in claim.proofs]


def test_a_person_and_the_place_are_explained(record: communique.Record) -> None:
    assert "participant" in {c.what for c in claims_at(record, TEXT.index("Kern of"))}
    assert "meeting.place" in {c.what for c in claims_at(record, TEXT.rindex("Lisbon"))}


def test_what_lost_is_named_with_its_reason(record: communique.Record) -> None:
    losers = losers_at(record, TEXT.index("trade war"))
    assert ("trade.trade", True) in {(row.entry, "blocked by its `unless`" in row.why) for row in losers}
    for row in losers:
        assert row.start <= row.end <= len(TEXT) and row.why


def test_the_command_points_at_the_character(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    at = TEXT.index("opposes")
    run = CliRunner().invoke(group, ["explain", str(page), "--at", str(at), "--published", "2023-03-17"])
    first, caret = run.output.splitlines()[:2]
    assert first[caret.index("^")] == "o"
    rows = json.loads(CliRunner().invoke(group, ["explain", str(page), "--at", str(at), "--json"]).output)
    assert rows["at"] == at and rows["claims"]
