"""One encounter: all accounts of it side by side, and why they are taken to be of one meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.account import Account
from communique.analysis.comparison import Comparison
from communique.comparing import accounts_of, compared, firsts
from communique.export.view import compared as words
from communique.store import Encounter
from communique.store.errors import StoreError
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import NotFoundError
from communique.web.pages.encounters.files import FORMS, taken
from communique.web.pages.encounters.view import shown

router = APIRouter(prefix="/encounters")
Done = Literal["split", "join", "undo"]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """One encounter with all that is told of it.

    ``comparison`` is of its accounts, of near copies the first; None where there is one account only, which is
    ``account`` then. ``people`` are the ids of the persons who took part, by each of the names that the accounts have.
    """

    encounter: Encounter
    comparison: Comparison | None
    account: Account | None
    people: Mapping[str, str]


def told(desk: Desk, id: str) -> Told:
    """One encounter by its id, or by a document that tells of it.

    :raises NotFoundError: where there is none.
    """
    encounter = encounter_of(desk, id)
    return desk.remembered(("encounter", encounter.id), lambda: _told(desk, encounter))


def encounter_of(desk: Desk, id: str) -> Encounter:
    """The encounter alone.

    :raises NotFoundError: where there is none.
    """
    try:
        return desk.store.encounter(id.replace("\0", ""))
    except StoreError as error:
        raise NotFoundError(error.where, error.what, "Look for it in the list of encounters.") from None


def _told(desk: Desk, encounter: Encounter) -> Told:
    accounts = accounts_of(desk.store, encounter)
    people = people_of(accounts)
    if len(accounts) == 1:
        return Told(encounter, None, accounts[0], people)
    return Told(encounter, compared(desk.store, accounts), None, people)


def people_of(accounts: Sequence[Account]) -> dict[str, str]:
    """The ids of the persons who took part, by the names that the accounts have."""
    return {p.name: p.person for account in accounts for p in account.attendees if p.person}


def around(encounter: Encounter) -> dict[str, Any]:
    """The filters of a search for other accounts: the sides, from the day before to the day after."""
    sides = encounter.countries
    found: dict[str, Any] = {"pair": "-".join(sides)} if len(sides) == 2 else {"country": sides[0]} if sides else {}
    if encounter.first and encounter.last:
        first, last = (dt.date.fromisoformat(day) for day in (encounter.first, encounter.last))
        found |= {"from": _shifted(first, -_DAY), "to": _shifted(last, _DAY)}
    return found


def _shifted(day: dt.date, by: dt.timedelta) -> str:
    try:
        return (day + by).isoformat()
    except OverflowError:
        return day.isoformat()


def copies_of(encounter: Encounter, document: str) -> list[str]:
    """The other readouts of the same encounter that are near copies of what a document is."""
    first = {r.document: r.same_as or r.document for r in encounter.readouts}
    return [name for name in first if name != document and first[name] == first[document]]


@router.get("/{id}.json", **described(Told))
def encounter_json(desk: OnDesk, _: AReader, id: str) -> Response:
    """The same as JSON."""
    return as_json(told(desk, id))


@router.get("/{id}/take", response_class=Response, tags=["files"])
def encounter_take(desk: OnDesk, _: AReader, id: str, form: str = "html") -> Response:
    """The comparison as a file: html, csv or json.

    :raises AnalysisError: where there is one account only.
    """
    found = told(desk, id)
    result = found.comparison or compared(desk.store, [found.account] if found.account else [])
    return taken(result, form, f"encounter-{found.encounter.id}")


@router.get("/{id}", **PAGE)
def encounter(
    request: Request, desk: OnDesk, _: AReader, id: str, done: Done | None = None,
    of: Annotated[str | None, Query(pattern="^[0-9a-f]{16}$")] = None,
) -> Response:  # fmt: skip
    """The page of an encounter; `done` and `of` (a document) say what was decided just now."""
    found = told(desk, id)
    seen = found.encounter
    return render(
        request, "encounter.html", found=found, seen=seen, result=found.comparison, people=found.people, words=words,
        shown=shown, forms=FORMS, around=around(seen), copies=lambda document: copies_of(seen, document),
        documents=[readout.document for readout in firsts(seen)], done=done, of=of,
    )  # fmt: skip
