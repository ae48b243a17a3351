"""Whatever people decide and undo, in any order: what holds is what the decisions say that were not undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from curation_texts import account, accounts
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.store import Store, StoreError
from communique.store.curation import deciding
from communique.store.curation.decisions import decisions, write
from communique.store.curation.model import Decision

WHO = {"by": "Ann", "why": "so"}
NAMES = ("pt", "de", "next", "call", "fr", "spelt", "chile")
VALUES = (("meeting.date", "2023-03-18"), ("meeting.date", None), ("participants[1].country", "AUT"),
          ("participants[0].name", "Ona Vale Ruiz"), ("participants[1]", None))  # fmt: skip
STEPS = st.tuples(
    st.sampled_from(["join", "split", "merge", "names", "documents", "correct", "code", "undo", "reread"]),
    st.integers(0, 99), st.integers(0, 99),
)  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the readouts and no decision, of which each run gets a copy."""
    path = tmp_path_factory.mktemp("decisions") / "empty.db"
    with Store(path) as store:
        for document in accounts(*NAMES):
            store.add(document)
        store.link()
    return path


def copied(empty: Path, to: Path) -> Store:
    shutil.copy(empty, to)
    return Store(to, create=False)


def take(store: Store, step: tuple[str, int, int]) -> None:
    """Takes a step; one that cannot be taken now is refused, and changes nothing."""
    kind, a, b = step
    one, other = NAMES[a % len(NAMES)], NAMES[b % len(NAMES)]
    people = [p.id for p in store.people()]
    person, second = people[a % len(people)], people[b % len(people)]
    whole = store.person(person)
    made = numbers(store)
    calls: dict[str, Callable[[], Any]] = {
        "join": lambda: store.join([one, other], **WHO),
        "split": lambda: store.split(one, [other], **WHO),
        "merge": lambda: store.merge_people([person, second], **WHO),
        "names": lambda: store.split_person(person, names=[whole.names[b % len(whole.names)]], **WHO),
        "documents": lambda: store.split_person(
            person, documents=[whole.appearances[b % len(whole.appearances)].document], **WHO
        ),
        "correct": lambda: store.correct(one, *VALUES[b % len(VALUES)], **WHO),
        "code": lambda: store.correct(one, *VALUES[b % len(VALUES)], coding="Ben", **WHO),
        "undo": lambda: store.undo(made[a % len(made)] if made else 0, **WHO),
        "reread": lambda: list(store.reread([one])),
    }
    try:
        calls[kind]()
    except StoreError as error:
        assert error.mend


def numbers(store: Store) -> list[int]:
    kinds = ("join", "split", "merge", "part", "correct", "undo")
    with store._database.reading() as connection:
        return [d.number for d in decisions(connection, *kinds, undone=True, every=True)]


def active(store: Store) -> list[Decision]:
    with store._database.reading() as connection:
        return decisions(connection, "join", "split", "merge", "part", "correct")


def state(store: Store) -> tuple[Any, ...]:
    """Who is with whom, without the ids that depend on the numbers of decisions."""
    encounters = {frozenset(e.documents) for e in store.encounters()}
    persons = [store.person(p.id) for p in store.people(limit=1000)]
    people = {frozenset((a.document, a.name) for a in p.appearances) for p in persons}
    offices = {(frozenset(p.names), p.country, tuple((o.role, o.first, o.last) for o in p.offices)) for p in persons}
    records = {name: store.corrected(name).model_dump(exclude={"participants": {"__all__": {"evidence", "offices"}},
                                                               "meeting": {"evidence"}}) for name in NAMES}  # fmt: skip
    return encounters, people, offices, records


def replayed(store: Store, made: list[Decision]) -> Store:
    """The store after only these decisions were made in it, under the same numbers."""
    for decision in made:
        with store._database.writing() as connection:
            key = None
            if decision.kind == "correct":
                key = deciding.encounters.keys_of(connection, [decision.what["document"]])[decision.what["document"]]
            written = write(connection, decision.kind, decision.what, document=key, **WHO)
            deciding.decided(connection, renumbered(connection, written.number, decision.number))
    return store


def renumbered(connection: Any, old: int, new: int) -> Decision:
    from sqlalchemy import update

    from communique.store.curation import tables as c
    from communique.store.curation.decisions import decision

    connection.execute(update(c.decisions).where(c.decisions.c.key == old).values(key=new))
    return decision(connection, new)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=9))
def test_what_is_undone_leaves_no_trace(empty: Path, steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder, copied(empty, Path(folder) / "a.db") as store:
        for step in steps:
            take(store, step)
        with copied(empty, Path(folder) / "b.db") as again:
            assert state(store) == state(replayed(again, active(store)))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(STEPS.filter(lambda step: step[0] != "undo"), min_size=1, max_size=6), st.randoms(use_true_random=False)
)
def test_undoing_all_in_any_order_gives_the_beginning(
    empty: Path, steps: list[tuple[str, int, int]], random: Any
) -> None:
    with TemporaryDirectory() as folder, copied(empty, Path(folder) / "a.db") as store:
        before = state(store)
        for step in steps:
            take(store, step)
        made = numbers(store)
        random.shuffle(made)
        for number in made:
            store.undo(number, **WHO)
        assert state(store) == before
        assert numbers(store)[: len(made)] == sorted(made)  # all is still there


def test_decisions_are_kept_over_opening_again(where: str) -> None:
    with Store(where) as store:
        for name in ("pt", "de"):
            store.add(account(name))
        store.split("pt", ["de"], **WHO)
    with Store(where, create=False) as store:
        assert len(store.encounters()) == 2
        assert [d.by for d in store.encounter("pt").decisions] == ["Ann"]
        assert store.doctor() == []
