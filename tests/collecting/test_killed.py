"""Processes that are killed while they collect. They are forked from this one, so that they start in milliseconds."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from local_site import serving
from ministry import Ministry, page
from test_keep import archive

from communique.collecting import Kept, Source, Summary, collect_into
from communique.sources.fetch import Fetcher
from communique.sources.manners import Manners
from communique.sources.state import Progress
from communique.store import Store

_FORK = multiprocessing.get_context("fork")
_KILLS = 30
_PAGES = 110
_IN_ARCHIVE = 6
_DOCUMENTS = _PAGES - 2 + 2 * _IN_ARCHIVE
_MANNERS = Manners(allow_private=True, delay=0.0, retries=0)


def _serve(told: Connection) -> None:
    """A ministry in a process of its own, so that this one has no threads when it forks."""
    with serving() as site:
        ministry = Ministry(site, size=7)
        ministry.publish(*(f"p{number}" for number in range(_PAGES)))
        for name in ("p20", "p60"):
            members = [(f"{name}-{number}.html", page(f"{name}part{number}")) for number in range(_IN_ARCHIVE)]
            site.page(f"/{name}", archive(*members), ETag=f'"{name}"')
        told.send(ministry.source())
        signal.pause()


@pytest.fixture
def source() -> Iterator[Source]:
    ours, theirs = _FORK.Pipe(duplex=False)
    server = _FORK.Process(target=_serve, args=(theirs,))
    server.start()
    assert ours.poll(20)
    yield ours.recv()
    server.kill()
    server.join()


def _collect(where: Path, source: Source, limit: int | None, told: Connection) -> None:
    with Store(where) as store, Fetcher(_MANNERS) as fetcher:
        for outcome in collect_into(store, source, fetcher=fetcher, limit=limit):
            told.send((outcome.id, outcome.status) if isinstance(outcome, Kept) else "end")


def _killed(where: Path, source: Source, after: float | None, limit: int | None = None) -> list[tuple[str, str] | str]:
    """What a collecting process acknowledged before it was killed (None: it is left to end)."""
    ours, theirs = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_collect, args=(where, source, limit, theirs))
    child.start()
    theirs.close()
    if after is not None:
        time.sleep(after)
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
    told = []
    try:
        while True:
            told.append(ours.recv())
    except EOFError:
        pass
    child.join()
    ours.close()
    return told


def test_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path, source: Source) -> None:
    chance = random.Random(20240503)
    where = tmp_path / "communique.db"
    pipe = _FORK.Pipe()
    _collect(tmp_path / "other.db", source, 1, pipe[0])  # so that children need not load the libraries
    begun = time.perf_counter()
    told = _killed(where, source, None, limit=3)
    span = time.perf_counter() - begun
    acknowledged: set[str] = set()
    gained = useful = 0
    for kill in range(_KILLS + 1):
        kept = [one for one in told if isinstance(one, tuple)]
        assert {status for _, status in kept} <= {"new", "unchanged"}
        gained += bool(kept)
        span *= 0.8 if len(kept) > 3 else 1.1  # however busy the machine is, some kills come early and some late
        acknowledged |= {name for name, _ in kept}
        with Store(where, create=False) as store:
            listed = [item.id for item in store.list(limit=1000)]
            assert len(listed) == len(set(listed)) and acknowledged <= set(listed)
        useful += len(acknowledged) < _DOCUMENTS
        if kill < _KILLS:
            told = _killed(where, source, chance.uniform(0, span))
    assert gained > 5 and useful > 15, "kills came before anything was kept, or after all was"
    told = _killed(where, source, None)
    assert told[-1] == "end"
    with Store(where) as store:
        listed = [item.id for item in store.list(limit=1000)]
        assert len(listed) == _DOCUMENTS
        assert acknowledged <= set(listed)
        assert all(len(store.history(name)) == 1 for name in listed)
        assert store.doctor() == []
        assert store.load_state("collect norway.ministry") == Progress().as_json()
        with Fetcher(_MANNERS) as fetcher:
            (summary,) = collect_into(store, source, fetcher=fetcher)
    assert isinstance(summary, Summary) and (summary.new, summary.changed, summary.left) == (0, 0, False)
