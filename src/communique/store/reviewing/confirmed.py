"""Documents that are confirmed as they now are: a correction made or undone behind the confirmation takes it away."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, or_, select

from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.decisions import within
from communique.store.curation.model import Coding

_made = c.decisions.alias("made")


def confirmed_documents(by: str | None, coding: str | None) -> Select[Any]:
    """Selects the keys of the documents that somebody, or `by`, confirmed in a coding (None: what is in force)."""
    query = select(_made.c.document).where(within(coding, _made), *_standing(_made))
    return query if by is None else query.where(_made.c.by == by)


def confirmed(connection: Connection, by: str | None, coding: str | None) -> frozenset[str]:
    """The ids of these documents."""
    d = t.documents.c
    return frozenset(connection.execute(select(d.id).where(d.key.in_(confirmed_documents(by, coding)))).scalars())


def is_confirmed(connection: Connection, document: int, coding: str | None) -> bool:
    """Whether somebody confirmed a document as it is now in a coding."""
    own = confirmed_documents(None, coding).where(_made.c.document == document)
    return connection.execute(own.limit(1)).first() is not None


def codings(connection: Connection) -> list[Coding]:
    """The codings beside the record in force, by name."""
    d = c.decisions.c
    kept = d.active & d.kind.in_(("correct", "confirm"))
    query = (
        select(d.coding, func.count(d.document.distinct()).filter(kept).label("documents"), func.max(d.made).label("last"))
        .where(d.coding.is_not(None))
        .group_by(d.coding)
    )  # fmt: skip
    standing = select(_made.c.coding, func.count(_made.c.document.distinct()).label("documents"))
    standing = standing.where(_made.c.coding.is_not(None), *_standing(_made)).group_by(_made.c.coding)
    whole = {row.coding: row.documents for row in connection.execute(standing)}
    rows = connection.execute(query).all()
    return sorted(
        (Coding(row.coding, row.documents, whole.get(row.coding, 0), row.last) for row in rows), key=lambda one: one.name
    )  # fmt: skip


def _standing(made: FromClause) -> list[ColumnElement[bool]]:
    """What must be true of a decision that confirms a document as it still is."""
    later, undone = c.decisions.alias("later"), c.decisions.alias("undone")
    same = [
        later.c.document == made.c.document,
        later.c.key > made.c.key,
        later.c.active,
        func.coalesce(later.c.coding, "") == func.coalesce(made.c.coding, ""),
    ]
    earlier = exists().where(undone.c.key == later.c.undoes, undone.c.key < made.c.key, undone.c.kind != "confirm")
    takes_back = earlier.correlate(later, made)
    changed = exists().where(*same, or_(later.c.kind == "correct", takes_back)).correlate(made)
    return [made.c.kind == "confirm", made.c.active, ~changed]
