"""The words around a name → role, organisation, country."""

from __future__ import annotations

import pytest

from communique.reading.page import Page
from communique.reading.people import find_people
from communique.record import Document

ROWS = [
    ("French Foreign Minister Ona Vale met", "Foreign Minister", None, "FRA"),
    ("Secretary of State Ona Vale met", "Secretary of State", None, None),
    ("Prime Minister of the Republic of Moldova Ona Vale met", "Prime Minister", None, "MDA"),
    ("NATO Secretary General Ona Vale met", "Secretary General", "NATO", "NAT"),
    ("State Duma Speaker Ona Vale met", "Speaker", "State Duma", "RUS"),
    ("Director of the Foreign Intelligence Service Ona Vale met", "Director", "Foreign Intelligence Service", None),
    ("Acting Executive Secretary Ona Vale met", "Acting Executive Secretary", None, None),
    (
        "Department of Foreign Affairs Undersecretary Ona Vale met",
        "Undersecretary",
        "Department of Foreign Affairs",
        None,
    ),
    ("Ambassador of Egypt to China Ona Vale met", "Ambassador to China", None, "EGY"),
    ("Special Envoy for the Sahel Ona Vale met", "Special Envoy for the Sahel", None, None),
    ("Minister for Trade, Industry and Energy Ona Vale met", "Minister for Trade, Industry and Energy", None, None),
    ("former Deputy Prime Minister Ona Vale met", "former Deputy Prime Minister", None, None),
    ("Minister for Manpower Ona Vale met", "Minister for Manpower", None, None),
    ("Ona Vale, Minister of Foreign Affairs of Ghana, met", "Minister of Foreign Affairs", None, "GHA"),
    ("Ona Vale, Vice President of the Civic Union of Hungary, met", "Vice President", "Civic Union", "HUN"),
    ("Ona Vale, former Deputy Prime Minister of Bulgaria, met", "former Deputy Prime Minister", None, "BGR"),
    ("The Minister for Health, the Hon Ona Vale, met", "Minister for Health", None, None),
    ("The Minister of Foreign Affairs, Ambassador Ona Vale, met", "Minister of Foreign Affairs", None, None),
    ("President His Highness Sheikh Ona Vale met", "President", None, None),
    ("Ambassador to Ghana, Ona Vale, met", "Ambassador to Ghana", None, None),
    (
        "Deputy Prime Minister \u2013 Minister of Foreign Affairs of Ghana Ona Vale met",
        "Deputy Prime Minister",
        None,
        "GHA",
    ),
    ("Chairperson of the African Union, President of Ghana Ona Vale met", "Chairperson", "African Union", None),
]


@pytest.mark.parametrize(("sentence", "role", "organisation", "country"), ROWS)
def test_an_office_is_read(sentence: str, role: str, organisation: str | None, country: str | None) -> None:
    text = f"A headline\n\n{sentence} today with the guests in Lisbon. The talks took an hour."
    people = find_people(Page(Document(id="x", text=text)))
    person = next(p for p in people if p.name == "Ona Vale")
    assert (person.offices[0].role, person.offices[0].organisation) == (role, organisation)
    assert country is None or person.country == country


def test_two_offices_are_kept_in_order() -> None:
    text = "A headline\n\nDeputy Prime Minister and Minister of Finance Ona Vale met the guests today."
    (person,) = find_people(Page(Document(id="x", text=text)))
    assert [o.role for o in person.offices] == ["Deputy Prime Minister", "Minister of Finance"]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("President Joe Vale met President Ana Reis today. President Joseph R. Vale thanked her.", "Joseph R. Vale", 1),
        ("Prince Mohamed bin Tariq met Minister Ana Reis today. Prince Mohammed bin Tariq thanked her.", None, 1),
    ],
)
def test_spellings_of_one_person_are_joined(text: str, name: str | None, aliases: int) -> None:
    people = find_people(Page(Document(id="x", text=f"A headline\n\n{text}")))
    assert len(people) == 2
    joined = next(p for p in people if p.name != "Ana Reis")
    assert name is None or joined.name == name
    assert len(joined.aliases) == aliases


@pytest.mark.parametrize("text", ["the Eastern Union (UPO) of Chile", "the President's Build Back Better agenda"])
def test_bodies_and_things_are_no_persons(text: str) -> None:
    page = Page(Document(id="x", text=f"A headline\n\nMinister Ona Vale spoke today of {text}."))
    assert [p.name for p in find_people(page)] == ["Ona Vale"]
