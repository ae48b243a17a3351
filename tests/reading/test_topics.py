"""Words of a statement → the topics that they name, as the codebook lists and settles them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
from communique.lexicon import fold, load
from communique.reading.topics import find_topics
from communique.span import Span


def topics(text: str, *spans: Span) -> list[tuple[str, str]]:
    found = find_topics(text, fold(text), spans or (Span(0, len(text)),))
    return [(text[t.start : t.end], t.topic) for t in found]


ROWS: list[tuple[str, list[tuple[str, str]]]] = [
    ("They praised bilateral relations.", [("bilateral relations", "bilateral-relations")]),
    ("The official visit was planned.", [("official visit", "high-level-exchanges")]),
    ("The ruling party sent guests.", [("ruling party", "party-exchanges")]),
    ("They shared governance experience.", [("governance experience", "governance-experience")]),
    ("Two-way trade grew.", [("Two-way trade", "trade")]),
    ("They want investors.", [("investors", "investment")]),
    ("They oppose tariffs.", [("tariffs", "trade-barriers")]),
    ("They discussed market access.", [("market access", "trade-barriers")]),
    ("They fear decoupling.", [("decoupling", "economic-security")]),
    ("They reject sanctions.", [("sanctions", "economic-security")]),
    ("They spoke of local currencies.", [("local currencies", "finance")]),
    ("They spoke of wind power.", [("wind power", "energy")]),
    ("They spoke of climate change.", [("climate change", "climate")]),
    ("They spoke of biodiversity.", [("biodiversity", "environment")]),
    ("They spoke of food security.", [("food security", "agriculture")]),
    ("They joined the Belt and Road.", [("Belt and Road", "infrastructure")]),
    ("They sent humanitarian aid.", [("humanitarian aid", "development")]),
    ("They spoke of innovation.", [("innovation", "technology")]),
    ("They spoke of AI.", [("AI", "artificial-intelligence")]),
    ("They face cyber attacks.", [("cyber attacks", "cyber")]),
    ("They share satellites.", [("satellites", "space")]),
    ("They sent vaccines.", [("vaccines", "health")]),
    ("They offer scholarships.", [("scholarships", "education")]),
    ("They promote tourism.", [("tourism", "culture")]),
    ("They spoke of visas.", [("visas", "mobility")]),
    ("They took in refugees.", [("refugees", "mobility")]),
    ("They want the hostages back.", [("hostages", "consular")]),
    ("They upheld the rule of law.", [("rule of law", "human-rights")]),
    ("They fight narcotics.", [("narcotics", "law-enforcement")]),
    ("They condemned terrorism.", [("terrorism", "counterterrorism")]),
    ("They praised NATO.", [("NATO", "defence")]),
    ("They left the CSTO.", [("CSTO", "defence")]),
    ("They support non-proliferation.", [("non-proliferation", "arms-control")]),
    ("They uphold freedom of navigation.", [("freedom of navigation", "maritime")]),
    ("They spoke of the South China Sea.", [("South China Sea", "maritime")]),
    ("They uphold multilateralism.", [("multilateralism", "global-governance")]),
    ("They wrote to the WTO.", [("WTO", "global-governance")]),
    ("They wrote to the European Commission.", [("European Commission", "eu-relations")]),
    ("They respect core interests.", [("core interests", "sovereignty")]),
    ("They spoke of Tibet.", [("Tibet", "sovereignty")]),
    ("They spoke of Ukraine.", [("Ukraine", "ukraine")]),
    (
        "They respect the territorial integrity of Ukraine.",
        [("territorial integrity", "sovereignty"), ("Ukraine", "ukraine")],
    ),
    ("They spoke of Gaza.", [("Gaza", "middle-east")]),
    ("They spoke of the Korean Peninsula.", [("Korean Peninsula", "korean-peninsula")]),
    ("They want a free Indo-Pacific.", [("Indo-Pacific", "indo-pacific")]),
    ("They spoke of Sudan.", [("Sudan", "africa")]),
    ("They spoke of Libya and the Sahel.", [("Libya", "africa")]),
    ("They spoke of Haiti.", [("Haiti", "latin-america")]),
    ("They spoke of Myanmar.", [("Myanmar", "other-regional")]),
    ("TRADE and trade, then visas", [("TRADE", "trade"), ("visas", "mobility")]),
    ("food\nsecurity", [("food\nsecurity", "agriculture")]),
    ("The West Bank is a region.", [("West Bank", "middle-east")]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_topic_is_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert topics(text) == expected


def test_every_topic_of_the_list_has_a_row() -> None:
    assert {topic for _, found in ROWS for _, topic in found} == set(load("topics").values)


@pytest.mark.parametrize(
    "text",
    [
        "They maintain contact.",
        "The capital of Chile is old.",
        "A climate of trust grew.",
        "The security environment is tense.",
        "They met in Port Louis.",
        "The trade union sent a guest.",
        "The nature of the talks was good.",
        "A guest trailed the reporter.",
        "She wrote: ai, ai.",
        "Human capital matters.",
        "They used tear gas.",
        "The road ahead is long.",
        "The consular corps was present.",
        "",
    ],
)
def test_what_only_sounds_like_a_topic_names_none(text: str) -> None:
    assert topics(text) == []


def test_topics_count_only_inside_statements_and_once_in_each() -> None:
    text = "trade, trade and visas | vaccines | more trade than tourism"
    first, second = text.index(" | "), text.rindex(" | ")
    spans = (Span(second + 3, len(text)), Span(0, first))
    assert topics(text, *spans) == [
        ("trade", "trade"),
        ("visas", "mobility"),
        ("trade", "trade"),
        ("tourism", "culture"),
    ]
    assert find_topics(text, fold(text), ()) == ()
    assert topics("free trade", Span(0, 7)) == []


def test_what_nobody_speaks_about_is_no_topic_of_the_record() -> None:
    text = (
        "Vale Meets Kern\n\nForeign Minister Ona Vale of Portugal met Foreign Minister Bruno Kern of Germany at "
        "the Energy Agency today.\n\n"
        "Vale said that tourism had grown."
    )
    record = communique.read(text, issuer="Portugal MFA", published="2023-03-17")
    assert record.topics == ("culture",)
    assert [(t.quote, t.topic) for t in record.topic_mentions] == [("tourism", "culture")]
    assert [s.topics for s in record.statements] == [("culture",)]


_PIECES = [
    "free trade",
    "trade",
    "visas",
    "Ukraine",
    "nuclear weapons",
    "West Bank",
    "bank",
    "AI",
    " ",
    " of ",
    ", ",
    "x",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), st.lists(st.integers(0, 120), max_size=8))
def test_topics_lie_in_a_statement_each_once(text: str, cuts: list[int]) -> None:
    edges = sorted({min(c, len(text)) for c in cuts})
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    found = find_topics(text, fold(text), spans)
    owners = [next(n for n, s in enumerate(spans) if s.contains((t.start, t.end))) for t in found]
    assert len(set(zip(owners, (t.topic for t in found), strict=True))) == len(found)
    assert [t.start for t in found] == sorted(t.start for t in found)
    assert {t.topic for t in found} <= set(load("topics").values)
