"""Whether what was linked hangs together: every readout and every participant once, every group with its name in it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Select, and_, select

from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.refresh import linked_up_to


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Documents by their ids, and what is wrong with how they were linked."""
    for query, what in (
        (_unlinked(linked_up_to(connection)[0]), "it was read and linked, but stands in no table of what was linked"),
        (_nameless_encounters(), "its encounter is named by a document that is not in it"),
        (_nameless_persons(), "somebody in it belongs to a person who is named by a name that is not his"),
        (_missing(), "a participant of it is none of the persons"),
        (_doubled(), "a participant of it was linked twice"),
    ):
        for name in connection.execute(query).scalars():
            yield str(name), what


def _unlinked(up_to: int) -> Select[tuple[str]]:
    d, v, r, own = t.documents.c, t.versions.c, t.readings.c, c.readouts.c
    return (
        select(d.id)
        .join_from(t.documents, t.versions, (v.document == d.key) & v.newest)
        .join(t.readings, (r.version == v.key) & r.newest)
        .outerjoin(c.readouts, own.document == d.key)
        .where(r.key <= up_to, own.document.is_(None))
        .order_by(d.key)
    )


def _nameless_encounters() -> Select[tuple[str]]:
    d, own, first = t.documents.c, c.readouts.c, c.readouts.alias("first")
    return (
        select(d.id)
        .join_from(t.documents, c.readouts, own.document == d.key)
        .outerjoin(first, and_(first.c.document == own.encounter, first.c.encounter == own.encounter))
        .where(own.encounter.is_not(None), first.c.document.is_(None))
        .order_by(d.key)
    )


def _nameless_persons() -> Select[tuple[str]]:
    d, a, f, person = t.documents.c, c.appearances.c, c.forms.c, c.forms.alias("person")
    return (
        select(d.id)
        .distinct()
        .join_from(t.documents, c.appearances, a.document == d.key)
        .join(c.forms, f.key == a.form)
        .outerjoin(person, and_(person.c.key == f.person, person.c.person == person.c.key))
        .where(person.c.key.is_(None))
        .order_by(d.id)
    )


def _missing() -> Select[tuple[str]]:
    """Participants of linked documents who do not appear; a name without letters makes no person."""
    d, p, own, a = t.documents.c, t.participants.c, c.readouts.c, c.appearances.c
    there = and_(a.document == p.document, a.start == p.start, a.name == p.name)
    return (
        select(d.id)
        .distinct()
        .join_from(t.documents, t.participants, p.document == d.key)
        .join(c.readouts, own.document == d.key)
        .outerjoin(c.appearances, there)
        .where(a.key.is_(None), p.name.regexp_match("[A-Za-z]"))
        .order_by(d.id)
    )


def _doubled() -> Select[tuple[str]]:
    d, a, other = t.documents.c, c.appearances.c, c.appearances.alias("other")
    same = and_(other.c.document == a.document, other.c.start == a.start, other.c.name == a.name, other.c.key > a.key)
    return (
        select(d.id)
        .distinct()
        .join_from(t.documents, c.appearances, a.document == d.key)
        .join(other, same)
        .order_by(d.id)
    )
