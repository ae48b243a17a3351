"""What the pages work with: the store, a memory for answers, the workroom."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from communique.store import Store
from communique.web.settings import Settings
from communique.web.workroom import Workroom

T = TypeVar("T")
_MOST = 256


class Desk:
    """One for each running reading room; pages get it as a dependency (`OnDesk`)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.store)
        self.workroom = Workroom(settings.read_seconds)
        self._kept: OrderedDict[Hashable, tuple[tuple[int, int], Any]] = OrderedDict()
        self._lock = Lock()

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, from memory where nothing was read or decided since it was last asked.

        :param key: names the question with all its arguments.
        """
        state = self.store.state_number()
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found[0] == state:
                self._kept.move_to_end(key)
                return cast(T, found[1])
        made = make()
        with self._lock:
            self._kept[key] = (state, made)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made

    def close(self) -> None:
        """Ends the workroom and closes the store."""
        self.workroom.close()
        self.store.close()


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    return cast(Desk, request.app.state.desk)


OnDesk = Annotated[Desk, Depends(desk_of)]
