"""robots.txt (RFC 9309): fetched once for each host, obeyed for every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from communique.sources.errors import FetchError
from communique.sources.exchange import Answer

if TYPE_CHECKING:
    from protego import Protego

# RFC 9309 asks for at least 500 KiB to be read, and at most a day to be remembered.
MAX_BYTES = 500 * 1024
_FRESH = timedelta(days=1)
_FRESH_FAILURE = timedelta(minutes=10)


@dataclass(frozen=True)
class _Rules:
    """What one host said; `rules` is None where it says nothing, `failed` where it could not be had for now."""

    until: datetime
    rules: Protego | None = None
    failed: FetchError | None = None


class Robots:
    """What each host allows to the robot of this name.

    :param get: fetches a robots.txt, redirects followed; a status that may pass is raised, others are returned.
    """

    def __init__(self, robot: str, get: Callable[[str], Answer], clock: Callable[[], datetime]) -> None:
        self._robot, self._get, self._clock = robot, get, clock
        self._known: dict[str, _Rules] = {}

    def check(self, url: str) -> None:
        """:raises FetchError: where robots.txt forbids `url`, or where it cannot be had for now."""
        said = self._rules(url)
        if said.failed is not None:
            raise said.failed.at(url)
        if said.rules is not None and not said.rules.can_fetch(url, self._robot):
            raise FetchError(
                url, f"{_place(url)} forbids this page to {self._robot!r}",
                "Leave it, or ask the site for permission and save the page by hand.", kind="robots",
            )  # fmt: skip

    def delay(self, url: str) -> float:
        """The Crawl-delay in seconds that the host of `url` asks for; 0 where it asks for none."""
        said = self._known.get(_place(url))
        asked = said.rules.crawl_delay(self._robot) if said is not None and said.rules is not None else None
        return max(0.0, float(asked or 0.0))

    def _rules(self, url: str) -> _Rules:
        place, now = _place(url), self._clock()
        said = self._known.get(place)
        if said is None or said.until <= now:
            said = self._known[place] = self._fetched(place, now)
        return said

    def _fetched(self, place: str, now: datetime) -> _Rules:
        from protego import Protego

        try:
            answer = self._get(place)
        except FetchError as error:
            if error.status is None:
                return _Rules(now + _FRESH_FAILURE, failed=error)
            status = error.status
        else:
            status = answer.status
            if status == 200:
                return _Rules(now + _FRESH, rules=Protego.parse(answer.body.decode("utf-8", "replace")))
        if 400 <= status < 500 and status != 429:
            return _Rules(now + _FRESH)
        return _Rules(now + _FRESH_FAILURE, failed=_unclear(place, status))


def _unclear(place: str, status: int) -> FetchError:
    return FetchError(
        place,
        f"{place} answers {status}, so what it allows is not known",
        "Try again later; until then nothing of this host is fetched.",
        kind="robots",
        passing=True,
        status=status,
    )


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
