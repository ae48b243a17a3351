"""Sentences → the earlier and later events that they mention: the clause, what, who, when, and since when."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.record import Reference

LEAD = (
    "Portugal, Germany Hold Talks\n\nLisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with "
    "Foreign Minister Bruno Kern of Germany.\n\n"
)
Row = tuple[str, str, tuple[str, ...], str | None, str | None]


def references(sentence: str) -> tuple[Reference, ...]:
    return communique.read(LEAD + sentence, issuer="Portugal MFA", published="2023-03-17").references


# The sentence; of each event the clause, what, who, date and since; the words for the event and for its date.
ROWS: list[tuple[str, list[Row], list[tuple[str, ...]]]] = [
    (
        "The guests recalled the visit of Chancellor Ana Reis to Chile in May 2019.",
        [("The guests recalled the visit of Chancellor Ana Reis to Chile in May 2019", "visit", ("Ana Reis", "CHL"), "2019-05", None)],
        [("visit", "May 2019")],
    ),
    (
        "The Minister recalled the earlier visit of 9 to 11 May 2022.",
        [("The Minister recalled the earlier visit of 9 to 11 May 2022", "visit", (), "2022-05-09/2022-05-11", None)],
        [("visit", "9 to 11 May 2022")],
    ),
    (
        "The guests praised the elections held in June 2022 in Peru, and they left.",
        [("The guests praised the elections held in June 2022 in Peru", "election", ("PER",), "2022-06", None)],
        [("elections", "June 2022")],
    ),
    (
        "The Minister recalled the summit in Peru in May 2021, and said that the visit to Chile in June 2022 was good.",
        [
            ("The Minister recalled the summit in Peru in May 2021", "summit", ("PER",), "2021-05", None),
            ("said that the visit to Chile in June 2022 was good", "visit", ("CHL",), "2022-06", None),
        ],
        [("summit", "May 2021"), ("visit", "June 2022")],
    ),
    (
        "The Minister said: the treaty of 1964 stands; trade grows.",
        [("the treaty of 1964 stands", "agreement", (), "1964", None)],
        [("treaty", "1964")],
    ),
    (
        "The forum between Peru and Chile will be held in 2025.",
        [("The forum between Peru and Chile will be held in 2025", "conference", ("PER", "CHL"), "2025", None)],
        [("forum", "2025")],
    ),
    (
        "The Minister said that the forum held last month was good.",
        [("The Minister said that the forum held last month was good", "conference", (), "2023-02", None)],
        [("forum", "last month")],
    ),
    (
        "The guests condemned the attack of 5 April 2022.",
        [("The guests condemned the attack of 5 April 2022", "attack", (), "2022-04-05", None)],
        [("attack", "5 April 2022")],
    ),
    (
        "The platform was launched in April 2022.",
        [("The platform was launched in April 2022", "launch", (), "2022-04", None)],
        [("was launched", "April 2022")],
    ),
    (
        "The President of Chile took office in March 2022.",
        [("The President of Chile took office in March 2022", "launch", ("CHL",), "2022-03", None)],
        [("took office", "March 2022")],
    ),
    (
        "The Minister welcomed the round of political consultations early next year.",
        [("The Minister welcomed the round of political consultations early next year", "consultation", (), "2024", None)],
        [("political consultations", "next year")],
    ),
    (
        "The two leaders of Peru and Chile met last November.",
        [("The two leaders of Peru and Chile met last November", "meeting", ("PER", "CHL"), "2022-11", None)],
        [("met", "last November")],
    ),
    (
        "The Minister recalled the telephone conversation in January this year.",
        [("The Minister recalled the telephone conversation in January this year", "call", (), "2023-01", None)],
        [("telephone conversation", "January this year")],
    ),
    (
        "Next year marks the 60th anniversary of diplomatic relations.",
        [("Next year marks the 60th anniversary of diplomatic relations", "anniversary", (), "2024", "1964")],
        [("anniversary", "Next year")],
    ),
    (
        "In 2025 Peru and Chile will mark the 100th anniversary of the treaty; the Minister praised the plan.",
        [("In 2025 Peru and Chile will mark the 100th anniversary of the treaty", "anniversary", ("PER", "CHL"), "2025", "1925")],
        [("anniversary", "2025")],
    ),
    (
        "This year marks the centenary of ties between Portugal and Germany, the Minister said.",
        [("This year marks the centenary of ties between Portugal and Germany", "anniversary", ("PRT", "DEU"), "2023", "1923")],
        [("centenary", "This year")],
    ),
    (
        "Next year marks 50 years of diplomatic relations between Peru and Chile.",
        [("Next year marks 50 years of diplomatic relations between Peru and Chile", "anniversary", ("PER", "CHL"), "2024", "1974")],
        [("marks 50 years", "Next year")],
    ),
    (
        "The guests recalled the 75th anniversary of the treaty.",
        [("The guests recalled the 75th anniversary of the treaty", "anniversary", (), None, None)],
        [("anniversary",)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "words"), ROWS)
def test_an_event_is_found(sentence: str, expected: list[Row], words: list[tuple[str, ...]]) -> None:
    found = references(sentence)
    assert [(r.quote, r.what, r.who, r.date, r.since) for r in found] == expected
    assert [tuple(e.quote for e in r.evidence if e.field in ("what", "date")) for r in found] == words
    text = LEAD + sentence
    for reference in found:
        assert text[reference.start : reference.end] == reference.quote
        fields = [e.field for e in reference.evidence]
        assert fields == ["what"] + ["date"] * (reference.date is not None) + ["since"] * (
            reference.since is not None
        ) + (["who"] * fields.count("who"))
        assert ("who" in fields) == bool(reference.who)
        assert all(reference.start <= e.start and e.end <= reference.end for e in reference.evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Ministers met today in Lisbon.",
        "The Ministers met on 17 March 2023 in Porto.",
        "The Minister said that the meeting was good.",
        "The Minister said that trade had grown in 2022.",
        "The Minister called on Peru to call for calm by the end of May.",
        "The Minister said that trade rose in 2019. The treaty stands.",
        "The guests recalled the signing of the accord; in 2020 trade rose.",
        "Trade between Peru and Chile has grown since 2018.",
    ],
)
def test_no_event_is_seen_where_none_is_dated(sentence: str) -> None:
    assert references(sentence) == ()


def _ordinal(n: int) -> str:
    return f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


@settings(max_examples=60, deadline=None)
@given(st.integers(1900, 2060), st.integers(1, 300))
def test_an_anniversary_counts_from_its_year(year: int, count: int) -> None:
    (found,) = references(f"In {year} the two states marked the {_ordinal(count)} anniversary of the treaty.")
    assert (found.what, found.date, found.since) == ("anniversary", str(year), str(year - count))


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31)), st.sampled_from(["visit", "summit", "treaty", "forum"]))
def test_an_event_of_any_day_but_that_of_the_encounter_is_found(day: dt.date, what: str) -> None:
    found = references(f"The guests recalled the {what} of {day.day} {day:%B} {day.year}.")
    assert [r.date for r in found] == ([] if day.isoformat() == "2023-03-17" else [day.isoformat()])
