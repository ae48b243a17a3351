"""What people decide of an encounter: a readout is taken out, another encounter joined, a decision undone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from communique.store.errors import StoreError
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import ACoder
from communique.web.errors import NotFoundError
from communique.web.pages.encounters.told import Done, encounter_of

router = APIRouter(prefix="/encounters", tags=["pages"])
_ADDRESS = re.compile(r"/(?:encounters|documents)/([^/?#.\s]+)")
Word = Annotated[str, Form(max_length=2_000)]
Number = Annotated[int, Form(ge=1, lt=2**63)]


@router.post("/{id}/split", response_class=Response)
def split(desk: OnDesk, visitor: ACoder, id: str, document: Word, why: Word = "") -> Response:
    """Takes a readout out; with `why`."""
    seen = encounter_of(desk, id)
    made = desk.store.split(seen.id, [named(document)], by=visitor.name, why=why)
    rest, out = made.what["groups"]
    return _to(desk, rest, "split", out[0])


@router.post("/{id}/join", response_class=Response)
def join(desk: OnDesk, visitor: ACoder, id: str, other: Word, why: Word = "") -> Response:
    """Joins another encounter, named by its id, its address here, or a document that tells of it; with `why`."""
    seen = encounter_of(desk, id)
    desk.store.join([seen.id, named(other)], by=visitor.name, why=why)
    return _to(desk, seen.documents, "join")


@router.post("/{id}/undo", response_class=Response)
def undo(desk: OnDesk, visitor: ACoder, id: str, decision: Number, why: Word = "") -> Response:
    """Undoes a decision that is shown with this encounter; with `why`.

    :raises StoreError: for any other decision.
    """
    seen = encounter_of(desk, id)
    if decision not in {made.number for made in seen.decisions}:
        raise StoreError(f"decision {decision}", f"none of encounter {seen.id}", "Undo those that its page shows.")
    desk.store.undo(decision, by=visitor.name, why=why)
    return _to(desk, seen.documents, "undo")


def named(given: str) -> str:
    """An id, also from the address of a page of ours."""
    found = _ADDRESS.search(given)
    return (found[1] if found else given).replace("\0", "").strip()


def _to(desk: Desk, documents: Iterable[str], done: Done, of: str | None = None) -> Response:
    """To the encounter that the first of some documents now tells of: its id may be another than before."""
    told = f"&of={quote(of, safe='')}" if of else ""
    for document in documents:
        with suppress(NotFoundError):
            return RedirectResponse(f"/encounters/{encounter_of(desk, document).id}?done={done}{told}", 303)
    return RedirectResponse("/encounters", 303)
