"""How often something was tried in vain: so many in so many seconds, and then no more for a while."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from communique.web.safety.addresses import ip_of

_KEYS = 20_000
"""Keys that are remembered; of more, those longest without an attempt are forgotten."""


class Attempts:
    """A window that slides: at most `most` attempts for a key in `seconds`.

    :param clock: the time in seconds.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Counts an attempt and gives 0; where there were too many, counts none and gives the seconds to wait."""
        now = self._clock()
        with self._lock:
            times = self._times.setdefault(key, deque())
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return times[0] + self._seconds - now
            times.append(now)
            self._times.move_to_end(key)
            while len(self._times) > _KEYS:
                self._times.popitem(last=False)
        return 0.0

    def give_back(self, key: str) -> None:
        """Takes the last attempt back: it was not in vain."""
        with self._lock:
            times = self._times.get(key)
            if times:
                times.pop()

    def forget(self, key: str) -> None:
        """Takes all attempts of a key back."""
        with self._lock:
            self._times.pop(key, None)

    def __len__(self) -> int:
        return len(self._times)


def network_of(address: str) -> str:
    """Whom an address belongs to: itself; of IPv6 the first 64 bits, for one house has all that follow."""
    ip = ip_of(address)
    if ip is None:
        return address[:64]
    return str(ip) if isinstance(ip, ipaddress.IPv4Address) else str(ipaddress.ip_network((ip, 64), strict=False))
