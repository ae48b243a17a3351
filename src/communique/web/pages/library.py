"""Searching what is kept: hits with their statements, counts to narrow down by, saved searches, a feed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from communique.export import feed
from communique.lexicon.load import load
from communique.record import Act, Kind
from communique.store import Hit
from communique.store.counting.model import Facets
from communique.store.errors import QueryError
from communique.web.answers import PAGE, as_json, described, file, render
from communique.web.asked import Asked, AskedHere
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import ACoder, AReader
from communique.web.records.taking import FORMS, take
from communique.web.searches import Saved, drop, save, saved

router = APIRouter()
_SIZE = 20
_FURTHEST = 500
_FEED = 50
_COUNTED = 1_000
"""Documents of which counts are made: of 2,000 the page took longer than 300 ms where 100,000 are kept."""
Page = Annotated[int, Query(ge=1, le=_FURTHEST)]


@dataclass(frozen=True)
class Results:
    """One page of hits. ``counts`` are of the documents that `counts.looked` counts; ``more`` says that a page follows."""

    words: str
    page: int
    hits: tuple[Hit, ...]
    more: bool
    counts: Facets


def results(desk: Desk, asked: Asked, page: int) -> Results:
    """The hits of one page, and the counts.

    :raises QueryError: for a query or filter that cannot be understood.
    """
    found = desk.store.search(asked.query, limit=_SIZE + 1, offset=(page - 1) * _SIZE, **asked.filters)
    counts = desk.remembered(
        ("counts", asked.key), lambda: desk.store.facets(asked.query, most=_COUNTED, **asked.filters)
    )
    return Results(asked.words, page, tuple(found[:_SIZE]), len(found) > _SIZE, counts)


@router.get("/library", **PAGE)
def library(request: Request, desk: OnDesk, visitor: AReader, asked: AskedHere, page: Page = 1) -> Response:
    """The search page."""
    error = found = None
    try:
        found = results(desk, asked, page)
    except QueryError as refused:
        error = refused
    return render(
        request, "library.html", status=400 if error else 200, asked=asked, found=found, error=error, acts=get_args(Act),
        kinds=[k for k in get_args(Kind) if k != "none"], topics=sorted(load("topics").values), searches=saved(desk.store, visitor),
        forms=FORMS,
    )  # fmt: skip


@router.get("/library.json", **described(Results))
def library_json(desk: OnDesk, _: AReader, asked: AskedHere, page: Page = 1) -> Response:
    """The same as JSON."""
    return as_json(results(desk, asked, page))


@router.get("/library.atom", response_class=Response, tags=["files"])
def library_atom(desk: OnDesk, _: AReader, asked: AskedHere) -> Response:
    """The newest documents of a search as an Atom feed."""
    news, _last = desk.store.news(asked.query, newest=_FEED, **asked.filters)
    name = hashlib.sha256(repr(asked.key).encode()).hexdigest()[:24]
    return Response(
        feed.atom(news, f"Communiqué: {asked.words}", f"urn:communique:search-{name}"),
        media_type="application/atom+xml",
    )


@router.get("/library/take", response_class=Response, tags=["files"])
def library_take(desk: OnDesk, _: AReader, asked: AskedHere, form: str = "jsonl") -> Response:
    """The records of a search as a file, in a form of `communique export`."""
    if form in ("json", "html"):
        raise QueryError(f"form {form!r}", "it holds one record", "Take jsonl, or csv.")
    taken = take(desk.store.records(asked.query, **asked.filters), form)
    return file(taken.data, f"communique{taken.suffix}", taken.media_type)


@router.post("/searches", response_class=Response, tags=["pages"])
def save_search(desk: OnDesk, visitor: ACoder, asked: AskedHere, name: str = "") -> Response:
    """Keeps a search under a name."""
    asked.check()
    save(desk.store, visitor, Saved(name.strip() or asked.words, asked.given))
    return RedirectResponse("/library", 303)


@router.post("/searches/{id}/drop", response_class=Response, tags=["pages"])
def drop_search(desk: OnDesk, visitor: ACoder, id: str) -> Response:
    """Takes a saved search away."""
    drop(desk.store, visitor, id)
    return RedirectResponse("/library", 303)
