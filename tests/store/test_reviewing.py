"""How far people have come: what is confirmed, what comes next, how much is left."""

from __future__ import annotations

import pytest
from store_texts import made_up

from communique.store import QueryError, Store, UnknownDocumentError

ANN = {"by": "Ann", "why": "read it"}
BEN = {"by": "Ben", "why": "read it"}


@pytest.fixture
def five(store: Store) -> Store:
    for number in range(5):
        store.add(made_up(number), read=number != 3)
    return store


def ids(store: Store, *numbers: int) -> frozenset[str]:
    return frozenset(store.show(f"made-{number}").id for number in numbers)


def given(store: Store, id: str | None) -> str | None:
    return store.show(id).given if id is not None else None


def test_a_later_correction_takes_a_confirmation_away(five: Store) -> None:
    assert five.confirmed() == frozenset()
    five.correct("made-0", "meeting.date", "2024", **ANN)
    five.confirm("made-0", **ANN)
    five.confirm("made-1", **BEN)
    assert five.confirmed() == ids(five, 0, 1)
    assert (five.confirmed(by="Ann"), five.confirmed(by="Cleo")) == (ids(five, 0), frozenset())
    later = five.correct("made-1", "meeting.date", "2024", **ANN)
    assert five.confirmed() == ids(five, 0)
    five.undo(later.number, **ANN)
    assert five.confirmed() == ids(five, 0, 1)
    five.undo(five.confirm("made-2", **ANN).number, **BEN)
    assert five.confirmed() == ids(five, 0, 1)


def test_an_undoing_of_what_was_confirmed_takes_the_confirmation_away(five: Store) -> None:
    before = five.correct("made-0", "meeting.date", "2024", **ANN)
    five.confirm("made-0", **ANN)
    undone = five.undo(before.number, **BEN)
    assert five.confirmed() == frozenset()
    five.undo(undone.number, **BEN)
    assert five.confirmed() == ids(five, 0)


def test_a_second_confirmation_holds_and_is_its_makers(five: Store) -> None:
    five.confirm("made-0", **ANN)
    five.correct("made-0", "meeting.date", "2024", **BEN)
    five.confirm("made-0", **BEN)
    assert (five.confirmed(by="Ann"), five.confirmed(by="Ben")) == (frozenset(), ids(five, 0))


def test_each_coding_has_its_own_confirmations(five: Store) -> None:
    five.confirm("made-0", **ANN)
    five.confirm("made-1", coding="Ben", **BEN)
    five.correct("made-0", "meeting.date", "2024", coding="Ben", **BEN)
    assert (five.confirmed(), five.confirmed(coding="Ben")) == (ids(five, 0), ids(five, 1))
    assert (five.review_progress(), five.review_progress(coding="Ben", by="Ann")) == ((1, 4), (0, 4))


def test_the_next_comes_in_the_order_of_adding_and_round_once(five: Store) -> None:
    five.confirm("made-1", **ANN)
    steps: list[str | None] = [None]
    for _ in range(5):
        steps.append(given(five, five.next_unconfirmed(steps[-1])))
    assert steps[1:] == ["made-0", "made-2", "made-4", "made-0", "made-2"]
    assert given(five, five.next_unconfirmed("made-0", by="Ben")) == "made-1"
    assert given(five, five.next_unconfirmed("made-3", coding="Ben")) == "made-4"


def test_the_last_one_left_comes_again_and_then_none(five: Store) -> None:
    for number in (0, 1, 4):
        five.confirm(f"made-{number}", **ANN)
    assert given(five, five.next_unconfirmed("made-2")) == "made-2"
    five.confirm("made-2", **ANN)
    assert five.next_unconfirmed("made-2") is five.next_unconfirmed() is None
    assert five.review_progress() == (4, 4)


def test_query_and_filters_choose_what_comes(five: Store) -> None:
    assert given(five, five.next_unconfirmed(query="copper")) == "made-2"
    five.confirm("made-2", **ANN)
    assert five.next_unconfirmed(query="copper") is None
    assert five.review_progress(query="copper") == (1, 1)
    assert five.review_progress(country="KEN") == (1, 4)
    assert five.review_progress(query="nothing", country="FRA", once=True) == (0, 0)
    assert given(five, five.next_unconfirmed("made-1", act="request", once=True)) == "made-4"
    with pytest.raises(QueryError):
        five.next_unconfirmed(kind="party")
    with pytest.raises(UnknownDocumentError):
        five.next_unconfirmed("nowhere")


def test_an_unread_new_version_is_not_looked_through(five: Store) -> None:
    five.confirm("made-0", **ANN)
    five.add(made_up(0).model_copy(update={"title": "Another"}), read=False)
    assert five.review_progress() == (0, 3)
    assert given(five, five.next_unconfirmed()) == "made-1"


def test_the_state_of_a_store_is_that_of_readings_and_decisions(store: Store) -> None:
    assert store.state_number() == (0, 0)
    store.add(made_up(1))
    store.add(made_up(2), read=False)
    assert store.state_number() == (1, 0)
    store.confirm("made-1", coding="Ben", **BEN)
    list(store.reread())
    assert store.state_number() == (2, 1)
    store.undo(1, **BEN)
    assert store.state_number() == (2, 2)
