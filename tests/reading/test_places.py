"""Names of states, demonyms, cities, bodies and seats of government in a text → what each is, and its code."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.lexicon import fold
from communique.reading.places import PlaceKind, find_places, state_name

Found = tuple[str, PlaceKind, str | None]


def places(text: str) -> list[Found]:
    return [(text[p.start : p.end], p.kind, p.code) for p in find_places(text, fold(text))]


ROWS: list[tuple[str, list[Found]]] = [
    ("Portugal and Chile agreed.", [("Portugal", "state", "PRT"), ("Chile", "state", "CHL")]),
    ("They met in Lisbon.", [("Lisbon", "city", "PRT")]),
    ("LISBON, 17 March", [("LISBON", "city", "PRT")]),
    ("They met in Addis Ababa, Ethiopia.", [("Addis Ababa", "city", "ETH"), ("Ethiopia", "state", "ETH")]),
    ("Kyiv, once Kiev", [("Kyiv", "city", "UKR"), ("Kiev", "city", "UKR")]),
    ("The Portuguese side agreed.", [("Portuguese", "demonym", "PRT")]),
    ("the Germans and the Poles", [("Germans", "demonym", "DEU"), ("Poles", "demonym", "POL")]),
    ("two Emiratis and the Saudis", [("Emiratis", "demonym", "ARE"), ("Saudis", "demonym", "SAU")]),
    ("the Franco-German plan", [("Franco", "demonym", "FRA"), ("German", "demonym", "DEU")]),
    ("Sino-Indian ties", [("Sino", "demonym", "CHN"), ("Indian", "demonym", "IND")]),
    ("US-Japan ties", [("US", "state", "USA"), ("Japan", "state", "JPN")]),
    ("The U.S. and the UK agreed.", [("U.S.", "state", "USA"), ("UK", "state", "GBR")]),
    ("China\u2019s view and Japan's view", [("China", "state", "CHN"), ("Japan", "state", "JPN")]),
    ("T\u00dcRKIYE AND BRAZIL AGREE", [("T\u00dcRKIYE", "state", "TUR"), ("BRAZIL", "state", "BRA")]),
    ("Turkiye agreed.", [("Turkiye", "state", "TUR")]),
    ("the Republic of Turkey", [("Republic of Turkey", "state", "TUR")]),
    ("the Hashemite Kingdom of Jordan", [("Hashemite Kingdom of Jordan", "state", "JOR")]),
    ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "state", "COD")]),
    ("the Republic of the Congo", [("Republic of the Congo", "state", "COG")]),
    (
        "the Democratic People\u2019s Republic of Korea and the Republic of Korea",
        [("Democratic People\u2019s Republic of Korea", "state", "PRK"), ("Republic of Korea", "state", "KOR")],
    ),
    ("North Korea and South Korea", [("North Korea", "state", "PRK"), ("South Korea", "state", "KOR")]),
    (
        "Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea",
        [
            ("Guinea-Bissau", "state", "GNB"),
            ("Equatorial Guinea", "state", "GNQ"),
            ("Papua New Guinea", "state", "PNG"),
            ("Guinea", "state", "GIN"),
        ],
    ),
    ("Niger and Nigeria", [("Niger", "state", "NER"), ("Nigeria", "state", "NGA")]),
    ("Sudan and South Sudan", [("Sudan", "state", "SDN"), ("South Sudan", "state", "SSD")]),
    ("Dominica and the Dominican Republic", [("Dominica", "state", "DMA"), ("Dominican Republic", "state", "DOM")]),
    ("C\u00f4te d\u2019Ivoire or Cote d'Ivoire", [("C\u00f4te d\u2019Ivoire", "state", "CIV"), ("Cote d'Ivoire", "state", "CIV")]),
    ("Sao Tome and Principe", [("Sao Tome and Principe", "state", "STP")]),
    ("St. Lucia and Trinidad & Tobago", [("St. Lucia", "state", "LCA"), ("Trinidad & Tobago", "state", "TTO")]),
    ("Kosovo and Palestine", [("Kosovo", "state", "XKX"), ("Palestine", "state", "PSE")]),
    ("Taiwan and Hong Kong", [("Taiwan", "state", "TWN"), ("Hong Kong", "state", "HKG")]),
    (
        "The EU, NATO, ASEAN, the UN and the African Union agreed.",
        [
            ("EU", "body", "EUU"),
            ("NATO", "body", "NAT"),
            ("ASEAN", "body", "ASN"),
            ("UN", "body", "UNO"),
            ("African Union", "body", "AFU"),
        ],
    ),
    ("the European Union", [("European Union", "body", "EUU")]),
    ("the United Nations Security Council", [("United Nations Security Council", "body", "UNO")]),
    ("the State Duma and the Bundestag", [("State Duma", "body", "RUS"), ("Bundestag", "body", "DEU")]),
    ("at the White House", [("White House", "seat", "USA")]),
    ("at 10 Downing Street", [("10 Downing Street", "seat", "GBR")]),
    ("The \u00c9lys\u00e9e and the Kremlin agreed.", [("\u00c9lys\u00e9e", "seat", "FRA"), ("Kremlin", "seat", "RUS")]),
    ("the Vienna Convention and talks in Vienna", [("Vienna", "city", "AUT")]),
    ("the American side of Latin American trade", [("American", "demonym", "USA")]),
    ("the Panama Canal and Panama", [("Panama", "state", "PAN")]),
    ("She spoke in Austin.", [("Austin", "city", "USA")]),
    ("They left Abadan.", [("Abadan", "city", "IRN")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_place_is_found(text: str, expected: list[Found]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They spoke of the South China Sea and the Sea of Japan.",
        "Ties with Latin America grew.",
        "The Indian Ocean is wide.",
        "Peace on the Korean Peninsula matters.",
        "The Governor of New Mexico came.",
        "They recalled the Paris Agreement and the Minsk agreements.",
        "The Berlin Wall fell.",
        "A journalist of the Washington Post asked.",
        "She thanked Austin.",
        "Ms. Florence Vale spoke.",
        "They thanked Rui Abadan.",
        "They thanked Abadan Vale.",
        "They told us who was an able hand.",
        "the un-named guest and the eu in Europe",
        "They polish chinaware.",
        "a woman, a Roman and an omani-like hat",
        "The Turkeys were sold.",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("code", "name"), [("FRA", "France"), ("EUU", "European Union"), ("XKX", "Kosovo"), ("QQQ", "QQQ")]
)
def test_a_code_has_a_name(code: str, name: str) -> None:
    assert state_name(code) == name


def _table() -> list[tuple[str, list[str]]]:
    source = (files("communique.lexicons") / "states.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in source.splitlines() if line and not line.startswith("#")]
    return [(code, [shown, *(other.split("|") if other else [])]) for code, shown, other, *_ in rows]


def test_every_listed_name_of_a_state_is_found_under_its_code() -> None:
    missed = []
    for code, names in _table():
        for name in names:
            text = f"They spoke of {name} today."
            if [(words, found) for words, _, found in places(text)] != [(name, code)]:
                missed.append((code, name, places(text)))
    assert missed == []


_PIECES = [
    "Lisbon", "Republic of ", "Turkey", "China", "South ", "Sea", "the ", "in ", "Austin", "Lloyd ", ", ", ". ", "UN", "-", "German", "s",
    "Paris ", "Agreement", "\u2019s ", "New ", "York", "Guinea", "\n", "European ", "Union", "White ", "House", "\u0130", " and ",
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_places_are_words_in_order_that_do_not_overlap(text: str) -> None:
    at = 0
    for place in find_places(text, fold(text)):
        assert at <= place.start < place.end <= len(text)
        assert not (text[place.start - 1 : place.start].isalnum() and text[place.start].isalnum())
        assert not (text[place.end - 1].isalnum() and text[place.end : place.end + 1].isalnum())
        assert not text[place.start : place.end].lower().startswith("the ")
        assert place.code is not None or place.kind == "body"
        at = place.end
