"""Encounters as they are listed and shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from communique.linking.encounters import Match
from communique.linking.grouping import BY_HAND
from communique.store import schema as t
from communique.store.conditions import conditions
from communique.store.curation import tables as c
from communique.store.curation.decisions import decisions
from communique.store.curation.encounters import by_hand, pairs_among
from communique.store.curation.model import Decision, Encounter, Readout
from communique.store.errors import StoreError, UnknownDocumentError
from communique.store.filters import Filters
from communique.store.heads import find, heads

PREFIX = "e"
_ID = re.compile(rf"{PREFIX}[0-9a-f]{{16}}")


def encounters(connection: Connection, filters: Filters, least: int, limit: int, offset: int) -> list[Encounter]:
    """The encounters of which a readout meets the filters and that have at least `least` readouts, newest first."""
    r = c.readouts.c
    query = select(r.encounter).where(r.encounter.is_not(None)).group_by(r.encounter)
    asked = conditions(filters)
    if asked:
        meet = select(r.encounter).join(t.documents, t.documents.c.key == r.document).where(*asked)
        query = query.where(r.encounter.in_(meet))
    newest = func.coalesce(func.max(r.first_day), "")
    query = query.having(func.count() >= least).order_by(newest.desc(), r.encounter.desc())
    return _shown(connection, list(connection.execute(query.limit(limit).offset(offset)).scalars()))


def encounter(connection: Connection, name: str) -> Encounter:
    """One encounter by its id, or by a document that tells of it; ids of encounters that were joined still lead there.

    :raises StoreError: where there is none.
    """
    return _shown(connection, [key_of(connection, name)])[0]


def key_of(connection: Connection, name: str) -> int:
    """The document by which the encounter is named."""
    try:
        document = find(connection, founder(name))
    except UnknownDocumentError:
        raise StoreError(name, "no such encounter", "See the ids that `communique encounters list` prints.") from None
    key = connection.execute(select(c.readouts.c.encounter).where(c.readouts.c.document == document)).scalar()
    if key is None:
        raise StoreError(name, "a document that tells of no encounter", "Join it to one to make it a readout of it.")
    return int(key)


def founder(name: str) -> str:
    """The document by which an encounter of this id is named; the name itself where it is no such id."""
    return name[1:] if _ID.fullmatch(name) else name


def documents_of(connection: Connection, encounter: int) -> list[str]:
    """The ids of the documents of an encounter, in the order in which they were added."""
    r, d = c.readouts.c, t.documents.c
    query = select(d.id).join(c.readouts, r.document == d.key).where(r.encounter == encounter).order_by(d.key)
    return list(connection.execute(query).scalars())


def _shown(connection: Connection, encounters: Sequence[int]) -> list[Encounter]:
    r = c.readouts.c
    query = select(r.encounter, r.document, r.first_day, r.last_day).where(r.encounter.in_(encounters))
    rows = connection.execute(query.order_by(r.document)).all()
    listed = heads(connection, [row.document for row in rows])
    names = {key: one.id for key, one in listed.items()}
    pairs = pairs_among(connection, names)
    joined, parted = by_hand(connection)
    made = decisions(connection, "join", "split")
    found = []
    for key in encounters:
        own = [row for row in rows if row.encounter == key]
        ids = {names[row.document] for row in own}
        readouts = tuple(
            Readout(one.id, one.title, one.issuer, one.date, one.same_as)
            for one in (listed[row.document] for row in own)
        )
        matches = [Match(*p) for p in pairs if p.one in ids and p.other in ids and (p.one, p.other) not in parted]
        matches += [Match(*pair, 1.0, BY_HAND) for pair in joined if set(pair) <= ids]
        days = [row.first_day for row in own if row.first_day], [row.last_day for row in own if row.last_day]
        found.append(
            Encounter(
                id=PREFIX + names[key], first=min(days[0], default=None), last=max(days[1], default=None),
                countries=_countries(connection, [row.document for row in own]), readouts=readouts,
                matches=tuple(sorted(matches, key=lambda m: (m.one, m.other, -m.score))), decisions=_about(made, ids),
            )
        )  # fmt: skip
    return found


def _countries(connection: Connection, documents: Sequence[int]) -> tuple[str, ...]:
    p = t.participants.c
    query = (
        select(p.country).distinct().where(p.document.in_(documents), p.country.is_not(None), p.capacity != "present")
    )
    return tuple(connection.execute(query.order_by(p.country)).scalars())


def _about(made: Sequence[Decision], documents: set[str]) -> tuple[Decision, ...]:
    return tuple(d for d in made if any(documents & set(names) for names in d.what["groups"]))
