"""Party contacts: who of the department met whose party, in which direction and form."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.export.party_contacts import COLUMNS, contacts, write
from communique.export.report import Loss
from communique.record import Record

Made = Callable[..., Record]
IDCPC = "International Department of the CPC Central Committee"


def row_of(record: Record) -> dict[str, str | None]:
    (row,) = contacts(record)
    assert not isinstance(row, Loss)
    return dict(zip(COLUMNS, row, strict=True))


def test_a_contact(made: Made) -> None:
    assert row_of(made()) == {
        "date": "2024-05-16", "country": "PRT", "party": "Progressive Party", "counterpart_name": "Marta Vilhena Couto",
        "counterpart_office": "Secretary General, Progressive Party", "chinese_name": "Deng Haoran",
        "chinese_office": f"Minister, {IDCPC}", "rank": "minister", "direction": "abroad", "form": "meeting",
        "topics": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "place", "direction", "form"),
    [
        ("meeting", ("Beijing", "CHN"), "in China", "meeting"),
        ("meeting", ("Lisbon", "PRT"), "abroad", "meeting"),
        ("meeting", ("Geneva", "CHE"), "third place", "meeting"),
        ("meeting", None, None, "meeting"),
        ("video", None, "remote", "call"),
        ("event", ("Beijing", "CHN"), "in China", "forum"),
        ("visit", ("Lisbon", "PRT"), "abroad", "visit"),
    ],
)
def test_direction_and_form(
    made: Made, kind: str, place: tuple[str, str] | None, direction: str | None, form: str
) -> None:
    row = row_of(made(kind=kind, place=place))
    assert (row["direction"], row["form"]) == (direction, form)


@pytest.mark.parametrize(
    ("role", "rank"),
    [
        ("Minister", "minister"), ("Vice-minister", "vice-minister"), ("Vice Minister", "vice-minister"),
        ("Assistant Minister", "assistant-minister"), ("Director-General", "director"),
        ("Deputy Director", "deputy-director"), ("Spokesperson", None),
    ],
)  # fmt: skip
def test_ranks(made: Made, role: str, rank: str | None) -> None:
    people = (("Xu Ke", role, IDCPC, "CHN"), ("Ona Vale", "Ambassador", None, "PRT"))
    row = row_of(made(people=people))
    assert (row["rank"], row["party"]) == (rank, None)


def test_each_partner_side_is_a_contact(made: Made) -> None:
    people = (("Xu Ke", "Minister", IDCPC, "CHN"), ("Ona Vale", None, None, "PRT"), ("Rui Brandt", None, None, "DEU"))
    rows = list(contacts(made(people=people)))
    assert [row[1] for row in rows] == ["PRT", "DEU"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "message"}, "message"),
        ({"people": (("Xu Ke", "Foreign Minister", None, "CHN"), ("Ona Vale", None, None, "PRT"))}, "Department"),
        ({"people": (("Xu Ke", "Minister", IDCPC, "CHN"),)}, "partner"),
    ],
)
def test_what_is_no_contact_is_a_loss(made: Made, tmp_path: Path, change: dict[str, object], word: str) -> None:
    report = write([made(**change)], tmp_path / "out.csv")
    assert report.rows == 0 and len(report.losses) == 1 and word in report.losses[0].reason


def test_the_file_is_read_back(made: Made, tmp_path: Path) -> None:
    people = (("Xu Ke", "Minister", IDCPC, "CHN"), ("=Ona Vale", "Leader", "Green Party", "PRT"))
    report = write([made(people=people)], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == report.rows == 1 and tuple(rows[0]) == COLUMNS
    assert rows[0]["counterpart_name"] == "'=Ona Vale"
