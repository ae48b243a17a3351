"""What was decided on a document in one coding: corrections and confirmations, what became of them, who took them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from communique.store import Decision, Store
from communique.store.curation.paths import parse
from communique.web.pages.review.fields import PARTS


@dataclass(frozen=True)
class Made:
    """A correction or confirmation. ``what`` names the value, ``words`` are those of the text that it is about; ``machine``
    and ``value`` are what was read and what is to be; ``status`` as of `Correction` ("" for a confirmation); ``undoing`` is
    the decision in force that took it back, with ``undone_by`` and ``undone_at``.
    """

    number: int
    confirms: bool
    what: str
    words: str
    machine: Any
    value: Any
    by: str
    made: str
    why: str
    status: str
    undoing: int | None = None
    undone_by: str | None = None
    undone_at: str | None = None


def log(store: Store, document: str, coding: str | None) -> list[Made]:
    """The corrections and confirmations of a document, newest first."""
    every = store.decisions(document, coding=coding)
    became = {c.decision.number: c.status for c in store.corrections(document, undone=True, coding=coding)}
    undone = _undone(every)
    made = [_made(d, became.get(d.number, ""), undone.get(d.number)) for d in every if d.kind in ("correct", "confirm")]
    return made[::-1]


def told(every: Iterable[Decision]) -> list[tuple[Decision, str, str]]:
    """Decisions with what each did and the words it is about, for one who has not seen them."""
    found = []
    for made in every:
        what, words = _told(made)
        plain = made.kind == "correct" and not parse(made.what["path"]).of_item
        found.append((made, f"corrected {what}" if plain else what, words))
    return found


def own_last(made: Iterable[Made], name: str) -> Made | None:
    """The newest of these that this person made and nobody took back."""
    return next((one for one in made if one.by == name and one.undoing is None), None)


def _undone(every: list[Decision]) -> dict[int, Decision]:
    """Decision → the last undoing of it that holds, also by restoring its undoing and undoing that."""
    by_number = {d.number: d for d in every}
    found: dict[int, Decision] = {}
    for made in every:
        if made.undoes is not None and made.active:
            target, turns = by_number.get(made.undoes), 1
            while target is not None and target.undoes is not None:
                target, turns = by_number.get(target.undoes), turns + 1
            if target is not None and turns % 2:
                found[target.number] = made
    return found


def _made(decision: Decision, status: str, undone: Decision | None) -> Made:
    what, words = _told(decision)
    said = decision.what
    return Made(
        decision.number, decision.kind == "confirm", what, words, _rest(said.get("machine"), words),
        _rest(said.get("value"), words), decision.by,
        decision.made, decision.why, status, *((undone.number, undone.by, undone.made) if undone else ()),
    )  # fmt: skip


def _rest(value: Any, words: str) -> Any:
    """An item without the words that are shown beside it."""
    if not isinstance(value, Mapping):
        return value
    return {name: said for name, said in value.items() if not (words and name in ("quote", "name") and said == words)}


def _told(decision: Decision) -> tuple[str, str]:
    """What a decision did, and the words of the text that it is about."""
    if decision.kind == "undo":
        return f"took back decision {decision.undoes}", ""
    if decision.kind != "correct":
        return "confirmed the record", ""
    where = parse(decision.what["path"])
    part, anchor = PARTS[where.head], decision.what.get("anchor") or {}
    words = str(anchor.get("quote") or anchor.get("name") or "")
    if where.adds:
        return f"added: {part.one}", words
    if where.of_item:
        return f"took out: {part.one}", words
    field = (where.field or where.head).partition(".")[0]
    label = next((f.label for f in part.fields if f.name == field), where.field or where.head)
    return (f"{part.one}: {label.lower()}" if where.field else part.one), words
