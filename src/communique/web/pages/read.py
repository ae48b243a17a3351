"""Paste, drop, or give an address, and see it read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import RedirectResponse, Response

from communique import examples
from communique.document.check import checked
from communique.errors import CommuniqueError, InputError
from communique.record import Document, Record
from communique.web.answers import PAGE, as_json, file, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader, Visitor, needing
from communique.web.errors import status_of
from communique.web.records.incoming import ABOUT, Given, bounded, document_of, fetched, pasted, uploaded
from communique.web.records.taking import take
from communique.web.records.view import View, because

router = APIRouter()
_EXAMPLES = {"idcpc": "a party", "state": "a state department", "mofa": "a foreign ministry", "kremlin": "a president"}


class Text(BaseModel):
    """A readout to be read, and what is known of it: day of publication (YYYY-MM-DD), issuer in any words."""

    text: str = Field(min_length=1)
    title: str | None = None
    issuer: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Sent:
    """What the form sent."""

    text: str
    address: str
    file: UploadFile | None
    about: dict[str, str | None]

    def given(self, desk: Desk) -> Given:
        """The documents: of the file, else of the address, else the words."""
        if self.file is not None and self.file.filename:
            data = self.file.file.read()
            return uploaded(data, self.file.filename, None, desk)
        if self.address.strip():
            return fetched(self.address, desk)
        return pasted(self.text, self.about, desk)


def _sent(
    text: Annotated[str, Form()] = "", address: Annotated[str, Form()] = "", file: UploadFile | None = None,
    title: Annotated[str, Form()] = "", issuer: Annotated[str, Form()] = "", published: Annotated[str, Form()] = "",
) -> Sent:  # fmt: skip
    said = {"title": title.strip(), "issuer": issuer.strip(), "published": published.strip()}
    return Sent(text, address, file, {name: said.get(name) or None for name in ABOUT})


OfForm = Annotated[Sent, Depends(_sent)]


@router.get("/", **PAGE)
def start(request: Request, _: AReader, example: str | None = None) -> Response:
    """The empty page; with `example`, one of the invented readouts filled in."""
    shown = examples.load(example) if example in _EXAMPLES else None
    about = {name: getattr(shown, name) if shown else None for name in ABOUT}
    return _page(request, shown.text if shown else "", about)


@router.post("/read", **PAGE)
def read(request: Request, desk: OnDesk, visitor: AReader, sent: OfForm, keep: Annotated[str, Form()] = "") -> Response:
    """Reads what was given and shows it; with `keep`, keeps it in the library and leads there.

    With the header `X-Part`, the record alone, for a page that is open already.
    """
    part = "x-part" in request.headers
    try:
        given = sent.given(desk)
        if keep:
            return _kept(given, desk, visitor, sent.about)
        document = given.document(sent.about)
        bounded(document.text, desk)
        record = desk.workroom.read(document)
    except CommuniqueError as error:
        if part:
            return render(request, "parts/error.html", status=status_of(error), error=error)
        return _page(request, sent.text, sent.about, status=status_of(error), error=error)
    reading: dict[str, Any] = {
        "view": View(record), "because": because, "given": json.dumps(document.model_dump(), ensure_ascii=False),
        "others": len(given.texts) - 1,
    }  # fmt: skip
    if part:
        return render(request, "parts/reading.html", **reading)
    return _page(request, document.text, document.model_dump(), **reading)


@router.post("/read.json", response_model=Record, tags=["json"])
def read_json(desk: OnDesk, _: AReader, given: Text) -> Response:
    """The record of a readout. The text is taken exactly as it is given."""
    bounded(given.text, desk)
    about = {name: getattr(given, name) for name in ABOUT}
    return as_json(desk.workroom.read(document_of(given.text, about)))


@router.post("/read/take", response_class=Response, tags=["pages"])
def take_away(
    desk: OnDesk, visitor: AReader, document: Annotated[str, Form()], form: Annotated[str, Form()]
) -> Response:
    """The record of a text that was read here, as a file; `form` "keep" keeps it in the library instead."""
    try:
        given = Document.model_validate_json(document)
    except ValidationError:
        raise InputError("the document", "not as this page gives it", "Read the text again.") from None
    bounded(given.text, desk)
    if form == "keep":
        return _kept(Given(given.id, (checked(given),)), desk, visitor, {})
    taken = take([desk.workroom.read(given)], form)
    return file(taken.data, f"record{taken.suffix}", taken.media_type)


def _kept(given: Given, desk: Desk, visitor: Visitor, about: dict[str, str | None]) -> Response:
    needing("coder", visitor)
    kept = given.keep(desk, about)
    first = next((one for one in kept if one.id), None)
    if first is None:
        raise kept[0].error or InputError(given.id, "nothing was kept", "Try again.")
    return RedirectResponse(f"/documents/{first.id}?kept_as={first.status}", 303)


def _page(request: Request, text: str, about: Mapping[str, str | None], *, status: int = 200, **more: Any) -> Response:
    """The whole page: the form with what was sent, and below it the reading or the error."""
    shown = {"view": None, "error": None, **more}
    return render(request, "read.html", status=status, text=text, about=about, examples=_EXAMPLES, **shown)
