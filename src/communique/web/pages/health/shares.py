"""How much of the readouts of each issuer no reader understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from communique.record import Record
from communique.store import Listed, QueryError, Store
from communique.store.words import plain
from communique.web.records.newest import of_records

ISSUERS, DOCUMENTS = 40, 25
"""So many issuers are looked at, those of most documents, and of each so many documents, the newest."""
_WORST = 3
_PAGE, _FURTHEST = 50, 400


@dataclass(frozen=True)
class Share:
    """A document: ``unread`` is the share (0 to 1) of the characters of its sentences that no reader understood."""

    document: str
    title: str | None
    date: str | None
    kind: str
    unread: float


@dataclass(frozen=True)
class IssuerShares:
    """An issuer: how many dated documents it has, how many of the newest were looked at, the median of their unread shares,
    and the worst of them (those that are read in full are not among them).
    """

    issuer: str
    documents: int
    looked: int
    median: float
    worst: tuple[Share, ...]


@dataclass(frozen=True)
class Shares:
    """The issuers of most documents, those with most unread first; ``issuers`` is how many there are in all."""

    issuers: int
    rows: tuple[IssuerShares, ...]


def shares(store: Store, sizes: dict[str, int]) -> Shares:
    """The unread shares of the largest issuers.

    :param sizes: issuer → number of documents.
    """
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:ISSUERS]
    rows = (_of_issuer(store, name, sizes[name]) for name in largest)
    ordered = sorted((row for row in rows if row), key=lambda row: (-row.median, -_first(row), row.issuer))
    return Shares(len(sizes), tuple(ordered))


def _first(row: IssuerShares) -> float:
    return row.worst[0].unread if row.worst else 0.0


def _of_issuer(store: Store, name: str, documents: int) -> IssuerShares | None:
    listed = list(_newest(store, name))
    heads = {one.id: one for one in listed}
    found = of_records(store, listed, _share, issuer=name) if listed else {}
    all_ = [Share(id, heads[id].title, heads[id].date, kind, unread) for id, (kind, unread) in found.items()]
    if not all_:
        return None
    worst = sorted((one for one in all_ if one.unread), key=lambda one: -one.unread)[:_WORST]
    return IssuerShares(name, documents, len(all_), median(one.unread for one in all_), tuple(worst))


def _share(record: Record) -> tuple[str, float]:
    return record.meeting.kind, round(1 - record.unread.share_read, 4)


def _newest(store: Store, name: str) -> Iterator[Listed]:
    """The newest documents of an issuer, under any spelling of this name; the filter of the store also finds longer names."""
    number = 0
    for offset in range(0, _FURTHEST, _PAGE):
        try:
            page = store.list(limit=_PAGE, offset=offset, issuer=name)
        except QueryError:
            return
        for one in page:
            if number < DOCUMENTS and one.issuer and plain(one.issuer) == plain(name):
                number += 1
                yield one
        if number == DOCUMENTS or len(page) < _PAGE:
            return
