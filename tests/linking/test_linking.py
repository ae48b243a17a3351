"""Names of one person, readouts of one encounter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
from communique.linking.encounters import encounters, told
from communique.linking.names import alike, words
from communique.linking.people import Named, same_person
from communique.record import Record

ALIKE = [
    ("Joseph R. Biden, Jr.", "Joseph Biden", 1.0),
    ("Liu Jianchao", "Jianchao Liu", 0.98),
    ("TANAKA Ichiro", "Ichiro Tanaka", 0.98),
    ("Mohamed bin Salman", "Mohammed bin Salman", 0.84),
    ("Stéphane Séjourné", "Stephane Sejourne", 1.0),
    ("Kim Hong-su", "Kim Hong Su", 1.0),
    ("María del Carmen Ruiz", "Carmen Ruiz", 0.9),
    ("Kern", "Bruno Kern", 0.6),
]


@pytest.mark.parametrize(("one", "other", "least"), ALIKE)
def test_names_of_one_person_are_alike(one: str, other: str, least: float) -> None:
    found = alike(one, other)
    assert found is not None
    assert found.score >= least - 0.01


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bruno Kern", "Anna Kern"),
        ("Li Wei", "Li Bao"),
        ("Vale", "Rui Prado"),
        ("Ivan Petrov", "Ivan Pavlov"),
        ("Ana", "Maria Ana Vale"),
    ],
)
def test_names_of_two_persons_are_not(one: str, other: str) -> None:
    assert alike(one, other) is None


@given(st.lists(st.sampled_from(["Ana", "Rui", "Vale", "Prado", "Kern", "de", "R.", "López"]), min_size=1, max_size=4))
def test_a_name_is_like_itself_in_any_order_of_asking(parts: list[str]) -> None:
    name = " ".join(parts)
    assert alike(name, name) is not None
    assert alike(name, "Bruno Vale Kern") == alike("Bruno Vale Kern", name)
    assert words(name)


def _read(text: str, issuer: str, published: str, name: str) -> Record:
    return communique.read(text, issuer=issuer, published=published, id=name)


PORTUGAL = (
    "Lisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with Foreign Minister Bruno Kern of Germany. "
    "They discussed trade."
)
GERMANY = "Foreign Minister Bruno Kern met his Portuguese counterpart, Ona Vale, in Lisbon on Friday. The two ministers spoke about energy."
CALL = (
    "Foreign Minister Bruno Kern spoke by phone with Foreign Minister Ona Vale of Portugal today. They discussed trade."
)
OTHERS = "Foreign Minister Bruno Kern met Foreign Minister Jean Roux of France in Berlin today. They discussed trade."


def _all() -> list[Record]:
    return [
        _read(PORTUGAL, "Portugal MFA", "2023-03-17", "pt"),
        _read(GERMANY, "Federal Foreign Office", "2023-03-18", "de"),
        _read(CALL, "Federal Foreign Office", "2023-03-17", "call"),
        _read(OTHERS, "Federal Foreign Office", "2023-03-17", "fr"),
    ]


def test_two_accounts_of_one_encounter_are_joined_and_say_why() -> None:
    accounts = [t for r in _all() if (t := told(r))]
    groups = {e.documents: e for e in encounters(accounts)}
    assert set(groups) == {("de", "pt"), ("call",), ("fr",)}
    (match,) = groups["de", "pt"].matches
    assert match.why == (
        "the same day (2023-03-17)", "the same people (Bruno Kern, Ona Vale)", "the sides DEU, PRT", "the same place (Lisbon)",
    )  # fmt: skip


def test_a_person_can_part_and_join() -> None:
    accounts = [t for r in _all() if (t := told(r))]
    parted = {e.documents for e in encounters(accounts, parted=[("pt", "de"), ("pt", "call")])}
    assert parted == {("de",), ("pt",), ("call",), ("fr",)}
    joined = {e.documents for e in encounters(accounts, joined=[("call", "fr")])}
    assert ("call", "fr") in joined


FOREIGN, PRIME = frozenset({"foreign minister"}), frozenset({"prime minister"})
PERSONS = [
    (("Ona Vale", "PRT", FOREIGN), ("Ona Vale", "PRT", PRIME), "the same name"),
    (("Ona Vale", "PRT", FOREIGN), ("Ona Vale", "CHL", FOREIGN), None),
    (("Ona Vale", None, FOREIGN), ("Ona Vale", "PRT", FOREIGN), "the same name"),
    (("Ona Vale", None, PRIME), ("Ona Vale", "PRT", FOREIGN), None),
    (("Vale", "PRT", FOREIGN), ("Ona Vale", "PRT", FOREIGN), "office foreign minister"),
    (("Vale", "PRT", FOREIGN), ("Ona Vale", "PRT", PRIME), None),
    (("Vale", None, FOREIGN), ("Ona Vale", "PRT", FOREIGN), None),
    (("Rui Prado", "PRT", FOREIGN), ("Ona Vale", "PRT", FOREIGN), None),
]


@pytest.mark.parametrize(("one", "other", "why"), PERSONS)
def test_whether_two_names_are_one_person(one: tuple[Any, ...], other: tuple[Any, ...], why: str | None) -> None:
    for found in (same_person(Named(*one), Named(*other)), same_person(Named(*other), Named(*one))):
        assert (found is None) is (why is None)
        assert found is None or (why or "") in found.why


def test_the_real_pairs_are_found(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "corpus" / "pairs.jsonl").read_text().splitlines()]
    records = [
        communique.read(r["text"], **{k: r.get(k) for k in ("id", "title", "issuer", "published")}) for r in rows
    ]
    accounts = [t for r in records if (t := told(r))]
    pairs = [e.documents for e in encounters(accounts) if len(e.documents) > 1]
    assert all(len({name[:6] for name in pair}) == 1 for pair in pairs), "accounts of two encounters were joined"
    assert len(pairs) >= 2
