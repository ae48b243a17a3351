""" "This is wrong": the change of a table that a misfiring asks for, prepared and linted, to look at and to take away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from communique.errors import InputError
from communique.web.answers import PAGE, as_json, described, file, render
from communique.web.desk import OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import status_of
from communique.web.pages.lexicons.change import LONGEST, As, Change, Prepared, patch, prepare, report_of
from communique.web.pages.lexicons.entries import about
from communique.web.pages.lexicons.lookup import Found, entry_of

router = APIRouter()
_LIMIT = 4 * LONGEST
Typed = Annotated[str, Form(max_length=_LIMIT)]


class Misfire(BaseModel):
    """A sentence with the words in [brackets] that should not have fired; a phrase for `unless`; the table where several
    have an entry of this id.
    """

    sentence: str = Field(max_length=_LIMIT)
    unless: str = Field("", max_length=_LIMIT)
    table: str | None = Field(None, max_length=80)


def prepared(found: Found, sentence: str, unless: str) -> Prepared:
    """What a report changes.

    :raises InputError: for a report that cannot be understood or is not about this entry.
    """
    return prepare(found, report_of(sentence, unless))


@router.post("/lexicons/entries/{id}/wrong.json", **described(Prepared))
def wrong_json(_: AReader, id: str, given: Misfire) -> Response:
    """The prepared change as JSON. Nothing is written."""
    return as_json(prepared(entry_of(id, given.table), given.sentence, given.unless))


@router.post("/lexicons/entries/{id}/wrong.patch", response_class=Response, tags=["files"])
def wrong_patch(
    _: AReader, id: str, sentence: Typed = "", unless: Typed = "", table: Typed = "", column: Annotated[As, Form()] = "no"
) -> Response:  # fmt: skip
    """The prepared change as a file for `git apply`: the sentence as a `no`, or as a `wrong`."""
    found = entry_of(id, table or None)
    made = _chosen(prepared(found, sentence, unless), column)
    return file(patch(found, made), f"{id}.patch", "text/x-patch; charset=utf-8")


def _chosen(answer: Prepared, column: As) -> Change:
    if column == "no":
        return answer.asked
    if answer.instead is None:
        raise InputError("column wrong", "the sentence can be a `no`", "Take it as a `no`.")
    return answer.instead


@router.post("/lexicons/entries/{id}/wrong", **PAGE)
def wrong(
    request: Request, desk: OnDesk, _: AReader, id: str, sentence: Typed = "", unless: Typed = "", table: Typed = "",
    origin: Typed = "",
) -> Response:  # fmt: skip
    """The prepared change as a page; where the report cannot be understood, the page of the entry with what is amiss."""
    found = entry_of(id, table or None)
    try:
        answer = prepared(found, sentence, unless)
    except InputError as error:
        return render(
            request, "lexicons/entry.html", status=status_of(error), found=about(desk, found), sentence=sentence, origin=origin,
            unless=unless, error=error, longest=LONGEST,
        )  # fmt: skip
    copied = bool(origin.strip()) and " ".join(origin.split()) == answer.report.sentence
    return render(
        request,
        "lexicons/wrong.html",
        found=answer,
        entry=found.entry,
        copied=copied,
        others=found.others,
        longest=LONGEST,
    )
