"""What coders decide about persons: several are one, one is several, a decision is undone."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from communique.errors import InputError
from communique.web.desk import OnDesk
from communique.web.entry.who import ACoder
from communique.web.pages.actors import who
from communique.web.pages.actors.who import Actor

router = APIRouter(prefix="/actors/people")
Several = Annotated[list[str], Form(default_factory=list, max_length=500)]
Words = Annotated[str, Form(max_length=2_000)]


@router.post("/{id}/merge", response_class=Response, tags=["pages"])
def merge(desk: OnDesk, visitor: ACoder, id: str, others: Several, more: Words = "", why: Words = "") -> Response:
    """Makes one of this person and others, who are given by their ids."""
    person = who.person(desk.store, id)
    ids = dict.fromkeys(who.person(desk.store, other).id for other in [*others, *_split(more)])
    if not set(ids) - {person.id}:
        raise InputError("merging", "no other person was chosen", "Choose one, or give the id of one.")
    desk.store.merge_people([person.id, *ids], by=visitor.name, why=_why(why))
    return _back(who.person(desk.store, id), "merged")


@router.post("/{id}/split", response_class=Response, tags=["pages"])
def split(
    desk: OnDesk, visitor: ACoder, id: str, names: Several, documents: Several, more: Words = "", why: Words = ""
) -> Response:
    """Takes names, or the appearances in some documents, out of this person; they become another."""
    person = who.person(desk.store, id)
    desk.store.split_person(
        person.id,
        names=names,
        documents=list(dict.fromkeys([*documents, *_split(more)])),
        by=visitor.name,
        why=_why(why),
    )
    return _back(who.person(desk.store, id), "split")


@router.post("/{id}/undo", response_class=Response, tags=["pages"])
def undo(
    desk: OnDesk, visitor: ACoder, id: str, decision: Annotated[int, Form(ge=1, le=2**31 - 1)], why: Words = ""
) -> Response:
    """Undoes a decision about this person."""
    person = who.person(desk.store, id)
    if decision not in {made.number for made in desk.store.person(person.id).decisions}:
        raise InputError(
            f"decision {decision}", "it is not about this person, or is undone already", "Reload the page."
        )
    desk.store.undo(decision, by=visitor.name, why=_why(why))
    return _back(who.person(desk.store, id), "undone")


def _split(value: str) -> list[str]:
    return [part for part in re.split(r"[\s,;]+", value) if part]


def _why(value: str) -> str:
    if not value.strip():
        raise InputError("why", "nothing is said", "A decision is kept with its reason: give one.")
    return value.strip()


def _back(actor: Actor, done: str) -> Response:
    return RedirectResponse(f"{actor.address}?done={done}#names", 303)
