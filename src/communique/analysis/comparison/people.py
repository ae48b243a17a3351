"""Which participants of several accounts are one person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from communique.account import Account, Attendee
from communique.linking.names import alike, words

Named = tuple[str, str | None]
"""A name and the state or body that its bearer acts for."""
Spot = tuple[int, int]


def same_person(one: Named, other: Named) -> float:
    """How surely two accounts mean one person, from 0 to 1; where they disagree on the state, only by a whole name."""
    found = alike(one[0], other[0])
    if found is None:
        return 0.0
    if one[1] and other[1] and one[1] != other[1] and min(len(words(one[0])), len(words(other[0]))) < 2:
        return 0.0
    return found.score


def persons(accounts: Sequence[Account]) -> list[tuple[Attendee | None, ...]]:
    """Every participant once, by account; those of the first account first. Nobody is two persons of one account."""
    spots = [(n, i) for n, account in enumerate(accounts) for i in range(len(account.attendees))]
    of = {spot: {spot} for spot in spots}
    for _, one, other in sorted(_pairs(accounts, spots), key=lambda pair: _rank(accounts, *pair)):
        if not {n for n, _ in of[one]} & {n for n, _ in of[other]}:
            both = of[one] | of[other]
            of.update(dict.fromkeys(both, both))
    groups = {id(group): dict(group) for group in of.values()}.values()
    return [tuple(a.attendees[group[n]] if n in group else None for n, a in enumerate(accounts)) for group in groups]


def _pairs(accounts: Sequence[Account], spots: Sequence[Spot]) -> list[tuple[float, Spot, Spot]]:
    found = []
    for (n, i), (m, j) in combinations(spots, 2):
        if n != m and (sure := _sure(accounts[n].attendees[i], accounts[m].attendees[j])):
            found.append((sure, (n, i), (m, j)))
    return found


def _sure(one: Attendee, other: Attendee) -> float:
    """Where both are linked to persons of a store, that decides."""
    if one.person and other.person:
        return float(one.person == other.person)
    same_state = one.country == other.country
    return same_person((one.name, one.country), (other.name, other.country)) * (1.0 if same_state else 0.9)


def _rank(accounts: Sequence[Account], sure: float, one: Spot, other: Spot) -> tuple[float, list[tuple[str, int]]]:
    return -sure, sorted((accounts[n].document, i) for n, i in (one, other))
