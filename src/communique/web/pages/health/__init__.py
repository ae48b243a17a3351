"""How the library is, and the doctor; and whether the reading room lives, for load balancers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from communique.errors import CommuniqueError, InputError
from communique.store import Finding
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AnAdmin, AReader, LoginNeededError, visitor_of
from communique.web.pages.health.shares import DOCUMENTS, ISSUERS
from communique.web.pages.health.state import Health, health

router = APIRouter()
QUICK = 5_000
"""The doctor reads the whole store: of more documents than this he is only called from the command line."""
Year = Annotated[int | None, Query(ge=1, le=9999)]


@dataclass(frozen=True)
class Alive:
    """That pages are answered and the store can be asked; ``documents`` is None for who is not logged in and has to be."""

    ok: bool
    documents: int | None


@dataclass(frozen=True)
class Examined:
    """What the doctor found; nothing where all is well."""

    documents: int
    findings: tuple[Finding, ...]


@router.get("/health/live.json", **described(Alive))
def live(request: Request, desk: OnDesk) -> Response:
    """Whether the reading room answers, for load balancers, which do not log in. 503 where the store cannot be asked."""
    try:
        documents = desk.remembered(("documents",), lambda: _documents(desk))
    except (CommuniqueError, SQLAlchemyError):
        return as_json(Alive(ok=False, documents=None), 503)
    return as_json(Alive(ok=True, documents=documents if _may_know(request, desk) else None))


def _may_know(request: Request, desk: Desk) -> bool:
    try:
        return visitor_of(request, desk).may("reader")
    except LoginNeededError:
        return False


def _documents(desk: Desk) -> int:
    return sum(made.documents for made in desk.store.made_by()) + desk.store.unread()


@router.get("/health.json", **described(Health))
def health_json(desk: OnDesk, _: AReader, year: Year = None) -> Response:
    """The same as JSON."""
    return as_json(health(desk, year))


@router.get("/health", **PAGE)
def page(request: Request, desk: OnDesk, _: AReader, year: Year = None) -> Response:
    """How the library is."""
    return _rendered(request, desk, year, None)


@router.post("/health/doctor.json", **described(Examined))
def doctor_json(desk: OnDesk, _: AnAdmin) -> Response:
    """Examines everything that is kept; changes nothing."""
    return as_json(examined(desk))


@router.post("/health/doctor", **PAGE)
def doctor(request: Request, desk: OnDesk, _: AnAdmin) -> Response:
    """The same on the page."""
    return _rendered(request, desk, None, examined(desk))


def examined(desk: Desk) -> Examined:
    """What the doctor finds.

    :raises InputError: where there is so much to examine that a page should not wait for it.
    """
    documents = _documents(desk)
    if documents > QUICK:
        what = f"{documents:,} documents take long to examine"
        raise InputError("the doctor", what, "Run `communique doctor` with the --store of this reading room.")
    return Examined(documents, tuple(desk.store.doctor()))


def _rendered(request: Request, desk: Desk, year: int | None, findings: Examined | None) -> Response:
    found = health(desk, year)
    return render(
        request,
        "health.html",
        found=found,
        examined=findings,
        quick=QUICK,
        most_issuers=ISSUERS,
        most_documents=DOCUMENTS,
    )
