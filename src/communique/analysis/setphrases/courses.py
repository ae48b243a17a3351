"""How uses lie among encounters in order of time, each issuer held against its own usual rate.

The unit is an encounter as one issuer tells it, however many readouts that takes. An issuer whose readouts end before the last
use says nothing about what came after it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from communique.account import Account
from communique.analysis.chance import LEAST, without
from communique.analysis.setphrases.model import Course


class Unit(NamedTuple):
    """An encounter as one issuer tells it."""

    issuer: str
    event: str


def unit_of(account: Account) -> Unit:
    """The unit that a readout is of."""
    return Unit(account.issuer or "", account.event)


def days_of(accounts: Iterable[Account]) -> dict[Unit, str]:
    """The first day of each unit that has one."""
    found: dict[Unit, str] = {}
    for account in accounts:
        if account.first:
            unit = unit_of(account)
            found[unit] = min(account.first, found.get(unit, account.first))
    return found


def course(days: Mapping[Unit, str], used: Collection[Unit]) -> Course:
    """The course of a phrase that is used in some units; those without a day are left out.

    :param days: those of all units.
    """
    used = {unit for unit in used if unit in days}
    encounters = len({unit.event for unit in days})
    if not used:
        return Course(encounters, 0, None, None, 0, 0, None, None)
    first, last = min(days[unit] for unit in used), max(days[unit] for unit in used)
    early, late = [u for u, day in days.items() if day < first], [u for u, day in days.items() if day > last]
    few = len({unit.event for unit in used}) < LEAST
    new, dropped = (None if few else _chance(days, used, run) for run in (early, late))
    counts = [len({unit.event for unit in some}) for some in (used, early, late)]
    return Course(encounters, counts[0], first, last, counts[1], counts[2], new, dropped)


def _chance(days: Iterable[Unit], used: Iterable[Unit], run: Iterable[Unit]) -> float:
    """The probability of a run without a use, of all issuers together: each draws its own uses from its own units."""
    every, uses, gaps = (Counter(unit.issuer for unit in some) for some in (days, used, run))
    return math.prod(without(every[issuer], uses[issuer], gaps[issuer]) for issuer in sorted(uses))
