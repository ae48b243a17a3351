"""Figures in words that people read."""

from __future__ import annotations

from collections.abc import Iterable


def plural(number: int, noun: str) -> str:
    """ "1 document", "2 documents"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def pieces(text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A text cut at its marks (start and end, in order, none over another); True for what is marked."""
    parts, at = [], 0
    for start, end in marks:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(words, marked) for words, marked in [*parts, (text[at:], False)] if words]
