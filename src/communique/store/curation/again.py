"""All that encounters and persons rest on, derived once more, and how the store's own differs from it.

It is derived by the functions that derived it first, into a file of its own; the store is only read.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Select, create_engine, insert, select

from communique.record import Record
from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.decisions import within
from communique.store.curation.overlay import record_in_force
from communique.store.curation.refresh import relink

_PAGE = 200
Documents = Sequence[tuple[int, str]]
"""Key and id of each."""
Parts = dict[int, list[tuple[Any, ...]]]


class UnreadableError(Exception):
    """A document of which the newest record cannot be had; its other checks say why."""


def differing(connection: Connection) -> tuple[list[str], list[str]]:
    """The ids of documents of which something is derived otherwise when all are linked again, and such ids of names.

    :raises UnreadableError: where a record, text or version is damaged, so that not all can be linked.
    """
    d = t.documents.c
    keys = [(row.key, row.id) for row in connection.execute(select(d.key, d.id).order_by(d.key))]
    with _scratch(connection, keys) as scratch:
        for page in _pages(keys):
            relink(scratch, [key for key, _ in page], partial(_record, connection))
        documents = [name for page in _pages(keys) for name in _of_page(connection, scratch, page)]
        names = {name for kind in (_grouped, _likenesses) for name in _unequal(kind(connection), kind(scratch))}
    return documents, sorted(names)


@contextmanager
def _scratch(connection: Connection, keys: Documents) -> Iterator[Connection]:
    """An empty place for what is derived, with the documents' ids and the decisions in force in it."""
    with TemporaryDirectory(prefix="communique-") as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'again.db'}")
        try:
            with engine.connect() as scratch:
                scratch.exec_driver_sql("PRAGMA synchronous = OFF")
                t.metadata.create_all(scratch, tables=[t.documents, c.decisions, *c.DERIVED])
                for page in _pages(keys):
                    blank = {"given": "", "part": "", "first_seen": ""}
                    scratch.execute(insert(t.documents), [{"key": key, "id": name, **blank} for key, name in page])
                for row in connection.execute(select(c.decisions).where(within(None)).order_by(c.decisions.c.key)):
                    scratch.execute(insert(c.decisions).values(row._asdict()))
                yield scratch
                scratch.rollback()
        finally:
            engine.dispose()


def _record(connection: Connection, document: int) -> Record | None:
    try:
        return record_in_force(connection, document)
    except (ValueError, zlib.error) as error:
        raise UnreadableError(str(document)) from error


def _of_page(connection: Connection, scratch: Connection, page: Documents) -> list[str]:
    """The documents of a page of which something is derived otherwise."""
    keys = [key for key, _ in page]
    pairs = [(_rows(connection, part(keys)), _rows(scratch, part(keys))) for part in _PARTS]
    return [name for key, name in page if any(one.get(key) != other.get(key) for one, other in pairs)]


def _rows(connection: Connection, query: Select[Any]) -> Parts:
    found: Parts = defaultdict(list)
    for key, *values in connection.execute(query):
        found[key].append(tuple(json.dumps(v, sort_keys=True) for v in values))
    for rows in found.values():
        rows.sort()
    return found


def _of_readouts(keys: Sequence[int]) -> Select[Any]:
    r = c.readouts.c
    return select(r.document, r.first_day, r.last_day, r.tells, r.told, r.encounter).where(r.document.in_(keys))


def _of_sides(keys: Sequence[int]) -> Select[Any]:
    s = c.readout_sides.c
    return select(s.document, s.country, s.first_day).where(s.document.in_(keys))


def _of_matches(keys: Sequence[int]) -> Select[Any]:
    m = c.matches.c
    return select(m.one, m.other, m.score, m.why).where(m.one.in_(keys))


def _of_appearances(keys: Sequence[int]) -> Select[Any]:
    a, o = c.appearances.c, c.offices.c
    return (
        select(a.document, c.forms.c.id, a.name, a.day, a.start, a.end, o.role, o.organisation, o.start, o.end, o.quote)
        .join(c.forms, c.forms.c.key == a.form)
        .outerjoin(c.offices, o.appearance == a.key)
        .where(a.document.in_(keys))
    )


_PARTS: tuple[Callable[[Sequence[int]], Select[Any]], ...] = (
    _of_readouts, _of_sides, _of_matches, _of_appearances,
)  # fmt: skip


def _grouped(connection: Connection) -> dict[str, str]:
    """Each name that a document has → the first name of the person; the keys of names follow the order of linking."""
    f, a = c.forms.c, c.appearances.c
    there = select(a.key).where(a.form == f.key).exists()
    first: dict[int, str] = {}
    found = connection.execute(select(f.id, f.person).where(there).order_by(f.id)).all()
    return {row.id: first.setdefault(row.person, row.id) if row.person else "" for row in found}


def _likenesses(connection: Connection) -> dict[str, list[tuple[str, float, str]]]:
    """Each name that a document has → those later in the alphabet of ids that are like it."""
    k, one, other, a = c.likenesses.c, c.forms.alias("a"), c.forms.alias("b"), c.appearances.c
    query = select(one.c.id, other.c.id.label("like"), k.score, k.why)
    query = query.join(one, one.c.key == k.one).join(other, other.c.key == k.other)
    for end in (k.one, k.other):
        query = query.where(select(a.key).where(a.form == end).exists())
    found: dict[str, list[tuple[str, float, str]]] = defaultdict(list)
    for row in connection.execute(query):
        found[min(row.id, row.like)].append((max(row.id, row.like), row.score, row.why))
    return {name: sorted(rows) for name, rows in found.items()}


def _unequal(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


def _pages(rows: Documents) -> Iterator[Documents]:
    return (rows[at : at + _PAGE] for at in range(0, len(rows), _PAGE))
