"""Corrections beside the machine's values: laid over, settled, dangling, undone, as gold and as tests of lexicons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from curation_texts import account, accounts

import communique.reading
from communique import Document
from communique.lexicon.check import check
from communique.lexicon.load import load, parse
from communique.record import Record
from communique.score import FIGURES, load_records, score
from communique.store import Store, StoreError
from communique.store.curation.lexicon_tests import LexiconTest, NoTest, tables_with

WHO = {"by": "Ann", "why": "says so"}


@pytest.fixture
def pt(store: Store) -> Store:
    store.add(account("pt"))
    return store


def machine(store: Store, name: str = "pt") -> Record:
    record = store.show(name).record
    assert record is not None
    return record


CHANGES: list[tuple[str, Any]] = [
    ("meeting.kind", "visit"),
    ("meeting.date", "2023-03"),
    ("meeting.date", None),
    ("meeting.place", {"name": "Porto", "country": "PRT"}),
    ("meeting.place.name", "Porto"),
    ("meeting.place", None),
    ("participants[0].name", "Ona Vale Ruiz"),
    ("participants[0].country", "BRA"),
    ("participants[0].capacity", "member"),
    ("participants[Ona Vale].role", "Minister"),
    ("participants[1].organisation", "Federal Foreign Office"),
    ("participants[1].offices", [{"role": "Vice Chancellor", "organisation": None}, {"role": "Minister", "organisation": "MFA"}]),
    ("participants[1].aliases", ["Kern"]),
    ("participants[1]", None),
    ("statements[0].act", "concern"),
    ("statements[0].speaker", "Bruno Kern"),
    ("statements[0].country", None),
    ("statements[0].addressees", ["FRA", "DEU"]),
    ("statements[0].topics", ["trade"]),
    ("statements[0].polarity", "negative"),
    ("statements[0].quote", "open its market"),
    ("statements[0].condition", "open its market"),
    ("statements[0]", None),
    ("dates[0].value", "2023-03-16"),
    ("dates[0]", None),
    ("topics", ["energy"]),
]  # fmt: skip


def value_at(record: Record, path: str) -> Any:
    head, _, field = path.partition(".")
    data: Any = record.model_dump(mode="json")[head.split("[")[0]]
    if "[" in head:
        key = head.split("[")[1][:-1]
        data = data[int(key)] if key.isdecimal() else next(p for p in data if p["name"] == key)
    for name in field.split(".") if field else ():
        data = data[name]
    return data


def test_any_value_can_be_corrected_read_again_and_undone(pt: Store) -> None:
    for path, value in CHANGES:
        before = machine(pt)
        made = pt.correct("pt", path, value, **WHO)
        for _ in range(2):
            assert holds(before, pt.corrected("pt"), path, value), (path, value)
            assert machine(pt) == before
            assert [(c.path, c.status) for c in pt.corrections("pt")] == [(path, "applied")]
            list(pt.reread(["pt"]))
        pt.undo(made.number, **WHO)
        assert pt.corrected("pt") == before
        assert pt.corrections() == []
        assert pt.corrections(undone=True)[-1].status == "undone"


def holds(before: Record, after: Record, path: str, value: Any) -> bool:
    """Whether the value stands where the path says."""
    if value is None and path.endswith("]"):
        head = path.split("[")[0]
        return len(getattr(after, head)) == len(getattr(before, head)) - 1
    found = value_at(after, path)
    if path.endswith("condition"):
        return bool(found["quote"] == value)
    if path.endswith("offices"):
        same = [{name: office[name] for name in ("role", "organisation")} for office in found] == value
        return same and value_at(after, "participants[1].role") == value[0]["role"]
    if path.endswith(("addressees", "topics")):
        return sorted(found) == sorted(value)
    return bool(found == value)


def test_the_machines_value_and_the_decision_stand_beside_the_value(pt: Store) -> None:
    said = machine(pt).statements[0]
    made = pt.correct("pt", f"statements[{said.id}].act", "concern", by=" Ann ", why="tone")
    (row,) = pt.corrections()
    assert (row.machine, row.value, row.decision.by, row.decision.why) == ("request", "concern", "Ann", "tone")
    (proof,) = [e for e in pt.corrected("pt").statements[0].evidence if e.field == "act"]
    assert (proof.source, proof.reader, proof.entry) == ("hand", "hand", str(made.number))
    untouched = [e for e in said.evidence if e.field != "act"]
    assert [e for e in pt.corrected("pt").statements[0].evidence if e.field != "act"] == untouched


def test_items_are_added(pt: Store) -> None:
    pt.correct("pt", "statements[+]", {"quote": "met today", "speaker": "joint", "act": "report"}, **WHO)
    pt.correct("pt", "participants[+]", {"name": "Mia Roth", "words": "Foreign Minister", "capacity": "member", "role": "Envoy",
                                         "organisation": "MFA", "country": "DEU"}, **WHO)  # fmt: skip
    pt.correct("pt", "dates[+]", {"quote": "its market", "value": "2023-03"}, **WHO)
    record = pt.corrected("pt")
    added = next(s for s in record.statements if s.quote == "met today")
    assert (added.speaker, added.act, added.polarity, added.topics) == ("joint", "report", "positive", ())
    assert [s.start for s in record.statements] == sorted(s.start for s in record.statements)
    roth = record.participants[-1]
    assert (roth.name, roth.role, roth.organisation, roth.country) == ("Mia Roth", "Envoy", "MFA", "DEU")
    assert (record.dates[-1].quote, record.dates[-1].value) == ("its market", "2023-03")
    assert {c.status for c in pt.corrections()} == {"applied"}
    pt.correct("pt", f"statements[{added.id}].act", "agree", **WHO)
    assert next(s for s in pt.corrected("pt").statements if s.id == added.id).act == "agree"
    assert [p.name for p in pt.people(name="Roth")] == ["Mia Roth"]


def test_the_second_of_two_equal_quotes_is_added(store: Store) -> None:
    text = account("pt").text
    store.add(account("pt"))
    last = text.rindex("Lisbon")
    new = {"quote": "Lisbon", "start": last, "speaker": "joint", "act": "report"}
    store.correct("pt", "statements[+]", new, **WHO)
    store.correct("pt", "statements[+]", {**new, "start": 0, "act": "agree"}, **WHO)
    assert len(store.corrected("pt").statements) == len(machine(store).statements) + 2
    both = [s for s in store.corrected("pt").statements if s.quote == "Lisbon"]
    assert [(s.start, s.act) for s in both] == [(0, "agree"), (last, "report")]


def test_what_was_added_is_not_doubled_when_the_machine_finds_it(pt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = machine(pt).statements[0]
    with monkeypatch.context() as patch:
        patch.setattr(
            "communique.store.rereading.read_document", lambda d: _READ(d).model_copy(update={"statements": ()})
        )
        list(pt.reread(["pt"]))
    new = {"quote": said.quote, "speaker": said.speaker, "act": "concern"}
    pt.correct("pt", "statements[+]", new, **WHO)
    assert [s.quote for s in pt.corrected("pt").statements] == [said.quote]
    list(pt.reread(["pt"]))
    assert [s.act for s in pt.corrected("pt").statements if s.quote == said.quote] == ["concern"]
    assert len(pt.corrected("pt").statements) == len(machine(pt).statements)
    assert [c.status for c in pt.corrections()] == ["applied"]


def reader_of_tomorrow(document: Document) -> Record:
    """A reader that has learnt something: the first statement is a concern, and the second is gone."""
    record = _READ(document)
    first = record.statements[0].model_copy(update={"act": "concern"})
    return record.model_copy(update={"statements": (first, *record.statements[2:])})


_READ = communique.reading.read_document


def test_corrections_survive_settle_and_dangle(pt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pt.correct("pt", "statements[0].act", "concern", **WHO)
    pt.correct("pt", "statements[1].act", "agree", **WHO)
    pt.correct("pt", "meeting.place.name", "Porto", **WHO)
    with monkeypatch.context() as patch:
        patch.setattr("communique.store.rereading.read_document", reader_of_tomorrow)
        list(pt.reread(["pt"]))
    assert [c.status for c in pt.corrections()] == ["settled", "dangling", "applied"]
    assert [c.path for c in pt.corrections(status="dangling")] == ["statements[1].act"]
    list(pt.reread(["pt"]))
    assert [c.status for c in pt.corrections()] == ["applied"] * 3


def test_corrections_find_their_words_in_a_later_version(pt: Store) -> None:
    quote = machine(pt).statements[0].quote
    pt.correct("pt", "statements[0].act", "concern", **WHO)
    pt.correct("pt", "participants[Ona Vale].role", "Envoy", **WHO)
    pt.add(account("pt", text="A note before it all, of Monday.\n\n" + account("pt").text))
    record = pt.corrected("pt")
    assert next(s for s in record.statements if s.quote == quote).act == "concern"
    assert next(p for p in record.participants if p.name == "Ona Vale").role == "Envoy"
    pt.add(account("pt", text=account("fr").text))
    assert [c.status for c in pt.corrections()] == ["dangling", "dangling"]
    assert pt.corrected("pt") == machine(pt)


def test_a_correction_that_no_record_can_hold_any_more_dangles(pt: Store) -> None:
    """As after a change of the codebook; the others hold, and linking goes on."""
    from communique.store.curation.decisions import write

    pt.correct("pt", "statements[0].act", "concern", **WHO)
    what = {
        "document": pt.show("pt").id,
        "path": "meeting.kind",
        "value": "summit",
        "anchor": None,
        "machine": None,
        "fired": None,
    }
    with pt._database.writing() as connection:
        write(connection, "correct", what, document=1, **WHO)
    pt.correct("pt", "meeting.date", "2023-03", **WHO)
    assert [c.status for c in pt.corrections()] == ["applied", "dangling", "applied"]
    list(pt.reread(["pt"]))
    assert (pt.encounter("pt").first, pt.corrected("pt").meeting.kind) == ("2023-03-01", "meeting")


REFUSED: list[tuple[str, Any, str]] = [
    ("nothing", 1, "Begin with one of: meeting"),
    ("document.text", "x", "no value that can be corrected"),
    ("meeting", {}, "which value is not clear"),
    ("meeting.mood", "x", "no field 'mood'"),
    ("meeting[0].kind", "x", "There is only one"),
    ("statements.act", "agree", "which one is not clear"),
    ("statements[99].act", "agree", "none of them is '99'"),
    ("statements[0].act", "shout", "cannot stand there"),
    ("statements[0].start", 3, "no field 'start'"),
    ("statements[0].quote", "not there", "cannot be put there"),
    ("statements[0].topics", ["nonsense"], "no topic 'nonsense'"),
    ("statements[0].addressees", "FRA", "not a list of words"),
    ("statements[0]", "x", "can only be taken out"),
    ("statements[+]", {"quote": "met"}, "`speaker` is missing"),
    ("statements[+]", {"quote": "gone", "speaker": "joint", "act": "report"}, "does not stand in the text"),
    ("statements[+]", {"quote": "Minister", "speaker": "joint", "act": "report"}, "stands there 3 times"),
    ("participants[+]", {"name": "Bruno Kern", "capacity": "member"}, "has it already, as participants\\[1\\]"),
    ("dates[+]", {"quote": "17 March 2023", "value": "2023"}, "has it already, as dates"),
    ("statements[+]", "x", "a new item needs several values"),
    ("meeting.kind", "party", "cannot stand there"),
    ("meeting.date", "yesterday", "no EDTF date"),
    ("meeting.place", "Porto", "not a place"),
    ("participants[0].country", "France", "no country code"),
    ("participants[0].offices", ["x"], "not a list of offices"),
]


def test_what_cannot_be_is_refused_and_not_kept(pt: Store) -> None:
    for path, value, message in REFUSED:
        with pytest.raises(StoreError, match=message):
            pt.correct("pt", path, value, **WHO)
    assert pt.corrections() == []
    assert pt.corrected("pt") == machine(pt)


def test_gold_scores_one_against_the_corrected_record(store: Store, tmp_path: Path) -> None:
    for document in accounts("pt", "de", "fr"):
        store.add(document)
    store.correct("pt", "statements[0].act", "concern", **WHO)
    store.correct("pt", "participants[1]", None, **WHO)
    store.confirm("fr", by="Ben", why="looked through")
    gold = list(store.gold())
    assert [r.document.id for r in gold] == [store.show(n).id for n in ("pt", "fr")]
    assert (
        [r.document.id for r in store.gold(confirmed=True)]
        == [r.document.id for r in store.gold(by="Ben")]
        == [gold[1].document.id]
    )
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(r.model_dump_json() + "\n" for r in gold), encoding="utf-8")
    found = {r.document.id: json.loads(store.corrected(r.document.id).model_dump_json()) for r in gold}
    report = score(load_records(file), found, resamples=0)
    assert {name: report.figures[name].f1 for name in FIGURES} == dict.fromkeys(FIGURES, 1.0)
    uncorrected = {r.document.id: json.loads(machine(store, r.document.id).model_dump_json()) for r in gold}
    assert score(load_records(file), uncorrected, resamples=0).figures["statements.act"].f1 < 1


def test_a_wrong_act_becomes_a_known_fault_of_the_entry(pt: Store) -> None:
    pt.correct("pt", "statements[0].act", "concern", **WHO)
    pt.correct("pt", "meeting.kind", "visit", **WHO)
    (test,) = pt.lexicon_tests()
    assert isinstance(test, LexiconTest)
    assert (test.column, test.sentence) == ("wrong", "Minister Vale called on Germany to open its market.")
    tables = tables_with([test])
    assert list(tables) == [test.table]
    table = parse(tables[test.table], test.table)
    assert check(table) == []
    assert test.sentence in table.by_id[test.entry].wrong
    assert len(table.entries) == len(load(test.table).entries)


def test_a_confirmed_act_becomes_a_yes_of_the_entry(pt: Store) -> None:
    pt.correct("pt", "statements[0].act", "request", **WHO)
    assert [c.status for c in pt.corrections()] == ["settled"]
    (test,) = pt.lexicon_tests()
    assert isinstance(test, LexiconTest)
    assert (test.column, test.sentence) == ("yes", "Minister Vale [called on] Germany to open its market.")
    table = parse(tables_with([test, test])[test.table], test.table)
    assert check(table) == []
    assert table.by_id[test.entry].yes.count(test.sentence) == 1


def test_an_act_that_no_entry_decided_gives_no_test_but_the_reason(store: Store) -> None:
    text = "Foreign Minister Ona Vale of Portugal met Foreign Minister Bruno Kern of Germany today. Minister Vale said that trade had grown."
    store.add(account("pt", text=text))
    store.correct("pt", "statements[trade had grown].act", "praise", **WHO)
    (test,) = store.lexicon_tests()
    assert isinstance(test, NoTest)
    assert test.why == "no lexicon entry decided the act"


@pytest.mark.parametrize("sentence", ['He said "no" \\ yes.', "Tab\there", "Naïve – “quoted”"])
def test_any_sentence_can_be_written_in_toml(sentence: str) -> None:
    entry = load("acts").entries[0]
    source = tables_with([LexiconTest("acts", entry.id, "wrong", sentence, 1)])["acts"]
    assert parse(source, "acts").by_id[entry.id].wrong[-1] == sentence
