"""Word sequences that recur in many stretches of words, counted by array.

A sequence of n words is known by the number of that of its first n − 1 and of its last n − 1 words; only where both recur can it
recur itself. So each length costs a sort of what is left of the places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 10
"""Words of the longest sequence that is looked for."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row: ``ids`` the number of each (−1: no sequence goes over it), ``units`` the encounter in which it stands."""

    ids: Any
    units: Any


@dataclass(frozen=True, slots=True)
class Level:
    """All recurring sequences of ``size`` words.

    ``at`` holds for each word the number of the sequence that begins there (−1: none); ``count`` how often each sequence
    stands, ``units`` in how many encounters.
    """

    size: int
    at: Any
    count: Any
    units: Any


def numbered(stretches: Sequence[Sequence[str | None]], unit_of: Sequence[int]) -> Words:
    """Stretches of words (None: a word that no sequence holds), each with the number of its encounter."""
    import numpy as np

    known: dict[str | None, int] = {None: -1}
    ids: list[int] = []
    for stretch in stretches:
        ids.extend(known.setdefault(word, len(known) - 1) for word in stretch)
        ids.append(-1)
    sizes = [len(stretch) + 1 for stretch in stretches]
    return Words(np.asarray(ids, dtype=np.int64), np.repeat(np.asarray(unit_of, dtype=np.int64), sizes))


def levels(words: Words, least: int) -> Iterator[Level]:
    """The recurring sequences of one word, of two, and so on, of those in at least `least` encounters."""
    import numpy as np

    level = _level(1, words.ids, words.units, least)
    while level.count.size and level.size <= LONGEST:
        yield level
        first, second = level.at[:-1], level.at[1:]
        both = np.append(np.where((first >= 0) & (second >= 0), first * level.count.size + second, -1), -1)
        level = _level(level.size + 1, both, words.units, least)


def _level(size: int, codes: Any, units: Any, least: int) -> Level:
    """The sequences that have a code (−1: none) and stand in enough encounters, numbered anew."""
    import numpy as np

    places = np.flatnonzero(codes >= 0)
    _, number, count = np.unique(codes[places], return_inverse=True, return_counts=True)
    pairs = np.unique(number * (units.max(initial=0) + 1) + units[places])
    spread = np.bincount(pairs // (units.max(initial=0) + 1), minlength=count.size)
    kept = np.flatnonzero(spread >= least)
    new = np.full(count.size, -1, dtype=np.int64)
    new[kept] = np.arange(kept.size)
    at = np.full(codes.size, -1, dtype=np.int64)
    at[places] = new[number]
    return Level(size, at, count[kept], spread[kept])
