"""Of recurring sequences those that stand by themselves: what stands only within a longer one counts for the longer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from communique.analysis.recurrence.sequences import Level, Words


class Kept(NamedTuple):
    """A sequence and the places where it stands in no longer one, as numbers of words in a row."""

    level: Level
    places: Any


def longest(
    words: Words, levels: Sequence[Level], least: int, is_phrase: Callable[[Any, int], bool]
) -> list[Kept]:  # fmt: skip
    """The sequences of two words and more that stand by themselves in at least `least` encounters.

    :param is_phrase: whether the words at these places, so many, can be a phrase.
    """
    import numpy as np

    reach = np.zeros(words.ids.size, dtype=np.int64)
    found: list[Kept] = []
    for level in reversed(levels[1:]):
        kept = [Kept(level, its) for its in _free(words, level, reach, least) if is_phrase(its, level.size)]
        for one in kept:
            for step in range(level.size):
                reach[one.places + step] = np.maximum(reach[one.places + step], one.places + level.size)
        found += kept
    return found


def _free(words: Words, level: Level, reach: Any, least: int) -> list[Any]:
    """The places of each sequence that lie in no longer one, where these are in enough encounters."""
    import numpy as np

    places = np.flatnonzero(level.at >= 0)
    places = places[reach[places] < places + level.size]
    places = places[np.argsort(level.at[places], kind="stable")]
    groups = np.split(places, np.flatnonzero(np.diff(level.at[places])) + 1)
    return [its for its in groups if its.size >= least and np.unique(words.units[its]).size >= least]
