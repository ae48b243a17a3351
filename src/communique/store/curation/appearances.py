"""A document → the persons in it as appearances of names, and which names are like others.

Persons are made of names, not of appearances: a name that a thousand documents have is compared once. A name is compared
with those of the same state of which a word begins alike, by an index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select

from communique.days import span_of, when
from communique.linking.names import alike, words
from communique.linking.people import Named, same_person
from communique.record import Participant, Record
from communique.store.curation import tables as c
from communique.store.curation.model import Decision

_START = 3


class FormName(NamedTuple):
    """What makes a form: the words of the name, the country ("" for none), and the decision that took it apart, or 0."""

    words: str
    country: str
    part: int = 0

    @property
    def id(self) -> str:
        """The id of the form in every store that made the same decisions."""
        return hashlib.sha256("\0".join(map(str, self)).encode()).hexdigest()[:12]


def link(connection: Connection, document: int, record: Record | None, parted: Iterable[Decision]) -> set[int]:
    """Puts down who appears in a document; gives the forms whose persons may be others now.

    :param parted: the decisions that took names apart.
    """
    a = c.appearances.c
    old = set(connection.execute(select(a.form).where(a.document == document)).scalars())
    people = [(p, name) for p in (record.participants if record else ()) if (name := form_of(p.name, p.country))]
    divisions = _divisions(record, parted) if record else []
    named = [(p, name._replace(part=_part_of(divisions, name))) for p, name in people]
    forms, new = _forms(connection, [name for _, name in named])
    touched = old | set(forms.values())
    before = roles_of(connection, touched - new)
    if old:
        connection.execute(delete(c.appearances).where(a.document == document))
    if record is not None and named:
        day = span_of(when(record, record.document.published))[0]
        _put(connection, document, [(forms[name], p) for p, name in named], day)
    after = roles_of(connection, touched)
    for form in sorted(key for key in touched if key in new or before[key] != after[key]):
        if form not in new:
            touched |= like_those(connection, {form})
        touched |= _compare(connection, form, after[form])
    return touched


def form_of(name: str, country: str | None) -> FormName | None:
    """The form of a name; None where no letter is in it."""
    parts = " ".join(words(name))
    return FormName(parts, (country or "")[:3]) if parts else None


def like_those(connection: Connection, forms: Iterable[int]) -> set[int]:
    """The forms that are like one of these."""
    k, given = c.likenesses.c, list(forms)
    ends = select(k.other).where(k.one.in_(given)), select(k.one).where(k.other.in_(given))
    return {int(key) for query in ends for key in connection.execute(query).scalars()}


def roles_of(connection: Connection, forms: Collection[int]) -> dict[int, frozenset[str]]:
    """The roles in lower case under which each form appears."""
    if not forms:
        return {}
    a, o = c.appearances.c, c.offices.c
    query = select(a.form, func.lower(o.role).label("role")).distinct().join(c.offices, o.appearance == a.key)
    found: dict[int, set[str]] = {form: set() for form in forms}
    for row in connection.execute(query.where(a.form.in_(forms))):
        found[row.form].add(row.role)
    return {form: frozenset(roles) for form, roles in found.items()}


def _divisions(record: Record, parted: Iterable[Decision]) -> list[tuple[int, FormName]]:
    """The names that people took apart in this document, with the number of the decision."""
    made = [d for d in parted if record.document.id in d.what["documents"]]
    return [(d.number, FormName(*divided)) for d in made for divided in d.what["divided"]]


def _part_of(divisions: Iterable[tuple[int, FormName]], name: FormName) -> int:
    """The last decision on this name, or on one like it: a later reading may spell it otherwise."""
    found = [n for n, other in divisions if other.country == name.country and alike(other.words, name.words)]
    return max(found, default=0)


def _forms(connection: Connection, names: Iterable[FormName]) -> tuple[dict[FormName, int], set[int]]:
    """The keys of forms, and those that were made now."""
    f = c.forms.c
    wanted = {name.id: name for name in names}
    known = {row.id: row.key for row in connection.execute(select(f.id, f.key).where(f.id.in_(wanted)))}
    new = set()
    for name in sorted(set(wanted) - set(known)):
        row = {"id": name, **wanted[name]._asdict()}
        key = int(connection.execute(insert(c.forms).values(row).returning(f.key)).scalar_one())
        starts = sorted({word[:_START] for word in wanted[name].words.split()})
        country = wanted[name].country
        connection.execute(insert(c.form_starts), [{"form": key, "start": s, "country": country} for s in starts])
        known[name] = key
        new.add(key)
    return {name: known[key] for key, name in wanted.items()}, new


def _put(connection: Connection, document: int, people: list[tuple[int, Participant]], day: str | None) -> None:
    rows = [
        {"document": document, "form": form, "name": p.name, "day": day, "start": p.start, "end": p.end}
        for form, p in people
    ]  # fmt: skip
    given = insert(c.appearances).returning(c.appearances.c.key, sort_by_parameter_order=True)
    keys = connection.execute(given, rows).scalars()
    offices = [
        {"appearance": key, "role": office.role, "organisation": office.organisation, "start": at.start, "end": at.end,
         "quote": at.quote}
        for key, (_, participant) in zip(keys, people, strict=True)
        for office in participant.offices
        for at in office.evidence[:1]
    ]  # fmt: skip
    if offices:
        connection.execute(insert(c.offices), offices)


def _compare(connection: Connection, form: int, roles: frozenset[str]) -> set[int]:
    """Finds the forms that a form is like."""
    f, s, k = c.forms.c, c.form_starts.c, c.likenesses.c
    connection.execute(delete(c.likenesses).where(or_(k.one == form, k.other == form)))
    own = connection.execute(select(f.words, f.country).where(f.key == form)).one()
    block = select(s.form).where(s.start.in_({word[:_START] for word in own.words.split()}))
    if own.country:
        block = block.where(s.country.in_((own.country, "")))
    query = select(f.key, f.words, f.country).where(f.key.in_(block), f.key != form).order_by(f.key)
    near = [row for row in connection.execute(query) if alike(own.words, row.words)]
    theirs = roles_of(connection, [row.key for row in near]) if near else {}
    found = [_likeness(form, _named(own, roles), row.key, _named(row, theirs[row.key])) for row in near]
    rows = [row for row in found if row]
    if rows:
        connection.execute(insert(c.likenesses), rows)
    return {key for row in rows for key in (row["one"], row["other"])}


def _named(row: Any, roles: frozenset[str]) -> Named:
    return Named(row.words, row.country or None, roles)


def _likeness(form: int, own: Named, key: int, other: Named) -> Mapping[str, Any] | None:
    found = same_person(own, other)
    if found is None:
        return None
    return {"one": min(form, key), "other": max(form, key), "score": found.score, "why": found.why}


__all__ = ["FormName", "form_of", "like_those", "link", "roles_of"]
