"""One kept document: its text with the marks, its record, its versions; and all of it to take away."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from communique.record import Record
from communique.store import Correction, Entry, Reading, Version
from communique.web.answers import PAGE, as_json, described, file, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import NotFoundError
from communique.web.records.taking import FORMS, take
from communique.web.records.view import View, because

router = APIRouter(prefix="/documents")


@dataclass(frozen=True)
class Kept:
    """A document with the record that holds of it (None: not read), what people corrected, and how it came to be."""

    entry: Entry
    record: Record | None
    corrections: tuple[Correction, ...]
    versions: tuple[Version, ...]
    readings: tuple[Reading, ...]
    encounter: str | None


def kept(desk: Desk, id: str) -> Kept:
    """All that is known of a document.

    :raises UnknownDocumentError: where there is none.
    """
    store = desk.store
    entry = store.show(id)
    corrections = tuple(store.corrections(entry.id))
    record = store.corrected(entry.id) if corrections else entry.record
    told = record is not None and record.meeting.kind != "none"
    return Kept(
        entry, record, corrections, tuple(store.history(entry.id)), tuple(store.readings(entry.id)),
        store.account(entry.id).encounter if told else None,
    )  # fmt: skip


@router.get("/{id}.json", **described(Kept))
def document_json(desk: OnDesk, _: AReader, id: str) -> Response:
    """The same as JSON."""
    return as_json(kept(desk, id))


@router.get("/{id}/record.json", response_model=Record, tags=["json"])
def record_json(desk: OnDesk, _: AReader, id: str) -> Response:
    """The record that holds, with what people corrected."""
    return as_json(desk.store.corrected(id))


@router.get("/{id}/take", response_class=Response, tags=["files"])
def document_take(desk: OnDesk, _: AReader, id: str, form: str = "json") -> Response:
    """The record as a file."""
    taken = take([desk.store.corrected(id)], form)
    return file(taken.data, f"{id}{taken.suffix}", taken.media_type)


@router.get("/{id}/original", response_class=Response, tags=["files"])
def document_original(desk: OnDesk, _: AReader, id: str, version: int | None = None) -> Response:
    """The bytes that a version came from, as a file; the browser never shows them as a page of ours."""
    found = desk.store.original(id, version)
    if found is None:
        raise NotFoundError(id, "the bytes it came from were not kept", "Take its text.")
    return file(found.data, f"{id}-original", "application/octet-stream")


@router.get("/{id}/text", response_class=Response, tags=["files"])
def document_text(desk: OnDesk, _: AReader, id: str) -> Response:
    """The text as it was read: offsets of the record count its code points."""
    return file(desk.store.show(id).document.text.encode(), f"{id}.txt", "text/plain; charset=utf-8")


@router.get("/{id}", **PAGE)
def document(
    request: Request, desk: OnDesk, _: AReader, id: str, kept_as: str | None = None, at: int | None = None
) -> Response:  # fmt: skip
    """The page of a document; with `at`, at that character of its text."""
    found = kept(desk, id)
    view = View(found.record, at) if found.record else None
    return render(request, "document.html", found=found, view=view, because=because, forms=FORMS, kept_as=kept_as)
