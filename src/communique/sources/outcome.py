"""What collecting yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched

Stop = Literal["done", "limit", "pages", "failing"]


@dataclass(frozen=True)
class Page:
    """A page that is new, or not the same as when it was last fetched.

    :param url: as the listing names it; by this it is `known` later.
    :param day: the day that the listing or feed gives, where it gives one.
    """

    url: str
    fetched: Fetched
    change: Literal["new", "changed"]
    day: date | None = None


@dataclass(frozen=True)
class Failure:
    """A page, listing or feed that could not be had, and the error that says why; the rest goes on."""

    where: str
    error: FetchError


@dataclass(frozen=True)
class Summary:
    """The end of a run: always the last value.

    :param stopped: "done" where all there is was seen; "limit"; "pages" where the listing went on for too long;
        "failing" where so much went wrong in a row that going on made no sense.
    :param listings: listing pages and feeds that were asked for.
    :param failures: all of this run, in order.
    :param left: whether the next run has something to go on with.
    """

    stopped: Stop
    listings: int
    new: int
    changed: int
    unchanged: int
    failures: tuple[Failure, ...]
    left: bool


Outcome = Page | Failure | Summary
