"""Readouts of a store compared: those of one encounter, or any that are named; with what their sides say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from communique.account import Account
from communique.analysis.comparison import Comparison, compare

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.accounts import Part
    from communique.store.curation.model import Encounter, Readout

_ENCOUNTER = re.compile(r"e[0-9a-f]{16}")
_PARTS: tuple[Part, ...] = ("attendees", "statements")
"""What a base rate is counted in."""


def firsts(encounter: Encounter) -> tuple[Readout, ...]:
    """The readouts of an encounter, of near copies only the first that is in it."""
    found: dict[str, Readout] = {}
    for readout in encounter.readouts:
        found.setdefault(readout.same_as or readout.document, readout)
    return tuple(found.values())


def accounts_of(store: Store, encounter: Encounter) -> list[Account]:
    """The accounts of an encounter, of near copies the first, in the order in which they were added."""
    return [store.account(readout.document) for readout in firsts(encounter)]


def accounts_named(store: Store, name: str) -> list[Account]:
    """The account of a document; all accounts of an encounter, where that is what the id names.

    :raises StoreError: where there is no such document or encounter, or the document was not read.
    """
    return accounts_of(store, store.encounter(name)) if _ENCOUNTER.fullmatch(name) else [store.account(name)]


def background_of(store: Store, accounts: Sequence[Account]) -> list[Account]:
    """What the store has of the sides' encounters with one another, without set phrases and mentioned events."""
    sides = frozenset[str]().union(*(a.countries | ({a.side} if a.side else frozenset()) for a in accounts))
    own = {a.side for a in accounts if a.side}
    pairs = [pair for pair in combinations(sorted(sides), 2) if set(pair) & own]
    return [a for one, other in pairs for a in store.accounts(pair=f"{one}-{other}", once=True, parts=_PARTS)]


def compared(store: Store, accounts: Sequence[Account]) -> Comparison:
    """Accounts side by side, with the base rates that the store gives.

    :raises AnalysisError: for fewer than two, two of one document, or two that cannot tell of one encounter.
    """
    return compare(accounts, background=background_of(store, accounts))
