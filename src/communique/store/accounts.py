"""Documents as accounts, from the tables that are searched: no record is unpacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from communique.account import Account, Attendee, Cite, Mention, Phrase, Stated, dated, side_of
from communique.days import span_of
from communique.store import schema as t
from communique.store.curation import show_encounters, show_people
from communique.store.curation import tables as c
from communique.store.database import Database
from communique.store.errors import StoreError
from communique.store.heads import find

_Row = Row[*tuple[Any, ...]]
_PAGE = 5_000
"""Documents of one round of queries; databases take no query with a parameter for each of many more."""


def accounts(database: Database, chosen: Select[Any], *, bare: bool = False) -> tuple[Account, ...]:
    """The accounts of the documents that `chosen` selects, in order of time; documents that were not read have none."""
    with database.reading() as connection:
        keys = sorted(connection.execute(chosen).scalars())
        pages = (keys[at : at + _PAGE] for at in range(0, len(keys), _PAGE))
        made = [account for page in pages for account in _page(connection, page, bare=bare)]
    return tuple(sorted(made, key=lambda a: (a.first or "", a.document)))


def account(database: Database, name: str) -> Account:
    """See `Store.account`."""
    with database.reading() as connection:
        made = next(_page(connection, [find(connection, name)]), None)
    if made is None:
        raise StoreError(name, "a document that was not read", "Read it with `communique reread`.")
    return made


def _page(connection: Connection, keys: Sequence[int], *, bare: bool = False) -> Iterator[Account]:
    heads = _heads(connection, keys)
    ids = {row.key: row.id for row in heads}
    told = () if bare else keys
    persons = _persons(connection, told)
    attendees = _grouped(connection, t.participants, told, t.participants.c.key)
    statements = _grouped(connection, t.statements, told, t.statements.c.start, t.statements.c.key)
    phrases = _grouped(connection, t.formulae, ids, t.formulae.c.key)
    mentions = _grouped(connection, t.mentions, told, t.mentions.c.key)
    topics = _of_statements(connection, t.statement_topics, told)
    addressees = _of_statements(connection, t.addressees, told)
    sides = {name: side_of(name) for name in {row.issuer for row in heads}}
    for head in heads:
        key, name = head.key, head.id
        yield _account(
            head, sides[head.issuer],
            tuple(_attendee(r, name, persons.get((key, r.start))) for r in attendees.get(key, ())),
            tuple(_stated(r, name, addressees, topics) for r in statements.get(key, ())),
            tuple(Phrase(r.id, r.phrase, r.speaker, _cite(r, name)) for r in phrases.get(key, ())),
            tuple(Mention(r.what, tuple(r.who), r.date, r.since, _cite(r, name)) for r in mentions.get(key, ())),
        )  # fmt: skip


def _heads(connection: Connection, keys: Sequence[int]) -> Sequence[_Row]:
    d, v, m, r, founder = t.documents.c, t.versions.c, t.meetings, c.readouts.c, t.documents.alias("founder")
    query = (
        select(d.key, d.id, d.url, v.title, v.issuer, v.published, m, founder.c.id.label("founder"))
        .join_from(t.documents, m, m.c.document == d.key)
        .join(t.versions, (v.document == d.key) & v.newest)
        .outerjoin(c.readouts, r.document == d.key)
        .outerjoin(founder, founder.c.key == r.encounter)
        .where(d.key.in_(keys))
    )
    return connection.execute(query.order_by(d.key)).all()


def _persons(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, int], str]:
    """The ids of the persons who appear, by document and the start of the name."""
    a, f, person = c.appearances.c, c.forms.c, c.forms.alias("person")
    query = (
        select(a.document, a.start, person.c.id)
        .join_from(c.appearances, c.forms, f.key == a.form)
        .join(person, person.c.key == f.person)
        .where(a.document.in_(keys))
    )
    return {(row.document, row.start): show_people.PREFIX + row.id for row in connection.execute(query)}


def _grouped(connection: Connection, table: Table, documents: Collection[int], *order: Any) -> dict[int, list[_Row]]:
    query = select(table).where(table.c.document.in_(documents)).order_by(table.c.document, *order)
    return {key: list(rows) for key, rows in groupby(connection.execute(query), key=lambda row: row.document)}


def _of_statements(connection: Connection, table: Table, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The values of a list of statements, by the statement's key."""
    s, value = t.statements.c, table.c[0]
    query = select(table.c.statement, value).join(t.statements, s.key == table.c.statement).where(s.document.in_(keys))
    rows = connection.execute(query.order_by(table.c.statement, value))
    return {key: tuple(row[1] for row in its) for key, its in groupby(rows, key=lambda row: row[0])}


def _account(
    head: _Row, side: str | None, attendees: tuple[Attendee, ...], statements: tuple[Stated, ...],
    phrases: tuple[Phrase, ...], mentions: tuple[Mention, ...],
) -> Account:  # fmt: skip
    published = head.published[:10] if head.published else None
    first, last = span_of(head.date or published)
    return Account(
        document=head.id, title=head.title, issuer=head.issuer, side=side, url=head.url, published=published,
        kind=head.kind, date=head.date, first=first, last=last, dated=dated(head.date, published), place=head.place,
        country=head.country, date_at=_proof(head, "date"), place_at=_proof(head, "place"),
        encounter=show_encounters.PREFIX + head.founder if head.founder else None, attendees=attendees, statements=statements,
        phrases=phrases, mentions=mentions,
    )  # fmt: skip


def _proof(head: _Row, field: str) -> Cite | None:
    start, end, quote = (getattr(head, f"{field}_{name}") for name in ("start", "end", "quote"))
    return Cite(head.id, start, end, quote) if quote is not None else None


def _cite(row: _Row, document: str) -> Cite:
    return Cite(document, row.start, row.end, row.quote)


def _attendee(row: _Row, document: str, person: str | None) -> Attendee:
    return Attendee(row.name, person, row.role, row.organisation, row.country, row.capacity, _cite(row, document))


def _stated(
    row: _Row, document: str, addressees: dict[int, tuple[str, ...]], topics: dict[int, tuple[str, ...]]
) -> Stated:
    return Stated(
        row.id, row.speaker, row.country, row.act, row.polarity, addressees.get(row.key, ()), topics.get(row.key, ()),
        row.condition, row.entry, _cite(row, document), row.words,
    )  # fmt: skip
