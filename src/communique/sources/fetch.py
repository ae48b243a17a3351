"""Fetching single pages politely."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urljoin

from communique.sources.address import Lookup, system_lookup
from communique.sources.errors import FetchError
from communique.sources.exchange import Answer, Exchange
from communique.sources.manners import Manners
from communique.sources.pace import Pace
from communique.sources.retry import PASSING_STATUS, retry_after, with_retries
from communique.sources.robots import MAX_BYTES, Robots
from communique.sources.urls import checked_url, host_of

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STATUS_MEND = {
    401: "Pages behind a log-in are not fetched; save the page by hand.",
    403: "Ask the site for permission, or save the page by hand.",
    404: "Check the address; the page may have moved.",
    410: "The page was taken away; a web archive may have it.",
    429: "Wait, and ask less often (a longer delay).",
}


@dataclass(frozen=True)
class Fetched:
    """A page as it came.

    :param url: where it was in the end, after `redirects`.
    :param asked: the URL that was asked for, as given.
    :param status: 200, or 304 where it has not changed (the body then is empty).
    :param headers: names in lower case; values of repeated headers joined by ", ".
    :param body: free of its content coding; its characters are not decoded.
    :param fetched: when the answer was complete (UTC).
    :param redirects: the URLs that led on to another, in order.
    """

    url: str
    asked: str
    status: int
    headers: dict[str, str] = field(hash=False)
    body: bytes = field(repr=False)
    fetched: datetime
    redirects: tuple[str, ...] = ()


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Fetcher:
    """Fetches pages one at a time for each host, as `manners` and robots.txt say; a context manager.

    :param clock: the time now, in UTC.
    :param sleep: waits so many seconds.
    :param lookup: host → addresses; what it gives is checked and connected to.
    :param tls: whom to trust; None for the certificates of the system.
    """

    def __init__(
        self, manners: Manners | None = None, *, clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep, lookup: Lookup = system_lookup, tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        self.manners = manners or Manners()
        self._clock, self._sleep = clock, sleep
        self._exchange = Exchange(self.manners, lookup, tls)
        self._pace = Pace(clock, sleep)
        self._robots = Robots(self.manners.robot, self._robots_txt, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self._exchange.__exit__()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page at `url`.

        :param etag: the `etag` header of an earlier fetch of this URL; an unchanged page then gives status 304.
        :param modified: the `last-modified` header of an earlier fetch, for the same.
        :raises FetchError: with the kind of failure, for everything but a 200 or an expected 304.
        """
        tags = {"if-none-match": etag} if etag else {}
        dates = {"if-modified-since": modified} if modified else {}
        answer, redirects = self._followed(checked_url(url), tags, dates, self._page)
        if answer.status != 200 and not (answer.status == 304 and (tags or dates)):
            raise self._refused(answer)
        body = answer.body if answer.status == 200 else b""
        return Fetched(answer.url, url, answer.status, answer.headers, body, self._clock(), redirects)

    def _followed(
        self, url: str, tags: dict[str, str], dates: dict[str, str], step: Callable[[str, dict[str, str]], Answer]
    ) -> tuple[Answer, tuple[str, ...]]:
        asked, headers = url, {**tags, **dates}
        seen: list[tuple[str, object]] = []
        while True:
            # A page may send back to itself once it has set a cookie: that is no loop.
            state = (url, self._exchange.cookies())
            if state in seen or len(seen) > self.manners.max_redirects:
                raise _loop(asked, [one for one, _ in seen], url)
            seen.append(state)
            answer = step(url, headers)
            target = answer.headers.get("location") if answer.status in _REDIRECTS else None
            if target is None:
                return answer, tuple(one for one, _ in seen[:-1])
            url = checked_url(_joined(url, target), where=asked)
            # A date says nothing of another page than the one it came from; a tag is as good as unique.
            headers = tags

    def _page(self, url: str, headers: dict[str, str]) -> Answer:
        self._robots.check(url)
        return self._tried(url, headers)

    def _robots_txt(self, place: str) -> Answer:
        return self._followed(place, {}, {}, lambda url, headers: self._tried(url, headers, cut_at=MAX_BYTES))[0]

    def _tried(self, url: str, headers: dict[str, str], *, cut_at: int | None = None) -> Answer:
        def attempt() -> Answer:
            answer = self._sent(url, headers, cut_at=cut_at)
            if answer.status in PASSING_STATUS:
                raise self._refused(answer)
            return answer

        return with_retries(attempt, self.manners, self._sleep)

    def _sent(self, url: str, headers: dict[str, str], *, cut_at: int | None = None) -> Answer:
        delay = max(self.manners.delay, min(self._robots.delay(url), self.manners.max_delay))
        with self._pace.turn(host_of(url), delay):
            return self._exchange.send(url, headers, cut_at=cut_at)

    def _refused(self, answer: Answer) -> FetchError:
        asked = retry_after(answer.headers, self._clock()) if answer.status in PASSING_STATUS else None
        wait = "" if asked is None else f" and asks to wait {asked:g} s"
        mend = _STATUS_MEND.get(answer.status, "Try again later." if answer.status >= 500 else "Check the address.")
        return FetchError(
            answer.url, f"the host answers {answer.status}{wait}", mend, kind="status",
            passing=answer.status in PASSING_STATUS, status=answer.status, retry_after=asked,
        )  # fmt: skip


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _loop(asked: str, seen: list[str], url: str) -> FetchError:
    what = f"redirects in a circle at {url}" if url in seen else f"more than {len(seen) - 1} redirects"
    return FetchError(asked, what, "Open it in a browser and give the address it ends at.", kind="redirect-loop")
