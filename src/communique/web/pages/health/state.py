"""How the library is: what was read by what, what was not understood, which months are missing, what no longer fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique import __version__
from communique.lexicon.load import digest
from communique.store import Correction, MadeBy, MonthCount
from communique.web.desk import Desk
from communique.web.pages.health.calendar import Calendar, calendar
from communique.web.pages.health.shares import Shares, shares

DANGLING = 50


@dataclass(frozen=True)
class Readings:
    """What made the readings that count. ``outdated`` documents were not read by this software with these lexicons; ``unread``
    ones, which are among them, not at all.
    """

    software: str
    lexicons: str
    documents: int
    unread: int
    outdated: int
    made_by: tuple[MadeBy, ...]


@dataclass(frozen=True)
class Dangling:
    """Corrections whose value is gone from the machine's record: the first 50, of ``total``."""

    total: int
    shown: tuple[Correction, ...]


@dataclass(frozen=True)
class Health:
    """All that the page shows. ``undated`` documents are in no month."""

    readings: Readings
    shares: Shares
    calendar: Calendar
    undated: int
    dangling: Dangling


def health(desk: Desk, year: int | None) -> Health:
    """How the library is; months of one year (None: the newest)."""
    store = desk.store
    counts = desk.remembered(("months",), store.months)
    return Health(
        desk.remembered(("readings",), lambda: _readings(desk)),
        desk.remembered(("unread shares",), lambda: shares(store, _sizes(counts))),
        calendar(counts, year),
        desk.remembered(("undated",), store.undated),
        desk.remembered(("dangling",), lambda: _dangling(desk)),
    )


def _sizes(counts: Sequence[MonthCount]) -> dict[str, int]:
    sizes = Counter[str]()
    for row in counts:
        if row.issuer is not None:
            sizes[row.issuer] += row.documents
    return dict(sizes)


def _readings(desk: Desk) -> Readings:
    made, unread = tuple(desk.store.made_by()), desk.store.unread()
    documents = sum(row.documents for row in made) + unread
    return Readings(__version__, digest(), documents, unread, desk.store.outdated(), made)


def _dangling(desk: Desk) -> Dangling:
    found = desk.store.corrections(status="dangling")
    return Dangling(len(found), tuple(found[:DANGLING]))
