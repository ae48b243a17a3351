"""What the doctor finds in encounters, persons and decisions, and that linking them anew mends it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation_texts import account, accounts
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from communique.store import Store, id_of

WHO = {"by": "Ann", "why": "so"}
PT = id_of(account("pt"))
_FULLER = "Foreign Minister Ona Maria Vale of Portugal met Foreign Minister Rui Prado of Peru in Oslo today."
_RELATED = "what links it"
_PERSON = "this person is another"


@pytest.fixture
def linked(store: Store) -> Store:
    """A store with decisions of each kind, all linked."""
    for document in [*accounts(), account("spelt", id="fuller", text=_FULLER)]:
        store.add(document)
    store.join(["fr", "late"], **WHO)
    store.split("pt", ["de"], **WHO)
    store.correct("next", "meeting.date", "2023-03-19", **WHO)
    spelt = next(p.id for p in store.people(name="valle"))
    store.merge_people([next(p.id for p in store.people(name="ona vale", country="PRT")), spelt], **WHO)
    return store


BREAKS = [
    ("UPDATE readouts SET encounter = NULL WHERE document = 1", _RELATED),
    ("UPDATE readouts SET encounter = 5 WHERE document = 1", _RELATED),
    ("UPDATE readouts SET encounter = 10 WHERE document = 6", _RELATED),
    ("UPDATE readouts SET last_day = '2023-04-01' WHERE document = 2", _RELATED),
    ("DELETE FROM readout_sides WHERE document = 2", _RELATED),
    ("DELETE FROM matches", _RELATED),
    ("UPDATE matches SET score = 0.5", _RELATED),
    ("UPDATE appearances SET name = 'Nobody' WHERE document = 3", _RELATED),
    ("DELETE FROM offices", _RELATED),
    ("UPDATE likenesses SET why = 'so'", _PERSON),
    ("DELETE FROM likenesses", _PERSON),
    ("UPDATE forms SET person = key", _PERSON),
    ("UPDATE forms SET person = (SELECT max(form) FROM appearances) WHERE key = 1", _PERSON),
    ("UPDATE forms SET person = NULL WHERE key = (SELECT max(form) FROM appearances)", _PERSON),
]


@pytest.mark.parametrize(("damage", "what"), BREAKS)
def test_what_is_derived_and_broken_is_found_and_made_anew(linked: Store, damage: str, what: str) -> None:
    assert linked.doctor() == []
    joined = linked.encounter("fr")
    with linked._database.writing() as connection:
        connection.execute(text(damage))
    found = linked.doctor()
    assert any(f.level == "error" and what in f.what and "--relink" in f.mend for f in found), found
    assert linked.relink() == len(accounts()) + 1
    assert linked.doctor() == []
    assert joined == linked.encounter("fr")


@pytest.mark.parametrize(
    "damage",
    ["UPDATE records SET data = 'x'", "UPDATE texts SET data = 'x'", "UPDATE versions SET newest = (1 = 0)",
     "UPDATE readings SET record = (SELECT record FROM readings WHERE key = 1)"],
)  # fmt: skip
def test_what_cannot_be_linked_again_is_a_finding_and_no_crash(linked: Store, damage: str) -> None:
    if linked._database.embedded:
        damage = damage.replace("'x'", "X'78'")
    with linked._database.writing() as connection:
        connection.execute(text(damage))
    assert any(found.level == "error" for found in linked.doctor())


def test_a_decision_whose_document_is_gone_is_found(linked: Store) -> None:
    what = json.dumps({"groups": [["0" * 16], [PT]]})
    with linked._database.writing() as connection:
        connection.execute(text("UPDATE decisions SET what = :what WHERE key = 1"), {"what": what})
    assert ("decision 1", f"its document {'0' * 16} is not there") in [(f.where, f.what) for f in linked.doctor()]


def test_a_decision_that_holds_although_it_was_undone_is_found(linked: Store) -> None:
    linked.undo(1, **WHO)
    assert linked.doctor() == []
    with linked._database.writing() as connection:
        connection.execute(text("UPDATE decisions SET active = (1 = 1) WHERE key = 1"))
    assert "decision 1" in [f.where for f in linked.doctor()]


def test_what_is_not_linked_yet_is_no_fault(linked: Store) -> None:
    linked.add(account("pt", title="A title"))
    list(linked.reread(["de"]))
    assert linked.doctor() == []
    linked.link()
    assert linked.doctor() == []


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "unread", "reread", "correct", "code", "join", "split", "link"]), st.integers(0, 9)),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_whatever_the_order_linking_again_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    path = Path(tmp_path_factory.mktemp("again")) / "a.db"
    names = [document.id for document in accounts()]
    with Store(path) as store:
        for document in accounts("pt", "de", "spelt"):
            store.add(document)
        for kind, number in steps:
            take(store, kind, names[number], names[number * 7 % 10])
        store.link()
        assert [found for found in store.doctor() if found.level == "error"] == []


def take(store: Store, kind: str, one: str, other: str) -> None:
    """A step; the store refuses what makes no sense."""
    from communique.store import StoreError

    try:
        if kind in ("add", "unread"):
            store.add(account(one), read=kind == "add")
        elif kind == "change":
            store.add(account(one, published="2023-03-18"))
        elif kind == "reread":
            list(store.reread([one]))
        elif kind == "correct":
            store.correct(one, "participants[0].name", "Ona Vale Ruiz", **WHO)
        elif kind == "code":
            store.correct(one, "participants[0].name", "Ona Vale Ruiz", coding="Ben", **WHO)
        elif kind == "join":
            store.join([one, other], **WHO)
        elif kind == "split":
            store.split(one, [other], **WHO)
        else:
            store.link()
    except StoreError as error:
        assert error.mend
