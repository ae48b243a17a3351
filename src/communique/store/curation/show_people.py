"""Persons as they are listed and shown, with their offices over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from communique.linking.names import words
from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.decisions import decisions
from communique.store.curation.model import Appearance, Attested, Decision, Held, Person, Somebody
from communique.store.curation.people import by_hand, likenesses
from communique.store.errors import StoreError

PREFIX = "p"


def people(
    connection: Connection, name: str | None, country: str | None, limit: int, offset: int
) -> list[Somebody]:  # fmt: skip
    """Persons of whom a name holds all words of `name`, those in most documents first."""
    f, a = c.forms.c, c.appearances.c
    query = (
        select(f.person, func.count(a.document.distinct()).label("documents"), func.min(a.day).label("first"),
               func.max(a.day).label("last"))
        .join(c.appearances, a.form == f.key)
        .group_by(f.person)
    )  # fmt: skip
    for word in words(name) if name is not None else ():
        padded = " " + f.words + " "
        query = query.where(f.person.in_(select(f.person).where(padded.contains(f" {word} ", autoescape=True))))
    if country is not None:
        query = query.where(f.person.in_(select(f.person).where(f.country == country)))
    query = query.order_by(func.count(a.document.distinct()).desc(), f.person).limit(limit).offset(offset)
    rows = connection.execute(query).all()
    listed = _listed(connection, [row.person for row in rows])
    return [Somebody(*listed[row.person], row.documents, row.first, row.last) for row in rows]


def person(connection: Connection, name: str) -> Person:
    """One person by id; ids of persons that were merged still lead there.

    :raises StoreError: where there is none.
    """
    key = key_of(connection, name)
    forms = forms_of(connection, key)
    rows = _appearances(connection, list(forms))
    names = sorted({row.name for row in rows}, key=_fullest)
    countries = sorted({row.country for row in rows if row.country})
    return Person(
        id=PREFIX + forms[key], name=names[0], names=tuple(names), country=countries[0] if countries else None,
        offices=_offices(connection, rows), why=_why(connection, forms),
        appearances=tuple(Appearance(row.id, row.name, row.day, row.start, row.end) for row in rows),
        decisions=_about(connection, set(forms.values()), {row.id for row in rows}),
    )  # fmt: skip


def key_of(connection: Connection, name: str) -> int:
    """The form by which the person is named.

    :raises StoreError: where there is none of this id.
    """
    query = select(c.forms.c.person).where(c.forms.c.id == name.removeprefix(PREFIX))
    key = connection.execute(query).scalar()
    if key is None:
        raise StoreError(name, "no such person", "See the ids that `communique people list` prints.")
    return int(key)


def forms_of(connection: Connection, person: int) -> dict[int, str]:
    """The names of a person that some document has: key → id."""
    f, a = c.forms.c, c.appearances.c
    there = select(a.key).where(a.form == f.key).exists()
    query = select(f.key, f.id).where(f.person == person, there).order_by(f.key)
    return {row.key: row.id for row in connection.execute(query)}


def _fullest(name: str) -> tuple[int, int, str]:
    return -len(words(name)), -len(name), name


def _listed(connection: Connection, persons: Sequence[int]) -> dict[int, tuple[str, str, str | None, str | None]]:
    """Of each person: id, fullest name, country, the role that was attested last."""
    f, a, o = c.forms.c, c.appearances.c, c.offices.c
    query = (
        select(f.key, f.id, f.person, f.country, a.name, func.max(a.day).label("day"), o.role)
        .join(c.appearances, a.form == f.key)
        .outerjoin(c.offices, o.appearance == a.key)
        .where(f.person.in_(persons))
        .group_by(f.key, f.id, f.person, f.country, a.name, o.role)
    )
    rows: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        rows.setdefault(row.person, []).append(row)
    found = {}
    for key, own in rows.items():
        name = min({row.name for row in own}, key=_fullest)
        last = max((row.day or "", row.role) for row in own if row.role) if any(row.role for row in own) else None
        country = min((row.country for row in own if row.country), default=None)
        named = next(row.id for row in own if row.key == key)
        found[key] = (PREFIX + named, name, country, last[1] if last else None)
    return found


def _appearances(connection: Connection, forms: Sequence[int]) -> Sequence[Any]:
    f, a, d = c.forms.c, c.appearances.c, t.documents.c
    query = (
        select(a.key, a.name, a.day, a.start, a.end, f.country, d.id)
        .join(c.forms, f.key == a.form)
        .join(t.documents, d.key == a.document)
        .where(a.form.in_(forms))
        .order_by(func.coalesce(a.day, ""), d.key, a.start)
    )
    return connection.execute(query).all()


def _offices(connection: Connection, rows: Sequence[Any]) -> tuple[Held, ...]:
    """Offices by role and organisation, in order of the first day on which they are attested."""
    o = c.offices.c
    of = {row.key: row for row in rows}
    held: dict[tuple[str, str | None], list[Attested]] = {}
    for row in connection.execute(select(c.offices).where(o.appearance.in_(of)).order_by(o.key)):
        seen = of[row.appearance]
        at = Attested(seen.id, seen.day, row.start, row.end, row.quote)
        held.setdefault((row.role, row.organisation), []).append(at)
    offices = []
    for (role, organisation), evidence in held.items():
        days = sorted(at.day for at in evidence if at.day)
        first, last = (days[0], days[-1]) if days else (None, None)
        evidence.sort(key=lambda at: (at.day or "9999", at.document, at.start))
        offices.append(Held(role, organisation, first, last, tuple(evidence)))
    return tuple(sorted(offices, key=lambda h: (h.first or "9999", h.role, h.organisation or "")))


def _why(connection: Connection, forms: dict[int, str]) -> tuple[str, ...]:
    joined, _ = by_hand(connection)
    names = set(forms.values())
    reasons = {reason for pair in likenesses(connection, forms) for reason in pair.why}
    if any(set(pair) <= names for pair in joined):
        reasons.add("joined by hand")
    return tuple(sorted(reasons))


def _about(connection: Connection, forms: set[str], documents: set[str]) -> tuple[Decision, ...]:
    """The decisions that name one of these forms, or take names apart in one of these documents."""
    found = []
    for made in decisions(connection, "merge", "part"):
        groups = made.what.get("groups") or [made.what["apart"], made.what["rest"]]
        if any(forms & set(group) for group in groups) or documents & set(made.what.get("documents", ())):
            found.append(made)
    return tuple(found)
