"""Readouts of one encounter side by side: what all say, what one leaves out, what they tell differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from communique.account import Account, Stated, account_of
from communique.analysis.comparison.alignment import align
from communique.analysis.comparison.changes import changes
from communique.analysis.comparison.facts import days_apart, facts
from communique.analysis.comparison.model import (
    Change,
    Claim,
    Comparison,
    Fact,
    Omission,
    Point,
    Rate,
    Source,
    Standing,
    Verdict,
)
from communique.analysis.comparison.omissions import omissions
from communique.analysis.comparison.people import persons
from communique.analysis.result import AnalysisError
from communique.record import Record

__all__ = [
    "Change", "Claim", "Comparison", "Fact", "Omission", "Point", "Rate", "Source", "Standing", "Verdict", "compare",
]  # fmt: skip


def compare(
    readouts: Iterable[Record | Account], *, background: Iterable[Record | Account] | None = None
) -> Comparison:
    """Readouts of one encounter, compared; everything by account is in the order of `readouts`.

    :param background: other readouts of the same sides, for the base rates of omissions; without, none are given.
    :raises AnalysisError: for fewer than two, two of one id, or two that share neither a person nor two sides.
    """
    accounts = [_account(item) for item in readouts]
    _check(accounts)
    others = None if background is None else _once(_account(item) for item in background)
    return Comparison(
        sources=tuple(_source(a) for a in accounts),
        facts=facts(accounts),
        points=_points(accounts),
        omissions=omissions(accounts, others),
        notes=tuple(_notes(accounts)),
        looked=others is not None,
    )


def _account(item: Record | Account) -> Account:
    return item if isinstance(item, Account) else account_of(item)


def _once(accounts: Iterable[Account]) -> list[Account]:
    return list({a.document: a for a in accounts}.values())


def _check(accounts: Sequence[Account]) -> None:
    if len(accounts) < 2:
        found = "no readout" if not accounts else f"only one readout ({accounts[0].document})"
        raise AnalysisError("compare", found, "Give two or more readouts of one encounter.")
    ids = [a.document for a in accounts]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise AnalysisError("compare", f"{twice!r} is given twice", "Give different documents, each with its own id.")
    for one, other in combinations(accounts, 2):
        if not _may_be_one(one, other):
            found = (
                f"{one.document!r} ({_who(one)}) and {other.document!r} ({_who(other)}) share neither person nor sides"
            )
            raise AnalysisError("compare", found, "Give readouts of one encounter; `encounters list` shows which are.")


def _may_be_one(one: Account, other: Account) -> bool:
    """Whether two accounts can tell of one encounter: it is known so, or they have a person or two sides in common."""
    if one.encounter is not None and one.encounter == other.encounter:
        return True
    if any(None not in person for person in persons([one, other])):
        return True
    return len(_sides(one) & _sides(other)) > 1


def _sides(account: Account) -> frozenset[str]:
    """Who took part, spoke or was spoken to, and the issuer's own side."""
    named = frozenset(code for s in account.statements for code in s.addressees)
    return account.sides | named | ({account.side} if account.side else frozenset())


def _who(account: Account) -> str:
    return ", ".join(a.name for a in account.attendees[:3]) or "nobody named"


def _source(account: Account) -> Source:
    a = account
    return Source(a.document, a.title, a.issuer, a.side, a.url, a.published, a.date or a.published)


def _points(accounts: Sequence[Account]) -> tuple[Point, ...]:
    """Every statement in one point; points in the order of the first account, then of the second, and so on."""
    found: list[tuple[tuple[int, int], Point]] = []
    taken: set[tuple[int, int]] = set()
    for spots, links in align(accounts):
        said = tuple(
            tuple(s for i, s in enumerate(account.statements) if (n, i) in spots) for n, account in enumerate(accounts)
        )
        least = round(min(link.likeness for link in links), 3)
        found.append((min(spots), Point(said, least, changes(said))))
        taken |= spots
    for n, account in enumerate(accounts):
        for i, statement in enumerate(account.statements):
            if (n, i) not in taken:
                found.append(((n, i), Point(_alone(statement, n, len(accounts)), None, ())))
    return tuple(point for _, point in sorted(found, key=lambda item: item[0]))


def _alone(statement: Stated, by: int, accounts: int) -> tuple[tuple[Stated, ...], ...]:
    return tuple((statement,) if n == by else () for n in range(accounts))


def _notes(accounts: Sequence[Account]) -> Iterator[str]:
    for account in accounts:
        if account.kind == "none":
            yield f"{account.document} was read as a text that reports no encounter."
        if not account.statements:
            yield f"{account.document}: no statement was read, so nothing of it can be compared."
    for one, other in combinations(accounts, 2):
        apart = days_apart(one, other)
        if apart is not None and apart > 1:
            yield f"{one.document} and {other.document} are {apart} days apart: they may tell of two encounters."
