"""Whether two names are one person's."""

from __future__ import annotations

from typing import NamedTuple

from communique.linking.names import Alike, alike

_SURE = 0.85
"""How alike two names must be to be joined without a common office."""


class Named(NamedTuple):
    """A name as a document or several have it: state, and roles in lower case."""

    name: str
    country: str | None
    roles: frozenset[str]


def same_person(one: Named, other: Named) -> Alike | None:
    """How two names are one person's; None where they are not, or where it is not certain.

    The states must not differ. Names that agree fully or in all words of the shorter are enough; a surname alone, or a
    spelling that differs, needs an office in common.
    """
    if one.country and other.country and one.country != other.country:
        return None
    found = alike(one.name, other.name)
    if found is None:
        return None
    if found.score >= _SURE and one.country == other.country:
        return found
    shared = one.roles & other.roles
    if not shared or (found.score < _SURE and one.country != other.country):
        return None
    return found if found.score >= _SURE else Alike(found.score, f"{found.why}, and the office {min(shared)}")
