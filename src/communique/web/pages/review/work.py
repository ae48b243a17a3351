"""The page of one document under review: its values, what was decided, and the one form that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.errors import CommuniqueError
from communique.record import Record
from communique.store import Decision
from communique.store.reviewing.progress import Neighbours
from communique.web.pages.review.fields import PARTS, Part
from communique.web.pages.review.items import Item, blank, items_of, named
from communique.web.pages.review.log import Made, log, own_last
from communique.web.pages.review.raws import Raw, Raws
from communique.web.pages.review.seat import Seat

WHY = "against the text"
"""Why a decision was made, where the coder does not say otherwise."""


@dataclass(frozen=True)
class Work:
    """A document under review. ``coding`` is the blind coding (None: what is in force); ``seen`` the number of the last
    decision, to be sent with the next one; ``confirmed`` says that it is confirmed as it now is; ``done`` of ``of``
    documents of the queue are.
    """

    id: str
    coding: str | None
    seen: int
    confirmed: bool
    done: int
    of: int
    neighbours: Neighbours
    record: Mapping[str, Any]
    items: Mapping[str, list[Item]]
    made: list[Made]


@dataclass(frozen=True)
class Sight:
    """The same with the record itself, for the page."""

    work: Work
    record: Record
    own: Made | None


def sight(seat: Seat, id: str) -> Sight:
    """All that the page of a document shows.

    :raises UnknownDocumentError: where there is none.   :raises StoreError: where it was not read.
    """
    seat.check()
    seen = seat.store.last_decision(id, coding=seat.coding)  # before the rest: what is newer is refused, not overlooked
    record = seat.store.corrected(id, coding=seat.coding)
    name = record.document.id
    made = log(seat.store, name, seat.coding)
    data = record.model_dump(mode="json")
    done, of = seat.progress()
    work = Work(
        name, seat.coding, seen,
        seat.store.is_confirmed(name, coding=seat.coding), done, of, seat.neighbours(name), data,
        items_of(record, data), made,
    )  # fmt: skip
    return Sight(work, record, own_last(made, seat.name))


@dataclass(frozen=True)
class Opened:
    """The form that is open: of `item`, or (None) of a new item of `part`.

    ``raws`` stand in the fields; ``error`` says why it could not be kept, and ``wrong`` in which field; ``unseen`` are
    decisions that the coder had not seen, ``reread`` that the text was read again meanwhile; ``now`` are the fields that
    have another value now than when the form was made; ``gone``: the item is not there any more; ``removes``: it was to be
    taken out.
    """

    head: str
    item: Item | None
    raws: Raws
    start: str = ""
    why: str = WHY
    error: CommuniqueError | None = None
    wrong: str | None = None
    unseen: tuple[Decision, ...] = ()
    reread: bool = False
    now: Mapping[str, Raw] = field(default_factory=dict)
    gone: bool = False
    removes: bool = False

    @property
    def part(self) -> Part:
        """The part of the record."""
        return PARTS[self.head]

    @property
    def name(self) -> str:
        """The item's name in the page, or that of the place for a new one."""
        return self.item.name if self.item else f"add-{self.head}"

    @property
    def conflict(self) -> bool:
        """Whether something changed meanwhile."""
        return bool(self.unseen) or self.reread or self.gone


@dataclass(frozen=True)
class Refused:
    """A confirmation, or the undoing of decision `number`, that was refused because of decisions the coder had not seen."""

    unseen: tuple[Decision, ...]
    number: int | None = None
    why: str = WHY


def opened(items: Mapping[str, list[Item]], open: str | None, add: str | None) -> Opened | None:
    """The form that an address asks for; None where it asks for none, or its item is gone."""
    if add is not None and add in PARTS and PARTS[add].grows:
        return Opened(add, None, blank(PARTS[add]))
    item = named(items, open) if open else None
    return Opened(item.part, item, item.raws) if item else None
