"""Two periods of each issuer held against each other, and the chances corrected for all lines together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.account import Account
from communique.analysis.chance import LEAST as LEAST_USES
from communique.analysis.chance import corrected
from communique.analysis.periods.counts import Counts, Feature, Seen, counts
from communique.analysis.periods.model import Change, House, Period, Rate
from communique.analysis.periods.resampling import Table, chances, intervals

LEAST = 5
"""Encounters that each period must have, or nothing is said about its rates."""
_UNTESTED = 2.0
"""Sorts what was not tested behind what was."""
Halves = tuple[Sequence[Account], Sequence[Account]]


class _Lines(NamedTuple):
    """The lines of one issuer before correction; ``few`` as in `House`."""

    issuer: str | None
    before: Period
    after: Period
    few: bool
    changes: Sequence[Change]


def compared(
    houses: Mapping[str | None, Halves], pair: tuple[str, str], draws: int, deals: int
) -> tuple[tuple[House, ...], int]:
    """Each issuer with its changes, those with most readouts first, and how many lines were tested."""
    found = [_lines(issuer, halves, pair, draws, deals) for issuer, halves in houses.items()]
    fixed = iter(corrected([c.chance for lines in found for c in lines.changes if c.chance is not None]))
    done = [
        House(one.issuer, one.before, one.after, one.few, tuple(sorted(_with(one.changes, fixed), key=_order)))
        for one in found
    ]
    tests = sum(c.chance is not None for house in done for c in house.changes)
    return tuple(sorted(done, key=lambda h: (-h.before.readouts - h.after.readouts, h.issuer or ""))), tests


def _with(changes: Sequence[Change], fixed: Iterator[float]) -> Iterator[Change]:
    for change in changes:
        yield change if change.chance is None else change._replace(chance=next(fixed))


def _order(change: Change) -> tuple[float, float, str, str, str]:
    chance = _UNTESTED if change.chance is None else change.chance
    return chance, -abs(change.difference or 0.0), change.kind, change.name, change.side or ""


def _lines(issuer: str | None, halves: Halves, pair: tuple[str, str], draws: int, deals: int) -> _Lines:
    both = tuple(counts(half, pair) for half in halves)
    events = tuple(sorted({a.event for a in half}) for half in halves)
    few = min(len(some) for some in events) < LEAST
    features = sorted({f for half in both for f in half.seen}, key=lambda f: (f.kind, f.name, f.side or ""))
    changes = [_change(f, both, halves) for f in features]
    if not few:
        tested = [n for n, c in enumerate(changes) if c.before.number + c.after.number >= LEAST_USES]
        for n, change in zip(
            tested, _tested([changes[n] for n in tested], both, halves, events, draws, deals), strict=True
        ):
            changes[n] = change
    return _Lines(issuer, _period(halves[0]), _period(halves[1]), few, changes)


def _period(accounts: Sequence[Account]) -> Period:
    days = [(a.first or "", a.last or "") for a in accounts]
    first, last = min((d for d, _ in days), default=None), max((d for _, d in days), default=None)
    return Period(len(accounts), len({a.event for a in accounts}), first, last)


def _change(feature: Feature, both: Sequence[Counts], halves: Halves) -> Change:
    before, after = (_rate(feature, half, its) for half, its in zip(both, halves, strict=True))
    return Change(*feature, before, after, None, None, None)


def _rate(feature: Feature, half: Counts, accounts: Sequence[Account]) -> Rate:
    seen = half.seen.get(feature, ())
    of = len(half.ranked.get(feature.side or "", ())) if feature.kind == "rank" else len(accounts)
    return Rate(sum(one.number for one in seen), of, tuple(one.cite for one in seen))


def _tested(
    changes: Sequence[Change],
    both: Sequence[Counts],
    halves: Halves,
    events: Sequence[Sequence[str]],
    draws: int,
    deals: int,
) -> Iterator[Change]:
    """The lines with interval and chance."""
    if not changes:
        return
    table = _table([Feature(c.kind, c.name, c.side) for c in changes], both, halves, events)
    lows, highs = intervals(table, draws)
    for change, low, high, chance in zip(changes, lows, highs, chances(table, deals), strict=True):
        ends = (float(low), float(high)) if high > low else (None, None)
        yield change._replace(low=ends[0], high=ends[1], chance=None if change.difference is None else float(chance))


def _table(
    features: Sequence[Feature], both: Sequence[Counts], halves: Halves, events: Sequence[Sequence[str]]
) -> Table:
    """The counts of features by encounter; one that spans both periods has a row in each."""
    import numpy as np

    shape = (sum(len(some) for some in events), len(features))
    found, of = np.zeros(shape), np.zeros(shape)
    start = 0
    for half, accounts, some in zip(both, halves, events, strict=True):
        row = {event: start + n for n, event in enumerate(some)}
        for account in accounts:
            of[row[account.event]] += [feature.kind != "rank" for feature in features]
        for column, feature in enumerate(features):
            _add(found, column, row, half.seen.get(feature, ()))
            if feature.kind == "rank":
                _add(of, column, row, half.ranked.get(feature.side or "", ()))
        start += len(some)
    return Table(found, of, len(events[0]))


def _add(table: object, column: int, row: Mapping[str, int], seen: Sequence[Seen]) -> None:
    for one in seen:
        table[row[one.event], column] += one.number  # type: ignore[index]
