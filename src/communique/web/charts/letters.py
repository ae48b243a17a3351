"""How much room words take in a picture, so that no label stands over another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

SIZE = 11.0
"""Height of the letters of a picture."""
_NARROW, _WIDE = frozenset("ijlItfr.,:;'’|!()[]-· "), frozenset("mwMW@%—")
_SHARES = ((_NARROW, 0.36), (_WIDE, 0.96))
_CAPITAL, _OTHER, _FULL = 0.74, 0.6, 1.06


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any point inside."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Box) -> bool:
        """Whether no part of it is outside another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def clear(self, others: Iterable[Box]) -> bool:
        """Whether it meets none of them."""
        return not any(self.meets(other) for other in others)


def width(text: str, size: float = SIZE) -> float:
    """About how wide a text is; rather more than less, whatever sans-serif letters the reader has."""
    return size * sum(_share(letter) for letter in text)


def cut(text: str, most: float, size: float = SIZE) -> str:
    """A text that is no wider than `most`, with an ellipsis where something was left out."""
    if width(text, size) <= most:
        return text
    kept = text
    while kept and width(kept + "…", size) > most:
        kept = kept[:-1]
    return kept.rstrip(" ,;:—-(") + "…"


def _share(letter: str) -> float:
    for letters, share in _SHARES:
        if letter in letters:
            return share
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    return _CAPITAL if letter.isupper() else _OTHER
