"""One request at a time for each host, and a pause between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock


class Pace:
    """Keeps the pace for every host; safe to share between threads.

    :param clock: the time now.
    :param sleep: waits so many seconds.
    """

    def __init__(self, clock: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._clock, self._sleep = clock, sleep
        self._guard = Lock()
        self._turns: dict[str, Lock] = {}
        self._ended: dict[str, datetime] = {}

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """A turn at `host`: begins `delay` seconds after the last one ended, and nobody else has one meanwhile."""
        with self._guard:
            turn = self._turns.setdefault(host, Lock())
        with turn:
            wait = self._wait(host, delay)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._ended[host] = self._clock()

    def _wait(self, host: str, delay: float) -> float:
        ended = self._ended.get(host)
        if ended is None:
            return 0.0
        # A clock that was set back must not make the pause longer than it is meant to be.
        return min(delay, delay - (self._clock() - ended).total_seconds())
