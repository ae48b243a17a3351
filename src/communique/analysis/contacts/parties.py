"""One encounter → the parties that met in it: persons, bodies or countries, each with where it is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from communique.account import Account, Attendee, Cite
from communique.analysis.contacts.model import By


class Party(NamedTuple):
    """A party of an encounter; of one side, by which it is known who can have met whom."""

    id: str
    label: str
    side: str
    role: str | None
    cite: Cite


def parties(accounts: Sequence[Account], by: By) -> Mapping[str, Party]:
    """The parties of an encounter by their ids, as the first account that names them has them.

    Only who took part for a known side counts, not who was merely present.
    """
    found: dict[str, Party] = {}
    for account in accounts:
        for person in account.attendees:
            if person.country and person.capacity != "present":
                party = _party(person, person.country, by)
                if party is not None:
                    found.setdefault(party.id, party)
    return found


def _party(person: Attendee, side: str, by: By) -> Party | None:
    from communique.reading.places import state_name

    if by == "country":
        return Party(side, state_name(side), side, None, person.cite)
    if by == "body":
        if person.organisation is None:
            return None
        return Party(f"{side}:{_plain(person.organisation)}", person.organisation, side, None, person.cite)
    return Party(person.person or f"{side}:{_plain(person.name)}", person.name, side, person.role, person.cite)


@lru_cache(maxsize=65_536)
def _plain(name: str) -> str:
    from communique.store.words import plain

    return plain(name)
