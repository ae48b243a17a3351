"""The facts of the encounter as each account states them, and whether they agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import combinations

from communique.account import Account, Attendee
from communique.analysis.comparison.model import Claim, Fact, Verdict
from communique.analysis.comparison.people import persons
from communique.days import span_of
from communique.linking.names import alike
from communique.reading.places import state_name

REMOTE = frozenset({"call", "video"})
_UNTOLD = Claim(None, None)
_WORST: tuple[Verdict, ...] = ("differ", "differ by a day", "stated by some", "compatible", "agree")
"""Of the verdicts on pairs of accounts the first here is that on all."""
Judge = Callable[[Account, Account], Verdict]


def facts(accounts: Sequence[Account]) -> tuple[Fact, ...]:
    """Kind, date and place, then every participant."""
    table: tuple[tuple[str, Callable[[Account], Claim], Judge], ...] = (
        ("kind", _kind, _kinds), ("date", _date, _dates), ("place", _place, _places),
    )  # fmt: skip
    return (
        *(_fact(name, accounts, [claim(a) for a in accounts], judge) for name, claim, judge in table),
        *(_person(person) for person in persons(accounts)),
    )


def _fact(name: str, accounts: Sequence[Account], claims: Sequence[Claim], judge: Judge) -> Fact:
    told = [a for a, claim in zip(accounts, claims, strict=True) if claim.value]
    verdicts = [judge(one, other) for one, other in combinations(told, 2)]
    return Fact(name, False, _verdict(verdicts, len(told), len(accounts)), tuple(claims))


def _verdict(verdicts: Sequence[Verdict], told: int, accounts: int) -> Verdict:
    if not told:
        return "not stated"
    silent: list[Verdict] = ["stated by some"] if told < accounts else []
    return min([*verdicts, *silent], key=_WORST.index)


def _kind(account: Account) -> Claim:
    return _UNTOLD if account.kind == "none" else Claim(account.kind, None)


def _kinds(one: Account, other: Account) -> Verdict:
    return "agree" if one.kind == other.kind else "differ"


def _date(account: Account) -> Claim:
    return Claim(account.date, account.date_at) if account.date else _UNTOLD


def _dates(one: Account, other: Account) -> Verdict:
    """A day apart is a contradiction only where both write the day and the place, and the place is the same."""
    if one.date == other.date:
        return "agree"
    apart = days_apart(one, other)
    if apart == 0:
        return "compatible"
    if apart == 1 and not (_writes_the_day(one) and _writes_the_day(other) and _met_at_one_place(one, other)):
        return "differ by a day"
    return "differ"


def days_apart(one: Account, other: Account) -> int | None:
    """How many days lie between the dates that two accounts state; 0 where they overlap, None where one has none."""
    (first, last), (start, end) = span_of(one.date), span_of(other.date)
    if not (first and last and start and end):
        return None
    gap = max(dt.date.fromisoformat(first), dt.date.fromisoformat(start)) - min(
        dt.date.fromisoformat(last), dt.date.fromisoformat(end)
    )
    return max(0, gap.days)


def _writes_the_day(account: Account) -> bool:
    return account.date_at is not None and any(c.isdigit() for c in account.date_at.quote)


def _met_at_one_place(one: Account, other: Account) -> bool:
    return not REMOTE & {one.kind, other.kind} and one.place is not None and one.place == other.place


def _place(account: Account) -> Claim:
    if account.place is None:
        return _UNTOLD
    state = state_name(account.country) if account.country else account.place
    return Claim(account.place if state == account.place else f"{account.place}, {state}", account.place_at)


def _places(one: Account, other: Account) -> Verdict:
    """A city and its state are compatible; so are two places from which people spoke by telephone or video."""
    a, b = one.place or "", other.place or ""
    if alike(a, b) is not None and one.country == other.country:
        return "agree"
    states = {state_name(account.country) for account in (one, other) if account.country}
    if len(states) == 1 and states & {a, b}:
        return "compatible"
    return "compatible" if REMOTE & {one.kind, other.kind} else "differ"


def _person(person: Sequence[Attendee | None]) -> Fact:
    named = [p for p in person if p is not None]
    name = max((p.name for p in named), key=lambda name: (len(name), name))
    verdicts: list[Verdict] = [
        "differ" if one.country and other.country and one.country != other.country else "agree"
        for one, other in combinations(named, 2)
    ]
    claims = tuple(_UNTOLD if p is None else Claim(_office(p), p.cite) for p in person)
    return Fact(name, True, _verdict(verdicts, len(named), len(person)), claims)


def _office(person: Attendee) -> str:
    state = state_name(person.country) if person.country else None
    parts = [person.role, person.organisation, state, None if person.capacity == "principal" else person.capacity]
    return ", ".join(part for part in parts if part) or "no office stated"
