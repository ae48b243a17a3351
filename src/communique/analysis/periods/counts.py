"""Readouts → counts of what can change, with where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.account import Account, Cite
from communique.analysis.periods.model import Kind
from communique.analysis.ranks import highest
from communique.record import JOINT


class Feature(NamedTuple):
    """What is counted; see `communique.analysis.periods.model.Change`."""

    kind: Kind
    name: str
    side: str | None


class Seen(NamedTuple):
    """How often one readout has a feature, and where first."""

    document: str
    event: str
    number: int
    cite: Cite


@dataclass(frozen=True, slots=True)
class Counts:
    """What some readouts have: the features, and of which readouts the rank of a side is known."""

    seen: Mapping[Feature, Sequence[Seen]]
    ranked: Mapping[str, Sequence[Seen]]


def counts(accounts: Iterable[Account], pair: tuple[str, str]) -> Counts:
    """The features of readouts, in order of readouts."""
    seen: dict[Feature, list[Seen]] = defaultdict(list)
    ranked: dict[str, list[Seen]] = defaultdict(list)
    for account in accounts:
        for feature, cites in _features(account, pair).items():
            number = len(cites) if feature.kind == "act" else 1
            seen[feature].append(Seen(account.document, account.event, number, min(cites)))
        for side in pair:
            top = highest(a for a in account.attendees if a.country == side)
            if top is not None:
                one = Seen(account.document, account.event, 1, top[1].cite)
                seen[Feature("rank", top[0], side)].append(one)
                ranked[side].append(one)
    return Counts(seen, ranked)


def _features(account: Account, pair: tuple[str, str]) -> dict[Feature, list[Cite]]:
    found: dict[Feature, list[Cite]] = defaultdict(list)
    for feature, cite in _places(account, pair):
        found[feature].append(cite)
    return found


def _places(account: Account, pair: tuple[str, str]) -> Iterator[tuple[Feature, Cite]]:
    for statement in account.statements:
        for topic in statement.topics:
            yield Feature("topic", topic, None), statement.cite
        side = JOINT if statement.speaker == JOINT else statement.country
        if side in (*pair, JOINT):
            yield Feature("act", statement.act, side), statement.cite
    for phrase in account.phrases:
        yield Feature("phrase", phrase.phrase, None), phrase.cite
