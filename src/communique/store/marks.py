"""Where the sought words stand in a text, and a snippet around them.

The marks come from FTS5 itself, in memory, over the few texts that are shown; so a mark stands where the index would
find a word, stem and phrase included, whichever database the store is in.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import closing

from communique.store.fulltext.sqlite import either
from communique.store.query import Term
from communique.store.words import places, plain

_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
_WIDTH, _BEFORE = 240, 60
Marks = list[tuple[int, int]]


def marks(texts: Sequence[str], terms: tuple[Term, ...]) -> list[Marks]:
    """For each text the stretches (start, end) in which one of the terms stands."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE shown USING fts5(body, tokenize='porter unicode61 remove_diacritics 0')")
        rows = [(number, plain(text)) for number, text in enumerate(texts)]
        memory.executemany("INSERT INTO shown(rowid, body) VALUES (?, ?)", rows)
        query = "SELECT rowid, highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?"
        found = dict(memory.execute(query, (_OPEN, _CLOSE, either(terms))).fetchall())
    return [_spans(found[number], text) if number in found else [] for number, text in enumerate(texts)]


def _spans(highlighted: str, text: str) -> Marks:
    """The marks of a text from its words as FTS5 gives them back, the found ones between `_OPEN` and `_CLOSE`."""
    numbers, word, at = [], 0, 0
    for mark in _MARK.finditer(highlighted):
        word += highlighted.count(" ", at, mark.start())
        at = mark.start()
        numbers.append(word)
    where = places(text, word + 1)
    return [(where[a][0], where[b][1]) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]


def snippet(text: str, found: Marks) -> tuple[int, int]:
    """Start and end of the stretch of `text`, of whole words, in which most marks stand."""
    best = _densest(found)
    start = min(_word_start(text, max(0, best[0] - _BEFORE)), best[0]) if best else 0
    end = start + _WIDTH
    if end >= len(text):
        return start, len(text)
    space = max(text.rfind(" ", start, end + 1), text.rfind("\n", start, end + 1))
    return start, space if space >= (best[1] if best else start + 1) else end


def _densest(found: Marks) -> tuple[int, int] | None:
    """The first mark of those after which most others follow closely."""
    ends = [end for _, end in found]
    follow = [bisect_right(ends, start + _WIDTH - _BEFORE) - n for n, (start, _) in enumerate(found)]
    return found[follow.index(max(follow))] if found else None


def touching(found: Marks, start: int, end: int) -> bool:
    """Whether a mark stands, in part at least, between two places; marks are in order and do not overlap."""
    n = bisect_right(found, start, key=lambda mark: mark[1])
    return n < len(found) and found[n][0] < end


def _word_start(text: str, at: int) -> int:
    if at == 0 or text[at - 1].isspace():
        return at
    after = next((i for i in range(at, min(len(text), at + _BEFORE)) if text[i].isspace()), None)
    return at if after is None else after + 1
