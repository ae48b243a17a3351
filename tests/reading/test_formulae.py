"""Set phrases of the genre → the words as they stand, the phrase that they vary, and who used it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.lexicon import load
from communique.record import Formula

LEAD = (
    "Portugal, Germany Hold Talks\n\nLisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with "
    "Foreign Minister Bruno Kern of Germany.\n\n"
)


def formulae(sentence: str, lead: str = LEAD) -> tuple[Formula, ...]:
    return communique.read(lead + sentence, issuer="Portugal MFA", published="2023-03-17").formulae


ROWS: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    (
        "Vale praised the comprehensive strategic partnership.",
        [("comprehensive strategic partnership", "comprehensive strategic partnership", "Ona Vale")],
    ),
    (
        "Kern praised the comprehensive\nstrategic cooperative Partnership.",
        [
            (
                "comprehensive\nstrategic cooperative Partnership",
                "comprehensive strategic cooperative partnership",
                "Bruno Kern",
            )
        ],
    ),
    ("Kern praised the strategic partnership.", [("strategic partnership", "strategic partnership", "Bruno Kern")]),
    (
        "The two sides discussed international and regional issues of mutual interest.",
        [("international and regional issues of mutual interest", "issues of common concern", "joint")],
    ),
    ("The two sides had a frank exchange of views.", [("frank exchange of views", "exchange of views", "joint")]),
    ("Vale called for an immediate ceasefire.", [("immediate ceasefire", "immediate ceasefire", "Ona Vale")]),
    ("Kern reaffirmed the one China policy.", [("one China policy", "one-China policy", "Bruno Kern")]),
    ("Kern spoke of de\u2011risking.", [("de\u2011risking", "de-risking, not decoupling", "Bruno Kern")]),
    ("Kern spoke of DE-RISKING.", [("DE-RISKING", "de-risking, not decoupling", "Bruno Kern")]),
    (
        "Vale said that Portugal supports Ukraine for as long as it takes.",
        [("as long as it takes", "as long as it takes", "Ona Vale")],
    ),
    (
        "Vale said that Portugal supports the two-state solution and the UN Charter.",
        [
            ("two-state solution", "two-state solution", "Ona Vale"),
            ("UN Charter", "purposes and principles of the UN Charter", "Ona Vale"),
        ],
    ),
    (
        "Vale praised mutual political trust. Kern praised win-win cooperation.",
        [
            ("mutual political trust", "political mutual trust", "Ona Vale"),
            ("win-win cooperation", "win-win cooperation", "Bruno Kern"),
        ],
    ),
    (
        "Kern respects Portugal\u2019s independence, sovereignty and territorial integrity, he said.",
        [
            (
                "independence, sovereignty and territorial integrity",
                "sovereignty and territorial integrity",
                "Bruno Kern",
            )
        ],
    ),
    ("The reception celebrated traditional friendship.", [("traditional friendship", "traditional friendship", None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_a_set_phrase_is_found(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = formulae(sentence)
    assert [(f.quote, f.phrase, f.speaker) for f in found] == expected
    for formula in found:
        (proof,) = formula.evidence
        assert (LEAD + sentence)[formula.start : formula.end] == formula.quote == proof.quote
        assert proof.entry == formula.id


@pytest.mark.parametrize(
    "sentence",
    [
        "Vale praised the partnership and its strategic value.",
        "Vale praised a comprehensive and strategic set of partnerships.",
        "The two sides discussed issues of common geography.",
        "Kern said that Portugal has one China shop.",
        "Kern praised the record highs of the swimmers.",
        "Kern spoke of winning.",
    ],
)
def test_words_that_only_resemble_a_set_phrase_are_none(sentence: str) -> None:
    assert formulae(sentence) == ()


def test_in_the_headline_nobody_uses_it() -> None:
    head = "Portugal, Germany Praise Mutual Respect\n\n" + LEAD.split("\n\n", 1)[1]
    found = formulae("Vale praised mutual respect.", head)
    assert [(f.quote, f.speaker) for f in found] == [("Mutual Respect", None), ("mutual respect", "Ona Vale")]


_FORMS = sorted({form.text for entry in load("formulae").entries for form in entry.forms})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*_FORMS, "the", "trade", "and", ".", "Vale said that"]), max_size=12).map(" ".join))
def test_phrases_are_in_order_apart_and_known(text: str) -> None:
    record = communique.read(f"{LEAD}{text}.", issuer="Portugal MFA", published="2023-03-17")
    at = 0
    for formula in record.formulae:
        assert at <= formula.start < formula.end
        assert load("formulae").by_id[formula.id].value == formula.phrase
        owners = {s.speaker for s in record.statements if s.start <= formula.start and formula.end <= s.end}
        assert formula.speaker in owners if owners else formula.speaker is None
        at = formula.end


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_FORMS))
def test_every_form_of_the_table_is_found_whole(form: str) -> None:
    start = len(LEAD) + len("The guests named ")
    assert [(f.start, f.end) for f in formulae(f"The guests named {form}.")] == [(start, start + len(form))]
