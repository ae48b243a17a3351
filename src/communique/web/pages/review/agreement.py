"""How far two codings agree, and where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.analysis.agreement import Agreement, agreement
from communique.errors import by_installing
from communique.store.errors import QueryError
from communique.web.answers import PAGE, as_json, described, file, render
from communique.web.pages.review.differences import Difference, differences
from communique.web.pages.review.seat import ASeat, Seat

router = APIRouter(prefix="/review")
OPEN, _BLIND = "open", "blind:"
_MOST = 400
"""Differences that a page shows."""
Side = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True)
class Compared:
    """Two codings over the ``documents`` that both confirmed. ``warning``: who asks is in the middle of a blind coding of
    some of them, and nothing is shown unless he asks to look; ``missing``: what the figures lack, and how to mend it;
    ``titles`` are those of the documents where they
    differ; ``left_out``: how many differences are not shown.
    """

    a: str
    b: str
    documents: int
    warning: str
    missing: str
    figures: Agreement | None
    titles: Mapping[str, str]
    differences: list[Difference]
    left_out: int


def sides(seat: Seat) -> dict[str, str]:
    """What can be compared: "open" for what is in force, "blind:NAME" for each coding, with its name in words."""
    return {OPEN: "open, in force"} | {f"{_BLIND}{one.name}": f"{one.name}, blind" for one in seat.store.codings()}


def compared(seat: Seat, a: str, b: str, *, look: bool) -> Compared:
    """Compares two codings.

    :param look: also where that ends the blindness of who asks.
    :raises QueryError: for a coding that is not there, or the same one twice.
    """
    codings = [_coding(seat, side) for side in (a, b)]
    if a == b:
        raise QueryError(a, "twice the same", "Choose two different codings.")
    both = sorted(seat.store.confirmed(coding=codings[0]) & seat.store.confirmed(coding=codings[1]))
    warning = "" if look else _warning(seat, both)
    if warning or not both:
        return Compared(a, b, len(both), warning, "", None, {}, [], 0)
    figures, missing, titles, found = seat.desk.remembered(("agreement", a, b), lambda: _compare(seat, codings, both))
    return Compared(a, b, len(both), "", missing, figures, titles, found[:_MOST], max(0, len(found) - _MOST))


def _coding(seat: Seat, side: str) -> str | None:
    if side not in sides(seat):
        raise QueryError(f"coding {side!r}", "no such coding", f"Give one of: {', '.join(sides(seat))}.")
    return None if side == OPEN else side.removeprefix(_BLIND)


def _warning(seat: Seat, both: list[str]) -> str:
    """What one who codes blind is told before he looks."""
    if seat.name not in {one.name for one in seat.store.codings()}:
        return ""
    left = set(both) - seat.store.confirmed(coding=seat.name)
    if not left:
        return ""
    return f"You code blind, and have not confirmed {len(left)} of these {len(both)} documents. Looking ends the blindness."


def _compare(
    seat: Seat, codings: list[str | None], both: list[str]
) -> tuple[Agreement | None, str, dict[str, str], list[Difference]]:  # fmt: skip
    records = [{name: _plain(seat, name, coding) for name in both} for coding in codings]
    found = [row for name in both for row in differences(records[0][name], records[1][name])]
    titles = {row.document: records[0][row.document]["document"]["title"] or row.document for row in found}
    try:
        return agreement(records[0], records[1]), "", titles, found
    except ModuleNotFoundError as error:
        return None, f"The figures need {error.name}. {by_installing('agreement')}", titles, found


def _plain(seat: Seat, name: str, coding: str | None) -> Mapping[str, Any]:
    return seat.store.corrected(name, coding=coding).model_dump(mode="json")


@router.get("/agreement", **PAGE)
def page(request: Request, seat: ASeat, a: Side = OPEN, b: Side = "", look: bool = False) -> Response:
    """The figures, and the values that differ."""
    known = sides(seat)
    error = found = None
    try:
        found = compared(seat, a, b, look=look) if b else None
    except QueryError as refused:
        error = refused
    return render(
        request, "review/agreement.html", status=400 if error else 200, seat=seat, a=a, b=b, known=known, found=found, error=error
    )  # fmt: skip


@router.get("/agreement.json", **described(Compared))
def page_json(seat: ASeat, a: Side, b: Side, look: bool = False) -> Response:
    """The same as JSON."""
    return as_json(compared(seat, a, b, look=look))


@router.get("/gold.jsonl", response_class=Response, tags=["files"])
def gold(seat: ASeat, coding: Side = "", confirmed: bool = False, by: Side = "") -> Response:
    """Corrected records, one a line, for `communique score`.

    With `confirmed`, of documents that are confirmed as they now are; else of all that were corrected or confirmed.

    :param coding: of this coding; none: what is in force.   :param by: only what this person decided on.
    """
    name = coding or None
    if name is not None and name not in {one.name for one in seat.store.codings()}:
        raise QueryError(f"coding {name!r}", "no such coding", "See the codings on the page Review.")
    standing = seat.store.confirmed(by=by or None, coding=name) if confirmed else None
    records = seat.store.gold(by=by or None, confirmed=confirmed, coding=name)
    kept = (record for record in records if standing is None or record.document.id in standing)
    lines = "".join(record.model_dump_json() + "\n" for record in kept)
    return file(lines, f"gold{'-' + name if name else ''}.jsonl", "application/x-ndjson")
