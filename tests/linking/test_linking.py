"""Names of one person, readouts of one encounter, offices over time."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
from communique.linking.encounters import encounters, told
from communique.linking.names import alike, words
from communique.linking.people import entities, seen_in
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


def test_one_person_over_documents_has_his_offices_over_time() -> None:
    records = [
        _read(PORTUGAL, "Portugal MFA", "2023-03-17", "a"),
        _read("Prime Minister Ona Vale of Portugal met Chancellor Karl Stein of Germany in Berlin today. They discussed trade.",
              "Bundesregierung", "2025-02-03", "b"),
        _read("Foreign Minister Ona Vale of Chile met Foreign Minister Rui Prado of Peru in Lima today.", "Chile MFA", "2024-01-09", "c"),
    ]  # fmt: skip
    seen = [s for r in records for s in seen_in(r)]
    vale = next(e for e in entities(seen) if e.name == "Ona Vale" and e.country == "PRT")
    assert [(o.role, o.first) for o in vale.offices] == [
        ("Foreign Minister", dt.date(2023, 3, 17)), ("Prime Minister", dt.date(2025, 2, 3)),
    ]  # fmt: skip
    as_of = vale.office_on(dt.date(2024, 6, 1))
    assert as_of is not None
    assert as_of.role == "Foreign Minister"
    assert sum(e.name == "Ona Vale" for e in entities(seen)) == 2
    parted = entities(seen, parted=[(vale.seen[0].key, vale.seen[1].key)])
    assert sum(e.name == "Ona Vale" and e.country == "PRT" for e in parted) == 2


def test_the_real_pairs_are_found(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "corpus" / "pairs.jsonl").read_text().splitlines()]
    records = [
        communique.read(r["text"], **{k: r.get(k) for k in ("id", "title", "issuer", "published")}) for r in rows
    ]
    accounts = [t for r in records if (t := told(r))]
    pairs = [e.documents for e in encounters(accounts) if len(e.documents) > 1]
    assert all(len({name[:6] for name in pair}) == 1 for pair in pairs), "accounts of two encounters were joined"
    assert len(pairs) >= 2
