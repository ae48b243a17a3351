"""How far the collecting of one issuer has come: what is kept between two runs, and after an interrupted one.

A *walk* follows one listing (or feed) page by page, newest first. Each run begins a new walk at the top, and then
goes on with the walks that were not finished. Where nothing interferes there is one walk, and at the end of a run none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, Self


@dataclass(frozen=True)
class Known:
    """What is kept of an earlier fetch of a page.

    :param etag: its `etag` header.
    :param modified: its `last-modified` header.
    :param hash: SHA-256 of its body, in hexadecimal digits.
    :param fetched: the day of that fetch (UTC).
    """

    etag: str | None = None
    modified: str | None = None
    hash: str | None = None
    fetched: date | None = None


@dataclass(frozen=True)
class Item:
    """A page that a listing names: its URL, its day where the listing says one, and how often it failed so far."""

    url: str
    day: date | None = None
    tries: int = 0


@dataclass(frozen=True)
class Walk:
    """One way through a listing, as far as it has come.

    :param start: the listing or feed it began at.
    :param page: the listing page to read next; None where the walk has come to its end.
    :param feed: whether its pages are feeds or sitemaps.
    :param queue: items found but not fetched; those older than the `since` of the run stay here.
    :param walked: how many items were listed since it began. Later runs may pass over so many known ones before
        they take it that the walk has arrived where an earlier one had been: new items push the old ones down.
    :param until: all further pages are older than this day, and not wanted as long as `since` is no earlier.
    """

    start: str
    page: str | None
    feed: bool = False
    queue: tuple[Item, ...] = ()
    walked: int = 0
    until: date | None = None


@dataclass(frozen=True)
class Progress:
    """What one issuer's collecting has still to do.

    :param walks: the walks that are not finished, newest first.
    :param again: items that failed in a way that may pass, for the next run.
    """

    walks: tuple[Walk, ...] = ()
    again: tuple[Item, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Dicts, lists, strings and numbers only; `of_json` gives the same progress back."""
        walks = [
            {"start": w.start, "page": w.page, "feed": w.feed, "queue": _rows(w.queue), "walked": w.walked,
             "until": w.until and w.until.isoformat()}
            for w in self.walks
        ]  # fmt: skip
        return {"walks": walks, "again": _rows(self.again)}

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> Self:
        """:raises KeyError, TypeError, ValueError: for what `as_json` has not made."""
        walks = tuple(
            Walk(w["start"], w["page"], w["feed"], _items(w["queue"]), w["walked"], _day(w["until"]))
            for w in data["walks"]
        )
        return cls(walks, _items(data["again"]))


class State(Protocol):
    """Where the progress of one issuer is kept; `save` returns once it would survive a crash."""

    def load(self) -> Progress: ...

    def save(self, progress: Progress) -> None: ...


class MemoryState:
    """Progress for one process only."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.progress = progress or Progress()

    def load(self) -> Progress:
        return self.progress

    def save(self, progress: Progress) -> None:
        self.progress = progress


def _rows(items: tuple[Item, ...]) -> list[list[Any]]:
    return [[item.url, item.day and item.day.isoformat(), item.tries] for item in items]


def _items(rows: list[list[Any]]) -> tuple[Item, ...]:
    return tuple(Item(url, _day(day), tries) for url, day, tries in rows)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
