"""Names → persons: grouped by likeness and by what people decided; only what a change can touch is regrouped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from communique.linking.grouping import Pair, group, pair
from communique.store.curation import tables as c
from communique.store.curation.appearances import like_those
from communique.store.curation.decisions import decisions, pairs_of
from communique.store.curation.model import Decision


def by_hand(connection: Connection) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of forms that people merged, and those that they parted."""
    f = c.forms.c
    made = decisions(connection, "merge", "part")
    query = select(f.part, f.id).where(f.part.in_([d.number for d in made if d.kind == "part"])).order_by(f.id)
    parts: dict[int, list[str]] = {}
    for row in connection.execute(query):
        parts.setdefault(row.part, []).append(row.id)
    return pairs_of((d.kind == "merge", _groups(d, parts)) for d in made)


def _groups(decision: Decision, parts: Mapping[int, list[str]]) -> list[list[str]]:
    if decision.kind == "merge":
        return list(decision.what["groups"])
    return [[*decision.what["apart"], *parts.get(decision.number, ())], decision.what["rest"]]


def regroup(connection: Connection, touched: Iterable[int]) -> None:
    """Groups anew all names that hang together with these. A name that no document has any more joins nothing."""
    joined, parted = by_hand(connection)
    hands = _by_key(connection, joined)
    rows = _rows(connection, _component(connection, _with_companions(connection, set(touched)), hands))
    names = {row.key: row.id for row in rows}
    live = {row.id: row.key for row in rows if row.there}
    pairs = likenesses(connection, names)
    among = [p for p in pairs if p.one in live and p.other in live]
    merged = {frozenset(p) for p in joined}
    apart = parted | {p for p in _together(connection, names) if frozenset(p) not in merged}
    found = group(live, among, joined=joined, parted=apart)
    person = {name: min(live[n] for n in members) for members in found.groups for name in members}
    for row in rows:
        now = person.get(row.id) or _heir(row.id, pairs, person)
        if now != row.person:
            connection.execute(update(c.forms).where(c.forms.c.key == row.key).values(person=now))


def likenesses(connection: Connection, names: Mapping[int, str]) -> list[Pair]:
    """Which forms, given as key → id, are alike."""
    k = c.likenesses.c
    query = select(k.one, k.other, k.score, k.why).where(k.one.in_(names), k.other.in_(names))
    return [
        pair(names[row.one], names[row.other], row.score, (row.why,)) for row in connection.execute(query)
    ]  # fmt: skip


def _heir(form: str, pairs: Sequence[Pair], person: Mapping[str, int]) -> int | None:
    """Whom a name stands for that no document has any more: the person with the name most like it."""
    near = [(-p.score, other) for p in pairs for one, other in ((p.one, p.other), (p.other, p.one)) if one == form]
    return next((person[other] for _, other in sorted(near) if other in person), None)


def _by_key(connection: Connection, joined: Iterable[tuple[str, str]]) -> dict[int, set[int]]:
    f = c.forms.c
    pairs = list(joined)
    wanted = sorted({name for pair in pairs for name in pair})
    keys = {row.id: row.key for row in connection.execute(select(f.id, f.key).where(f.id.in_(wanted)))}
    hands: dict[int, set[int]] = {}
    for one, other in pairs:
        if one in keys and other in keys:
            hands.setdefault(keys[one], set()).add(keys[other])
            hands.setdefault(keys[other], set()).add(keys[one])
    return hands


def _with_companions(connection: Connection, forms: set[int]) -> set[int]:
    f = c.forms.c
    own = select(f.person).where(f.key.in_(forms), f.person.is_not(None))
    return forms | set(connection.execute(select(f.key).where(f.person.in_(own))).scalars())


def _component(connection: Connection, seeds: set[int], hands: Mapping[int, set[int]]) -> set[int]:
    found, edge = set(seeds), set(seeds)
    while edge:
        edge = (like_those(connection, edge) | {key for one in edge for key in hands.get(one, ())}) - found
        found |= edge
    return found


def _rows(connection: Connection, forms: set[int]) -> Sequence[Any]:
    f, a = c.forms.c, c.appearances.c
    there = select(a.key).where(a.form == f.key).exists().label("there")
    return connection.execute(select(f.key, f.id, f.person, there).where(f.key.in_(forms)).order_by(f.key)).all()


def _together(connection: Connection, names: Mapping[int, str]) -> set[tuple[str, str]]:
    """Forms that are alike and stand in one document: two persons, for the reader joins the names of one."""
    k, one, other = c.likenesses.c, c.appearances.alias("a"), c.appearances.alias("b")
    query = (
        select(k.one, k.other)
        .distinct()
        .join(one, one.c.form == k.one)
        .join(other, (other.c.form == k.other) & (other.c.document == one.c.document))
        .where(k.one.in_(names), k.other.in_(names))
    )
    return {(names[row.one], names[row.other]) for row in connection.execute(query)}
