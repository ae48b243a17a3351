"""So many at one time; who comes then is asked to come again, so that what is slow never holds all threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import ClassVar

from communique.errors import CommuniqueError


class BusyError(CommuniqueError):
    """Others are served just now."""

    status = 503
    headers: ClassVar[Mapping[str, str]] = {"retry-after": "5"}


class Turns:
    """:param most: so many at one time.   :param where: what they wait for, for the message."""

    def __init__(self, most: int, where: str) -> None:
        self._free, self._where = BoundedSemaphore(most), where

    @contextmanager
    def one(self) -> Iterator[None]:
        """One turn.

        :raises BusyError: where all are taken.
        """
        if not self._free.acquire(blocking=False):
            raise BusyError(self._where, "others are served just now", "Try again in a moment.")
        try:
            yield
        finally:
            self._free.release()
