"""In what accounts differ that tell of one matter: act, strength, polarity, condition."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations

from communique.account import Stated
from communique.analysis.comparison.model import Change
from communique.analysis.strength import strength_of


def changes(said: Sequence[Sequence[Stated]]) -> tuple[Change, ...]:
    """What changes between accounts: a value that no statement of one shares with any of another.

    With a different act nothing else is compared.
    """
    told = [statements for statements in said if statements]
    if _apart(told, _act):
        return ("act",)
    acts = set.intersection(*({s.act for s in statements} for statements in told))
    alike = [[s for s in statements if s.act in acts] for statements in told] if acts else told
    return tuple(name for name, value in _VALUES.items() if _apart(alike, value))


def _apart(said: Sequence[Sequence[Stated]], value: Callable[[Stated], Hashable]) -> bool:
    """Whether two accounts share no value; where one has none (None), nothing is known."""
    values = [{value(s) for s in statements} for statements in said]
    return any(None not in one | other and not one & other for one, other in combinations(values, 2))


def _act(statement: Stated) -> str:
    return statement.act


def _strength(statement: Stated) -> str | None:
    return strength_of(statement)


_VALUES: Mapping[Change, Callable[[Stated], Hashable]] = {
    "strength": _strength,
    "polarity": lambda s: s.polarity,
    "condition": lambda s: s.condition is not None,
}
