"""The texts of many documents, without their records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from communique.store import schema as t
from communique.store.database import Database
from communique.store.packing import unpack

_PAGE = 1_000


def texts(database: Database, chosen: Select[Any]) -> Iterator[tuple[str, str]]:
    """See `Store.texts`; a page at a time, as the store is then."""
    d, v = t.documents.c, t.versions.c
    with database.reading() as connection:
        keys = sorted(connection.execute(chosen).scalars())
    query = (
        select(d.id, t.texts.c.data)
        .join_from(t.documents, t.versions, (v.document == d.key) & v.newest)
        .join(t.texts, t.texts.c.hash == v.text)
        .order_by(d.key)
    )
    for at in range(0, len(keys), _PAGE):
        with database.reading() as connection:
            rows = connection.execute(query.where(d.key.in_(keys[at : at + _PAGE]))).all()
        yield from ((row.id, unpack(row.data).decode()) for row in rows)
