"""Mentions → threads: which of them ask for, or promise, the same.

Mentions of one side to one other are taken in order of time; each joins the thread with the likest wording among what was
said before, where that is like enough, else it begins one. What is compared is what `wording.sense` finds, without the act
and who performs it; how rare a word is, is counted among the distinct wordings of that side to that other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from communique.account import Stated
from communique.analysis.ledger.model import Made
from communique.analysis.wording import Mark, Sense, Weights, sense, weights

LIKE = 0.25
"""Of the hand-sorted asks of the tests, this puts together the most that belong together without mixing others in."""
_BARE = ("voice", "deed")
"""Kinds of marks that say how something is asked, not what."""


@lru_cache(maxsize=65_536)
def matter(statement: Stated) -> Sense:
    """What a statement is about, whoever says it and how."""
    return frozenset(mark for mark in sense(statement) if mark.kind not in _BARE)


def threads(made: Sequence[Made]) -> list[list[Made]]:
    """Mentions, in order of time, grouped; groups in the order of their first mention."""
    matters = [matter(m.statement) for m in made]
    book = Book(weights(sorted(set(matters), key=sorted)))
    groups: list[list[Made]] = []
    owner: dict[Sense, int] = {}
    for mention, marks in zip(made, matters, strict=True):
        number = owner.get(marks)
        if number is None:
            near, like = book.nearest(marks)
            number = owner[near] if near is not None and like >= LIKE else len(groups)
            owner[marks] = number
            book.add(marks)
        if number == len(groups):
            groups.append([])
        groups[number].append(mention)
    return groups


class Book:
    """Wordings by the marks in them, so that those like another are found without comparing it with each.

    :param weigh: the weight of each mark; those of no weight count nothing.
    """

    def __init__(self, weigh: Weights) -> None:
        self._weights = weigh
        self._by_mark: dict[Mark, list[int]] = defaultdict(list)
        self._senses: list[Sense] = []
        self._sums: list[float] = []

    def add(self, marks: Sense) -> None:
        """Takes a wording into the book."""
        for mark in marks:
            self._by_mark[mark].append(len(self._senses))
        self._senses.append(marks)
        self._sums.append(self._sum(marks))

    def nearest(self, marks: Sense) -> tuple[Sense | None, float]:
        """The likest wording of the book and how like it is (Dice, 0 to 1); of equals the first."""
        likes = self._likes(marks)
        best = max(likes, key=lambda n: (likes[n], -n), default=None)
        return (self._senses[best], likes[best]) if best is not None else (None, 0.0)

    def alike(self, marks: Sense, least: float) -> list[Sense]:
        """The wordings that are at least so much like this one, in the order in which they came."""
        likes = self._likes(marks)
        return [self._senses[n] for n in sorted(likes) if likes[n] >= least]

    def _likes(self, marks: Sense) -> dict[int, float]:
        own = self._sum(marks)
        shared: dict[int, float] = defaultdict(float)
        for mark in sorted(marks):
            weight = self._weights.get(mark, 0.0)
            for number in self._by_mark.get(mark, ()):
                shared[number] += weight
        return {n: 2 * both / ((own + self._sums[n]) or 1.0) for n, both in shared.items()}

    def _sum(self, marks: Sense) -> float:
        return math.fsum(self._weights.get(mark, 0.0) for mark in marks)
