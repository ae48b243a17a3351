"""Statements → at whom they are directed, and the words that say so (codebook, "addressees")."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.record import Statement

LEAD = (
    "Portugal, Germany Hold Talks\n\nLisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with "
    "Foreign Minister Bruno Kern of Germany.\n\n"
)


def statement(sentence: str) -> Statement:
    (found,) = communique.read(LEAD + sentence, issuer="Portugal MFA", published="2023-03-17").statements
    return found


ROWS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("Vale thanked Germany for its help.", "praise", [("Germany", "DEU")]),
    ("Kern thanked Portugal for its help.", "praise", [("Portugal", "PRT")]),
    ("Kern thanked Vale for her help.", "praise", [("Vale", "PRT")]),
    ("Vale thanked the German side for its help.", "praise", [("German", "DEU")]),
    ("Vale thanked Brazilian President Rui Salgado for his help.", "praise", [("Brazilian", "BRA")]),
    ("Vale thanked the European Union for its help.", "praise", [("European Union", "EUU")]),
    ("\u201cI thank you for your help,\u201d Vale said.", "praise", [("you", "DEU")]),
    ("Vale called on Germany to send a team.", "request", [("Germany", "DEU")]),
    ("Vale urged Kern to send a team.", "request", [("Kern", "DEU")]),
    ("Vale asked Kern to help Portugal.", "request", [("Kern", "DEU")]),
    ("Vale invited Kern to Lisbon.", "request", [("Kern", "DEU")]),
    ("Vale urged NATO to do more.", "request", [("NATO", "NAT")]),
    ("Vale called on the United Nations to act.", "request", [("United Nations", "UNO")]),
    ("Vale hopes that Germany will send a team.", "request", [("Germany", "DEU")]),
    ("Vale demanded that Iran release the prisoners.", "request", [("Iran", "IRN")]),
    (
        "Vale urged Germany, France and Spain to act.",
        "request",
        [("Germany", "DEU"), ("France", "FRA"), ("Spain", "ESP")],
    ),
    ("The Ministers urged Israel and Iran to end the fight.", "request", [("Israel", "ISR"), ("Iran", "IRN")]),
    ("Vale said that Portugal supports Ukraine.", "support", [("Ukraine", "UKR")]),
    ("Vale said that Portugal supports Kenya and Ethiopia.", "support", [("Kenya", "KEN"), ("Ethiopia", "ETH")]),
    ("Portugal stands with Ukraine, Vale said.", "support", [("Ukraine", "UKR")]),
    ("Portugal will continue to support Ukraine, Vale said.", "support", [("Ukraine", "UKR")]),
    ("The Ministers reaffirmed their support for Ukraine.", "support", [("Ukraine", "UKR")]),
    ("Vale said that Portugal is willing to work with Germany on trade.", "commit", [("Germany", "DEU")]),
    ("Kern said that Germany is ready to work with the Portuguese side.", "commit", [("Portuguese", "PRT")]),
    ("Vale said that Portugal will send a team to Cairo.", "commit", [("Cairo", "EGY")]),
    ("Vale said that Portugal will visit Chile in May.", "commit", [("Chile", "CHL")]),
    ("Portugal will send Portuguese officers to Moldova, Vale said.", "commit", [("Moldova", "MDA")]),
    ("Vale expressed concern over the actions of Belarus.", "concern", [("Belarus", "BLR")]),
    ("Vale warned Russia against more attacks.", "concern", [("Russia", "RUS")]),
    ("Vale condemned Russia for the attack.", "oppose", [("Russia", "RUS")]),
    ("Vale condemned Russia\u2019s attack on Ukraine.", "oppose", [("Russia", "RUS")]),
    ("Kern condemned the war of Moscow.", "oppose", [("Moscow", "RUS")]),
    ("The Ministers condemned Iran for the attack.", "oppose", [("Iran", "IRN")]),
]


@pytest.mark.parametrize(("sentence", "act", "expected"), ROWS)
def test_the_one_addressed_is_found(sentence: str, act: str, expected: list[tuple[str, str]]) -> None:
    found = statement(sentence)
    proof = [e for e in found.evidence if e.field == "addressees"]
    assert found.act == act
    assert list(zip((e.quote for e in proof), found.addressees, strict=True)) == expected
    assert all((LEAD + sentence)[e.start : e.end] == e.quote and e.start >= len(LEAD) for e in proof)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Vale called on the two countries to do more.", "DEU"),
        ("Kern thanked the two countries for their help.", "PRT"),
        ("Vale hopes that the two sides do more.", "DEU"),
    ],
)
def test_of_both_sides_the_other_is_addressed(sentence: str, code: str) -> None:
    assert statement(sentence).addressees == (code,)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Vale said that trade with Germany had grown.", "report"),
        ("Vale noted that Germany is a partner.", "report"),
        ("The two sides exchanged views on Ukraine.", "discuss"),
        ("They agreed to help Ukraine.", "agree"),
        ("Vale said that Portugal opposes tariffs.", "oppose"),
        ("Vale hopes that talks resume.", "request"),
        ("Vale said that Portugal will open a school in Porto.", "commit"),
        ("Vale praised the Portuguese officers.", "praise"),
        ("Kern stressed the importance of dialogue.", "support"),
        ("The Ministers called on all sides to show restraint.", "request"),
        ("Vale expressed concern over the floods.", "concern"),
    ],
)
def test_what_is_directed_at_nobody_has_no_addressee(sentence: str, act: str) -> None:
    found = statement(sentence)
    assert (found.act, found.addressees) == (act, ())
    assert [e for e in found.evidence if e.field == "addressees"] == []


_VERBS = [
    "thanked",
    "urged",
    "praised",
    "condemned",
    "warned",
    "noted the words of",
    "discussed trade with",
    "supports",
]
_NAMES = [
    "Germany",
    "Portugal",
    "the German side",
    "Kern",
    "Vale",
    "Ukraine",
    "the European Union",
    "you",
    "the two sides",
]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["Vale", "Kern", "The two sides"]),
    st.sampled_from(_VERBS),
    st.lists(st.sampled_from(_NAMES), min_size=1, max_size=3),
)
def test_nobody_addresses_his_own_side(speaker: str, verb: str, names: list[str]) -> None:
    record = communique.read(
        f"{LEAD}{speaker} {verb} {' and '.join(names)}.", issuer="Portugal MFA", published="2023-03-17"
    )
    for found in record.statements:
        assert found.country not in found.addressees
        assert len(set(found.addressees)) == len(found.addressees)
        assert found.act not in ("report", "agree", "discuss") or not found.addressees
