"""The values of a record as a list of items: what a page shows of each, and how a form and a path find it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from communique.export.html import prefix_of
from communique.export.view.groups import date_words, flags, heading, offices, speaker_name
from communique.export.view.marked import anchor
from communique.export.view.marks import reference_words
from communique.record import Evidence, Record
from communique.store.curation.locate import anchor_of, find
from communique.web.pages.review import raws
from communique.web.pages.review.fields import PARTS, Part
from communique.web.pages.review.raws import Raws

HAND = "hand"


@dataclass(frozen=True)
class Item:
    """One value. ``name`` names it in the page and its address ("dates-3"), ``key`` in paths, ``number`` is its place among its part
    (None: there is only one); ``label``, ``words`` of the
    text and ``notes`` are what is shown; ``mark`` is the id of its mark in the text, ``start``:``end`` its characters (None:
    it has none of its own); ``by_hand``: a person gave some of it; ``anchor`` finds it again in another state of the record.
    """

    part: str
    name: str
    key: str
    number: int | None
    label: str
    act: str | None
    words: str | None
    notes: tuple[str, ...]
    start: int | None
    end: int | None
    mark: str | None
    by_hand: bool
    raws: Mapping[str, tuple[str, ...]]
    anchor: Mapping[str, Any]


def items_of(record: Record, data: Mapping[str, Any] | None = None) -> dict[str, list[Item]]:
    """All items of a record by their part, in the order of the page.

    :param data: the record as plain values, where it is there already.
    """
    data, prefix = data or record.model_dump(mode="json"), prefix_of(record)
    return {head: _of_part(record, data, head, part, prefix) for head, part in PARTS.items()}


def named(items: Mapping[str, list[Item]], name: str) -> Item | None:
    """The item of a name; None where there is none."""
    return next((item for item in items.get(name.partition("-")[0], ()) if item.name == name), None)


def found_again(
    record: Record, items: Mapping[str, list[Item]], head: str, anchor: Mapping[str, Any], like: Raws | None = None
) -> Item | None:
    """The item that an anchor of another state of the record means; None where it is gone.

    :param like: of several on the same words, the one with these fields.
    """
    if not PARTS[head].grows:
        return items[head][0]
    same = [item for item in items[head] if item.anchor == anchor and item.raws == like]
    at = same[0].number if same else store_finds(record, head, anchor)
    return None if at is None else items[head][at]


def store_finds(record: Record, head: str, anchor: Mapping[str, Any]) -> int | None:
    """The number of the item to which the store would lay a correction with this anchor."""
    return find(record.model_dump(mode="json")[head], anchor, record.document.text)


def blank(part: Part) -> Raws:
    """The fields of a new item."""
    return {field.name: raws.shown(field, {}) for field in part.of_form(adds=True)}


def _of_part(record: Record, data: Mapping[str, Any], head: str, part: Part, prefix: str) -> list[Item]:
    if not part.grows:
        whole = data if head == "topics" else data[head]
        return [_item(record, record, whole, head, None, prefix)]
    models = getattr(record, head)
    return [_item(record, models[n], row, head, n, prefix) for n, row in enumerate(data[head])]


def _item(record: Record, model: Any, row: Mapping[str, Any], head: str, number: int | None, prefix: str) -> Item:
    part = PARTS[head]
    key = "" if number is None else row["id"] if head == "statements" else str(number)
    label, words, notes = _LOOKS[head](model)
    start, end = (None, None) if number is None else (row["start"], row["end"])
    return Item(
        head, f"{head}-{key}" if key else head, key, number, label, row.get("act"), words,
        tuple(note for note in notes if note), start, end,
        anchor(prefix, part.mark, number) if number is not None else None, _by_hand(record, model, head),
        {field.name: raws.shown(field, row) for field in part.fields}, anchor_of(row) if number is not None else {},
    )  # fmt: skip


def _by_hand(record: Record, model: Any, head: str) -> bool:
    owner = record.meeting if head == "meeting" else model
    proofs: tuple[Evidence, ...] = () if head == "topics" else owner.evidence
    return any(proof.source == HAND for proof in proofs)


Look = tuple[str, str | None, list[str]]
"""Label, words of the text, notes."""


def _meeting(record: Record) -> Look:
    notes = [] if record.meeting.date else ["no day"]
    return ", ".join(heading(record)), None, notes + ([] if record.meeting.place else ["no place"])


def _participant(person: Any) -> Look:
    also = f"also called {', '.join(person.aliases)}" if person.aliases else ""
    return person.name, None, [*offices(person), person.country or "side unknown", person.capacity, also]


def _statement(said: Any) -> Look:
    who = speaker_name(said.speaker) + (f" ({said.country})" if said.country else "")
    whom = f"→ {', '.join(said.addressees)}" if said.addressees else ""
    return who, said.quote, [whom, *flags(said), ", ".join(said.topics)]


def _date(date: Any) -> Look:
    return date_words(date.value), date.quote, []


def _reference(event: Any) -> Look:
    return " ".join(reference_words(event.what, event.date, event.since)), event.quote, [", ".join(event.who)]


def _formula(formula: Any) -> Look:
    return formula.phrase, formula.quote, [speaker_name(formula.speaker) if formula.speaker else ""]


def _topics(record: Record) -> Look:
    return ", ".join(record.topics) or "none", None, []


def _topic(mention: Any) -> Look:
    return mention.topic, mention.quote, []


_LOOKS: Mapping[str, Callable[[Any], Look]] = {
    "meeting": _meeting, "participants": _participant, "statements": _statement, "dates": _date,
    "references": _reference, "formulae": _formula, "topics": _topics, "topic_mentions": _topic,
}  # fmt: skip
