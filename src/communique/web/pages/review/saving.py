"""Correcting, adding, taking out: what a form asks for, or the form again with why it could not be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.errors import CommuniqueError, InputError
from communique.record import Record
from communique.span import Span
from communique.store import ChangedError
from communique.store.curation.locate import nearest, there
from communique.store.curation.model import Decision
from communique.web.pages.review import raws
from communique.web.pages.review.fields import Field, Part, phrases
from communique.web.pages.review.items import Item, blank, found_again, items_of, store_finds
from communique.web.pages.review.raws import Raw, Raws
from communique.web.pages.review.seat import Seat
from communique.web.pages.review.sent import Sent, Was
from communique.web.pages.review.words import placed
from communique.web.pages.review.work import Opened

Changes = list[tuple[str, Any]]
_IN_TEXT = ("condition",)
"""Fields whose words must stand in the text, beside the words of the item itself."""


@dataclass(frozen=True)
class Kept:
    """It was written: how many decisions, and at which item the coder goes on."""

    decisions: int
    name: str


def save(seat: Seat, id: str, head: str, sent: Sent) -> Kept | Opened:
    """Corrects the changed fields of an item, all of them or none."""
    part, seen = sent.part(head), sent.seen
    was = sent.was(part)
    wanted = sent.raws(part, was.raws, adds=False)
    changed = {name: raw for name, raw in wanted.items() if raw != was.raws[name]}
    record = seat.store.corrected(id, coding=seat.coding)
    item = found_again(record, items_of(record), head, was.anchor, was.raws)
    form = Opened(head, item, wanted, sent.one("start"), sent.why)
    if item is None or item.raws != was.raws:
        return _conflict(seat, id, form, was, changed, seen)
    if not changed:
        return Kept(0, item.name)
    return _written(seat, id, form, was, changed, seen, lambda: _changes(record, part, item, changed, sent.start()))


def take_out(seat: Seat, id: str, head: str, sent: Sent) -> Kept | Opened:
    """Takes an item out."""
    part, seen = sent.part(head), sent.seen
    if not part.grows:
        raise InputError(part.one, "it can only be corrected", "Change its fields.")
    was = sent.was(part)
    record = seat.store.corrected(id, coding=seat.coding)
    item = found_again(record, items_of(record), head, was.anchor, was.raws)
    form = Opened(head, item, was.raws, why=sent.why, removes=True)
    if item is None or item.raws != was.raws:
        return _conflict(seat, id, form, was, {}, seen)
    path = part.path.format(key=item.key, field="").rstrip(".")
    return _written(seat, id, form, was, {}, seen, lambda: _taken_out(record, item, path))


def add(seat: Seat, id: str, head: str, sent: Sent) -> Kept | Opened:
    """Adds an item."""
    part, seen = sent.part(head), sent.seen
    if not part.grows:
        raise InputError(part.one, "there is only one", "Change its fields.")
    wanted = sent.raws(part, blank(part), adds=True)
    record = seat.store.corrected(id, coding=seat.coding)
    form = Opened(head, None, wanted, sent.one("start"), sent.why)
    return _written(seat, id, form, None, {}, seen, lambda: _new(record, head, part, wanted, sent.start()))


def _written(
    seat: Seat, id: str, form: Opened, was: Was | None, changed: Raws, seen: int, changes: Any
) -> Kept | Opened:
    """Writes; where the store refuses, the form with the reason. What the coder has not seen is told before any fault."""
    if seat.store.decisions(id, coding=seat.coding, after=seen):
        return _conflict(seat, id, form, was, changed, seen)
    try:
        asked: Changes = changes()
        made = seat.store.correct_all(id, asked, by=seat.name, why=form.why, after=seen, coding=seat.coding)
    except ChangedError:
        return _conflict(seat, id, form, was, changed, seen)
    except CommuniqueError as error:
        return replace(form, error=error, wrong=_wrong(form.part, error))
    return Kept(len(made), _goes_on(seat, id, form, made))


def _conflict(seat: Seat, id: str, form: Opened, was: Was | None, changed: Raws, seen: int) -> Opened:
    """The form on top of what is there now: fields that the coder changed as he gave them, the others as they are now."""
    record = seat.store.corrected(id, coding=seat.coding)
    unseen = tuple(seat.store.decisions(id, coding=seat.coding, after=seen))
    if was is None:
        return replace(form, unseen=unseen)
    item = found_again(record, items_of(record), form.head, was.anchor)
    if item is None:
        fresh = {**blank(form.part), **was.raws, **changed}
        return replace(form, item=None, raws=fresh, unseen=unseen, reread=not unseen, gone=True)
    now = {name: raw for name, raw in item.raws.items() if raw != was.raws[name]}
    return replace(form, item=item, raws={**item.raws, **changed}, unseen=unseen, reread=not unseen, now=now)


def _changes(record: Record, part: Part, item: Item, changed: Raws, start: int | None) -> Changes:
    """Paths and values, in the order of the form: the words come first, for a condition must stand in them."""
    _check_alone(record, item)
    found: Changes = []
    for field in part.fields:
        if field.name in changed:
            path = part.path.format(key=item.key, field=field.name)
            if field.name == part.words == "quote":
                found.append((path, _moved(record.document.text, item, changed[field.name], start)))
            else:
                found.append((path, _value(record.document.text, field, changed[field.name], item.start or 0)))
    return found


def _taken_out(record: Record, item: Item, path: str) -> Changes:
    _check_alone(record, item)
    return [(path, None)]


def _check_alone(record: Record, item: Item) -> None:
    """A correction knows an item by its words, and what it says of them.

    :raises InputError: where it would be laid to another that is the same in both.
    """
    if item.number is not None and store_finds(record, item.part, item.anchor) != item.number:
        what = "two values stand on these words, and the other one would be changed"
        raise InputError(f"“{item.words or item.label}”", what, "Correct or take out the other one, or leave both.")


def _moved(text: str, item: Item, raw: Raw, start: int | None) -> str:
    """The words of an item, elsewhere.

    :raises InputError: where they stand nearer to the item a second time: a correction finds the nearest.
    """
    assert item.start is not None
    span = placed(text, "".join(raw), start, item.start)
    words = span.of(text)
    near = nearest(text, words, item.start)
    if near != span.start:
        what = f"stand at character {near} too, nearer to where it was"
        raise InputError("these words", what, "Take it out, and add it with these words.")
    return words


def _value(text: str, field: Field, raw: Raw, near: int) -> Any:
    """The value of one field; words of the text exactly as they stand there."""
    if field.name in _IN_TEXT and (given := "".join(raw).strip()):
        return placed(text, given, near=near).of(text)
    return raws.read(field, raw)


def _new(record: Record, head: str, part: Part, wanted: Raws, start: int | None) -> Changes:
    """A new item with all that is said of it."""
    text, named = record.document.text, part.words == "name"
    words = "".join(wanted["words"]).strip() or "".join(wanted["name"]) if named else "".join(wanted["quote"])
    span = placed(text, words, start, 0 if named else None)
    given = {f.name: _value(text, f, wanted[f.name], span.start) for f in part.of_form(adds=True) if f.name != "quote"}
    value = {name: said for name, said in given.items() if said not in (None, [])}
    _not_there(record, head, given, span)
    value |= {"words" if named else "quote": span.of(text), "start": span.start}
    if head == "formulae" and "phrase" not in value and value.get("id") in phrases():
        value["phrase"] = phrases()[value["id"]]
    return [(f"{head}[+]", value)]


def _not_there(record: Record, head: str, given: Mapping[str, Any], span: Span) -> None:
    """Two values for one thing would count twice.

    :raises InputError: where there is one on much the same words, or of this name.
    """
    rows = record.model_dump(mode="json")[head]
    at = there(rows, given if "name" in given else {**given, "quote": ""}, span)
    if at is not None:
        words = rows[at].get("quote") or rows[at]["name"]
        raise InputError("these words", f"have a value already: “{words}”", "Correct that one, or take it out first.")


def _wrong(part: Part, error: CommuniqueError) -> str | None:
    """The field that an error is about, by the end of its place or by the label."""
    for field in part.of_form(adds=True):
        said = error.where == field.label or f"`{field.name}`" in error.what
        if said or error.where.endswith((f".{field.name}", f" {field.name}")):
            return field.name
    return part.words if error.where.startswith(("“", "words in", "these words", "from character")) else None


def _goes_on(seat: Seat, id: str, form: Opened, made: Sequence[Decision]) -> str:
    """The item that was decided on, where it now is; of one that was taken out, the one that has its place."""
    record = seat.store.corrected(id, coding=seat.coding)
    items = items_of(record)
    own = items[form.head]
    if form.removes and form.item is not None:
        place = next((n for n, item in enumerate(own) if (item.start or 0) >= (form.item.start or 0)), len(own) - 1)
        return own[place].name if own else f"part-{form.head}"
    anchor = made[-1].what.get("anchor") or {}
    if form.item is not None:
        anchor = form.item.anchor
        moved = next((d.what["value"] for d in made if str(d.what["path"]).endswith((".quote", ".name"))), None)
        if moved is not None:
            anchor = {**anchor, form.part.words: moved}
    found = found_again(record, items, form.head, anchor)
    return found.name if found else f"part-{form.head}"


__all__ = ["Kept", "add", "save", "take_out"]
