"""A comparison in the order in which its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.account import Stated
from communique.analysis.comparison import Comparison, Fact, Omission, Point, Verdict
from communique.export.view.compared import matters

_WORST_FIRST: Sequence[Verdict] = (
    "differ", "differ by a day", "stated by some", "compatible", "agree", "not stated",
)  # fmt: skip
_SIGNS = {"Said differently": "≠", "Said alike": "="}

Numbered = tuple[int, Point]


class Group(NamedTuple):
    """Matters under one heading, with its sign and the name by which links lead there."""

    name: str
    at: str
    sign: str
    points: list[Numbered]


class LeftOut(NamedTuple):
    """A topic that some accounts raise (``said``, by account) and those of the numbers ``by`` do not."""

    topic: str
    said: tuple[tuple[Stated, ...], ...]
    by: Mapping[int, Omission]


@dataclass(frozen=True)
class Shown:
    """``facts`` begin with those on which accounts disagree: ``differ`` of them, and ``by_day`` that differ by a day.

    ``several`` are matters of more than one account, ``alone`` by account what it alone says.
    """

    facts: list[Fact]
    differ: int
    by_day: int
    several: list[Group]
    alone: list[Group]
    left_out: list[LeftOut]

    @property
    def lone(self) -> int:
        """How many matters only one account has."""
        return sum(len(group.points) for group in self.alone)


def shown(result: Comparison) -> Shown:
    """A comparison put in order; nothing is left out of it."""
    groups = [
        Group(name, name.lower().replace(" ", "-"), _SIGNS.get(name, ""), points) for name, points in matters(result)
    ]
    facts = sorted(result.facts, key=lambda fact: _WORST_FIRST.index(fact.verdict))
    differ, by_day = (sum(fact.verdict == verdict for fact in facts) for verdict in ("differ", "differ by a day"))
    return Shown(facts, differ, by_day, groups[: len(_SIGNS)], groups[len(_SIGNS) :], left_out(result))


def left_out(result: Comparison) -> list[LeftOut]:
    """The omissions by topic, in the order of the comparison."""
    found: dict[str, LeftOut] = {}
    for one in result.omissions:
        known = found.get(one.topic, LeftOut(one.topic, one.said, {}))
        found[one.topic] = known._replace(by={**known.by, one.by: one})
    return list(found.values())
