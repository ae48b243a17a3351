"""Processes that are killed while they link encounters and persons. They are forked from this one, so that they start in
milliseconds."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from typing import Any

from curation_texts import accounts

from communique.record import Document
from communique.store import Store
from communique.store.curation import refresh

_FORK = multiprocessing.get_context("fork")
_KILLS = {"sqlite": 20, "postgresql": 8}
_YEARS = (2019, 2020, 2021)


def documents() -> list[Document]:
    """The readouts of `curation_texts`, told again of other years."""
    return [
        document.model_copy(update={
            "id": f"{document.id}-{year}", "published": f"{year}{document.published[4:]}" if document.published else None,
            "text": document.text.replace("2023", str(year)),
        })
        for year in _YEARS
        for document in accounts()
    ]  # fmt: skip


def _link(where: str) -> None:
    refresh._PAGE = 3  # in this child only: several transactions
    with Store(where) as store:
        store.link()


def _killed(where: str, after: float | None) -> float:
    """Links in a child that is killed (None: it is left to end); the seconds that it lived."""
    begun = time.perf_counter()
    child = _FORK.Process(target=_link, args=(where,))
    child.start()
    if after is not None:
        time.sleep(after)
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
    child.join(60)
    return time.perf_counter() - begun


def linked(store: Store) -> tuple[Any, ...]:
    """All encounters and persons, with their ids and reasons."""
    encounters = [replace(store.encounter(found.id), decisions=()) for found in store.encounters(limit=1000)]
    return encounters, [store.person(found.id) for found in store.people(limit=1000)]


def far(store: Store) -> tuple[int, int]:
    """How far linking has come."""
    with store._database.reading() as connection:
        return refresh.linked_up_to(connection)


def test_linking_that_is_killed_comes_to_the_same(where: str) -> None:
    chance = random.Random(20240503)
    with Store(where) as store:
        for document in documents():
            store.add(document)
        store.link()
        wanted = linked(store)
        store.join(["pt-2019", "pt-2020"], by="Ann", why="so")
        joined = linked(store)
        store.undo(1, by="Ann", why="not so")
        list(store.reread_all())
    span = _killed(where, None)
    halfway = 0
    for kill in range(_KILLS["postgresql" if "://" in where else "sqlite"]):
        with Store(where) as store:
            if current(store):
                list(store.reread_all())
            before = far(store)
        _killed(where, chance.uniform(0, span))
        with Store(where, create=False) as store:
            halfway += before != far(store) and not current(store)
            assert kill % 5 or store.doctor() == []
    assert halfway > 0, "the children hardly came to link anything: nothing was tested"
    with Store(where) as store:
        assert linked(store) == wanted
        store.undo(2, by="Ann", why="so after all")
        assert linked(store) == joined
        assert store.doctor() == []


def current(store: Store) -> bool:
    with store._database.reading() as connection:
        return refresh.is_current(connection)
