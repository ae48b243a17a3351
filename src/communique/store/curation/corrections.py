"""Corrections: a person's value beside the machine's, and the records that people have looked through as gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, select

from communique.record import Record
from communique.store import schema as t
from communique.store.curation import fired
from communique.store.curation import tables as c
from communique.store.curation.changed import refuse_if_changed
from communique.store.curation.decisions import decisions, within, write
from communique.store.curation.lexicon_tests import LexiconTest, NoTest, test_of
from communique.store.curation.model import Correction, Decision, Status
from communique.store.curation.overlay import laid, machine_record, overlay, record_in_force
from communique.store.curation.paths import parse
from communique.store.curation.values import anchor, checked, machine_value
from communique.store.errors import StoreError
from communique.store.heads import find


def correct(
    connection: Connection, name: str, changes: Sequence[tuple[str, Any]], *, by: str, why: str, after: int | None = None,
    coding: str | None = None,
) -> list[Decision]:  # fmt: skip
    """Writes corrections down one after another, once it is sure that the record can hold them; see `Store.correct_all`."""
    document = find(connection, name)
    refuse_if_changed(connection, document, after, coding)
    machine = machine_record(connection, document)
    if machine is None:
        raise StoreError(name, "not read yet, so there is nothing to correct", "Run `communique reread` first.")
    written: list[Decision] = []
    made = decisions(connection, "correct", document=document, coding=coding)
    now, became = overlay(machine, made)
    for path, value in changes:
        what = _correction(machine, now, path, value)
        decision = write(connection, "correct", what, by=by, why=why, document=document, coding=coding)
        made = [*(d for d in made if became[d.number] != "dangling"), decision]
        now, became = _laid(machine, made, path, value)
        written.append(decision)
    return written


def _correction(machine: Record, now: Record, path: str, value: Any) -> dict[str, Any]:
    """What a correction of the record as it is `now` says."""
    where = parse(path)
    value = checked(where, path, value)
    found = anchor(now, where, path, value)
    return {
        "document": machine.document.id, "path": path, "value": value, "anchor": found,
        "machine": machine_value(machine, where, found), "fired": fired.of(machine, where, found),
    }  # fmt: skip


def _laid(machine: Record, made: Sequence[Decision], path: str, value: Any) -> tuple[Record, dict[int, Status]]:
    """The record with corrections, the last of which is new, and what became of each.

    :raises StoreError: where the record cannot hold the last.
    """
    try:
        now, became = laid(machine, made)
    except ValidationError as error:
        first = error.errors()[0]
        raise StoreError(path, f"{value!r} cannot stand there ({first['msg']})", "See docs/codebook.md.") from None
    if became[made[-1].number] == "dangling":
        raise StoreError(path, f"{value!r} cannot be put there", "Its words must stand in the text (of a statement).")
    return now, became


def confirm(
    connection: Connection, name: str, *, by: str, why: str, after: int | None = None, coding: str | None = None
) -> Decision:
    """Writes down that a person found the record, as it is with its corrections, right."""
    document = find(connection, name)
    refuse_if_changed(connection, document, after, coding)
    record = machine_record(connection, document)
    if record is None:
        raise StoreError(name, "not read yet, so there is nothing to confirm", "Run `communique reread` first.")
    what = {"document": record.document.id}
    return write(connection, "confirm", what, by=by, why=why, document=document, coding=coding)


def corrected(connection: Connection, name: str, coding: str | None = None) -> Record:
    """The record of a document with its corrections, those in force or those of a coding."""
    record = record_in_force(connection, find(connection, name), coding)
    if record is None:
        raise StoreError(name, "not read yet", "Run `communique reread` first.")
    return record


def corrections(
    connection: Connection, name: str | None = None, *, status: Status | None = None, undone: bool = False,
    coding: str | None = None,
) -> list[Correction]:  # fmt: skip
    """Corrections in the order in which they were made; those undone only if asked for."""
    document = find(connection, name) if name is not None else None
    made = decisions(connection, "correct", document=document, undone=undone or status == "undone", coding=coding)
    became = _became(connection, [d for d in made if d.active])
    rows = [
        Correction(d, d.what["document"], d.what["path"], d.what["value"], d.what["machine"], became.get(d.number, "undone"))
        for d in made
    ]  # fmt: skip
    return [row for row in rows if status is None or row.status == status]


def gold(
    connection: Connection, *, by: str | None = None, confirmed: bool = False, coding: str | None = None
) -> Iterator[Record]:
    """The corrected records of documents that people corrected or confirmed, in the order in which they were added."""
    d = c.decisions.c
    kinds = ("confirm",) if confirmed else ("confirm", "correct")
    query = select(d.document).distinct().where(d.kind.in_(kinds), d.active, d.document.is_not(None), within(coding))
    if by is not None:
        query = query.where(d.by == by)
    for document in list(connection.execute(query.order_by(d.document)).scalars()):
        record = record_in_force(connection, document, coding)
        if record is not None:
            yield record


def lexicon_tests(connection: Connection) -> list[LexiconTest | NoTest]:
    """What each correction of an act gives as a test of the lexicon entry that fired; see `lexicon_tests`."""
    found = []
    for row in corrections(connection):
        where = parse(row.path)
        if (where.head, where.field) != ("statements", "act"):
            continue
        fired_then, right = row.decision.what["fired"], row.status == "settled"
        if right:
            record = machine_record(connection, find(connection, row.document))
            fired_then = fired.of(record, where, row.decision.what["anchor"]) if record else None
        found.append(test_of(row.decision.number, fired_then, right=right))
    return found


def _became(connection: Connection, made: list[Decision]) -> dict[int, Status]:
    became: dict[int, Status] = {}
    by_document: dict[str, list[Decision]] = {}
    for decision in made:
        by_document.setdefault(decision.what["document"], []).append(decision)
    for name, own in by_document.items():
        key = connection.execute(select(t.documents.c.key).where(t.documents.c.id == name)).scalar_one()
        record = machine_record(connection, key)
        became |= overlay(record, own)[1] if record else dict.fromkeys((d.number for d in own), "dangling")
    return became
