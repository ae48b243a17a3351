"""An invented ministry on a local server, and a store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.sources.fetch import Fetcher
from communique.sources.manners import Manners
from communique.store import Store

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "sources")]
from local_site import Time, serving  # noqa: E402
from ministry import Ministry  # noqa: E402


@pytest.fixture
def ministry() -> Iterator[Ministry]:
    with serving() as site:
        yield Ministry(site)


@pytest.fixture
def time_() -> Time:
    return Time()


@pytest.fixture
def fetcher(time_: Time) -> Iterator[Fetcher]:
    """May ask the loopback, and sleeps without taking time."""
    manners = Manners(allow_private=True, timeout=10.0, retries=2)
    with Fetcher(manners, clock=time_.clock, sleep=time_.sleep) as made:
        yield made


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "communique.db"


@pytest.fixture
def store(where: Path) -> Iterator[Store]:
    with Store(where) as opened:
        yield opened
