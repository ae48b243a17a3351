"""Processes that are killed, and processes that write at once.

Children are forked from this process, so that they start in milliseconds; each opens the store itself.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import secrets
import signal
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

import pytest
from store_texts import made_up

from communique.reading import read_document
from communique.store import Store, id_of, near, rereading
from communique.store.rereading import reread

_FORK = multiprocessing.get_context("fork")
_KILLS = {"sqlite": 50, "postgresql": 12}


@pytest.fixture(autouse=True)
def _warm() -> None:
    """Lexicons and libraries are loaded here, once, and not in every child."""
    near.bands(near.shingles(read_document(made_up(0)).document.text))


def _add(where: str, numbers: Iterable[int], told: Connection) -> None:
    with Store(where) as store:
        for number in numbers:
            store.add(made_up(number))
            told.send(number)


def _reread(where: str, told: Connection) -> None:
    rereading.digest = lambda: secrets.token_hex(8)  # in this child only: lexicons that nobody has read with
    with Store(where) as store:
        for done in reread(store._database, None):
            told.send(done.id)


def _span(work: Callable[..., None], *args: Any) -> float:
    """Seconds that a child takes for `work`: the span in which to kill the next ones, however busy the machine is."""
    ours, theirs = _FORK.Pipe(duplex=False)
    begun = time.perf_counter()
    child = _FORK.Process(target=work, args=(*args, theirs))
    child.start()
    theirs.close()
    child.join(60)
    assert child.exitcode == 0
    ours.close()
    return time.perf_counter() - begun


def _kill(work: Callable[..., None], *args: Any, after: float) -> list[Any]:
    """Runs `work` in a child and kills it; what it acknowledged until then."""
    ours, theirs = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=work, args=(*args, theirs))
    child.start()
    theirs.close()
    time.sleep(after)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    told = []
    try:
        while ours.poll():
            told.append(ours.recv())
    except EOFError:
        pass
    ours.close()
    return told


def _check(where: str, acknowledged: set[int]) -> None:
    """Everything acknowledged is there once; nothing is there by half."""
    with Store(where, create=False) as store:
        listed = [item.id for item in store.list(limit=10_000)]
        assert len(listed) == len(set(listed))
        assert {id_of(made_up(n)) for n in acknowledged} <= set(listed)
        assert store.count(country="KEN") == len(listed), "a document without its reading"


def test_nothing_acknowledged_is_lost_and_nothing_doubled(where: str) -> None:
    chance = random.Random(20240503)
    acknowledged = set(range(3))
    span = _span(_add, where, range(3))
    kills = _KILLS["postgresql" if "://" in where else "sqlite"]
    for _ in range(kills):
        start = max(0, max(acknowledged, default=0) - 2)  # some are added once more
        acknowledged |= set(_kill(_add, where, range(start, 10_000), after=chance.uniform(0, span)))
        _check(where, acknowledged)
    assert len(acknowledged) > 3 + kills // 4, "the children hardly came to add anything: nothing was tested"
    with Store(where) as store:
        assert store.doctor() == []
        assert all(len(store.history(item.id)) == 1 for item in store.list(limit=10_000))
        assert len(list(store.records())) == len(store.list(limit=10_000))
        assert len(store.search("vale", limit=10_000)) == len(store.list(limit=10_000))


def test_a_store_whose_making_was_killed_is_made(tmp_path: Any) -> None:
    chance = random.Random(7)
    span = _span(_add, str(tmp_path / "whole.db"), range(1))
    for number in range(8):
        where = str(tmp_path / f"{number}.db")
        told = _kill(_add, where, range(1), after=chance.uniform(0, span))
        with Store(where) as store:
            assert len(store.list()) >= len(told)
            store.add(made_up(0))
            assert len(store.list()) == 1
            assert store.doctor() == []


def test_a_killed_rereading_leaves_one_newest_reading_each(where: str) -> None:
    chance = random.Random(11)
    with Store(where) as store:
        for number in range(6):
            store.add(made_up(number))
        before = list(store.records())
    span = _span(_reread, where)
    for _ in range(10):
        told = _kill(_reread, where, after=chance.uniform(0, span))
        with Store(where) as store:
            assert list(store.records()) == before
            assert all(store.history(name)[0].readings > 1 for name in told)
            assert store.doctor() == []


def _reread_all(where: str, told: Connection) -> None:
    with Store(where) as store:
        for done in store.reread_all():
            told.send(done.id)


def test_a_killed_rereading_of_all_reads_each_once(where: str) -> None:
    chance = random.Random(23)
    count, rounds, halfway = 12, 0, 0
    with Store(where) as store:
        ids = [store.add(made_up(number)).id for number in range(count)]
    span = _span(_reread_all, where)
    told: list[str] = []
    for kill in range(_KILLS["postgresql" if "://" in where else "sqlite"]):
        told += _kill(_reread_all, where, after=chance.uniform(0, 0.9 * span))
        with Store(where) as store:
            done, _ = store.reread_progress()
            readings = [store.history(name)[0].readings for name in ids]
            before, halfway = 2 + rounds, halfway + (0 < done < count)
            if done == 0 and readings[-1] > before:  # it came to its end
                assert set(readings) == {before + 1}
                told, rounds = [], rounds + 1
                continue
            assert readings == [before + (n < done) for n in range(count)], f"after kill {kill}"
            assert set(told) <= set(ids[:done]) and len(told) == len(set(told))
    assert halfway > 3, "the children hardly came to read anything: nothing was tested"
    with Store(where) as store:
        done, _ = store.reread_progress()
        assert [one.id for one in store.reread_all()] == ids[done:]
        assert {store.history(name)[0].readings for name in ids} == {3 + rounds}
        assert store.reread_progress() == (0, count) and store.doctor() == []


def test_two_writers_at_once(where: str) -> None:
    """Both add the same documents, one from either end."""
    count = 40
    Store(where).close()
    pipes = [_FORK.Pipe(duplex=False) for _ in range(2)]
    orders = [range(count), range(count - 1, -1, -1)]
    children = [
        _FORK.Process(target=_add, args=(where, order, theirs))
        for order, (_, theirs) in zip(orders, pipes, strict=True)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join(30)
    stuck = [child for child in children if child.is_alive()]
    for child in stuck:
        child.kill()
    assert not stuck, "a writer waits for ever"
    assert [child.exitcode for child in children] == [0, 0]
    with Store(where) as store:
        listed = store.list(limit=1000)
        assert sorted(item.id for item in listed) == sorted(id_of(made_up(n)) for n in range(count))
        assert all(len(store.history(item.id)) == 1 for item in listed)
        assert len(list(store.records())) == store.count() == count
        assert store.doctor() == []
