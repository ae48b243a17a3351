"""Paste, drop, or give an address, and see it read."""

from __future__ import annotations

import json
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
from communique.web.entry.who import ACoder, AReader
from communique.web.errors import status_of
from communique.web.records.incoming import ABOUT, Given, bounded, document_of, fetched, pasted, uploaded
from communique.web.records.taking import FORMS, take
from communique.web.records.view import because, view_of

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
    return Sent(text, address, file, {name: value or None for name, value in said.items()})


OfForm = Annotated[Sent, Depends(_sent)]


@router.get("/", **PAGE)
def start(request: Request, _: AReader, example: str | None = None) -> Response:
    """The empty page; with `example`, one of the invented readouts filled in."""
    shown = examples.load(example) if example in _EXAMPLES else None
    about = {name: getattr(shown, name) if shown else None for name in ABOUT}
    return render(request, "read.html", text=shown.text if shown else "", about=about, view=None, error=None, **_more())


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
        template = "parts/error.html" if part else "read.html"
        return render(
            request,
            template,
            status=status_of(error),
            error=error,
            text=sent.text,
            about=_about(sent.about),
            view=None,
            **_more(),
        )
    more: dict[str, Any] = {
        "view": view_of(record), "because": because, "given": json.dumps(document.model_dump(), ensure_ascii=False),
        "others": len(given.texts) - 1, "forms": FORMS,
    }  # fmt: skip
    if part:
        return render(request, "parts/reading.html", **more)
    return render(
        request, "read.html", error=None, text=document.text, about=document.model_dump(), **more, examples=_EXAMPLES
    )


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


def _kept(given: Given, desk: Desk, visitor: ACoder, about: dict[str, str | None]) -> Response:
    from communique.web.entry.who import NotAllowedError

    if not visitor.may("coder"):
        raise NotAllowedError("coder")
    kept = given.keep(desk, about)
    first = next((one for one in kept if one.id), None)
    if first is None:
        raise kept[0].error or InputError(given.id, "nothing was kept", "Try again.")
    return RedirectResponse(f"/documents/{first.id}?kept_as={first.status}", 303)


def _about(about: dict[str, str | None]) -> dict[str, str | None]:
    return {name: about.get(name) for name in ABOUT}


def _more() -> dict[str, Any]:
    return {"examples": _EXAMPLES, "forms": FORMS, "others": 0}
