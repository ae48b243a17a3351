"""Reading what strangers give, in a process of its own that is ended where it takes too long or too much memory.

Pebble keeps the process warm and ends it when time is up, which a pool of the standard library cannot.
"""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as OutOfTimeError
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from communique.document.extract import extract
from communique.document.found import Failure, Found
from communique.document.limits import Limits
from communique.errors import CommuniqueError, InputError
from communique.record import Document, Record
from communique.web.safety.turns import Turns

T = TypeVar("T")
_MEMORY = 2_000_000_000
"""Bytes of address space of the process."""
_TASKS = 2_000
"""Texts after which the process is made anew."""
_AT_ONCE, _FETCHED_AT_ONCE = 6, 3
"""Texts that are read or wait for it, and pages that are fetched, at one time: each holds a thread of the pages."""
_log = logging.getLogger("communique.web")


class Workroom:
    """One process that reads. It is started with the first text, or by `warm`.

    ``fetching`` gives turns to those who fetch a page to be read here.

    :param seconds: time for one text.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pool, self._lock, self._closed = _pool(), Lock(), False
        self._turns = Turns(_AT_ONCE, "reading")
        self.fetching = Turns(_FETCHED_AT_ONCE, "fetching pages")

    def warm(self) -> None:
        """Starts the process and loads the lexicons, so that the first reader does not wait for them."""
        self._scheduled(_warm)

    def read(self, document: Document) -> Record:
        """The record of a document.

        :raises InputError: where it cannot be read, or takes too long.   :raises BusyError: where too many wait.
        """
        return self._done(document.title or "the text", _read, document)

    def texts_of(
        self, data: bytes, name: str, media_type: str | None = None, url: str | None = None
    ) -> list[Found | Failure]:
        """The texts in a file or page, with what they say of themselves, and what could not be read.

        :raises InputError: where nothing is in it, or it takes too long.   :raises BusyError: where too many wait.
        """
        found = self._done(name, _texts_of, data, name, media_type, url, self._seconds / 2)
        if not found:
            raise InputError(name, "no text in it", "Give a text, page, PDF, Word document, feed or archive.")
        return found

    def close(self) -> None:
        """Ends the process."""
        self._closed = True
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _done(self, where: str, task: Callable[..., T], *given: Any) -> T:
        try:
            with self._turns.one():
                made: T = self._scheduled(_guarded, task, where, self._seconds, *given).result()
                return made
        except OutOfTimeError:
            raise InputError(
                where, f"not read within {self._seconds:g} seconds", "Split it, or read it with `communique read`."
            ) from None
        except (ProcessExpired, BrokenProcessPool, MemoryError):
            raise InputError(where, "it takes more memory than it may", "Split it.") from None

    def _scheduled(self, task: Callable[..., T], *given: Any) -> Future[T]:
        """Hands a task to the process; to a new one where somebody has ended the process while it waited."""
        with self._lock:
            try:
                return self._pool.schedule(task, args=list(given), timeout=self._seconds)
            except RuntimeError:
                if self._closed:
                    raise
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool = _pool()
                return self._pool.schedule(task, args=list(given), timeout=self._seconds)


def _pool() -> ProcessPool:
    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=1, max_tasks=_TASKS, initializer=_bound, context=context)


def _guarded(task: Callable[..., T], where: str, seconds: float, *given: Any) -> T:
    """Does a task in the process. An exception of some library might not get back to the other process whole."""
    _bound_time(seconds)
    try:
        return task(*given)
    except (CommuniqueError, MemoryError):
        raise
    except Exception as error:
        _log.warning("%r breaks the reader: %s", where[:200], repr(error)[:300])
        raise InputError(where, f"it breaks the reader ({type(error).__name__})", "Give its text.") from None


def _bound() -> None:
    try:
        import resource
    except ImportError:  # only Unix can bound the memory of a process
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _bound_time(seconds: float) -> None:
    """Bounds the time on the processors, also of what this process starts (a PDF is parsed in one of its own): it ends
    even where nobody is left to end it."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = int(time.process_time() + 2 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _warm() -> None:
    import communique

    communique.read("The two ministers met in Lisbon on 3 May 2024 and agreed to expand trade.", published="2024-05-04")


def _read(document: Document) -> Record:
    from communique.document.check import checked
    from communique.reading import read_document

    return read_document(checked(document))


def _texts_of(
    data: bytes, name: str, media_type: str | None, url: str | None, pdf_seconds: float
) -> list[Found | Failure]:
    limits = Limits(max_bytes=20_000_000, max_total=50_000_000, max_members=200, pdf_seconds=pdf_seconds)
    return list(extract(data, name=name, media_type=media_type, url=url, limits=limits))
