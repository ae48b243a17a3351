"""Where reviewing begins: what to work through, how far it is, which codings there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.lexicon.load import load
from communique.record import Act, Kind
from communique.store import Coding
from communique.store.errors import QueryError
from communique.web.answers import PAGE, as_json, described, render
from communique.web.asked import Asked, asked_of
from communique.web.entry.who import ACoder
from communique.web.pages.review.seat import ASeat, Seat
from communique.web.searches import saved

router = APIRouter()


@dataclass(frozen=True)
class Queue:
    """Documents to work through: ``given`` is what is asked for, ``done`` of ``of`` documents are confirmed."""

    name: str
    given: dict[str, Any]
    done: int
    of: int


@dataclass(frozen=True)
class Start:
    """``coding`` as of `Work`; ``here`` is what the address asks for, ``queues`` all documents and the saved searches;
    ``codings`` those beside what is in force (in a blind coding only its own).
    """

    name: str
    coding: str | None
    here: Queue
    queues: list[Queue]
    codings: list[Coding]


def start(seat: Seat, kept: list[tuple[str, dict[str, Any]]]) -> Start:
    """What the page shows.

    :param kept: names of saved searches, and what they ask for.
    :raises QueryError: where what is asked for cannot be understood.
    """
    seat.check()
    asked = [(seat.asked.words, seat.asked.given), ("all documents", {}), *kept]
    queues = [found for name, given in asked if (found := _queue(seat, name, given)) is not None]
    codings = [one for one in seat.store.codings() if not seat.blind or one.name == seat.coding]
    return Start(seat.name, seat.coding, queues[0], queues[1:], codings)


def _queue(seat: Seat, name: str, given: dict[str, Any]) -> Queue | None:
    """A queue; None where a saved search is not understood any more."""
    own = Seat(seat.desk, seat.name, seat.blind, asked_from(given))
    try:
        return Queue(name, given, *own.progress())
    except QueryError:
        return None


def asked_from(given: dict[str, Any]) -> Asked:
    """What the names of an address ask for."""
    names = {"from": "since", "to": "until"}
    words = {names.get(name, name): str(value) for name, value in given.items() if name != "once"}
    known = {name: value for name, value in words.items() if name in _NAMES}
    return asked_of(**known, once=bool(given.get("once")))


_NAMES = frozenset({"q", "actor", "country", "pair", "act", "topic", "issuer", "kind", "since", "until"})


def _kept(seat: Seat, visitor: ACoder) -> list[tuple[str, dict[str, Any]]]:
    return [(search.name, dict(search.given)) for search in saved(seat.store, visitor)]


@router.get("/review", **PAGE)
def page(
    request: Request, seat: ASeat, visitor: ACoder, finished: Annotated[str, Query(max_length=4)] = ""
) -> Response:  # fmt: skip
    """What to work through, as whom, and how far it is."""
    error = found = None
    try:
        found = start(seat, _kept(seat, visitor))
    except QueryError as refused:
        error = refused
    return render(
        request, "review/start.html", status=400 if error else 200, seat=seat, found=found, error=error, acts=get_args(Act),
        kinds=[k for k in get_args(Kind) if k != "none"], topics=sorted(load("topics").values), finished=bool(finished),
    )  # fmt: skip


@router.get("/review.json", **described(Start))
def page_json(seat: ASeat, visitor: ACoder) -> Response:
    """The same as JSON."""
    return as_json(start(seat, _kept(seat, visitor)))


@router.get("/review/next", **PAGE)
def following(seat: ASeat, after: Annotated[str | None, Query(max_length=400)] = None) -> Response:
    """Leads to the next document of the queue that is not confirmed; where all are, back to the beginning."""
    seat.check()
    return seat.onward(after)
