"""Topics that some accounts raise and another does not, each with how often that side raises them otherwise."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.account import Account, Cite, Stated
from communique.analysis.comparison.model import Omission, Rate

_DAY = dt.timedelta(days=1)
Topics = Mapping[str, Sequence[Stated]]


@dataclass(frozen=True, slots=True)
class _Usual:
    """What a side's readouts of its other encounters with `others` raise: for each topic, where, by encounter."""

    side: str
    others: tuple[str, ...]
    encounters: int
    raised: Mapping[str, Mapping[str, Cite]]

    def rate(self, topic: str) -> Rate:
        """How often it raises a topic."""
        evidence = tuple(sorted(self.raised.get(topic, {}).values()))
        return Rate(self.side, self.others, len(evidence), self.encounters, evidence)


def omissions(accounts: Sequence[Account], background: Sequence[Account] | None) -> tuple[Omission, ...]:
    """The omissions by account; of each account first the topics that its side raises most often otherwise."""
    topics = [_topics(account) for account in accounts]
    every = sorted(set().union(*topics))
    found = []
    for by in range(len(accounts)):
        usual = None if background is None else _usual(accounts, by, background)
        for topic in every:
            if topic not in topics[by]:
                said = tuple(tuple(told.get(topic, ())) for told in topics)
                found.append(Omission(topic, by, said, usual.rate(topic) if usual else None))
    return tuple(sorted(found, key=_order))


def _order(omission: Omission) -> tuple[int, float, str]:
    rate = omission.rate
    return omission.by, -(rate.raised / rate.encounters if rate and rate.encounters else 0.0), omission.topic


def _topics(account: Account) -> Topics:
    found: dict[str, list[Stated]] = defaultdict(list)
    for statement in account.statements:
        for topic in statement.topics:
            found[topic].append(statement)
    return found


def _usual(accounts: Sequence[Account], by: int, background: Iterable[Account]) -> _Usual | None:
    """What the side of account number `by` reports otherwise; None where it is not known, or whom it met."""
    side, others = accounts[by].side, _others(accounts, by)
    if side is None or not others:
        return None
    events: set[str] = set()
    raised: dict[str, dict[str, Cite]] = defaultdict(dict)
    for account in _of_others(background, side, frozenset(others), accounts):
        events.add(account.event)
        for statement in account.statements:
            for topic in statement.topics:
                first = raised[topic].setdefault(account.event, statement.cite)
                raised[topic][account.event] = min(first, statement.cite)
    return _Usual(side, others, len(events), raised)


def _others(accounts: Sequence[Account], by: int) -> tuple[str, ...]:
    """The states and bodies of the other side: of all who took part, else for which the other accounts speak."""
    met = frozenset[str]().union(*(a.countries for a in accounts)) or {a.side for a in accounts if a.side}
    return tuple(sorted(met - {accounts[by].side}))


def _of_others(
    background: Iterable[Account], side: str, others: frozenset[str], accounts: Sequence[Account]
) -> Iterator[Account]:
    """The side's readouts of encounters with any of `others` but the one that is compared, or one of the same days."""
    events, documents = {a.event for a in accounts}, {a.document for a in accounts}
    windows = [_window(a) for a in accounts if a.first and a.last]
    for account in background:
        if account.side != side or account.kind == "none" or not account.sides & others:
            continue
        if account.event in events or account.document in documents:
            continue
        if not any((account.first or "") <= last and first <= (account.last or "") for first, last in windows):
            yield account


def _window(account: Account) -> tuple[str, str]:
    """From the day before to the day after."""
    first, last = (dt.date.fromisoformat(day) for day in (account.first or "", account.last or ""))
    return (first - _DAY).isoformat(), (last + _DAY).isoformat()
