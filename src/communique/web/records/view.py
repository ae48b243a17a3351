"""A record as a page shows it: the marked text, and the values beside it with why they are so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    """All that the page of a record needs."""

    record: Record
    prefix: str
    text: Markup
    header: Markup
    legend: Markup
    lists: Markup
    voices: list[Voice]
    source: str
    """The address of the document in the reading room, "" where it is not kept."""

    @property
    def title(self) -> str:
        """The title, else the first line."""
        return panels.title(self.record)


def view_of(record: Record, source: str = "", at: int | None = None) -> View:
    """The view of a record.

    :param source: the address of the document in the reading room.
    :param at: the character that was asked for: it is marked and shown.
    """
    prefix = prefix_of(record)
    return View(
        record, prefix, Markup(marked(record, prefix, _here(record, at))), Markup(panels.header(record, prefix)),
        Markup(panels.legend(record, filters=True)), Markup(panels.lists(record, prefix)), list(_voices(record, prefix)), source,
    )  # fmt: skip


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
