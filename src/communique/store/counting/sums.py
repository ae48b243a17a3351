"""Sums over the whole store."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import Connection, func, select, union_all

from communique.store import schema as t
from communique.store.counting.facets import usual
from communique.store.counting.model import MadeBy, MonthCount


def months(connection: Connection) -> list[MonthCount]:
    """Documents of each issuer and month; an issuer that is spelt in several ways has its most usual spelling."""
    d, month = t.documents.c, func.substr(t.documents.c.first_day, 1, 7).label("month")
    query = (
        select(d.issuer_name, d.issuer, month, func.count().label("documents"))
        .where(d.first_day.is_not(None))
        .group_by(d.issuer_name, d.issuer, month)
    )
    counts, spelt = Counter[tuple[Any, str]](), defaultdict[Any, Counter[str]](Counter)
    for row in connection.execute(query):
        issuer = row.issuer_name or row.issuer
        counts[issuer, row.month] += row.documents
        if row.issuer is not None:
            spelt[issuer][row.issuer] += row.documents
    names = {issuer: usual(own.items()) for issuer, own in spelt.items()}
    rows = [MonthCount(names.get(issuer), month, documents) for (issuer, month), documents in counts.items()]
    return sorted(rows, key=lambda row: (row.issuer is None, row.issuer or "", row.month))


def undated(connection: Connection) -> int:
    """How many documents have no day."""
    query = select(func.count()).select_from(t.documents).where(t.documents.c.first_day.is_(None))
    return int(connection.execute(query).scalar_one())


def made_by(connection: Connection) -> list[MadeBy]:
    """Who made the newest readings of the newest versions, of most documents first."""
    v, r = t.versions.c, t.readings.c
    query = (
        select(r.software, r.lexicons, func.count().label("documents"))
        .join_from(t.versions, t.readings, (r.version == v.key) & r.newest)
        .where(v.newest)
        .group_by(r.software, r.lexicons)
    )
    rows = [MadeBy(*row) for row in connection.execute(query)]
    return sorted(rows, key=lambda row: (-row.documents, row.software, row.lexicons))


def unread(connection: Connection) -> int:
    """How many documents were not read in their newest version."""
    v, r = t.versions.c, t.readings.c
    read = select(r.key).where(r.version == v.key, r.newest).exists()
    return int(connection.execute(select(func.count()).where(v.newest, ~read)).scalar_one())


def fired(connection: Connection) -> dict[str, int]:
    """Lexicon entry → how many statements rest on it, and set phrases are it."""
    s, f = t.statements.c, t.formulae.c
    parts = (
        select(s.entry.label("entry"), func.count().label("uses")).where(s.entry.is_not(None)).group_by(s.entry),
        select(f.id, func.count()).group_by(f.id),
    )
    counts = Counter[str]()
    for entry, uses in connection.execute(union_all(*parts)):
        counts[entry] += uses
    return dict(sorted(counts.items()))
