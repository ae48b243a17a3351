"""Sentences of the genre → speaker, act and quote, as the codebook settles them."""

from __future__ import annotations

import pytest

import communique

LEAD = (
    "Portugal, Germany Hold Talks\n\nLisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with "
    "Foreign Minister Bruno Kern of Germany.\n\n"
)
ROWS = [
    ("Vale said that trade had grown.", [("Ona Vale", "report", "trade had grown")]),
    ("Kern thanked Portugal for its help.", [("Bruno Kern", "praise", "thanked Portugal for its help")]),
    ("Portugal opposes any use of force, Vale said.", [("Ona Vale", "oppose", "Portugal opposes any use of force")]),
    ("Kern stressed that Europe must do more.", [("Bruno Kern", "request", "Europe must do more")]),
    ("Kern stressed the importance of dialogue.", [("Bruno Kern", "support", "stressed the importance of dialogue")]),
    ("Kern stressed the need for reform.", [("Bruno Kern", "request", "stressed the need for reform")]),
    ("Vale expressed concern over the attacks.", [("Ona Vale", "concern", "expressed concern over the attacks")]),
    ("The two sides exchanged views on trade.", [("joint", "discuss", "exchanged views on trade")]),
    ("They agreed to meet again in May.", [("joint", "agree", "agreed to meet again in May")]),
    ("The Ministers condemned the attack.", [("joint", "oppose", "condemned the attack")]),
    (
        "The Ministers reaffirmed their support for Ukraine.",
        [("joint", "support", "reaffirmed their support for Ukraine")],
    ),
    ("It was agreed to resume flights.", [("joint", "agree", "It was agreed to resume flights")]),
    ("On trade, both sides agreed that more is needed.", [("joint", "agree", "agreed that more is needed")]),
    ("Portugal will send a team, Vale said.", [("Ona Vale", "commit", "Portugal will send a team")]),
    ("Kern replied that three officers had been posted.", [("Bruno Kern", "report", "three officers had been posted")]),
    (
        "Vale said that Portugal supports peace, hopes that talks resume, and is willing to help.",
        [
            ("Ona Vale", "support", "Portugal supports peace"),
            ("Ona Vale", "request", "hopes that talks resume"),
            ("Ona Vale", "commit", "is willing to help"),
        ],
    ),
    (
        "Kern praised the reform and welcomed the visit.",
        [("Bruno Kern", "praise", "praised the reform"), ("Bruno Kern", "praise", "welcomed the visit")],
    ),
    (
        'Kern thanked Portugal. "Portugal leads by example," he said.',
        [("Bruno Kern", "praise", "thanked Portugal"), ("Bruno Kern", "report", "Portugal leads by example")],
    ),
    (
        "Vale said that the party will send a delegation to Germany.",
        [("Ona Vale", "commit", "the party will send a delegation to Germany")],
    ),
    ("The reception was attended by Minister of State Rui Brandt.", []),
    ("Minister Kern called on Deputy Prime Minister Ana Reis earlier in the day.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_a_sentence_is_read(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    record = communique.read(LEAD + sentence, issuer="Portugal MFA", published="2023-03-17")
    said = [(s.speaker, s.act, s.quote) for s in record.statements]
    assert said == expected


def test_polarity_and_condition_stand_apart_from_the_act() -> None:
    text = (
        LEAD
        + "Vale said that Portugal does not support decoupling. If conditions permit, Portugal will send a team, she said."
    )
    record = communique.read(text, issuer="Portugal MFA", published="2023-03-17")
    refused, promised = record.statements
    assert (refused.act, refused.polarity) == ("oppose", "negative")
    assert promised.act == "commit" and promised.condition is not None
    assert promised.condition.quote == "If conditions permit"
