"""The pages of one actor: a person, a country, a body, a pair."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from communique.analysis.ledger import Thread
from communique.analysis.strength import SCALES, step
from communique.web.answers import PAGE, as_json, described, render
from communique.web.charts.shapes import outline
from communique.web.charts.sparks import spark
from communique.web.charts.steps import Rung, Steps, steps
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import NotFoundError
from communique.web.pages.actors import addresses, who
from communique.web.pages.actors.model import ActorPage, Part
from communique.web.pages.actors.page import MOST, Asked, Shown, shown
from communique.web.pages.actors.who import Actor

router = APIRouter(prefix="/actors")
Word = Annotated[str | None, Query(max_length=40)]


def asked_of(
    part: Part | None = None, since: Annotated[str | None, Query(alias="from", max_length=40)] = None,
    until: Annotated[str | None, Query(alias="to", max_length=40)] = None, page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Asked:  # fmt: skip
    """From the address; what is empty is not asked."""
    return Asked(since.strip() or None if since else None, until.strip() or None if until else None, part, page)


AskedHere = Annotated[Asked, Depends(asked_of)]


def _found(desk: Desk, actor: Actor, asked: Asked) -> Shown:
    """The page of an actor.

    :raises NotFoundError: for a body that no office names.
    """
    found = shown(desk, actor, asked)
    if actor.kind == "body" and not found.page.same_name:
        raise NotFoundError(actor.name, "no office names such a body", "Choose one among the actors.")
    return found


def _person(desk: Desk, id: str) -> Actor:
    return desk.remembered(("person", id), lambda: who.person(desk.store, id))


def _page(request: Request, desk: Desk, actor: Actor, asked: Asked, done: str | None = None) -> Response:
    found = _found(desk, actor, asked)
    return render(
        request, "actors/actor.html", found=found.page, pictures=found.pictures, asked=asked, done=done, most=MOST,
        place=addresses.place, event=addresses.event, body=addresses.body_address, spark=spark, thread_steps=thread_steps,
        outline=outline,
        joint="&" if "?" in actor.address else "?",
    )  # fmt: skip


def thread_steps(thread: Thread) -> Steps:
    """The picture of a thread: a circle for each request, a square for each promise."""
    rungs = [
        Rung(step(thread.kind, m.strength), addresses.place(m.statement.cite), f"{m.day or 'no day'}: {m.strength or 'not on the scale'}")
        for m in thread.made
    ]  # fmt: skip
    return steps(rungs, SCALES[thread.kind], shape="circle" if thread.kind == "request" else "square")


@router.get("/people/{id}.json", **described(ActorPage))
def person_json(desk: OnDesk, _: AReader, id: str, asked: AskedHere) -> Response:
    """The same as JSON."""
    return as_json(_found(desk, _person(desk, id), asked).page)


@router.get("/people/{id}", **PAGE)
def person(request: Request, desk: OnDesk, _: AReader, id: str, asked: AskedHere, done: Word = None) -> Response:
    """The page of a person."""
    return _page(request, desk, _person(desk, id), asked, done)


@router.get("/countries/{code}.json", **described(ActorPage))
def country_json(desk: OnDesk, _: AReader, code: str, asked: AskedHere) -> Response:
    """The same as JSON."""
    return as_json(_found(desk, who.country(code), asked).page)


@router.get("/countries/{code}", **PAGE)
def country(request: Request, desk: OnDesk, _: AReader, code: str, asked: AskedHere) -> Response:
    """The page of a country or union."""
    return _page(request, desk, who.country(code), asked)


@router.get("/pairs/{pair}.json", **described(ActorPage))
def pair_json(desk: OnDesk, _: AReader, pair: str, asked: AskedHere) -> Response:
    """The same as JSON."""
    return as_json(_found(desk, who.pair(pair), asked).page)


@router.get("/pairs/{pair}", **PAGE)
def pair(request: Request, desk: OnDesk, _: AReader, pair: str, asked: AskedHere) -> Response:
    """The page of two countries."""
    return _page(request, desk, who.pair(pair), asked)


Name = Annotated[str, Query(max_length=400)]


@router.get("/bodies.json", **described(ActorPage))
def body_json(desk: OnDesk, _: AReader, asked: AskedHere, name: Name = "", country: Word = None) -> Response:
    """The same as JSON."""
    return as_json(_found(desk, who.body(name, country), asked).page)


@router.get("/bodies", **PAGE)
def body(
    request: Request, desk: OnDesk, _: AReader, asked: AskedHere, name: Name = "", country: Word = None
) -> Response:
    """The page of a body."""
    return _page(request, desk, who.body(name, country), asked)
