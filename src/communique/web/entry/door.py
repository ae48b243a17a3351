"""The door: whether somebody who gives a name and a password comes in, and how often it may be tried."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from communique.errors import CommuniqueError
from communique.store import Store
from communique.store.logins.model import User, folded
from communique.web.entry.passwords import hashed, holds
from communique.web.safety.attempts import Attempts, network_of
from communique.web.safety.turns import BusyError

T = TypeVar("T")
_SECONDS = 15 * 60
_FOR_NAME, _FOR_ADDRESS = 10, 30
"""Wrong passwords in `_SECONDS`: for one name, from whatever address; and from one address, for whatever names."""
_AT_ONCE = 2
"""Passwords that are checked at one time: each takes 64 MiB and a core for some 50 ms."""
_WAITING = 40
_LONGEST_NAME = 200


class WrongError(CommuniqueError):
    """The name or the password is not right; which of them is not said."""

    status = 401

    def __init__(self) -> None:
        super().__init__("the login", "the name or the password is not right", "Try again, or ask an admin.")


class TooOftenError(CommuniqueError):
    """Too many wrong passwords. ``wait`` is in seconds."""

    status = 429

    def __init__(self, wait: float) -> None:
        self.wait = math.ceil(wait)
        minutes = math.ceil(wait / 60)
        mend = f"Try again in {minutes} minute{'s' * (minutes != 1)}."
        super().__init__("the login", "too many wrong passwords, for this name or from this address", mend)

    @property
    def headers(self) -> Mapping[str, str]:
        """For the answer."""
        return {"retry-after": str(self.wait)}


class Door:
    """Checks names and passwords; one for each running reading room.

    An attempt counts before it is checked, so that many at one time are not more than one after the other. A right
    password takes back what was counted for its name. While a check waits for its turn, it holds no thread of the pages.

    :param clock: the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._names = Attempts(_FOR_NAME, _SECONDS, clock)
        self._addresses = Attempts(_FOR_ADDRESS, _SECONDS, clock)
        self._turns: CapacityLimiter | None = None
        self._inside = 0

    async def user(self, store: Store, name: str, password: str, address: str) -> User:
        """Who comes in.

        :raises WrongError: where name and password do not go together.   :raises TooOftenError: after too many of those.
        :raises BusyError: where too many wait for their turn.
        """
        key, place = folded(name[:_LONGEST_NAME]), network_of(address)
        self._check_attempts(key, place)
        try:
            found = await self._in_turn(lambda: _checked(store, name[:_LONGEST_NAME], password))
        except BusyError:
            self._names.give_back(key)
            self._addresses.give_back(place)
            raise
        if found is None:
            raise WrongError
        self._names.forget(key)
        self._addresses.give_back(place)
        return found

    async def hashed(self, password: str) -> str:
        """What is kept of a new password.

        :raises InputError: for one that is too short or too long.   :raises BusyError: where too many wait.
        """
        return await self._in_turn(lambda: hashed(password))

    def _check_attempts(self, key: str, place: str) -> None:
        wait = self._addresses.take(place) or self._names.take(key)
        if wait:
            raise TooOftenError(wait)

    async def _in_turn(self, check: Callable[[], T]) -> T:
        turns = self._turns = self._turns or CapacityLimiter(_AT_ONCE)
        if self._inside >= _AT_ONCE + _WAITING:
            raise BusyError("the login", "many log in just now", "Try again in a moment.")
        self._inside += 1
        try:
            return await to_thread.run_sync(check, limiter=turns)
        finally:
            self._inside -= 1


def _checked(store: Store, name: str, password: str) -> User | None:
    known = store.user(name)
    return known if holds(password, known.hash if known else None) else None
