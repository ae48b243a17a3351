"""Every value of a record names the characters, or the word of the user, that it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import communique
from communique import examples
from communique.document.load import load_paths
from communique.record import Document, Record

GOLD = sorted((Path(__file__).parent / "gold").glob("*.json"))
PROVEN = {"role": "office", "organisation": "office"}
"""Fields whose evidence has another name."""


def _documents() -> list[Any]:
    loaded = load_paths([str(path) for path in GOLD], {})
    texts = [*(examples.load(name) for name in examples.names()), *(d for d in loaded if isinstance(d, Document))]
    return [pytest.param(text, id=text.id) for text in texts]


def _read(document: Document) -> Record:
    given = document.model_dump()
    return communique.read(given.pop("text"), **given)


def _unproven(value: Any, fields: tuple[str, ...]) -> list[str]:
    fields_with_proof = {e.field for e in value.evidence}
    return [f for f in fields if getattr(value, f) and PROVEN.get(f, f) not in fields_with_proof]


@pytest.mark.parametrize("document", _documents())
def test_every_value_has_evidence(document: Document) -> None:
    record = _read(document)
    assert record.participants
    assert record.statements
    assert _unproven(record.meeting, ("kind", "date", "place")) == []
    for participant in record.participants:
        assert _unproven(participant, ("name", "role", "organisation", "country", "capacity")) == [], participant.name
    for statement in record.statements:
        assert _unproven(statement, ("act", "speaker", "country", "addressees", "topics")) == [], statement.quote
    for reference in record.references:
        assert _unproven(reference, ("what", "who", "date", "since")) == [], reference.quote


def test_a_side_that_only_the_issuer_tells_says_so() -> None:
    record = communique.read(
        "Minister Ana Vale met the Portuguese Foreign Minister Rui Prado in Lisbon. They discussed trade.",
        issuer="Chile MFA", published="2024-05-17",
    )  # fmt: skip
    proofs = {p.name: [(e.quote, e.source) for e in p.evidence if e.field == "country"] for p in record.participants}
    assert proofs == {
        "Ana Vale": [("Minister Ana Vale", "text")],
        "Rui Prado": [("Portuguese Foreign Minister", "text")],
    }
