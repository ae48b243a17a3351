"""Where an entry fired, each time with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.view.escape import shorten
from communique.lexicon.check import bracketed
from communique.reading.page import Page
from communique.record import Document, Record
from communique.store import Use
from communique.web.desk import Desk
from communique.web.pages.lexicons.counts import Basis, Counts, Place, counts, evidence_of, in_text
from communique.web.pages.lexicons.lookup import Found

SHOWN = 25
_BEFORE, _AFTER = 160, 200
"""Characters of a long sentence that are shown on either side of the words."""


@dataclass(frozen=True)
class Firing:
    """Where an entry fired: its words at ``start:end`` of the document, with the sentence around them.

    ``snippet`` is the sentence on one line, long ones cut, and ``marks`` the words in it. ``speaker`` and ``act`` are those of
    the statement that rests on it. ``start`` is None where the words stand in the name of the issuer.
    """

    document: str
    title: str | None
    date: str | None
    start: int | None
    end: int | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    speaker: str | None = None
    act: str | None = None

    @property
    def bracketed(self) -> str:
        """The sentence with the words in brackets; brackets of its own become round."""
        return bracketed(self.snippet.replace("[", "(").replace("]", ")"), self.marks)


@dataclass(frozen=True)
class Firings:
    """The newest firings of an entry (at most 25), how many there are, and on what that rests (see `Counts`)."""

    basis: Basis
    looked: int
    all: bool
    total: int
    newest: tuple[Firing, ...]


def firings(desk: Desk, found: Found) -> Firings:
    """Where an entry fired, newest documents first."""
    table, id = found.lexicon.name, found.entry.id
    counted = counts(desk, table)
    shown = desk.remembered(("firings", table, id), lambda: _shown(desk, table, id, counted))
    return Firings(counted.basis, counted.looked, counted.all, counted.fired.get(id, 0), shown)


def _shown(desk: Desk, table: str, id: str, counted: Counts) -> tuple[Firing, ...]:
    if counted.basis in ("statements", "phrases"):
        return tuple(_of_use(desk, id, use) for use in desk.store.uses_of(id, limit=SHOWN))
    places = counted.places.get(id, ())[:SHOWN]
    return tuple(_of_place(desk, place, inside=in_text(table)) for place in places)


def _of_use(desk: Desk, id: str, use: Use) -> Firing:
    kept = desk.store.show(use.document)
    start, end = _deciding(kept.record, id, use)
    snippet, marks = sentence_around(kept.document, start, end)
    return Firing(use.document, use.title, use.date, start, end, snippet, marks, use.speaker, use.act)


def _deciding(record: Record | None, id: str, use: Use) -> tuple[int, int]:
    """The words of an entry by which a statement was decided; those of the use itself where the record does not show them."""
    proofs = [p for p in evidence_of(record) if p.entry == id and p.end > p.start] if record else []
    own = [p for s in record.statements if s.id == use.id for p in s.evidence if p.entry == id] if record else []
    near = own or [p for p in proofs if use.start <= p.start and p.end <= use.end]
    return (near[0].start, near[0].end) if near else (use.start, use.end)


def _of_place(desk: Desk, place: Place, *, inside: bool) -> Firing:
    kept = desk.store.show(place.document)
    document, met = kept.document, kept.record.meeting.date if kept.record else None
    date = met or (document.published or "")[:10] or None
    if inside:
        snippet, marks = sentence_around(document, place.start, place.end)
        return Firing(place.document, document.title, date, place.start, place.end, snippet, marks)
    marks = ((place.start, place.end),)
    return Firing(place.document, document.title, date, None, None, document.issuer or "", marks)


def sentence_around(document: Document, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence of ``text[start:end]`` on one line, long ones cut at words, and where the words stand in it."""
    spans = (span for spans in Page(document).sentences.values() for span in spans)
    first, last = next(((s.start, s.end) for s in spans if s.start <= start < s.end), (start, end))
    text, last = document.text, max(last, end)
    before, words, after = _line(text[first:start]), _line(text[start:end]), _line(text[end:last])
    if len(before) > _BEFORE:
        before = "… " + before[-_BEFORE:].partition(" ")[2]
    after = shorten(after, _AFTER) if len(after) > _AFTER else after
    return before + words + after, ((len(before), len(before) + len(words)),)


def _line(text: str) -> str:
    """On one line, with a blank at an end where there was one."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + " ".join(text.split()) + " " * text[-1].isspace()
