"""Readouts → encounters: grouped by their matches and by what people decided; only what a change can touch is regrouped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from communique.linking.encounters import two_of_one
from communique.linking.grouping import Pair, group, pair
from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.decisions import decisions, pairs_of
from communique.store.curation.readouts import neighbours, unpacked

Pairs = tuple[list[tuple[str, str]], set[tuple[str, str]]]


def by_hand(connection: Connection) -> Pairs:
    """The pairs of documents that people joined, and those that they parted."""
    made = decisions(connection, "join", "split")
    return pairs_of((d.kind == "join", d.what["groups"]) for d in made)


def regroup(connection: Connection, touched: Iterable[int]) -> None:
    """Groups anew all readouts that hang together with these documents."""
    joined, parted = by_hand(connection)
    keys = keys_of(connection, {name for pair in joined for name in pair})
    hands: dict[int, set[int]] = {}
    for one, other in joined:
        if one in keys and other in keys:
            hands.setdefault(keys[one], set()).add(keys[other])
            hands.setdefault(keys[other], set()).add(keys[one])
    rows = _rows(connection, _component(connection, _with_companions(connection, set(touched)), hands))
    members = {row.id: row for row in rows if row.tells or hands.get(row.document)}
    told = {name: unpacked(name, row) for name, row in members.items() if row.told}

    def clash(one: str, other: str) -> bool:
        return one in told and other in told and two_of_one(told[one], told[other])

    pairs = pairs_among(connection, {row.document: name for name, row in members.items()})
    found = group(members, pairs, joined=joined, parted=parted, clash=clash)
    founder = {name: min(members[n].document for n in names) for names in found.groups for name in names}
    for row in rows:
        if founder.get(row.id) != row.encounter:
            there = update(c.readouts).where(c.readouts.c.document == row.document)
            connection.execute(there.values(encounter=founder.get(row.id)))


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of documents by their ids."""
    d = t.documents.c
    query = select(d.id, d.key).where(d.id.in_(sorted(set(ids))))
    return {row.id: row.key for row in connection.execute(query)}


def pairs_among(connection: Connection, names: Mapping[int, str]) -> list[Pair]:
    """The matches among documents, given as key → id."""
    m = c.matches.c
    query = select(m.one, m.other, m.score, m.why).where(m.one.in_(names), m.other.in_(names))
    return [
        pair(names[row.one], names[row.other], row.score, tuple(row.why)) for row in connection.execute(query)
    ]  # fmt: skip


def _with_companions(connection: Connection, documents: set[int]) -> set[int]:
    """The documents, and all that are in one encounter with them until now."""
    r = c.readouts.c
    own = select(r.encounter).where(r.document.in_(documents), r.encounter.is_not(None))
    return documents | set(connection.execute(select(r.document).where(r.encounter.in_(own))).scalars())


def _component(connection: Connection, seeds: set[int], hands: Mapping[int, set[int]]) -> set[int]:
    """All that can be reached from the seeds by matches and by what was joined by hand."""
    found, edge = set(seeds), set(seeds)
    while edge:
        edge = (neighbours(connection, edge) | {key for one in edge for key in hands.get(one, ())}) - found
        found |= edge
    return found


def _rows(connection: Connection, documents: set[int]) -> Sequence[Any]:
    r = c.readouts.c
    query = (
        select(r.document, r.encounter, r.tells, r.told, r.first_day, r.last_day, t.documents.c.id)
        .join(t.documents, t.documents.c.key == r.document)
        .where(r.document.in_(documents))
        .order_by(r.document)
    )
    return connection.execute(query).all()
