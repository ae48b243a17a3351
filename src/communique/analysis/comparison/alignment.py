"""Which statements of several accounts are about one matter: neither in the same order nor one to one.

Links are taken the most alike first. A statement joins a matter only where it is, on the whole, like all that other
accounts say on it, so that no chain of likenesses runs through unlike statements.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from communique.account import Account, Stated
from communique.analysis.comparison.people import same_person
from communique.analysis.wording import likeness, sense, weights
from communique.record import JOINT

_LEAST = 0.15
"""From this likeness on two statements are about one matter: the middle of the range (0.13 to 0.17) in which F1 was
highest on the half of the hand-aligned pairs that it was chosen on."""
_LOOSE = 0.8
"""What share of `_LEAST` a further statement must have on average with what other accounts say on the matter."""
_ONE_JOINT = 0.9
"""What is left of a likeness where one account gives to both sides what the other gives to one."""

Spot = tuple[int, int]
"""A statement: number of the account, number in it."""


class Link(NamedTuple):
    """Two statements of different accounts on one matter."""

    likeness: float
    one: Spot
    other: Spot


Matter = tuple[frozenset[Spot], tuple[Link, ...]]


def align(accounts: Sequence[Account]) -> list[Matter]:
    """Every matter that more than one account has, with the links among its statements."""
    links = sorted(_links(accounts), key=lambda link: _rank(accounts, link))
    known = {frozenset((link.one, link.other)): link for link in links}
    of: dict[Spot, set[Spot]] = {}
    for link in links:
        one, other = of.get(link.one, {link.one}), of.get(link.other, {link.other})
        if one is not other and _fit(one, other, known):
            both = one | other
            of.update(dict.fromkeys(both, both))
    matters = {id(spots): frozenset(spots) for spots in of.values()}.values()
    return [(spots, tuple(link for link in links if {link.one, link.other} <= spots)) for spots in matters]


def same_voice(one: Stated, other: Stated) -> bool:
    """Whether two statements can be one thing said: by the same side or person, or by one and by the sides jointly."""
    if JOINT in (one.speaker, other.speaker) or (one.country is not None and one.country == other.country):
        return True
    return same_person((one.speaker, one.country), (other.speaker, other.country)) > 0


def _links(accounts: Sequence[Account]) -> Iterator[Link]:
    said = {(n, i): s for n, account in enumerate(accounts) for i, s in enumerate(account.statements)}
    senses = {spot: sense(statement) for spot, statement in said.items()}
    weigh = weights(senses.values())
    for one, other in combinations(said, 2):
        if one[0] == other[0]:
            continue
        degree = likeness(senses[one], senses[other], weigh)
        if degree >= _LEAST and same_voice(said[one], said[other]):
            if (said[one].speaker == JOINT) != (said[other].speaker == JOINT):
                degree *= _ONE_JOINT
            if degree >= _LEAST:
                yield Link(degree, one, other)


def _rank(accounts: Sequence[Account], link: Link) -> tuple[float, int, list[tuple[str, int]]]:
    """The most alike first, then those at near places; what is left does not depend on the order of the accounts."""
    (a, i), (b, j) = link.one, link.other
    return -link.likeness, abs(i - j), sorted([(accounts[a].document, i), (accounts[b].document, j)])


def _fit(one: set[Spot], other: set[Spot], known: Mapping[frozenset[Spot], Link]) -> bool:
    """Whether two groups are one matter: a further statement or account may join, two full groups do not melt."""
    if len(one) > 1 and len(other) > 1 and {n for n, _ in one} & {n for n, _ in other}:
        return False
    across = [frozenset((a, b)) for a in one for b in other if a[0] != b[0]]
    total = math.fsum(known[pair].likeness for pair in across if pair in known)
    return total >= _LEAST * _LOOSE * len(across)
