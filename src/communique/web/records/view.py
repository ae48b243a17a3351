"""A record as a page shows it: the marked text, and the values beside it with why they are so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from communique.export.html import prefix_of
from communique.export.view import panels
from communique.export.view.citation import citation
from communique.export.view.escape import shorten
from communique.export.view.groups import flags, speeches
from communique.export.view.marked import HERE, anchor, marked
from communique.export.view.marks import Mark
from communique.record import Evidence, Record, Statement

_SHOWN = 80
"""Characters that are marked where nothing of the record begins."""


class Row(NamedTuple):
    """A statement in the list: its anchor in the text, the number of its speaker, what makes it so, how to cite it."""

    said: Statement
    at: str
    voice: int
    flags: list[str]
    citation: str


class Voice(NamedTuple):
    """One speaker with what he says."""

    number: int
    speaker: str
    country: str | None
    rows: list[Row]


@dataclass(frozen=True)
class View:
    """The parts of the page of a record, each made when a template asks for it.

    :param at: the character that was asked for: it is marked and shown.
    """

    record: Record
    at: int | None = None

    @property
    def title(self) -> str:
        """The title, else the first line."""
        return panels.title(self.record)

    @property
    def text(self) -> Markup:
        """The text with its marks."""
        return Markup(marked(self.record, self._prefix, _here(self.record, self.at)))

    @property
    def header(self) -> Markup:
        """Kind, date, place, title, source, people."""
        return Markup(panels.header(self.record, self._prefix))

    @property
    def legend(self) -> Markup:
        """The acts with their counts, and the other marks, as switches."""
        return Markup(panels.legend(self.record, filters=True))

    @property
    def lists(self) -> Markup:
        """Dates, references, topics, set phrases, what was not read, trust and notes."""
        return Markup(panels.lists(self.record, self._prefix))

    @cached_property
    def voices(self) -> list[Voice]:
        """Who spoke, with what."""
        return list(_voices(self.record, self._prefix))

    @property
    def _prefix(self) -> str:
        return prefix_of(self.record)


def _here(record: Record, at: int | None) -> list[Mark]:
    """A mark over what begins at a character: the longest value of the record, else the words that follow."""
    text = record.document.text
    if at is None or not 0 <= at < len(text):
        return []
    ends = [item.end for item in record.quoted() if item.start == at] + [
        p.end for p in record.participants if p.start == at
    ]
    end = max(ends, default=at)
    return [
        Mark(
            at, end if end > at else at + len(shorten(text[at : at + _SHOWN], _SHOWN - 1).rstrip("…")), HERE, 0, "here"
        )
    ]


def _voices(record: Record, prefix: str) -> Iterator[Voice]:
    numbers = {id(s): n for n, s in enumerate(record.statements)}
    for n, speech in enumerate(speeches(record)):
        rows = [
            Row(s, anchor(prefix, "statement", numbers[id(s)]), n, flags(s), citation(record, s))
            for s in speech.statements
        ]
        yield Voice(n, speech.speaker, speech.country, rows)


def because(evidence: tuple[Evidence, ...]) -> list[tuple[str, Evidence]]:
    """Evidence of a value without repetition, with the names of the fields that it is for."""
    fields: dict[tuple[str, str | None, int, int], list[str]] = {}
    first: dict[tuple[str, str | None, int, int], Evidence] = {}
    for proof in evidence:
        key = (proof.reader, proof.entry, proof.start, proof.end)
        first.setdefault(key, proof)
        if proof.field not in fields.setdefault(key, []):
            fields[key].append(proof.field)
    return [(", ".join(names), first[key]) for key, names in fields.items()]
