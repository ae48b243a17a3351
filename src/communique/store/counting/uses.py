"""Where entries of lexicons fired, and which set phrases stand how often."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, String, func, literal, select, union, union_all

from communique.store import schema as t
from communique.store.counting.model import PhraseCount, Use
from communique.store.heads import heads
from communique.store.model import Listed
from communique.store.search import newest_first


def uses_of(connection: Connection, entry: str, limit: int) -> list[Use]:
    """The statements that rest on an entry, or the set phrases that are it, of the newest documents first."""
    s, f, d = t.statements.c, t.formulae.c, t.documents.c
    newest = newest_first(connection)
    having = union(*(select(c.document).where(own == entry) for c, own in ((s, s.entry), (f, f.id)))).subquery()
    last = select(d.key).join(having, having.c.document == d.key).order_by(*newest).limit(limit)
    none = literal(None, String)
    said = _spots(t.statements, s.id, s.speaker, s.country, s.act).where(s.entry == entry)
    phrased = _spots(t.formulae, none, f.speaker, none, none).where(f.id == entry)
    both = union_all(*(one.where(one.selected_columns.document.in_(last)) for one in (said, phrased))).subquery()
    query = select(both).join(t.documents, d.key == both.c.document).order_by(*newest, both.c.start).limit(limit)
    rows = connection.execute(query).all()
    shown = heads(connection, [row.document for row in rows])
    return [_use(shown[row.document], row) for row in rows]


def phrases(connection: Connection, limit: int) -> list[PhraseCount]:
    """Set phrases, the most used first, each in its most usual form."""
    f, d = t.formulae.c, t.documents.c
    rank = func.row_number().over(partition_by=f.id, order_by=(func.count().desc(), f.phrase))
    forms = select(f.id, f.phrase, rank.label("rank")).group_by(f.id, f.phrase).subquery()
    uses = func.count().label("uses")
    counted = (
        select(f.id, uses, func.count(f.document.distinct()).label("documents"),
               func.min(d.first_day).label("first"), func.max(d.last_day).label("last"))
        .join_from(t.formulae, t.documents, d.key == f.document)
        .group_by(f.id)
        .order_by(uses.desc(), f.id)
        .limit(limit)
        .subquery()
    )  # fmt: skip
    n = counted.c
    query = select(n.id, forms.c.phrase, n.uses, n.documents, n.first, n.last)
    query = query.join_from(counted, forms, (forms.c.id == n.id) & (forms.c.rank == 1))
    return [PhraseCount(*row) for row in connection.execute(query.order_by(n.uses.desc(), n.id))]


def _spots(table: Any, id: Any, speaker: Any, country: Any, act: Any) -> Select[Any]:
    columns = {"id": id, "speaker": speaker, "country": country, "act": act}
    own = table.c
    return select(own.document, *(c.label(name) for name, c in columns.items()), own.start, own.end, own.quote)


def _use(head: Listed, row: Row[*tuple[Any, ...]]) -> Use:
    return Use(
        document=head.id, title=head.title, date=head.date, id=row.id, speaker=row.speaker, country=row.country,
        act=row.act, start=row.start, end=row.end, quote=row.quote,
    )  # fmt: skip
