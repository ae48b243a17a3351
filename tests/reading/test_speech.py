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
    (
        "They looked forward to the swift adoption of a new agenda.",
        [("joint", "request", "looked forward to the swift adoption of a new agenda")],
    ),
    ("It was noted that trade had grown.", [("joint", "report", "It was noted that trade had grown")]),
    (
        "Trade, energy and migration were high on the agenda when the two met.",
        [("joint", "discuss", "Trade, energy and migration were high on the agenda")],
    ),
    (
        "According to Vale, trade grew by a third, and 200 firms are operating in Portugal.",
        [
            ("Ona Vale", "report", "trade grew by a third"),
            ("Ona Vale", "report", "200 firms are operating in Portugal"),
        ],
    ),
    (
        '"We expect that aid will arrive, and we support the agreement," Vale said.',
        [
            ("Ona Vale", "request", "We expect that aid will arrive"),
            ("Ona Vale", "support", "we support the agreement"),
        ],
    ),
    (
        '"Today we agreed to widen our cooperation," Kern said.',
        [("Bruno Kern", "agree", "Today we agreed to widen our cooperation")],
    ),
    (
        "Kern said that Germany will as always support the region.",
        [("Bruno Kern", "support", "Germany will as always support the region")],
    ),
    (
        "Kern said that the two peoples had always respected and supported each other.",
        [("Bruno Kern", "report", "the two peoples had always respected and supported each other")],
    ),
    (
        "Kern invited Vale to Berlin, which the latter accepted with pleasure.",
        [("Bruno Kern", "request", "invited Vale to Berlin"), ("Ona Vale", "agree", "accepted with pleasure")],
    ),
    ('Foreign Minister of Germany, Bruno Kern, said:\n\n"Trade is good."', [("Bruno Kern", "report", "Trade is good")]),
    (
        'Ambassador to Portugal, Ida Roth, who joined the Minister, said:\n\n"Trade is good."',
        [("Ida Roth", "report", "Trade is good")],
    ),
    ("* Minister Vale noted\n* trade grew", [("Ona Vale", "report", "noted"), ("Ona Vale", "report", "trade grew")]),
    (
        "Iran can never be allowed to obtain a weapon, Vale said.",
        [("Ona Vale", "oppose", "Iran can never be allowed to obtain a weapon")],
    ),
    (
        '"I was very pleased to welcome my colleague to Lisbon," Vale said.',
        [("Ona Vale", "praise", "I was very pleased to welcome my colleague to Lisbon")],
    ),
    (
        '"We want German firms to build buses here," Vale said.',
        [("Ona Vale", "request", "We want German firms to build buses here")],
    ),
    ("Vale said that Portugal's door will open wider.", [("Ona Vale", "report", "Portugal's door will open wider")]),
    ("Vale said that trade grew, said a ministry press release.", [("Ona Vale", "report", "trade grew")]),
    ("Elsewhere in the talks, Kern thanked Portugal.", [("Bruno Kern", "praise", "thanked Portugal")]),
    ("The German delegation also included Minister of State Rui Brandt.", []),
    ("She spoke on Tuesday at the ministry.", []),
    (
        "Berlin, July 9, 2023 (GNA) - Kern says Germany supports peace.",
        [("Bruno Kern", "support", "Germany supports peace")],
    ),
    (
        "Kern said that Germany supports peace, and would like to hold talks.",
        [("Bruno Kern", "support", "Germany supports peace"), ("Bruno Kern", "commit", "would like to hold talks")],
    ),
    (
        "Both sides hold that peace is possible, and agreed to meet again.",
        [("joint", "agree", "hold that peace is possible"), ("joint", "agree", "agreed to meet again")],
    ),
    (
        "At the end the participants:\n\n1. Rejected all forms of interference;\n2. Decided to meet in Porto.",
        [("joint", "oppose", "Rejected all forms of interference"), ("joint", "agree", "Decided to meet in Porto")],
    ),
    (
        "Germany reaffirmed, on Tuesday, its support for the plan.",
        [("Bruno Kern", "support", "reaffirmed, on Tuesday, its support for the plan")],
    ),
    ("Tomorrow, the German Foreign Minister will travel to Porto.", []),
    (
        "Kern reported that the study would be completed by March.",
        [("Bruno Kern", "report", "the study would be completed by March")],
    ),
    (
        '"Portugal does not ask partners to choose," Vale said.',
        [("Ona Vale", "report", "Portugal does not ask partners to choose")],
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
