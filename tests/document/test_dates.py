"""Days of publication as sources write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document.dates import day, whole_day


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2024-05-17", None, "2024-05-17"), ("2024-05-17T16:42:00+08:00", None, "2024-05-17"), ("( 2024.05.17 )", None, "2024-05-17"),
        ("2024/5/7", None, "2024-05-07"), ("20240517", None, "2024-05-17"), ("2024年5月17日", "zh", "2024-05-17"),
        ("2024년 5월 17일", "ko", "2024-05-17"), ("May 17, 2024", None, "2024-05-17"), ("17 May 2024", None, "2024-05-17"),
        ("Sept. 3, 2023", None, "2023-09-03"), ("9 Feb. 2022 - | Last updated: 10 Feb. 2022", "en", "2022-02-09"),
        ("17th May, 2024", None, "2024-05-17"), ("le 1er mars 2024", "fr", "2024-03-01"), ("25 novembre 2024", "fr", "2024-11-25"),
        ("29. März 2023", "de", "2023-03-29"), ("3 de junio de 2023", "es", "2023-06-03"), ("22.02.2023", None, "2023-02-22"),
        ("03.04.2024", None, "2024-04-03"), ("25/12/2023", None, "2023-12-25"), ("12/25/2023", None, "2023-12-25"),
        ("04/04/2024", None, "2024-04-04"), ("03/04/2024", None, None), ("25 novembre 2024", "en", None),
        ("2024-02-30", None, None), ("31 June 2024", None, None), ("0001-01-01", None, None), ("yesterday", None, None),
        ("", None, None), (None, None, None), ("1234567", None, None), ("Room 12, 2024", None, None), ("17 May 2024", "xx-unknown", "2024-05-17"),
    ],
)  # fmt: skip
def test_day(text: str | None, language: str | None, expected: str | None) -> None:
    assert day(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Updated: September 12, 2024 21:15", "2024-09-12"), ("( 2024.05.17 )", "2024-05-17"), ("Friday, May 17, 2024", "2024-05-17"),
        ("May 01, 2024 10:32 AM GMT+7", "2024-05-01"), ("On May 17, 2024, the Minister met his counterpart.", None),
        ("Paris, 14 May 2024", None), ("x" * 100 + " 2024-05-17", None), ("no day", None),
    ],
)  # fmt: skip
def test_whole_day(text: str, expected: str | None) -> None:
    assert whole_day(text) == expected


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b. %Y", "%d.%m.%Y", "%Y.%m.%d"]),
)
def test_every_day_is_read_in_every_form(when: dt.date, form: str) -> None:
    assert day(f"Published {when.strftime(form)}.") == when.isoformat()


@given(st.text(max_size=60))
def test_what_is_read_is_a_day(text: str) -> None:
    found = day(text)
    assert found is None or dt.date.fromisoformat(found).year >= 1900
