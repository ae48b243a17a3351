"""What changed between two periods in the readouts of a pair: topics, acts, set phrases, rank of those who met."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.account import Account, accounts_of
from communique.analysis.periods.houses import LEAST, compared
from communique.analysis.periods.model import Change, Drift, House, Period, Rate
from communique.analysis.periods.resampling import DEALS, DRAWS
from communique.analysis.result import AnalysisError
from communique.days import span_of
from communique.errors import CommuniqueError, by_installing
from communique.record import Record

__all__ = ["LEAST", "Change", "Drift", "House", "Period", "Rate", "drift"]


def drift(
    readouts: Iterable[Record | Account],
    *,
    pair: tuple[str, str],
    split: str | None = None,
    draws: int = DRAWS,
    deals: int = DEALS,
) -> Drift:
    """Compares two periods in the readouts of encounters of two sides, each issuer by itself.

    :param pair: two codes (CHN, FRA); both took part or spoke.
    :param split: the day, month or year that begins the second period; None: what parts the encounters in two halves.
    :param draws, deals: how often encounters are drawn for the intervals, and dealt anew for the chances.
    :raises AnalysisError: where the two never met, the split is no date, or nothing lies before or after it.
    :raises CommuniqueError: where scipy is not installed.
    """
    _need()
    if pair[0] == pair[1]:
        raise AnalysisError("-".join(pair), "twice the same", "Give two different sides.")
    met = [a for a in accounts_of(readouts) if a.kind != "none" and set(pair) <= a.sides]
    if not met:
        mend = "Look with `communique list --pair`, or widen the filters."
        raise AnalysisError("-".join(pair), "no readout of an encounter of the two", mend)
    days = _days(met)
    day = _split(split) if split else _middle(days)
    before = [a for a in met if a.last and a.last < day]
    after = [a for a in met if a.first and a.first >= day]
    if not before or not after:
        raise AnalysisError(f"split {day}", f"no readout {'after' if before else 'before'} it", _mend(days))
    houses, tests = compared(_by_issuer(before, after), pair, draws, deals)
    return Drift(
        pair=pair, split=day, halved=split is None, houses=houses, tests=tests, least=LEAST, draws=draws, deals=deals,
        undated=sum(a.first is None for a in met), across=sum(bool(a.first and a.last and a.first < day <= a.last) for a in met),
    )  # fmt: skip


def _need() -> None:
    try:
        import scipy  # noqa: F401
    except ImportError:
        mend = by_installing("statistics")
        raise CommuniqueError("drift", "it needs scipy", mend) from None


def _days(accounts: Iterable[Account]) -> list[str]:
    """The first days of the encounters, in order."""
    found: dict[str, str] = {}
    for account in accounts:
        if account.first:
            found[account.event] = min(account.first, found.get(account.event, account.first))
    if not found:
        raise AnalysisError("drift", "no readout has a day", "Give readouts with a date or a day of publication.")
    return sorted(found.values())


def _split(given: str) -> str:
    day = span_of(given)[0]
    if day is None:
        raise AnalysisError(f"split {given!r}", "no date", "Write a day, month or year: 2022-01-01, 2022-01 or 2022.")
    return day


def _middle(days: Sequence[str]) -> str:
    """The day that begins the second half; of equal days the later half begins with the first that differs."""
    middle = days[len(days) // 2]
    if middle > days[0]:
        return middle
    later = next((day for day in days if day > middle), None)
    return later or (dt.date.fromisoformat(middle) + dt.timedelta(days=1)).isoformat()


def _mend(days: Sequence[str]) -> str:
    return f"The encounters are from {days[0]} to {days[-1]}; give a day after the first of them."


def _by_issuer(
    before: Iterable[Account], after: Iterable[Account]
) -> dict[str | None, tuple[list[Account], list[Account]]]:
    found: dict[str | None, tuple[list[Account], list[Account]]] = defaultdict(lambda: ([], []))
    for number, accounts in enumerate((before, after)):
        for account in accounts:
            found[account.issuer][number].append(account)
    return dict(sorted(found.items(), key=lambda item: item[0] or ""))
