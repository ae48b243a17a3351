"""A coding beside the record in force: it is kept and can be undone, and nobody sees it who does not ask for it."""

from __future__ import annotations

from typing import Any

import pytest
from curation_texts import account, accounts
from sqlalchemy import text

from communique.store import ChangedError, Coding, Store, StoreError

ANN = {"by": "Ann", "why": "says so"}
BEN = {"by": "Ben", "why": "coded blindly", "coding": "Ben"}


@pytest.fixture
def coded(store: Store) -> Store:
    for document in accounts("pt", "de", "fr"):
        store.add(document)
    store.correct("pt", "topics", ["energy"], **ANN)
    return store


def in_force(store: Store) -> tuple[Any, ...]:
    """All that is given of the record in force."""
    found = [hit.id for hit in store.search("market")], store.search(country="BRA"), store.search(kind="visit")
    return (
        found, list(store.records()), store.corrected("pt"), store.corrections(undone=True), list(store.gold()),
        list(store.gold(by="Ben")), store.lexicon_tests(), store.confirmed(), store.encounters(), store.people(),
        [store.person(p.id) for p in store.people()], store.accounts(), store.facets(), store.last_decision("pt"),
    )  # fmt: skip


def code(store: Store) -> list[int]:
    """Codes a document blindly; gives the numbers of the decisions."""
    changes: list[tuple[str, Any]] = [
        ("meeting.kind", "visit"), ("meeting.date", "2023-04-01"), ("participants[1].country", "BRA"),
        ("participants[0].name", "Ona Vale Ruiz"), ("statements[0].act", "concern"), ("topics", ["trade"]),
    ]  # fmt: skip
    made = store.correct_all("pt", changes, **BEN)
    made.append(store.correct("de", "meeting.place.name", "Porto", **BEN))
    made.append(store.confirm("pt", **BEN))
    return [d.number for d in made]


def test_a_coding_changes_nothing_that_is_in_force(coded: Store) -> None:
    before = in_force(coded)
    code(coded)
    assert in_force(coded) == before
    list(coded.reread_all())
    assert in_force(coded) == before
    coded.relink()
    assert in_force(coded) == before
    assert coded.doctor() == []


def test_a_coding_sees_the_machine_and_itself_only(coded: Store) -> None:
    record = coded.show("pt").record
    assert record is not None
    assert coded.corrected("pt", coding="Ben") == record
    code(coded)
    blind = coded.corrected("pt", coding="Ben")
    assert (blind.meeting.kind, blind.topics, blind.participants[0].name) == ("visit", ("trade",), "Ona Vale Ruiz")
    assert coded.corrected("pt", coding="Cleo") == record
    coded.correct("pt", "meeting.kind", "call", by="Cleo", why="by phone", coding="Cleo")
    assert (coded.corrected("pt", coding="Ben"), coded.corrected("pt").topics) == (blind, ("energy",))
    assert [c.path for c in coded.corrections("pt", coding="Cleo")] == ["meeting.kind"]
    assert {c.decision.coding for c in coded.corrections(coding="Ben")} == {"Ben"}
    assert len(coded.corrections(coding="Ben")) == 7
    list(coded.reread_all())
    assert coded.corrected("pt", coding="Ben") == blind


def test_gold_of_a_coding_is_what_it_corrected(coded: Store) -> None:
    code(coded)
    pt, de, _ = (coded.show(name).id for name in ("pt", "de", "fr"))
    assert [r.document.id for r in coded.gold(coding="Ben")] == [pt, de]
    assert list(coded.gold(coding="Ben", confirmed=True)) == [coded.corrected("pt", coding="Ben")]
    assert list(coded.gold(coding="Ben", by="Ann")) == []
    assert [r.topics for r in coded.gold()] == [("energy",)]


def test_decisions_of_a_coding_are_undone_within_it(coded: Store) -> None:
    numbers = code(coded)
    record = coded.show("pt").record
    before = in_force(coded)
    for number in numbers[:6]:
        undone = coded.undo(number, by="Ben", why="not so")
        assert (undone.coding, undone.undoes) == ("Ben", number)
    assert coded.corrected("pt", coding="Ben") == record
    assert in_force(coded) == before
    coded.undo(undone.number, by="Ben", why="so after all")
    assert coded.corrected("pt", coding="Ben").topics == ("trade",)
    assert [c.status for c in coded.corrections("pt", coding="Ben", undone=True)] == ["undone"] * 5 + ["applied"]
    assert in_force(coded) == before
    assert coded.doctor() == []


def test_each_coding_has_its_own_last_decision(coded: Store) -> None:
    assert (coded.last_decision("pt"), coded.last_decision("pt", coding="Ben")) == (1, 0)
    coded.correct("pt", "meeting.kind", "visit", after=0, **BEN)
    assert (coded.last_decision("pt"), coded.last_decision("pt", coding="Ben")) == (1, 2)
    coded.correct("pt", "meeting.kind", "call", after=1, **ANN)
    with pytest.raises(ChangedError, match=r"Ben corrected meeting\.kind"):
        coded.confirm("pt", after=0, **BEN)
    with pytest.raises(ChangedError, match="Ben corrected"):
        coded.undo(2, by="Ben", why="not so", after=0)
    undone = coded.undo(2, by="Ben", why="not so", after=2)
    assert coded.last_decision("pt", coding="Ben") == undone.number


def test_codings_are_listed(coded: Store) -> None:
    assert coded.codings() == []
    last = code(coded)[-1]
    made = coded.correct("fr", "meeting.kind", "visit", by="Zoe", why="so", coding="Anna")
    ben, anna = (coded.corrections(coding=name)[-1].decision.made for name in ("Ben", "Anna"))
    listed = coded.codings()
    assert [(c.name, c.documents, c.confirmed) for c in listed] == [("Anna", 1, 0), ("Ben", 2, 1)]
    assert listed[0] == Coding("Anna", 1, 0, anna) and listed[1].last > ben
    undone = coded.undo(made.number, by="Zoe", why="not so")
    coded.undo(last, by="Ben", why="not yet")
    assert [(c.name, c.documents, c.confirmed) for c in coded.codings()] == [("Anna", 0, 0), ("Ben", 2, 0)]
    assert coded.codings()[0].last == undone.made


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_a_coding_has_a_name(coded: Store, name: str) -> None:
    with pytest.raises(StoreError, match="`coding` says nothing"):
        coded.confirm("pt", by="Ben", why="so", coding=name)
    assert coded.codings() == []


def test_spaces_around_the_name_of_a_coding_do_not_count(coded: Store) -> None:
    coded.correct("pt", "meeting.kind", "visit", by="Ben", why="so", coding=" Ben ")
    assert [c.name for c in coded.codings()] == ["Ben"]
    assert coded.corrected("pt", coding="Ben ").meeting.kind == "visit"


def test_a_coding_of_a_document_that_is_gone_is_found(coded: Store) -> None:
    code(coded)
    with coded._database.writing() as connection:
        gone = '{"document": "' + "0" * 16 + '", "path": "topics", "value": [], "anchor": null}'
        connection.execute(text("UPDATE decisions SET what = :gone WHERE key = 7"), {"gone": gone})
    assert "decision 7" in [f.where for f in coded.doctor()]


def test_a_document_that_was_not_read_cannot_be_coded(coded: Store) -> None:
    coded.add(account("chile"), read=False)
    with pytest.raises(StoreError, match="not read yet"):
        coded.correct("chile", "meeting.kind", "visit", **BEN)
