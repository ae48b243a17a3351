"""Calendar arithmetic on EDTF values."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.dates.calendar import day, first_of, last_day, last_of, month, number, span, valid, week

EDGES = [
    ("2023-10-09", "2023-10-09", "2023-10-09"),
    ("2023-04", "2023-04-01", "2023-04-30"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023", "2023-01-01", "2023-12-31"),
    ("2023-01/2023-06", "2023-01-01", "2023-06-30"),
    ("2022/2023", "2022-01-01", "2023-12-31"),
    ("2023-10-09/2023-10-11", "2023-10-09", "2023-10-11"),
    ("2023-02-30", None, None),
    ("2023-13", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("value", "first", "last"), EDGES)
def test_a_value_has_a_first_and_a_last_day(value: str, first: str | None, last: str | None) -> None:
    assert first_of(value) == (dt.date.fromisoformat(first) if first else None)
    assert last_of(value) == (dt.date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("year", "of_year", "value"),
    [(2023, 4, "2023-04"), (2023, 12, "2023-12"), (2023, 13, "2024-01"), (2023, 0, "2022-12"), (2023, -11, "2022-01")],
)
def test_a_month_runs_over_into_other_years(year: int, of_year: int, value: str) -> None:
    assert month(year, of_year) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [("12", 12), ("twelve", 12), ("Twenty", 20), (" seventy ", 70), ("a", 1), ("several", None), ("-3", None)],
)
def test_a_number_is_read_in_digits_and_words(word: str, value: int | None) -> None:
    assert number(word) == value


def test_days_that_do_not_exist_are_none() -> None:
    assert valid(2023, 2, 29) is None
    assert valid(2024, 2, 29) == dt.date(2024, 2, 29)
    assert (last_day(2023, 2), last_day(2024, 2)) == (28, 29)
    assert (span("2023", "2023"), span("2023", "2024")) == ("2023", "2023/2024")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.integers(-60, 60))
def test_a_week_runs_from_monday_to_sunday(date: dt.date, shift: int) -> None:
    value = week(date, shift)
    first, last = first_of(value), last_of(value)
    assert first is not None and last is not None and value == f"{day(first)}/{day(last)}"
    assert (first.weekday(), last - first) == (0, dt.timedelta(days=6))
    assert first <= date + dt.timedelta(weeks=shift) <= last
