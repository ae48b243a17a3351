"""What lists show of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from communique.store import schema as t
from communique.store.errors import UnknownDocumentError
from communique.store.model import Listed


def heads(connection: Connection, keys: Sequence[int]) -> dict[int, Listed]:
    """The heads of documents by their keys."""
    d, v, m, other = t.documents, t.versions.c, t.meetings, t.documents.alias("other")
    query = (
        select(d.c.key, d.c.id, d.c.title, d.c.issuer, d.c.url, v.published, m.c.date, other.c.id.label("same_as"))
        .join_from(d, t.versions, (v.document == d.c.key) & v.newest)
        .outerjoin(m, m.c.document == d.c.key)
        .outerjoin(other, other.c.key == d.c.same_as)
        .where(d.c.key.in_(keys))
    )
    return {row.key: _listed(row) for row in connection.execute(query)}


def _listed(row: Row[*tuple[Any, ...]]) -> Listed:
    date = row.date or (row.published[:10] if row.published else None)
    return Listed(row.id, row.title, row.issuer, date, row.url, row.same_as)


def find(connection: Connection, name: str) -> int:
    """The key of a document by its id, the id it was given, or its URL.

    :raises UnknownDocumentError: where there is none, or several have that given id or URL.
    """
    d = t.documents.c
    for column in (d.id, d.given, d.url):
        found = connection.execute(select(d.key, d.id).where(column == name).order_by(d.key).limit(4)).all()
        if len(found) == 1:
            return int(found[0].key)
        if found:
            ids = ", ".join(row.id for row in found)
            raise UnknownDocumentError(name, "more than one document has this name", f"Give one of their ids: {ids}.")
    raise UnknownDocumentError(name, "no such document", "Look for its id with `communique list` or `search`.")
