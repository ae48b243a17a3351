"""Pairs that belong together → groups: the best pairs first, and what a person decided above all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

BY_HAND = ("joined by hand",)


class Pair(NamedTuple):
    """Two things that may belong together: `score` from 0 to 1, and why in words."""

    one: str
    other: str
    score: float
    why: tuple[str, ...]


def pair(one: str, other: str, score: float, why: tuple[str, ...]) -> Pair:
    """A pair with its two in order."""
    return Pair(min(one, other), max(one, other), score, why)


class Groups(NamedTuple):
    """The groups, each in order, in order of their first member; and the pairs that hold within them."""

    groups: list[tuple[str, ...]]
    used: list[Pair]


def group(
    members: Iterable[str],
    pairs: Sequence[Pair],
    *,
    joined: Iterable[tuple[str, str]] = (),
    parted: Iterable[tuple[str, str]] = (),
    clash: Callable[[str, str], bool] = lambda _one, _other: False,
) -> Groups:
    """Groups members by pairs; pairs of others than the members are passed over.

    :param joined: pairs that a person has joined; they come before all others, in the order given.
    :param parted: pairs that are never in one group, even where a third member would join them.
    :param clash: two members that no pair but a person's may bring together.
    """
    group_of = {member: {member} for member in sorted(members)}
    apart = _by_member(parted)
    by_hand = [pair(*p, 1.0, BY_HAND) for p in joined]
    ordered = sorted(pairs, key=lambda p: (-p.score, p.one, p.other))
    used: list[Pair] = []
    for found in [*by_hand, *ordered]:
        if found.one not in group_of or found.other not in group_of or found.other in apart.get(found.one, ()):
            continue
        one, other = group_of[found.one], group_of[found.other]
        if one is not other:
            if any(apart.get(a, set()) & other for a in one if a in apart):
                continue
            if found.why != BY_HAND and any(clash(a, b) for a in one for b in other):
                continue
            one |= other
            group_of.update(dict.fromkeys(other, one))
        used.append(found)
    groups = {min(g): tuple(sorted(g)) for g in group_of.values()}
    return Groups([groups[first] for first in sorted(groups)], used)


def _by_member(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
