"""COLT: which leaders travel, one row a trip, and blanks where nothing is known."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.export.colt import COLUMNS, write
from communique.export.who import leader_role
from communique.record import Record

Made = Callable[..., Record]
VALE = ("Ona Vale", "Foreign Minister", None, "PRT")
BRANDT = ("Rui Brandt", "President", None, "BRA")


def trips(records: list[Record], tmp_path: Path) -> list[dict[str, str]]:
    write(records, tmp_path / "colt.csv")
    with (tmp_path / "colt.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_trip(made: Made, tmp_path: Path) -> None:
    (row,) = trips([made(place=("Brasília", "BRA"), people=(VALE, BRANDT), url="https://example.org/1")], tmp_path)
    known = {k: v for k, v in row.items() if v}
    assert known.pop("TripID").startswith("communique-")
    assert known == {
        "LeaderCountryOrIGO": "Portugal", "LeaderCountryISO": "PRT", "LeaderRole": "F",
        "LeaderTitle": "Foreign Minister", "LeaderFullName": "Ona Vale", "CountryVisited": "Brazil",
        "CountryVisitedISO": "BRA", "CityVisited": "Brasília", "TripYear": "2024", "TripStartDate": "2024-05-16",
        "TripEndDate": "2024-05-16", "TripDuration": "1", "MetHostHoGS": "Yes", "HostHOGSName": "Rui Brandt",
        "SourceLink1": "https://example.org/1",
    }  # fmt: skip


def test_the_columns_are_colts_and_none_says_no(made: Made, records: list[Record], tmp_path: Path) -> None:
    rows = trips([*records, made(place=("Brasília", "BRA"), people=(VALE, BRANDT))], tmp_path)
    assert rows and all(tuple(row) == COLUMNS for row in rows)
    assert len(COLUMNS) == 38 + 33 and COLUMNS[-1] == "SourceLink33"
    assert not [row for row in rows if "No" in row.values()]


def test_readouts_of_one_trip_are_one_row(made: Made, tmp_path: Path) -> None:
    other = ("Ana Roque", "Minister of Trade", None, "BRA")
    days = [
        ("2024-05-16", BRANDT, "a"),
        ("2024-05-17", other, "b"),
        ("2024-05-18", other, "b"),
        ("2024-07-01", other, "c"),
    ]
    records = [
        made(place=("Brasília", "BRA"), people=(VALE, who), date=day, id=f"d{day}", url=f"https://example.org/{page}")
        for day, who, page in reversed(days)
    ]
    rows = trips(records, tmp_path)
    assert [(r["TripStartDate"], r["TripEndDate"], r["TripDuration"]) for r in rows] == [
        ("2024-05-16", "2024-05-18", "3"),
        ("2024-07-01", "2024-07-01", "1"),
    ]
    assert (rows[0]["SourceLink1"], rows[0]["SourceLink2"], rows[0]["SourceLink3"]) == (
        "https://example.org/a",
        "https://example.org/b",
        "",
    )
    assert (rows[0]["MetHostHoGS"], rows[1]["MetHostHoGS"]) == ("Yes", "")


def test_an_agreement_that_was_signed_and_a_multilateral_event(made: Made, tmp_path: Path) -> None:
    igo = ("Lena Ort", "Secretary-General", "United Nations", "UNO")
    king = ("Tariq Haddad", "King", None, "JOR")
    said = ("joint", None, "agree", (), "signed a treaty on rivers")
    (row,) = [
        r
        for r in trips([made(said, kind="multilateral", place=("Brasília", "BRA"), people=(VALE, igo, king))], tmp_path)
        if r["LeaderCountryISO"] == "PRT"
    ]
    assert (row["SignedAgreement"], row["AttendedMultilatEvent"], row["MetHostHoGS"]) == ("Yes", "Yes", "")
    assert (row["MetIGOLeader"], row["IGOLeaderName"]) == ("Yes", "Lena Ort")
    assert (row["MetNonhostHOGS"], row["NonhostHOGSNames"]) == ("Yes", "Tariq Haddad")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "call", "place": None}, "travelled"),
        ({"place": None}, "where"),
        ({"date": "2024-05"}, "day"),
        ({"place": ("Lisbon", "PRT"), "people": (VALE, ("Xu Ke", "Ambassador", None, "CHN"))}, "abroad"),
    ],
)
def test_no_trip_is_a_loss(made: Made, tmp_path: Path, change: dict[str, object], word: str) -> None:
    report = write([made(**{"people": (VALE, BRANDT), "place": ("Brasília", "BRA"), **change})], tmp_path / "out.csv")
    assert report.rows == 0 and word in report.losses[0].reason


@pytest.mark.parametrize(
    ("role", "body", "country", "expected"),
    [
        ("President", None, "FRA", "S"), ("President", None, "USA", "GS"), ("Prime Minister", None, "FRA", "G"),
        ("Chancellor", None, "DEU", "G"), ("King", None, "JOR", "S"), ("Crown Prince", None, "SAU", "CP"),
        ("Minister of Foreign Affairs", None, "FRA", "F"), ("Secretary of State", None, "USA", "F"),
        ("Minister of Finance", None, "FRA", "E"), ("Secretary-General", "United Nations", "UNO", "I"),
        ("President", "National Assembly", "FRA", None), ("Vice President", None, "USA", None),
        ("former President", None, "FRA", None), ("Deputy Foreign Minister", None, "FRA", None),
        ("Ambassador", None, "FRA", None), (None, None, "FRA", None),
    ],
)  # fmt: skip
def test_roles(made: Made, role: str | None, body: str | None, country: str, expected: str | None) -> None:
    record = made(people=(("Ona Vale", role, body, country),))
    assert leader_role(record.participants[0]) == expected
