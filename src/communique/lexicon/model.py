"""What a lexicon is once loaded: entries with forms, and hits of them in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from communique.lexicon.fold import fold, straighten

Tag = str
"""How an inflected form stands to its base: base, s, past, pp, ing, or "" where a form is given as it is."""


class Form(NamedTuple):
    """One surface form of an entry. `tags` has several where one form serves several ("agreed": past, pp)."""

    text: str
    tags: frozenset[Tag]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table. `attributes` are the table's own columns (declared at its top)."""

    id: str
    value: str | None
    forms: tuple[Form, ...] = field(repr=False)
    unless: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    case: bool = False
    note: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    def get(self, name: str, default: Any = None) -> Any:
        """The entry's own column `name`."""
        return self.attributes.get(name, default)


class Hit(NamedTuple):
    """An entry's form found at ``text[start:end]``."""

    start: int
    end: int
    entry: Entry
    tags: frozenset[Tag]


class _Pattern(NamedTuple):
    text: str
    entry: Entry
    tags: frozenset[Tag]
    blocks: bool


@dataclass(frozen=True)
class Lexicon:
    """A table, ready to be matched."""

    name: str
    values: tuple[str, ...]
    entries: tuple[Entry, ...]
    shared: bool = False
    """True for a table of word classes, where one form may stand in several entries (`shared = true` at its top)."""

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries under their ids."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _patterns(self) -> list[list[_Pattern]]:
        grouped: dict[str, list[_Pattern]] = {}
        for entry in self.entries:
            for form in entry.forms:
                grouped.setdefault(fold(form.text), []).append(_Pattern(straighten(form.text), entry, form.tags, False))
            for text in entry.unless:
                grouped.setdefault(fold(text), []).append(_Pattern(straighten(text), entry, frozenset(), True))
        return list(grouped.values())

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick([fold(group[0].text) for group in self._patterns])

    def find(self, text: str, folded: str | None = None, *, overlapping: bool = False) -> list[Hit]:
        """Hits on word boundaries, in order of start.

        Leftmost-longest unless `overlapping`; in that case every hit of every entry, the longest of an entry at
        one place. An entry's `unless` phrases block the hits that they cover.

        :param folded: ``fold(text)`` where the caller has it already.
        """
        folded = fold(text) if folded is None else folded
        hits, blocks = self._raw(text, folded)
        if blocks:
            hits = [h for h in hits if not any(b[0] <= h.start and h.end <= b[1] for b in blocks.get(h.entry.id, ()))]
        hits.sort(key=lambda h: (h.start, -h.end, h.entry.id))
        return list(_longest_of_entry(hits) if overlapping else _leftmost_longest(hits))

    def _raw(self, text: str, folded: str) -> tuple[list[Hit], dict[str, list[tuple[int, int]]]]:
        hits: list[Hit] = []
        blocks: dict[str, list[tuple[int, int]]] = {}
        plain: str | None = None
        length = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < length and folded[end - 1].isalnum() and folded[end].isalnum():
                continue
            for pattern in self._patterns[index]:
                if pattern.entry.case:
                    plain = straighten(text) if plain is None else plain
                    if plain[start:end] != pattern.text:
                        continue
                if pattern.blocks:
                    blocks.setdefault(pattern.entry.id, []).append((start, end))
                else:
                    hits.append(Hit(start, end, pattern.entry, pattern.tags))
        return hits, blocks


def _leftmost_longest(hits: list[Hit]) -> Iterator[Hit]:
    end = -1
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.end


def _longest_of_entry(hits: list[Hit]) -> Iterator[Hit]:
    ends: dict[str, int] = {}
    for hit in hits:
        if hit.end > ends.get(hit.entry.id, -1):
            yield hit
            ends[hit.entry.id] = hit.end
