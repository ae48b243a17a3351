"""Any documents compared that a reader names, also where they are not linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.analysis.comparison import Comparison
from communique.comparing import accounts_named, compared
from communique.errors import CommuniqueError, InputError
from communique.export.view import compared as words
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import status_of
from communique.web.pages.encounters.files import FORMS, taken
from communique.web.pages.encounters.told import people_of
from communique.web.pages.encounters.view import shown

router = APIRouter(prefix="/encounters/compare")
Name = Annotated[str, Query(max_length=2_000, description="Id or address of a document, or id of an encounter.")]


@dataclass(frozen=True)
class Pair:
    """What two names stand for, compared.

    ``encounters`` are the encounters that the accounts tell of, by account (None: of none). ``people`` as in `Told`.
    """

    a: str
    b: str
    comparison: Comparison
    encounters: tuple[str | None, ...]
    people: Mapping[str, str]


def pair(desk: Desk, a: str, b: str) -> Pair:
    """Two documents side by side; an encounter stands for all its accounts.

    :raises StoreError: where one of them is not there.
    :raises AnalysisError: where they share neither a person nor two sides, or are one and the same.
    """
    names = [name.replace("\0", "").strip() for name in (a, b)]
    if not all(names):
        raise InputError("compare", "two documents are needed", "Give the id or address of each.")
    return desk.remembered(("pair", *names), lambda: _pair(desk, *names))


def _pair(desk: Desk, a: str, b: str) -> Pair:
    accounts = [account for name in (a, b) for account in accounts_named(desk.store, name)]
    return Pair(a, b, compared(desk.store, accounts), tuple(x.encounter for x in accounts), people_of(accounts))


@router.get(".json", **described(Pair))
def compare_json(desk: OnDesk, _: AReader, a: Name, b: Name) -> Response:
    """The same as JSON."""
    return as_json(pair(desk, a, b))


@router.get("/take", response_class=Response, tags=["files"])
def compare_take(desk: OnDesk, _: AReader, a: Name, b: Name, form: str = "html") -> Response:
    """The comparison as a file: html, csv or json."""
    return taken(pair(desk, a, b).comparison, form, "compared")


@router.get("", **PAGE)
def compare_page(request: Request, desk: OnDesk, _: AReader, a: Name = "", b: Name = "") -> Response:
    """The page of two documents; the form alone where none is named."""
    found: Pair | None = None
    error: CommuniqueError | None = None
    if a or b:
        try:
            found = pair(desk, a, b)
        except CommuniqueError as refused:
            error = refused
    return render(
        request, "compare.html", status=status_of(error) if error else 200, a=a, b=b, found=found, error=error,
        result=found.comparison if found else None, people=found.people if found else {}, words=words, shown=shown,
        forms=FORMS, copies=lambda _: (),
    )  # fmt: skip
