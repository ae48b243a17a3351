"""Two people at one document: who has not seen what the other decided is told, and writes nothing."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from curation_texts import account, accounts

from communique.store import ChangedError, Decision, Store, StoreError, UnknownDocumentError

ANN = {"by": "Ann", "why": "says so"}
BEN = {"by": "Ben", "why": "looked again"}


@pytest.fixture
def pt(store: Store) -> Store:
    for document in accounts("pt", "de"):
        store.add(document)
    return store


def state(store: Store) -> tuple[Any, ...]:
    return store.corrections(undone=True), store.corrected("pt"), store.last_decision("pt"), store.confirmed()


def test_the_last_decision_counts_corrections_confirmations_and_undoings(pt: Store) -> None:
    assert pt.last_decision("pt") == 0
    made = [
        pt.correct("pt", "meeting.kind", "visit", **ANN),
        pt.confirm("pt", **ANN),
        pt.undo(1, **ANN),
        pt.undo(3, **ANN),
    ]
    assert [d.number for d in made] == [1, 2, 3, 4]
    assert pt.last_decision("pt") == 4
    assert pt.last_decision("de") == 0
    pt.split("pt", ["de"], **ANN)
    assert pt.last_decision("pt") == 4
    with pytest.raises(UnknownDocumentError):
        pt.last_decision("nowhere")


@pytest.mark.parametrize("change", ["correct", "confirm", "undo"])
@pytest.mark.parametrize("decide", ["correct", "correct_all", "confirm", "undo"])
def test_what_somebody_has_not_seen_stops_any_decision(pt: Store, change: str, decide: str) -> None:
    first = pt.correct("pt", "topics", ["energy"], **ANN)
    second = {
        "correct": lambda: pt.correct("pt", "meeting.date", "2023", **BEN),
        "confirm": lambda: pt.confirm("pt", **BEN),
        "undo": lambda: pt.undo(pt.correct("pt", "meeting.kind", "visit", **ANN).number, **BEN),
    }[change]()
    seen, before = first.number, state(pt)
    late = {
        "correct": lambda after: pt.correct("pt", "meeting.place.name", "Porto", after=after, **ANN),
        "correct_all": lambda after: pt.correct_all("pt", [("meeting.place.name", "Porto")], after=after, **ANN),
        "confirm": lambda after: pt.confirm("pt", after=after, **ANN),
        "undo": lambda after: pt.undo(first.number, after=after, **ANN),
    }[decide]
    with pytest.raises(ChangedError) as refused:
        late(seen)
    assert refused.value.decisions[-1] == second
    said = str(refused.value)
    what = {"correct": "corrected meeting.date", "confirm": "confirmed it", "undo": "undid decision 2"}[change]
    assert f"Ben {what} on {second.made[:10]} at {second.made[11:19]} UTC" in said
    assert "nothing of yours was written" in said
    assert state(pt) == before
    late(second.number)
    assert pt.last_decision("pt") > second.number


def test_ones_own_decisions_stop_one_too(pt: Store) -> None:
    """In another window, for example."""
    pt.correct("pt", "meeting.date", "2023", after=0, **ANN)
    with pytest.raises(ChangedError, match=r"Ann corrected meeting\.date"):
        pt.confirm("pt", after=0, **ANN)


def test_of_many_changes_the_last_are_told(pt: Store) -> None:
    for year in range(2015, 2020):
        pt.correct("pt", "meeting.date", str(year), **BEN)
    with pytest.raises(ChangedError, match="and 2 more") as refused:
        pt.confirm("pt", after=0, **ANN)
    assert len(refused.value.decisions) == 5


def test_decisions_on_other_documents_stop_nobody(pt: Store) -> None:
    pt.correct("de", "meeting.date", "2023", **BEN)
    pt.correct("de", "meeting.date", "2022", coding="Ben", **BEN)
    assert pt.correct("pt", "meeting.date", "2023", after=0, **ANN).number == 3


def test_an_undoing_of_what_is_about_no_document_asks_for_none(pt: Store) -> None:
    made = pt.split("pt", ["de"], **ANN)
    pt.correct("pt", "meeting.place.name", "Porto", **BEN)
    assert pt.undo(made.number, after=0, **ANN).undoes == made.number


def test_of_two_at_the_same_time_one_wins(where: str) -> None:
    with Store(where) as store:
        store.add(account("pt"))
        store.link()
    begin = threading.Barrier(4)
    done: list[Decision | ChangedError] = []

    def decide(name: str) -> None:
        with Store(where) as own:
            begin.wait()
            try:
                done.append(own.correct("pt", "meeting.place.name", name, by=name, why="at once", after=0))
            except ChangedError as error:
                done.append(error)

    threads = [threading.Thread(target=decide, args=(name,)) for name in ("Porto", "Braga", "Faro", "Evora")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    (won,) = (one for one in done if isinstance(one, Decision))
    lost = [one for one in done if isinstance(one, ChangedError)]
    assert [error.decisions for error in lost] == [(won,)] * 3
    with Store(where) as store:
        place = store.corrected("pt").meeting.place
        assert place is not None and place.name == won.by
        assert len(store.corrections(undone=True)) == 1


def test_one_store_may_be_used_by_several_threads(where: str) -> None:
    """As the reading room does."""
    with Store(where) as store:
        store.add(account("pt"))
        store.link()
        done: list[bool] = []

        def decide(day: int) -> None:
            try:
                done.append(bool(store.correct("pt", "meeting.date", f"2023-03-{day:02}", after=0, **ANN)))
            except ChangedError:
                done.append(False)

        threads = [threading.Thread(target=decide, args=(day,)) for day in range(1, 7)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(done) == [False] * 5 + [True]


CHANGES: list[tuple[str, Any]] = [
    ("participants[+]", {"name": "Minister Vale", "capacity": "member"}),
    ("participants[Minister Vale].country", "PRT"),
    ("meeting.date", "2023-03"),
    ("statements[0]", None),
]


def test_several_corrections_are_as_one_after_another(pt: Store, tmp_path: Any) -> None:
    made = pt.correct_all("pt", CHANGES, **ANN)
    assert [d.what["path"] for d in made] == [path for path, _ in CHANGES]
    assert [(c.decision, c.status) for c in pt.corrections()] == [(d, "applied") for d in made]
    with Store(tmp_path / "other.db") as other:
        other.add(account("pt"))
        for path, value in CHANGES:
            other.correct("pt", path, value, **ANN)
        assert other.corrected("pt") == pt.corrected("pt")
    assert [a.document for a in pt.accounts() if a.date == "2023-03"] == [pt.show("pt").id]
    assert pt.doctor() == []


@pytest.mark.parametrize(
    "wrong", [("meeting.mood", "glad"), ("meeting.kind", "party"), ("statements[0].quote", "not there")]
)
def test_where_one_cannot_be_none_is_made(pt: Store, wrong: tuple[str, str]) -> None:
    before = state(pt)
    with pytest.raises(StoreError):
        pt.correct_all("pt", [*CHANGES, wrong], **ANN)
    assert state(pt) == before


def test_no_corrections_are_none(pt: Store) -> None:
    assert pt.correct_all("pt", [], **ANN) == []
    assert pt.last_decision("pt") == 0
