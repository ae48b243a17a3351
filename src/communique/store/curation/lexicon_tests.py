"""Corrections of acts → test sentences of the lexicon entries that decided them.

Where the machine's act was wrong, the sentence becomes a `wrong` of the entry that fired: a known fault, kept in sight.
Where the machine now gives the act that a person gave, it becomes a `yes`, the words in brackets.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from communique.lexicon import Entry, Lexicon, load
from communique.lexicon.check import bracketed, fires
from communique.lexicon.edit import block_of, lines_of, quoted
from communique.lexicon.load import names


@dataclass(frozen=True)
class LexiconTest:
    """A sentence for an entry of a table, from the decision of this number."""

    table: str
    entry: str
    column: Literal["yes", "wrong"]
    sentence: str
    decision: int


@dataclass(frozen=True)
class NoTest:
    """A correction of an act that gives no test, and why."""

    decision: int
    why: str


def test_of(decision: int, fired: dict[str, Any] | None, *, right: bool) -> LexiconTest | NoTest:
    """The test that a correction gives: `fired` is what decided the act, `right` whether the act is the person's."""
    found = next(((t, e) for t, e in _entries() if fired and e.id == fired["entry"]), None)
    if fired is None or found is None:
        return NoTest(decision, "no lexicon entry decided the act")
    table, entry = found
    if fired["act"] not in {entry.value, *(v for v in entry.attributes.values() if isinstance(v, str))}:
        return NoTest(decision, f"{entry.id} did not decide the act alone")
    sentence = fired["sentence"]
    places = fires(table, entry.id, sentence)
    if not places:
        return NoTest(decision, f"{entry.id} does not fire in the sentence alone")
    if not right:
        return LexiconTest(table.name, entry.id, "wrong", sentence, decision)
    if "[" in sentence or "]" in sentence:
        return NoTest(decision, "the sentence has brackets of its own")
    return LexiconTest(table.name, entry.id, "yes", bracketed(sentence, places), decision)


def tables_with(tests: Iterable[LexiconTest]) -> dict[str, str]:
    """The TOML of each table that gets a test, with the sentences added to its entries; all else is as it was."""
    by_table: dict[str, list[LexiconTest]] = {}
    for test in tests:
        by_table.setdefault(test.table, []).append(test)
    return {name: _with(name, own) for name, own in sorted(by_table.items())}


def _entries() -> Iterator[tuple[Lexicon, Entry]]:
    return ((load(name), entry) for name in names() for entry in load(name).entries)


def _with(name: str, tests: Iterable[LexiconTest]) -> str:
    source = (files("communique.lexicons") / f"{name}.toml").read_text(encoding="utf-8")
    for test in tests:
        start, end = block_of(source, test.entry)
        block = source[start:end]
        row = tomllib.loads(block)["entry"][0]
        source = source[:start] + _block_with(block, row, test) + source[end:]
    return source


def _block_with(block: str, row: dict[str, Any], test: LexiconTest) -> str:
    """The lines of an entry with a sentence more in its column; a new column stands behind `yes`."""
    sentences = list(dict.fromkeys([*row.get(test.column, ()), test.sentence]))
    line = f"{test.column} = [{', '.join(map(quoted, sentences))}]\n"
    start, end = (
        there if (there := lines_of(block, test.column if test.column in row else "yes")) else (len(block), len(block))
    )
    return block[:start] + line + block[end:] if test.column in row else block[:end] + line + block[end:]
