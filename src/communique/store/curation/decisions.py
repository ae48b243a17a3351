"""The log of what people decided: nothing is taken out of it; undoing is a decision too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, product
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, insert, select, update

from communique.store.clock import now
from communique.store.curation import tables as c
from communique.store.curation.model import Decision, Kind
from communique.store.errors import StoreError


def write(
    connection: Connection, kind: Kind, what: Mapping[str, Any], *, by: str, why: str, document: int | None = None,
    undoes: int | None = None, coding: str | None = None,
) -> Decision:  # fmt: skip
    """Writes a decision down and gives it with its number.

    :raises StoreError: where it is not said who decides or why, or the coding has no name.
    """
    for name, value in (("by", by), ("why", why)):
        if not value.strip() or "\0" in value:
            raise StoreError(kind, f"`{name}` says nothing", "A decision is kept with who made it and why: give both.")
    if coding is not None and (not coding.strip() or "\0" in coding):
        raise StoreError(kind, "`coding` says nothing", "Give the name of the coding, or none for what is in force.")
    row = {
        "kind": kind, "what": dict(what), "by": by.strip(), "why": why.strip(), "made": now(), "document": document,
        "undoes": undoes, "active": True, "coding": coding.strip() if coding is not None else None,
    }  # fmt: skip
    number = int(connection.execute(insert(c.decisions).values(row).returning(c.decisions.c.key)).scalar_one())
    return _decision(connection.execute(select(c.decisions).where(c.decisions.c.key == number)).one())


def within(coding: str | None, table: FromClause = c.decisions) -> ColumnElement[bool]:
    """What must be true of a row of `decisions` (or an alias of it) that belongs to a coding; None: that is in force."""
    return table.c.coding.is_(None) if coding is None else table.c.coding == coding.strip()


def decisions(
    connection: Connection, *kinds: Kind, document: int | None = None, undone: bool = False, coding: str | None = None,
    every: bool = False,
) -> list[Decision]:  # fmt: skip
    """Decisions of these kinds in the order in which they were made; those undone only if asked for.

    :param coding: only those of this coding; None: those in force.
    :param every: those of all codings too.
    """
    d = c.decisions.c
    query = select(c.decisions).where(d.kind.in_(kinds)).order_by(d.key)
    if not every:
        query = query.where(within(coding))
    if document is not None:
        query = query.where(d.document == document)
    if not undone:
        query = query.where(d.active)
    return [_decision(row) for row in connection.execute(query)]


def about(connection: Connection, document: int, coding: str | None, after: int) -> list[Decision]:
    """All decisions of a coding about a document that are newer than the number `after`, undoings too."""
    d = c.decisions.c
    query = select(c.decisions).where(d.document == document, d.key > after, within(coding)).order_by(d.key)
    return [_decision(row) for row in connection.execute(query)]


def decision(connection: Connection, number: int) -> Decision:
    """One decision.

    :raises StoreError: where there is none of this number.
    """
    row = connection.execute(select(c.decisions).where(c.decisions.c.key == number)).first()
    if row is None:
        raise StoreError(f"decision {number}", "no such decision", "See the numbers that show and corrections print.")
    return _decision(row)


def document_of(connection: Connection, number: int) -> int | None:
    """The key of the document that a decision is about; None where it is about several, or persons."""
    return connection.execute(select(c.decisions.c.document).where(c.decisions.c.key == number)).scalar()


def undo(connection: Connection, number: int, *, by: str, why: str) -> tuple[Decision, Decision]:
    """Undoes a decision (an undoing too); gives the new decision, and the one that now holds again or no more.

    :raises StoreError: where it is undone already.
    """
    found = decision(connection, number)
    if not found.active:
        raise StoreError(f"decision {number}", "is undone already", "Undo the decision that undid it to restore it.")
    what, document = {"decision": number}, document_of(connection, number)
    made = write(connection, "undo", what, by=by, why=why, document=document, undoes=number, coding=found.coding)
    active = False
    while True:
        connection.execute(update(c.decisions).where(c.decisions.c.key == found.number).values(active=active))
        if found.undoes is None:
            return made, decision(connection, found.number)
        found, active = decision(connection, found.undoes), not active


def pairs_of(made: Iterable[tuple[bool, list[list[str]]]]) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs joined and pairs parted, from decisions (True: joins) over groups, in order: of one pair the last counts."""
    latest: dict[tuple[str, str], bool] = {}
    for joins, groups in made:
        for one, other in combinations(groups, 2):
            for a, b in product(one, other):
                pair = (min(a, b), max(a, b))
                latest.pop(pair, None)
                if a != b:
                    latest[pair] = joins
    return [p for p, joins in latest.items() if joins], {p for p, joins in latest.items() if not joins}


def _decision(row: Row[*tuple[Any, ...]]) -> Decision:
    return Decision(row.key, row.kind, row.what, row.by, row.made, row.why, row.active, row.undoes, row.coding)
