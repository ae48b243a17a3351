"""PLOVER: what each act is coded as, what is not coded and why, and the form of the events."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from communique.export.plover import NO_ACTOR, NO_DATE, ONE_SIDE, events, write
from communique.export.report import Loss
from communique.export.rules import rules, table
from communique.record import Act, Kind, Record

Made = Callable[..., Record]

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]  # fmt: skip
MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
}
CONTEXTS = [
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
]
ENTITY = {
    "type": "object",
    "required": ["code"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "sector": {"type": "string", "pattern": "^([A-Z]{3}){1,2}$"},
        **{key: {"type": "string"} for key in ("entity_text", "identifier_id", "identifier_text", "office")},
    },
}
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"}, "has_event": {"const": True}, "date": DAY, "enddate": DAY,
        "actor": {"type": "array", "minItems": 1, "items": ENTITY}, "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "minItems": 1, "items": {"enum": TYPES}}, "event_loc": {"type": "object"},
        "quad_code": {"enum": [1, 2, 3, 4]}, "mode": {"type": "array", "items": {"type": "string"}},
        "context": {"type": "array", "items": {"enum": CONTEXTS}}, "link": {"type": "string"},
        "text": {"type": "string"},
        "text_info": {"type": "object", "required": ["sequence", "start", "end"]},
        "cite_info": {"type": "object", "required": ["codebook"], "properties": {"codebook": {"const": "plover-0.8"}}},
        "coder": {"type": "string"}, "comment": {"type": "string"},
    },
}  # fmt: skip

CHN, PRT = ("Deng Haoran", "CHN"), ("Marta Vilhena Couto", "PRT")
CODED = [
    (CHN, "commit", ("PRT",), "is willing to work with Portugal", "AGREE", None),
    (CHN, "commit", (), "looks forward to strengthening exchanges", "AGREE", None),
    (CHN, "commit", (), "will lift the restrictions on timber", "CONCEDE", None),
    (CHN, "commit", (), "will take resolute countermeasures", "THREATEN", None),
    (PRT, "praise", ("CHN",), "thanked China for the medical supplies", "SUPPORT", None),
    (PRT, "support", ("CHN",), "supports the one-China policy", "SUPPORT", None),
    (PRT, "support", ("CHN",), "will continue to support the bid", "AGREE", None),
    (PRT, "request", ("CHN",), "invited the Minister to visit Porto", "AGREE", None),
    (PRT, "request", ("CHN",), "urged China to release the fishermen", "REQUEST", "yield"),
    (PRT, "request", ("CHN",), "demanded that the parties hold talks", "REQUEST", "meet"),
    (PRT, "request", ("CHN",), "asked China to help the flooded towns", "REQUEST", "assist"),
    (PRT, "request", ("CHN",), "insisted that the law be amended", "REQUEST", "change"),
    (PRT, "request", ("CHN",), "requested a copy of the list", "REQUEST", None),
    (PRT, "oppose", ("CHN",), "condemned the launch", "ACCUSE", "disapprove"),
    (PRT, "oppose", ("CHN",), "accused China of dumping", "ACCUSE", "allege"),
    (PRT, "oppose", (), "does not support decoupling", "ACCUSE", "disapprove"),
    (PRT, "oppose", ("CHN",), "rejected the proposal for talks", "REJECT", "meet"),
    (PRT, "oppose", (), "will never accept the line on the map", "REJECT", None),
    (PRT, "concern", (), "apologised for the delay", "CONCEDE", None),
    (("joint", None), "agree", (), "agreed to hold the next dialogue in Porto", "AGREE", None),
    (("joint", None), "agree", (), "signed a treaty on fisheries", "SUPPORT", None),
    (("joint", None), "agree", (), "agreed that a liaison group would be set up", "AGREE", None),
    (CHN, "oppose", (), "does not agree with the saying", "ACCUSE", "disapprove"),
    (("joint", None), "oppose", ("PRK",), "condemned the launch of missiles", "ACCUSE", "disapprove"),
]


@pytest.mark.parametrize(("who", "act", "addressees", "quote", "event", "mode"), CODED, ids=lambda v: str(v)[:40])
def test_what_is_coded(
    made: Made, who: tuple[str, str], act: str, addressees: tuple[str, ...], quote: str, event: str, mode: str | None
) -> None:
    _, row = events(made((*who, act, addressees, quote)))
    assert not isinstance(row, Loss)
    assert (row["event"], row.get("mode", [])) == ([event], [mode] if mode else [])
    assert [e["code"] for e in row["actor"]] == (["CHN", "PRT"] if who[1] is None else [who[1]])
    assert [e["code"] for e in row.get("recipient", [])] == list(addressees)
    assert row["text"] == quote


LOST = [
    (CHN, "report", (), "relations have grown", "CAMEO 01"),
    (CHN, "concern", (), "expressed concern over the deficit", "CAMEO 012"),
    (CHN, "concern", (), "regretted the tariffs", "do not decide"),
    (CHN, "request", ("PRT",), "hopes that Portugal will open its market", "CAMEO 02"),
    (CHN, "request", (), "called for restraint", "CAMEO 02"),
    (CHN, "praise", (), "conveyed condolences to the families", "CAMEO 018"),
    (CHN, "commit", (), "intends to complete the line by 2027", "no partner"),
    (("joint", None), "discuss", (), "exchanged views on Ukraine", "CONSULT"),
    (("joint", None), "agree", (), "share the view that trade matters", "CAMEO 019"),
]


@pytest.mark.parametrize(("who", "act", "addressees", "quote", "word"), LOST, ids=lambda v: str(v)[:40])
def test_what_is_lost_and_why(
    made: Made, who: tuple[str, str], act: str, addressees: tuple[str, ...], quote: str, word: str
) -> None:
    _, loss = events(made((*who, act, addressees, quote)))
    assert isinstance(loss, Loss)
    assert (loss.document, loss.statement) == ("d1", "s0")
    assert word in loss.reason


ENCOUNTERS = [
    ("meeting", ("Lisbon", "PRT"), "visit", ["CHN"], ["PRT"]),
    ("meeting", ("Beijing", "CHN"), "visit", ["PRT"], ["CHN"]),
    ("meeting", ("Geneva", "CHE"), "third-party", ["CHN", "PRT"], []),
    ("meeting", None, None, ["CHN", "PRT"], []),
    ("visit", ("Lisbon", "PRT"), "visit", ["CHN"], ["PRT"]),
    ("multilateral", ("Lisbon", "PRT"), "multilateral", ["CHN", "PRT"], []),
    ("call", None, "phone", ["CHN", "PRT"], []),
    ("video", None, "phone", ["CHN", "PRT"], []),
]


@pytest.mark.parametrize(("kind", "place", "mode", "actors", "recipients"), ENCOUNTERS)
def test_the_visitor_is_actor_and_the_host_recipient(
    made: Made, kind: str, place: Any, mode: str | None, actors: list[str], recipients: list[str]
) -> None:
    (row,) = events(made(kind=kind, place=place))
    assert not isinstance(row, Loss)
    assert row["event"] == ["CONSULT"] and row.get("mode", []) == ([mode] if mode else [])
    assert [e["code"] for e in row["actor"]] == actors
    assert [e["code"] for e in row.get("recipient", [])] == recipients


@pytest.mark.parametrize("kind", ["event", "message", "none"])
def test_what_is_no_consultation_is_a_loss(made: Made, kind: str) -> None:
    (loss,) = events(made(kind=kind))
    assert isinstance(loss, Loss) and loss.statement is None


@pytest.mark.parametrize("date", [None, "2024-05", "2024", "2024-05/2024-06"])
def test_without_a_day_nothing_is_coded(made: Made, date: str | None) -> None:
    rows = list(events(made((*CHN, "praise", ("PRT",), "thanked Portugal"), date=date)))
    assert rows == [Loss("d1", None, NO_DATE), Loss("d1", "s0", NO_DATE)]


def test_an_interval_has_an_end(made: Made) -> None:
    (row,) = events(made(kind="visit", date="2024-05-16/2024-05-18"))
    assert not isinstance(row, Loss)
    assert (row["date"], row["enddate"]) == ("2024-05-16", "2024-05-18")


def test_one_side_or_an_unknown_speaker_is_a_loss(made: Made) -> None:
    one = made(("Xu Ke", None, "praise", ("PRT",), "thanked Portugal"), people=(("Deng Haoran", None, None, "CHN"),))
    assert list(events(one)) == [Loss("d1", None, ONE_SIDE), Loss("d1", "s0", NO_ACTOR)]


def test_events_of_one_meeting_are_tied_and_entities_have_sector_and_office(made: Made) -> None:
    rows = list(events(made((*CHN, "praise", ("PRT",), "thanked Portugal"))))
    assert {row["link"] for row in rows if not isinstance(row, Loss)} == {"communique:d1"} and len(rows) == 2
    assert rows[1]["actor"] == [  # type: ignore[call-overload]
        {"code": "CHN", "sector": "PTYGOV", "entity_text": "Deng Haoran",
         "office": "Minister, International Department of the CPC Central Committee"}
    ]  # fmt: skip


def test_a_speaker_who_is_no_participant_lends_nobodys_office(made: Made) -> None:
    *_, row = events(made(("Ministry of Trade", "CHN", "praise", ("PRT",), "thanked Portugal")))
    assert row["actor"] == [{"code": "CHN"}]  # type: ignore[call-overload]


def test_organisations_have_plovers_own_codes(made: Made) -> None:
    record = made(people=(("Ona Vale", "High Representative", None, "EUU"), ("Rui Brandt", "Minister", None, "XKX")),
                  place=None)  # fmt: skip
    (row,) = events(record)
    assert [e["code"] for e in row["actor"]] == ["EUR", "KOS"]  # type: ignore[call-overload]
    assert row["actor"][0]["sector"] == "IGO"  # type: ignore[call-overload]


def test_every_event_is_valid_and_every_statement_is_coded_or_lost(records: list[Record], tmp_path: Path) -> None:
    report = write(records, tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == report.rows > 10
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for row in rows:
        assert list(validator.iter_errors(row)) == []
        assert set(row.get("mode", ())) <= MODES.get(row["event"][0], set())
        assert row["quad_code"] == table("plover")["quad"][row["event"][0]]
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    done = {*ids, *(f"{x.document}:{x.statement or 'encounter'}" for x in report.losses)}
    assert done == {f"{r.document.id}:{s}" for r in records for s in ("encounter", *(s.id for s in r.statements))}


def test_the_table_covers_every_act_and_kind_and_knows_no_other_type() -> None:
    for section, fact, kinds in (("statement", "act", Act), ("encounter", "kind", Kind)):
        final = {v for rule in rules("plover", section) if set(rule.facts) == {fact} and not rule.patterns
                 for v in rule.facts[fact]}  # fmt: skip
        assert final == set(typing.get_args(kinds))
    for rule in (*rules("plover", "statement"), *rules("plover", "encounter")):
        assert ("loss" in rule.outcome) != ("event" in rule.outcome), rule.id
        if "event" in rule.outcome:
            assert rule.outcome["event"] in TYPES and rule.outcome["rule"], rule.id
            assert rule.outcome.get("mode", "") in {"", *MODES.get(rule.outcome["event"], ())}, rule.id
    assert set(table("plover")["contexts"].values()) <= set(CONTEXTS)
    assert set(table("plover")["quad"]) == set(TYPES)
