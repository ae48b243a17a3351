"""Expressions of calendar time → EDTF, with the words they stand in."""

from __future__ import annotations

import pytest

from communique.reading.dates import find_dates

ROWS = [
    ("on October 9th", "October 9th", "2023-10-09"),
    ("on 9 October 2022", "9 October 2022", "2022-10-09"),
    ("in April this year", "April this year", "2023-04"),
    ("last November", "last November", "2022-11"),
    ("Next year marks", "Next year", "2024"),
    ("in 1964 they", "1964", "1964"),
    ("from 9 to 11 October 2023", "9 to 11 October 2023", "2023-10-09/2023-10-11"),
    ("in the first half of next year", "first half of next year", "2024-01/2024-06"),
    ("since yesterday", "yesterday", "2023-10-09"),
    ("30 years ago", "30 years ago", "1993"),
    ("this week", "this week", "2023-10-09/2023-10-15"),
    ("the end of August", "end of August", None),
    ("2023.10.08 )", "2023.10.08", "2023-10-08"),
    ("earlier this year", "this year", "2023"),
    ("tomorrow they leave", "tomorrow", "2023-10-11"),
]


@pytest.mark.parametrize(("text", "words", "value"), ROWS)
def test_a_date_is_read(text: str, words: str, value: str | None) -> None:
    found = find_dates(text, published="2023-10-10", encounter="2023-10-10")
    assert any(words in text[d.start : d.end] and (value is None or d.value == value) for d in found)


@pytest.mark.parametrize("text", ["the 60th anniversary", "for two hours", "at present", "they may agree", "recently"])
def test_what_has_no_calendar_value_is_no_date(text: str) -> None:
    assert find_dates(text, published="2023-10-10", encounter="2023-10-10") == ()


def test_text_far_from_any_date_word_is_not_missed() -> None:
    text = "talk of nothing in particular " * 200 + "on 3 June 2021" + " and of nothing else" * 200
    (found,) = find_dates(text, published="2023-10-10", encounter=None)
    assert (text[found.start : found.end], found.value) == ("3 June 2021", "2021-06-03")
