"""Two texts → the pieces they share and those they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sqlalchemy import Connection

from communique.record import Document, Record
from communique.store.changes import compare
from communique.store.database import Database
from communique.store.model import Difference, Piece
from communique.store.readings import numbered_record
from communique.store.show import version_of

_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_WORDS = 3_000
"""A longer stretch is compared by its lines only: the cost of comparing words grows with their square."""


def difference(
    database: Database, name: str, a: int, b: int, readings: tuple[int | None, int | None]
) -> Difference:  # fmt: skip
    """See `Store.difference`."""
    with database.reading() as connection:
        before, old = _state(connection, name, a, readings[0])
        after, new = _state(connection, name, b, readings[1])
    changes = compare(old, new) if old and new else None
    return Difference(before.id, a, b, pieces(before.text, after.text), changes, readings)


def _state(connection: Connection, name: str, number: int, reading: int | None) -> tuple[Document, Record | None]:
    document, newest, version = version_of(connection, name, number)
    return document, newest if reading is None else numbered_record(connection, version, document, reading)


def pieces(a: str, b: str) -> tuple[Piece, ...]:
    """The texts cut into what is the same, deleted and inserted.

    The pieces "same" and "deleted" together are `a`, "same" and "inserted" together are `b`.
    """
    return tuple(_joined(_by_lines(a, b)))


def _by_lines(a: str, b: str) -> Iterator[Piece]:
    for kind, old, new in _cut(_LINE.findall(a), _LINE.findall(b)):
        words_a, words_b = _WORD.findall(old), _WORD.findall(new)
        if kind == "replace" and max(len(words_a), len(words_b)) <= _MOST_WORDS:
            for inner, old_words, new_words in _cut(words_a, words_b):
                yield from _pieces(inner, old_words, new_words)
        else:
            yield from _pieces(kind, old, new)


def _cut(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield kind, "".join(a[i:j]), "".join(b[k:m])


def _pieces(kind: str, old: str, new: str) -> Iterator[Piece]:
    if kind == "equal":
        yield Piece("same", old)
        return
    if old:
        yield Piece("deleted", old)
    if new:
        yield Piece("inserted", new)


def _joined(found: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    last: Piece | None = None
    for piece in found:
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
