"""Of which readouts a briefing is made: up to which day, of which two sides."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.account import Account
from communique.analysis.result import AnalysisError
from communique.reading.places import state_name


@dataclass(frozen=True, slots=True)
class Scope:
    """The sides (codes) and the day; the readouts up to it in which `them` took part or spoke, or that are theirs, in order
    of time. ``notes`` say what was chosen and how."""

    them: str
    us: str
    on: str
    accounts: tuple[Account, ...]
    notes: tuple[str, ...]


def scope(accounts: Iterable[Account], *, them: str, us: str | None, on: str | None) -> Scope:
    """What a briefing is made of. It can be told from accounts that hold no more than their heads and the attendees.

    :param accounts: in order of time.
    :raises AnalysisError: where no readout has the other side, the two are one, or `on` is no day.
    """
    theirs = [a for a in accounts if a.kind != "none" and (them in a.sides or them == a.side)]
    if not theirs:
        raise AnalysisError(
            f"brief with {them}", "no readout of an encounter has this side", "Look with `communique list --country`."
        )
    notes = []
    if on is None:
        on = _last_day(theirs, them)
        notes.append(f"As of {on}, the last day on record.")
    else:
        _check_day(on)
    told = tuple(a for a in theirs if (a.first or "") <= on)
    undated = sum(a.first is None for a in told)
    if undated:
        notes.append(f"Readouts without any day, which may be later: {undated}.")
    if us is None:
        us = _own_side(told, them, on)
        notes.append(f"Our side is taken to be that of which most of the readouts with them are: {state_name(us)}.")
    if us == them:
        raise AnalysisError(f"brief of {us} with {them}", "one and the same side", "Give two different ones.")
    return Scope(them, us, on, told, tuple(notes))


def _last_day(accounts: Sequence[Account], them: str) -> str:
    last = max((a.last for a in accounts if a.last), default=None)
    if last is None:
        raise AnalysisError(f"brief with {them}", "no readout has a day", "Give the day with --on.")
    return last


def _check_day(day: str) -> None:
    try:
        whole = dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        whole = False
    if not whole:
        raise AnalysisError(f"on {day!r}", "no day", "Write it as 2024-05-17.")


def _own_side(accounts: Sequence[Account], them: str, on: str) -> str:
    counts = Counter(a.side for a in accounts if a.side and a.side != them)
    if not accounts:
        raise AnalysisError(f"brief with {them}", f"no readout up to {on} has this side", "Give a later day with --on.")
    if not counts:
        raise AnalysisError(
            f"brief with {them}", "it is not known for whom the issuers speak", "Name your side with --us."
        )
    return max(counts, key=lambda side: (counts[side], side))
