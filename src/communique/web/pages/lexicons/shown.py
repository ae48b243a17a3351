"""Entries as pages show them: forms apart from their inflections, and examples with their words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from communique.lexicon import Entry, Lexicon
from communique.lexicon.check import fires, unbracketed

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
