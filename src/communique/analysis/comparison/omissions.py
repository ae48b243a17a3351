"""Topics that some accounts raise and another does not, each with how often that side raises them otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.account import Account, Cite, Stated
from communique.analysis.comparison.facts import days_apart
from communique.analysis.comparison.model import Omission, Rate

Topics = Mapping[str, Sequence[Stated]]


def omissions(accounts: Sequence[Account], background: Sequence[Account] | None) -> tuple[Omission, ...]:
    """The omissions by account; of each account first the topics that its side raises most often otherwise."""
    topics = [_topics(account) for account in accounts]
    every = sorted(set().union(*topics))
    found = []
    for by, account in enumerate(accounts):
        others = _others(accounts, by)
        encounters = None if background is None else _encounters(account.side, others, accounts, background)
        for topic in every:
            if topic not in topics[by]:
                said = tuple(tuple(told.get(topic, ())) for told in topics)
                found.append(Omission(topic, by, said, _rate(topic, account.side, others, encounters)))
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


def _others(accounts: Sequence[Account], by: int) -> tuple[str, ...]:
    """The states and bodies of the other side: of all who took part, else for which the other accounts speak."""
    own = accounts[by].side
    met = frozenset[str]().union(*(a.countries for a in accounts)) or {a.side for a in accounts if a.side}
    return tuple(sorted(met - {own}))


def _encounters(
    side: str | None, others: Sequence[str], accounts: Sequence[Account], background: Iterable[Account]
) -> Mapping[str, list[Account]] | None:
    """The side's readouts of other encounters with any of `others`, by encounter; None where the side is not known."""
    if side is None or not others:
        return None
    events, documents = {a.event for a in accounts}, {a.document for a in accounts}
    found: dict[str, list[Account]] = defaultdict(list)
    for account in background:
        if account.side != side or account.event in events or account.document in documents:
            continue
        if account.kind != "none" and account.sides & set(others) and not _same_days(account, accounts):
            found[account.event].append(account)
    return found


def _same_days(account: Account, accounts: Sequence[Account]) -> bool:
    """Whether it may be one more readout of the encounter that is compared."""
    return any(apart is not None and apart <= 1 for a in accounts for apart in [days_apart(account, a)])


def _rate(
    topic: str, side: str | None, others: tuple[str, ...], encounters: Mapping[str, list[Account]] | None
) -> Rate | None:
    if side is None or encounters is None:
        return None
    evidence = [cite for told in encounters.values() if (cite := _first(topic, told)) is not None]
    return Rate(side, others, len(evidence), len(encounters), tuple(sorted(evidence)))


def _first(topic: str, told: Sequence[Account]) -> Cite | None:
    """Where the encounter's readouts first raise the topic."""
    return min((s.cite for account in told for s in account.statements if topic in s.topics), default=None)
