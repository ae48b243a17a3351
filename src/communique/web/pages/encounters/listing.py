"""The list of encounters, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, cast, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.comparing import firsts
from communique.export.view.compared import letter
from communique.lexicon.load import load
from communique.record import Act, Kind
from communique.store import Encounter
from communique.store.errors import QueryError
from communique.store.filters import FilterWords
from communique.web.answers import PAGE, as_json, described, render
from communique.web.asked import Asked, AskedHere
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader

router = APIRouter()
_SIZE = 20
_FURTHEST = 5_000
Page = Annotated[int, Query(ge=1, le=_FURTHEST)]
Least = Annotated[int, Query(ge=1, le=100, description="Only encounters with so many readouts.")]


@dataclass(frozen=True)
class Listing:
    """One page of encounters, newest first, with at least ``least`` readouts each; ``more`` says that a page follows."""

    page: int
    least: int
    encounters: tuple[Encounter, ...]
    more: bool


def listing(desk: Desk, asked: Asked, least: int, page: int) -> Listing:
    """The encounters of one page.

    :raises QueryError: for a filter that cannot be understood, and for words: encounters are listed by filters alone.
    """
    if asked.query is not None:
        mend = "Search the library for words; each document leads to its encounter."
        raise QueryError(f"words {asked.query!r}", "encounters are not searched by words", mend)
    filters = cast(FilterWords, {name: value for name, value in asked.filters.items() if name != "once"})
    found = desk.store.encounters(least=least, limit=_SIZE + 1, offset=(page - 1) * _SIZE, **filters)
    return Listing(page, least, tuple(found[:_SIZE]), len(found) > _SIZE)


@router.get("/encounters.json", **described(Listing))
def encounters_json(desk: OnDesk, _: AReader, asked: AskedHere, least: Least = 1, page: Page = 1) -> Response:
    """The same as JSON."""
    return as_json(listing(desk, asked, least, page))


@router.get("/encounters", **PAGE)
def encounters(
    request: Request, desk: OnDesk, _: AReader, asked: AskedHere, least: Least = 1, page: Page = 1
) -> Response:
    """The list, and the form that compares any two documents."""
    error = found = None
    try:
        found = listing(desk, asked, least, page)
    except QueryError as refused:
        error = refused
    said = {**asked.given, "least": least if least > 1 else None}
    given: dict[str, Any] = {name: value for name, value in said.items() if value is not None and name != "once"}
    return render(
        request, "encounters.html", status=400 if error else 200, given=given, found=found, error=error, firsts=firsts,
        letter=letter, acts=get_args(Act), kinds=[k for k in get_args(Kind) if k != "none"], topics=sorted(load("topics").values),
    )  # fmt: skip
