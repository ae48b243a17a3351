"""Cutting a text at the edges of marks that may nest and overlap."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from communique.export.view.groups import date_words
from communique.record import Record


class Mark(NamedTuple):
    """A stretch of text to be shown as `kind`; `ref` is its number among its kind; `note` says what it is."""

    start: int
    end: int
    kind: str
    ref: int
    note: str


class Piece(NamedTuple):
    """A stretch on which the same marks lie from its first to its last character."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def pieces(length: int, marks: Iterable[Mark]) -> list[Piece]:
    """Cut 0…`length` at every edge of a mark. The pieces follow each other without gap and cover the whole.

    Marks that are empty or reach beyond the text are left out. Marks of a piece: the longer first, so the last is
    the innermost.
    """
    kept = sorted((m for m in marks if 0 <= m.start < m.end <= length), key=lambda m: (m.start, -m.end, m.kind, m.ref))
    edges = sorted({0, length, *(m.start for m in kept), *(m.end for m in kept)})
    found: list[Piece] = []
    active: list[Mark] = []
    following = 0
    for start, end in pairwise(edges):
        active = [m for m in active if m.end > start]
        while following < len(kept) and kept[following].start == start:
            active.append(kept[following])
            following += 1
        found.append(Piece(start, end, tuple(active)))
    return found


OUTER = frozenset({"statement", "unread"})


def cells(found: list[Piece]) -> list[tuple[tuple[Mark, ...], list[Piece]]]:
    """Neighbouring pieces under the same statements (or unread sentence), with what lies on them."""

    def outer(piece: Piece) -> tuple[Mark, ...]:
        return tuple(m for m in piece.marks if m.kind in OUTER)

    return [(key, list(group)) for key, group in groupby(found, key=outer)]


def marks_of(record: Record) -> list[Mark]:
    """Every mark that the page shows of a record."""
    return [*_statement_marks(record), *_value_marks(record), *_meeting_marks(record)]


def _statement_marks(record: Record) -> Iterable[Mark]:
    for i, said in enumerate(record.statements):
        yield Mark(said.start, said.end, "statement", i, said.act)
        if said.condition:
            yield Mark(said.condition.start, said.condition.end, "condition", i, "condition")
        for proof in said.evidence:
            if proof.field == "act" and proof.entry and proof.source == "text":
                yield Mark(proof.start, proof.end, "cue", i, f"{said.act}: {proof.entry}")


def _value_marks(record: Record) -> Iterable[Mark]:
    for i, person in enumerate(record.participants):
        yield Mark(person.start, person.end, "person", i, f"{person.name} ({person.country or 'side unknown'})")
    for i, date in enumerate(record.dates):
        yield Mark(date.start, date.end, "date", i, date_words(date.value))
    for i, formula in enumerate(record.formulae):
        yield Mark(formula.start, formula.end, "formula", i, f"set phrase: {formula.phrase}")
    for i, event in enumerate(record.references):
        words = " ".join(reference_words(event.what, event.date, event.since))
        yield Mark(event.start, event.end, "reference", i, words)
    for i, topic in enumerate(record.topic_mentions):
        yield Mark(topic.start, topic.end, "topic", i, f"topic: {topic.topic}")
    for i, sentence in enumerate(record.unread.sentences):
        yield Mark(sentence.start, sentence.end, "unread", i, "unread")
    for i, name in enumerate(record.unread.names):
        yield Mark(name.start, name.end, "unknown", i, "a name that no reader placed")


def _meeting_marks(record: Record) -> Iterable[Mark]:
    for i, proof in enumerate(record.meeting.evidence):
        if proof.source == "text" and proof.field.rpartition(".")[2] in ("kind", "place"):
            yield Mark(proof.start, proof.end, "fact", i, proof.field.replace(".", " "))


def reference_words(what: str, date: str | None, since: str | None) -> list[str]:
    """An event in words: ``["visit,", "April 2023"]``, ``["anniversary", "since 1964"]``."""
    when = [date_words(date)] if date else []
    return [what + ("," if when else ""), *when, *([f"(since {since})"] if since else [])]
