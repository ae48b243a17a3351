"""Whole pages in the house styles of fifteen issuers, invented: the encounter, the people, and what was said.

The statements listed are those that the codebook settles; others on the page are not held against the reader here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import communique

PAGES = json.loads((Path(__file__).parent / "house_styles.json").read_text(encoding="utf-8"))


@pytest.fixture(params=PAGES, ids=lambda row: row["issuer"])
def page(request: pytest.FixtureRequest) -> tuple[dict, communique.Record]:
    row = request.param
    return row, communique.read(row["text"], issuer=row["issuer"], published=row["published"])


def test_the_encounter(page: tuple[dict, communique.Record]) -> None:
    row, record = page
    kind, date, place = row["meeting"]
    assert record.meeting.kind == kind
    assert date is None or record.meeting.date == date
    assert (record.meeting.place and [record.meeting.place.name, record.meeting.place.country]) == place


def test_the_people(page: tuple[dict, communique.Record]) -> None:
    row, record = page
    assert [[p.name, p.role, p.organisation, p.country] for p in record.participants] == row["participants"]


def test_what_was_said(page: tuple[dict, communique.Record]) -> None:
    row, record = page
    said = [[s.speaker, s.act, s.quote] for s in record.statements]
    assert [s for s in row["statements"] if s not in said] == []
