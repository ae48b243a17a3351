"""Joining, splitting, merging, undoing: a decision is written down, and what it touches is linked anew with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from sqlalchemy import Connection, select

from communique.store import schema as t
from communique.store.curation import encounters, people, show_encounters, show_people
from communique.store.curation import tables as c
from communique.store.curation.changed import refuse_if_changed
from communique.store.curation.decisions import decision, document_of, write
from communique.store.curation.decisions import undo as undo_decision
from communique.store.curation.model import Decision
from communique.store.curation.refresh import relink
from communique.store.errors import StoreError
from communique.store.heads import find
from communique.store.keeping import lay_in_force

Ids = Sequence[str]


def join(connection: Connection, ids: Ids, *, by: str, why: str) -> Decision:
    """Makes one of several encounters; a document that tells of none becomes a readout."""
    groups: dict[int, list[str]] = {}
    for name in ids:
        key, documents = _group_of(connection, name)
        groups[key] = documents
    if len(groups) < 2:
        raise StoreError(" ".join(ids), "one encounter already", "Name at least two.")
    return _decide(connection, write(connection, "join", {"groups": list(groups.values())}, by=by, why=why))


def split(connection: Connection, name: str, documents: Ids, *, by: str, why: str) -> Decision:
    """Takes documents out of an encounter; those named together stay together."""
    key = show_encounters.key_of(connection, name)
    whole = show_encounters.documents_of(connection, key)
    out = [_id(connection, document) for document in documents]
    strange = next((one for one in out if one not in whole), None)
    if strange is not None:
        raise StoreError(strange, "no readout of that encounter", f"Its documents: {', '.join(whole)}.")
    rest = [one for one in whole if one not in out]
    if not out or not rest:
        raise StoreError(name, "nothing would be parted", "Name some of its documents, but not all.")
    return _decide(connection, write(connection, "split", {"groups": [rest, out]}, by=by, why=why))


def merge_people(connection: Connection, ids: Ids, *, by: str, why: str) -> Decision:
    """Makes one of several persons."""
    keys = dict.fromkeys(show_people.key_of(connection, name) for name in ids)
    if len(keys) < 2:
        raise StoreError(" ".join(ids), "one person already", "Name at least two.")
    groups = [list(show_people.forms_of(connection, key).values()) for key in keys]
    return _decide(connection, write(connection, "merge", {"groups": groups}, by=by, why=why))


def split_person(connection: Connection, name: str, *, names: Ids, documents: Ids, by: str, why: str) -> Decision:
    """Takes names, or the appearances in some documents, out of a person; they become one other person."""
    person = show_people.person(connection, name)
    keys = [_id(connection, document) for document in documents]
    strange = [n for n in names if n not in person.names]
    strange += [d for d in keys if d not in {a.document for a in person.appearances}]
    if strange:
        raise StoreError(strange[0], "no name or document of that person", f"Names: {', '.join(person.names)}.")
    apart, divided, rest = _divide(connection, show_people.key_of(connection, name), names, keys)
    if not (apart or divided) or not rest:
        raise StoreError(name, "nothing would be parted", "Name some of the names or documents, but not all.")
    what = {"apart": apart, "rest": rest, "documents": keys, "divided": divided}
    return _decide(connection, write(connection, "part", what, by=by, why=why))


def undo(connection: Connection, number: int, *, by: str, why: str, after: int | None = None) -> Decision:
    """Undoes a decision; undoing an undoing restores what was undone. `after` as in `refuse_if_changed`."""
    document = document_of(connection, number)
    if document is not None:
        refuse_if_changed(connection, document, after, decision(connection, number).coding)
    made, found = undo_decision(connection, number, by=by, why=why)
    _decide(connection, found)
    return made


def _decide(connection: Connection, made: Decision) -> Decision:
    """Links anew what a decision touches, whether it holds now or no more. A coding touches nothing."""
    what = made.what
    if made.kind in ("join", "split"):
        encounters.regroup(connection, encounters.keys_of(connection, chain(*what["groups"])).values())
    elif made.kind == "merge":
        people.regroup(connection, _form_keys(connection, chain(*what["groups"])))
    elif made.kind == "part":
        relink(connection, encounters.keys_of(connection, what["documents"]).values())
        people.regroup(connection, _form_keys(connection, [*what["apart"], *what["rest"]]))
    elif made.kind == "correct" and made.coding is None:
        keys = list(encounters.keys_of(connection, [what["document"]]).values())
        for key in keys:
            lay_in_force(connection, key)
        relink(connection, keys)
    return made


decided = _decide


def _divide(
    connection: Connection, person: int, names: Ids, documents: Ids
) -> tuple[list[str], list[list[str]], list[str]]:
    """Of a person's forms: those that go, words and country of those that go in part, and those that stay."""
    f, a, d = c.forms.c, c.appearances.c, t.documents.c
    query = (
        select(f.id, f.words, f.country, a.name, d.id.label("document"))
        .join(c.appearances, a.form == f.key)
        .join(t.documents, d.key == a.document)
        .where(f.person == person)
        .order_by(f.key)
    )
    goes: dict[tuple[str, str, str], set[bool]] = {}
    for row in connection.execute(query):
        form = (row.id, row.words, row.country)
        goes.setdefault(form, set()).add(row.name in names or row.document in documents)
    apart = [form[0] for form, said in goes.items() if said == {True}]
    divided = [form for form, said in goes.items() if said == {True, False}]
    rest = [form[0] for form, said in goes.items() if False in said]
    return apart, [[words, country] for _, words, country in divided], rest


def _group_of(connection: Connection, name: str) -> tuple[int, list[str]]:
    """The encounter of an id, or the document alone where it tells of none (then under a key that no encounter has)."""
    document = find(connection, show_encounters.founder(name))
    key = connection.execute(select(c.readouts.c.encounter).where(c.readouts.c.document == document)).scalar()
    if key is None:
        return -document, [_id(connection, show_encounters.founder(name))]
    return int(key), show_encounters.documents_of(connection, int(key))


def _id(connection: Connection, name: str) -> str:
    key = find(connection, name)
    return str(connection.execute(select(t.documents.c.id).where(t.documents.c.key == key)).scalar_one())


def _form_keys(connection: Connection, ids: Iterable[str]) -> list[int]:
    return list(connection.execute(select(c.forms.c.key).where(c.forms.c.id.in_(list(ids)))).scalars())
