"""CAMEO: codes, actors, both directions, and what a dyad cannot say."""

from __future__ import annotations

import csv
import re
import typing
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.export.cameo import NO_DATE, NO_SOURCE, NO_TARGET, ONE_SIDE, Row, events, write
from communique.export.report import Loss
from communique.export.rules import rules
from communique.record import Act, Kind, Record

Made = Callable[..., Record]
CHN, PRT = ("Deng Haoran", "CHN"), ("Marta Vilhena Couto", "PRT")

CODED = [
    (CHN, "report", ("PRT",), "told Portugal that trade had grown", "010"),
    (CHN, "concern", ("PRT",), "expressed concern", "012"),
    (CHN, "concern", ("PRT",), "apologised to Portugal", "055"),
    (CHN, "praise", ("PRT",), "conveyed condolences to Portugal", "018"),
    (CHN, "praise", ("PRT",), "thanked Portugal", "051"),
    (CHN, "support", ("PRT",), "supports Portugal", "051"),
    (CHN, "commit", ("PRT",), "is willing to work with Portugal", "030"),
    (CHN, "commit", ("PRT",), "will give 40 million for the school", "033"),
    (CHN, "commit", ("PRT",), "will release the fishermen", "035"),
    (CHN, "commit", ("PRT",), "stands ready to meet", "036"),
    (CHN, "commit", ("PRT",), "will impose sanctions", "130"),
    (CHN, "request", ("PRT",), "hopes that Portugal will open up", "020"),
    (CHN, "request", ("PRT",), "asked for humanitarian aid", "023"),
    (CHN, "request", ("PRT",), "urged Portugal to lift the duties", "025"),
    (CHN, "request", ("PRT",), "called on Portugal to hold talks", "026"),
    (CHN, "request", ("PRT",), "invited the leader to Xiamen", "036"),
    (CHN, "request", ("PRT",), "demanded an answer", "100"),
    (CHN, "request", ("PRT",), "demanded that Portugal withdraw", "105"),
    (CHN, "oppose", ("PRT",), "opposes the measure", "110"),
    (CHN, "oppose", ("PRT",), "condemned the measure", "111"),
    (CHN, "oppose", ("PRT",), "accused Lisbon of dumping", "112"),
    (CHN, "oppose", ("PRT",), "lodged a protest", "114"),
    (CHN, "oppose", ("PRT",), "rejected the claim", "120"),
    (CHN, "oppose", ("PRT",), "refused to lift the ban", "124"),
    (CHN, "oppose", ("PRT",), "declined to negotiate", "125"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "act", "addressees", "quote", "code"), CODED, ids=lambda v: str(v)[:40])
def test_what_is_coded(
    made: Made, who: tuple[str, str], act: str, addressees: tuple[str, ...], quote: str, code: str
) -> None:
    *_, row = events(made((*who, act, addressees, quote)))
    assert row == Row("20240516", "CHNPTYGOV", "PRT", code)


@pytest.mark.parametrize(
    ("act", "quote", "code"),
    [
        ("agree", "agreed to cooperate on energy", "030"),
        ("agree", "agreed to meet again", "036"),
        ("agree", "signed a treaty", "057"),
        ("agree", "share the view that trade matters", "019"),
        ("discuss", "negotiated the fisheries deal", "046"),
    ],
)
def test_what_the_sides_do_together_stands_in_both_directions(made: Made, act: str, quote: str, code: str) -> None:
    rows = list(events(made(("joint", None, act, (), quote))))[2:]
    assert rows == [Row("20240516", "CHNPTYGOV", "PRTPTY", code), Row("20240516", "PRTPTY", "CHNPTYGOV", code)]


@pytest.mark.parametrize(
    ("kind", "place", "codes"),
    [
        ("meeting", ("Lisbon", "PRT"), ["CHN 042 PRT", "PRT 043 CHN"]),
        ("meeting", ("Xiamen", "CHN"), ["PRT 042 CHN", "CHN 043 PRT"]),
        ("meeting", ("Geneva", "CHE"), ["CHN 044 PRT", "PRT 044 CHN"]),
        ("meeting", None, ["CHN 040 PRT", "PRT 040 CHN"]),
        ("call", None, ["CHN 041 PRT", "PRT 041 CHN"]),
    ],
)
def test_encounters(made: Made, kind: str, place: tuple[str, str] | None, codes: list[str]) -> None:
    rows = list(events(made(kind=kind, place=place)))
    assert [f"{r.source[:3]} {r.code} {r.target[:3]}" for r in rows if isinstance(r, Row)] == codes


def test_what_cannot_be_said(made: Made) -> None:
    said = [
        (*CHN, "praise", (), "praised the weather"),
        ("Xu Ke", None, "praise", ("PRT",), "thanked Lisbon"),
        ("joint", None, "praise", (), "expressed satisfaction"),
    ]
    assert list(events(made(*said)))[2:] == [
        Loss("d1", "s0", NO_TARGET),
        Loss("d1", "s1", NO_SOURCE),
        Loss("d1", "s2", NO_TARGET),
    ]
    assert list(events(made(date="2024-05"))) == [Loss("d1", None, NO_DATE)]
    assert list(events(made(people=(("Ona Vale", None, None, "PRT"),)))) == [Loss("d1", None, ONE_SIDE)]


@pytest.mark.parametrize(
    ("role", "body", "country", "code"),
    [
        ("Foreign Minister", None, "FRA", "FRAGOV"),
        ("President", "Renaissance party", "FRA", "FRAPTY"),
        ("Speaker", "National Assembly", "KOR", "KORLEG"),
        ("Commander", "Pacific Fleet", "JPN", "JPNMIL"),
        ("former Prime Minister", None, "ITA", "ITAELI"),
        ("Minister", "International Department of the CPC Central Committee", "CHN", "CHNPTYGOV"),
        (None, None, "FRA", "FRA"),
        ("Secretary General", "Eastern Progressive Union", "URY", "URY"),
        ("Secretary", "Security Council", "RUS", "RUSGOV"),
        ("Ambassador to China", None, "EGY", "EGYGOV"),
        ("High Representative", None, "EUU", "IGOEUREEC"),
    ],
)
def test_actors_are_country_and_role(made: Made, role: str | None, body: str | None, country: str, code: str) -> None:
    people = (("Ona Vale", role, body, country), ("Rui Brandt", "Minister", None, "DEU"))
    row = next(iter(events(made(people=people, place=None))))
    assert isinstance(row, Row) and row.source == code


def test_the_file_is_four_columns(records: list[Record], tmp_path: Path) -> None:
    report = write(records, tmp_path / "out.tsv")
    with (tmp_path / "out.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, "excel-tab"))
    assert len(rows) == report.rows > 5
    for date, source, target, code in rows:
        assert re.fullmatch(r"\d{8}", date) and re.fullmatch(r"\d{3,4}", code)
        assert re.fullmatch(r"[A-Z]{3,12}", source) and re.fullmatch(r"[A-Z]{3,12}", target) and source != target


def test_the_table_covers_every_act_and_kind() -> None:
    for section, fact, kinds in (("statement", "act", Act), ("encounter", "kind", Kind)):
        final = {v for rule in rules("cameo", section) if set(rule.facts) == {fact} and not rule.patterns
                 for v in rule.facts[fact]}  # fmt: skip
        assert final == set(typing.get_args(kinds))
        for rule in rules("cameo", section):
            assert ("loss" in rule.outcome) != (re.fullmatch(r"\d{3}", rule.outcome.get("code", "")) is not None), (
                rule.id
            )
