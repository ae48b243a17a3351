"""Routes of one document under review."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from communique.reading.places import state_names
from communique.record import Evidence, Record
from communique.web.answers import PAGE, as_json, described, render
from communique.web.pages.review import deciding, saving
from communique.web.pages.review.fields import PARTS, phrases, speakers
from communique.web.pages.review.log import told
from communique.web.pages.review.seat import ASeat, Seat
from communique.web.pages.review.sent import OfForm, was_of
from communique.web.pages.review.worded import worded
from communique.web.pages.review.work import WHY, Opened, Refused, Sight, Work, opened, sight
from communique.web.records.view import View, because
from communique.web.templating import query

router = APIRouter(prefix="/review")
Name = Annotated[str | None, Query(max_length=80)]
_CONFLICT, _WRONG = 409, 400


@router.get("/{id}.json", **described(Work))
def document_json(seat: ASeat, id: str) -> Response:
    """A document under review as JSON."""
    return as_json(sight(seat, id).work)


@router.get("/{id}/form", **PAGE)
def form(request: Request, seat: ASeat, id: str, open: Name = None, add: Name = None) -> Response:
    """One form alone, for a page that is open already."""
    seen = sight(seat, id)
    found = opened(seen.work.items, open, add)
    if found is None:
        return render(request, "review/gone.html", status=404)
    return render(request, "review/form.html", **_given(seat, seen, found, None))


@router.get("/{id}", **PAGE)
def document(request: Request, seat: ASeat, id: str, open: Name = None, add: Name = None) -> Response:
    """The page of a document under review, with the form that the address asks for."""
    seen = sight(seat, id)
    found = opened(seen.work.items, open, add)
    said = "That value is not there any more." if (open or add) and found is None else ""
    return _page(request, seat, seen, form=found, said=said)


@router.post("/{id}/confirm", **PAGE)
def confirm(request: Request, seat: ASeat, sent: OfForm, id: str) -> Response:
    """Confirms the record, and goes on to the next document of the queue that is not confirmed."""
    refused = deciding.confirm(seat, id, sent)
    if refused is not None:
        return _page(request, seat, sight(seat, id), refused=refused)
    return seat.onward(id)


@router.post("/{id}/undo", **PAGE)
def undo(request: Request, seat: ASeat, sent: OfForm, id: str) -> Response:
    """Takes a decision back, or restores it."""
    done = deciding.undo(seat, id, sent)
    if isinstance(done, Refused):
        return _page(request, seat, sight(seat, id), refused=done)
    return _on(request, seat, id, "decisions", f"{done.what}: {'taken back' if done.undoing is None else 'restored'}")


@router.post("/{id}/{head}", **PAGE)
def change(request: Request, seat: ASeat, sent: OfForm, id: str, head: str) -> Response:
    """Corrects an item, takes it out (`do` "remove") or adds one (`do` "add")."""
    done = _CHANGES.get(sent.one("do"), saving.save)(seat, id, head, sent)
    if isinstance(done, Opened):
        return _page(request, seat, sight(seat, id), form=done)
    return _on(
        request, seat, id, done.name, _SAID.get(sent.one("do"), "Saved.") if done.decisions else "Nothing changed."
    )


_CHANGES = {"remove": saving.take_out, "add": saving.add}
_SAID = {"remove": "Taken out.", "add": "Added."}


def _on(request: Request, seat: Seat, id: str, name: str, said: str) -> Response:
    """Leads back to an item; for an open page, its new content."""
    if "x-part" in request.headers:
        return _page(request, seat, sight(seat, id), said=said, at=name)
    more = query(seat.given)
    return RedirectResponse(f"/review/{id}{'?' + more if more else ''}#{name}", 303)


def _page(
    request: Request, seat: Seat, seen: Sight, *, form: Opened | None = None, refused: Refused | None = None,
    said: str = "", at: str = "",
) -> Response:  # fmt: skip
    """The page, or with the header `X-Part` its changing part alone; 409 where something changed meanwhile."""
    status = _CONFLICT if refused or (form and form.conflict) else _WRONG if form and form.error else 200
    given = {**_given(seat, seen, form, refused), "said": said}
    if "x-part" not in request.headers:
        return render(request, "review/document.html", status=status, **given)
    answer = render(request, "review/work.html", status=status, **given)
    answer.headers["x-at"] = at or (form.name if form else "")
    return answer


def _given(seat: Seat, seen: Sight, form: Opened | None, refused: Refused | None) -> dict[str, Any]:
    unseen = form.unseen if form else refused.unseen if refused else ()
    return {
        "seat": seat, "work": seen.work, "record": seen.record, "view": View(seen.record), "own": seen.own, "form": form,
        "refused": refused, "parts": PARTS, "because": because, "was_of": was_of, "unseen": told(unseen), "why": WHY,
        "given": seat.given, "codes": state_names(), "speakers": speakers(seen.record), "phrases": phrases(),
        "proofs": _proofs(seen.record, form) if form else (), "worded": worded,
    }  # fmt: skip


def _proofs(record: Record, form: Opened) -> list[tuple[str, Evidence]]:
    """Why the item of a form is so, as `because` has it."""
    if form.item is None or form.head == "topics":
        return []
    if form.head == "meeting":
        return because(record.meeting.evidence)
    rows = getattr(record, form.head)
    number = form.item.number
    return because(rows[number].evidence) if number is not None and number < len(rows) else []
