"""Entries as pages show them: forms apart from their inflections, and examples with their words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from communique.lexicon import Entry, Lexicon

BRACKET = re.compile(r"\[([^\[\]]*)\]")
Column = Literal["yes", "no", "wrong"]


@dataclass(frozen=True)
class Words:
    """What an entry looks for: ``forms`` and ``verbs`` (in the base form) as they are listed, and how its verbs are inflected."""

    forms: tuple[str, ...]
    verbs: tuple[str, ...]
    inflected: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """An entry in its table. ``inflected`` is how many forms were made of its verbs, ``fired`` how often it fired."""

    id: str
    value: str | None
    line: int
    forms: tuple[str, ...]
    verbs: tuple[str, ...]
    inflected: int
    attributes: Mapping[str, Any]
    fired: int


@dataclass(frozen=True)
class Example:
    """A sentence of an entry. ``snippet`` is it without brackets, ``marks`` the words (start and end in ``snippet``):
    those in brackets, and in a `wrong` those where it fires.
    """

    column: Column
    sentence: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


def words_of(entry: Entry) -> Words:
    """The forms of an entry, each once."""
    forms = dict.fromkeys(form.text for form in entry.forms if not form.tags)
    verbs = dict.fromkeys(form.text for form in entry.forms if "base" in form.tags and not form.text.startswith(_OF_BE))
    made = dict.fromkeys(form.text for form in entry.forms if form.tags and form.text not in verbs)
    return Words(tuple(forms), tuple(verbs), tuple(made))


_OF_BE = ("are ", "am ")
"""Forms that `verb_forms` gives the tag "base" beside "be"; they are inflections for who reads a list of verbs."""


def row_of(entry: Entry, fired: int) -> Row:
    """An entry as a row of its table."""
    words = words_of(entry)
    return Row(entry.id, entry.value, entry.line, words.forms, words.verbs, len(words.inflected), entry.attributes, fired)  # fmt: skip


def examples_of(lexicon: Lexicon, entry: Entry) -> tuple[Example, ...]:
    """The sentences of an entry: `yes`, `no`, `wrong`."""
    return tuple(_examples(lexicon, entry))


def _examples(lexicon: Lexicon, entry: Entry) -> Iterator[Example]:
    for sentence in entry.yes:
        snippet, marks = unbracketed(sentence)
        yield Example("yes", sentence, snippet, marks)
    for sentence in entry.no:
        yield Example("no", sentence, sentence, ())
    for sentence in entry.wrong:
        yield Example("wrong", sentence, sentence, fires(lexicon, entry.id, sentence))


def unbracketed(sentence: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A sentence without its brackets, and where the words in them stand in it."""
    marks, shift = [], 0
    for match in BRACKET.finditer(sentence):
        start = match.start() - shift
        marks.append((start, start + len(match[1])))
        shift += 2
    return BRACKET.sub(r"\1", sentence), tuple(marks)


def bracketed(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """A sentence with brackets around its marks, which stand in order."""
    parts, at = [], 0
    for start, end in marks:
        parts += [text[at:start], "[", text[start:end], "]"]
        at = end
    return "".join([*parts, text[at:]])


def fires(lexicon: Lexicon, id: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where an entry fires in a sentence, as the lint of the tables looks for it."""
    hits = lexicon.find(text, overlapping=lexicon.shared)
    return tuple((hit.start, hit.end) for hit in hits if hit.entry.id == id)
