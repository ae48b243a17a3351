"""All actors: people to look among, the countries and bodies there are, a form for a pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from communique.reading.places import state_name, state_names
from communique.store import whose
from communique.store.curation.model import Somebody
from communique.store.errors import QueryError
from communique.store.filters import check
from communique.store.whose import Counted
from communique.store.words import plain
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.pages.actors.addresses import COUNTRIES, PAIRS
from communique.web.windows import Window, window

router = APIRouter()
_PEOPLE, _BODIES = 40, 30
Words = Annotated[str | None, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True)
class Actors:
    """People who meet name and country, most documents first (``more``: a page follows); all countries; bodies that meet
    them too."""

    name: str | None
    country: str | None
    page: int
    people: tuple[Somebody, ...]
    more: bool
    countries: tuple[Counted, ...]
    bodies_window: Window
    bodies: tuple[Counted, ...]


def actors(desk: Desk, name: str | None, country: str | None, page: int, bodies: int) -> Actors:
    """One page of the index.

    :param bodies: the page of the bodies.   :raises QueryError: for a country that is none.
    """
    asked = name.strip() if name and name.strip() else None
    if asked is not None and not plain(asked):
        raise QueryError(f"name {asked!r}", "no letter or figure in it", "Give a name, or words of one.")
    code = check({"country": country.strip()}).country if country and country.strip() else None
    offset = (page - 1) * _PEOPLE
    people = desk.remembered(
        ("people", asked, code, page),
        lambda: desk.store.people(name=asked, country=code, limit=_PEOPLE + 1, offset=offset),
    )
    countries = desk.remembered(("countries",), lambda: whose.countries(desk.store))
    every = desk.remembered(("bodies",), lambda: whose.bodies(desk.store))
    shown, part = window([b for b in every if _meets(b, asked, code)], bodies, _BODIES)
    return Actors(
        asked, code, page, tuple(people[:_PEOPLE]), len(people) > _PEOPLE, tuple(countries), shown, tuple(part)
    )


def _meets(body: Counted, name: str | None, code: str | None) -> bool:
    if code is not None and body.country != code:
        return False
    return name is None or set(plain(name).split()) <= set(plain(body.name).split())


@router.get("/actors", **PAGE)
def index(
    request: Request,
    desk: OnDesk,
    _: AReader,
    name: Words = None,
    country: Words = None,
    page: Page = 1,
    bodies: Page = 1,
) -> Response:
    """The page of all actors."""
    error = None
    try:
        found = actors(desk, name, country, page, bodies)
    except QueryError as refused:
        error, found = refused, actors(desk, None, None, 1, 1)
    given = {
        "name": name,
        "country": country,
        "page": page if page > 1 else None,
        "bodies": bodies if bodies > 1 else None,
    }
    return render(
        request, "actors/index.html", status=400 if error else 200, found=found, error=error, given=given,
        states=sorted(state_names().values()),
    )  # fmt: skip


@router.get("/actors.json", **described(Actors))
def index_json(
    desk: OnDesk, _: AReader, name: Words = None, country: Words = None, page: Page = 1, bodies: Page = 1
) -> Response:
    """The same as JSON."""
    return as_json(actors(desk, name, country, page, bodies))


@router.get("/actors/countries", **PAGE)
def to_country(_: AReader, country: Annotated[str, Query(max_length=200)] = "") -> Response:
    """To the page of a country, given by its code or its English name."""
    code = check({"country": country.strip()}).country
    return RedirectResponse(f"{COUNTRIES}/{code}", 303)


@router.get("/actors/pairs", **PAGE)
def to_pair(
    _: AReader, one: Annotated[str, Query(max_length=200)] = "", other: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """To the page of a pair, given by two codes or English names."""
    codes = [check({"country": side.strip()}).country for side in (one, other)]
    if codes[0] == codes[1]:
        raise QueryError(state_name(str(codes[0])), "twice the same", "Give two different ones.")
    return RedirectResponse(f"{PAIRS}/{'-'.join(sorted(map(str, codes)))}", 303)
