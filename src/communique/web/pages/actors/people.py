"""A person's names and offices with their evidence; the people of a country or body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.account import Account, Attendee
from communique.linking.names import words
from communique.store import Store
from communique.store.curation.model import Person, Somebody
from communique.store.words import plain
from communique.web.pages.actors.addresses import is_person
from communique.web.pages.actors.model import Names, Office, People
from communique.web.pages.actors.who import Actor

_ATTESTED, _APPEARANCES, _ALIKE = 3, 60, 12
"""Places shown for each office, the newest appearances, and people whose name is alike."""


def names(store: Store, id: str) -> Names:
    """What is known of a person beside what was done and said."""
    found = store.person(id)
    offices = tuple(
        Office(replace(held, evidence=held.evidence[:_ATTESTED]), len(held.evidence)) for held in found.offices
    )
    newest = found.appearances[::-1]
    last = max((o for o in found.offices if o.last), key=lambda o: (o.last or "", len(o.evidence)), default=None)
    return Names(
        replace(last, evidence=last.evidence[-_ATTESTED:]) if last else None,
        found.names,
        found.why,
        offices,
        newest[:_APPEARANCES],
        len(newest),
        found.decisions,
        tuple(_alike(store, found)),
    )


def of_country(store: Store, code: str, page: int, size: int) -> People:
    """The people who act for a country."""
    found = store.people(country=code, limit=size + 1, offset=(page - 1) * size)
    return People(page, tuple(found[:size]), len(found) > size)


def of_body(actor: Actor, accounts: Sequence[Account], page: int, size: int) -> People:
    """The people whose office names a body, in the readouts at hand; only those whom somebody linked."""
    seen: dict[str, list[tuple[Account, Attendee]]] = defaultdict(list)
    for account in accounts:
        for one in account.attendees:
            its = one.organisation is not None and plain(one.organisation) == plain(actor.id)
            if its and one.person and is_person(one.person):
                seen[one.person].append((account, one))
    order = sorted((_somebody(id, its) for id, its in seen.items()), key=lambda p: (-p.documents, p.name, p.id))
    return People(page, tuple(order[(page - 1) * size : page * size]), len(order) > page * size)


def _somebody(id: str, seen: Sequence[tuple[Account, Attendee]]) -> Somebody:
    days = [a.first for a, _ in seen if a.first]
    last = max(seen, key=lambda pair: (pair[0].first or "", pair[0].document))[1]
    usual = Counter(one.name for _, one in seen)
    name = max(usual, key=lambda n: (usual[n], len(n), n))
    documents = len({a.document for a, _ in seen})
    return Somebody(id, name, last.country, last.role, documents, min(days, default=None), max(days, default=None))


def _alike(store: Store, person: Person) -> list[Somebody]:
    """Others who share a word of the fullest name, the last word first: who else may be the same person."""
    found: dict[str, Somebody] = {}
    for word in reversed(words(person.name)):
        if len(word) > 1:
            for other in store.people(name=word, limit=_ALIKE + 1):
                if other.id != person.id and other.country in (person.country, None):
                    found.setdefault(other.id, other)
    return list(found.values())[:_ALIKE]
