"""Documents as accounts, from the tables that are searched: no record is unpacked."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, Select, Table, select

from communique.account import Account, Attendee, Cite, Mention, Phrase, Stated, dated, side_of
from communique.days import span_of
from communique.store import schema as t
from communique.store.curation import show_encounters, show_people
from communique.store.curation import tables as c
from communique.store.database import Database
from communique.store.errors import StoreError
from communique.store.heads import find

Part = Literal["attendees", "statements", "phrases", "mentions"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What an account holds beside its head."""
_Row = Row[*tuple[Any, ...]]
_PAGE = 5_000
"""Documents of one round of queries; databases take no query with a parameter for each of many more."""


def accounts(
    database: Database, chosen: Select[Any], parts: Collection[Part], about: str | None = None
) -> tuple[Account, ...]:
    """The accounts of the documents that `chosen` selects, in order of time; documents that were not read have none.

    :param parts: what they hold beside their heads; the others are empty.
    :param about: of statements, only those on this topic.
    """
    with database.reading() as connection, _without_collector():
        keys = sorted(connection.execute(chosen).scalars())
        pages = (keys[at : at + _PAGE] for at in range(0, len(keys), _PAGE))
        made = [account for page in pages for account in _page(connection, page, parts, about)]
    return tuple(sorted(made, key=lambda a: (a.first or "", a.document)))


def account(database: Database, name: str) -> Account:
    """See `Store.account`."""
    with database.reading() as connection:
        made = next(_page(connection, [find(connection, name)], PARTS), None)
    if made is None:
        raise StoreError(name, "a document that was not read", "Read it with `communique reread`.")
    return made


@contextmanager
def _without_collector() -> Iterator[None]:
    """Half of the time would go to looking for cycles among tuples that have none."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _page(
    connection: Connection, keys: Sequence[int], parts: Collection[Part], about: str | None = None
) -> Iterator[Account]:
    heads = _heads(connection, keys)
    ids = {row.key: row.id for row in heads}
    found = {part: _READERS[part](connection, ids, about) if part in parts else {} for part in PARTS}
    sides = {name: side_of(name) for name in {row.issuer for row in heads}}
    for head in heads:
        yield _account(head, sides[head.issuer], {part: tuple(found[part].get(head.key, ())) for part in PARTS})


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


def _persons(connection: Connection, keys: Collection[int]) -> dict[tuple[int, int], str]:
    """The ids of the persons who appear, by document and the start of the name."""
    a, f, person = c.appearances.c, c.forms.c, c.forms.alias("person")
    query = (
        select(a.document, a.start, person.c.id)
        .join_from(c.appearances, c.forms, f.key == a.form)
        .join(person, person.c.key == f.person)
        .where(a.document.in_(keys))
    )
    return {(row.document, row.start): show_people.PREFIX + row.id for row in connection.execute(query)}


def _attendees(connection: Connection, ids: Mapping[int, str], _: str | None) -> dict[int, list[Attendee]]:
    p, persons = t.participants.c, _persons(connection, ids)
    found: defaultdict[int, list[Attendee]] = defaultdict(list)
    query = select(p.document, p.name, p.role, p.organisation, p.country, p.capacity, p.start, p.end, p.quote)
    for key, name, role, organisation, country, capacity, start, end, quote in _all(connection, query, p, ids, p.key):
        cite = Cite(ids[key], start, end, quote)
        found[key].append(Attendee(name, persons.get((key, start)), role, organisation, country, capacity, cite))
    return found


def _statements(connection: Connection, ids: Mapping[int, str], about: str | None) -> dict[int, list[Stated]]:
    s = t.statements.c
    found: defaultdict[int, list[Stated]] = defaultdict(list)
    topics = _of_statements(connection, t.statement_topics, ids, about)
    addressees = _of_statements(connection, t.addressees, ids, about)
    query = select(
        s.document,
        s.key,
        s.id,
        s.speaker,
        s.country,
        s.act,
        s.polarity,
        s.condition,
        s.entry,
        s.words,
        s.start,
        s.end,
        s.quote,
    )
    if about is not None:
        query = query.join(t.statement_topics, t.statement_topics.c.statement == s.key)
        query = query.where(t.statement_topics.c.topic == about)
    rows = _all(connection, query, s, ids, s.start, s.key)
    for key, own, id, speaker, country, act, polarity, condition, entry, words, start, end, quote in rows:
        cite = Cite(ids[key], start, end, quote)
        to, on = addressees.get(own, ()), topics.get(own, ())
        found[key].append(
            Stated(id, speaker, country, act, polarity, tuple(to), tuple(on), condition, entry, cite, words)
        )
    return found


def _phrases(connection: Connection, ids: Mapping[int, str], _: str | None) -> dict[int, list[Phrase]]:
    f = t.formulae.c
    found: defaultdict[int, list[Phrase]] = defaultdict(list)
    query = select(f.document, f.id, f.phrase, f.speaker, f.start, f.end, f.quote)
    for key, id, phrase, speaker, start, end, quote in _all(connection, query, f, ids, f.key):
        found[key].append(Phrase(id, phrase, speaker, Cite(ids[key], start, end, quote)))
    return found


def _mentions(connection: Connection, ids: Mapping[int, str], _: str | None) -> dict[int, list[Mention]]:
    m = t.mentions.c
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    query = select(m.document, m.what, m.who, m.date, m.since, m.start, m.end, m.quote)
    for key, what, who, date, since, start, end, quote in _all(connection, query, m, ids, m.key):
        found[key].append(Mention(what, tuple(who), date, since, Cite(ids[key], start, end, quote)))
    return found


_READERS: Mapping[Part, Callable[[Connection, Mapping[int, str], str | None], dict[int, list[Any]]]] = {
    "attendees": _attendees, "statements": _statements, "phrases": _phrases, "mentions": _mentions,
}  # fmt: skip


def _all(
    connection: Connection, query: Select[Any], columns: Any, ids: Mapping[int, str], *order: Any
) -> Sequence[Any]:
    return connection.execute(query.where(columns.document.in_(ids)).order_by(columns.document, *order)).all()


def _of_statements(
    connection: Connection, table: Table, ids: Mapping[int, str], about: str | None
) -> dict[int, list[str]]:
    """The values of a list of statements (of all, or of those on a topic), by the statement's key."""
    s, value = t.statements.c, table.c[0]
    found: defaultdict[int, list[str]] = defaultdict(list)
    query = select(table.c.statement, value).join(t.statements, s.key == table.c.statement).where(s.document.in_(ids))
    if about is not None:
        own_topics = t.statement_topics.alias("own_topics")
        query = query.join(own_topics, (own_topics.c.statement == s.key) & (own_topics.c.topic == about))
    for own, said in connection.execute(query.order_by(table.c.statement, value)).all():
        found[own].append(said)
    return found


def _account(head: _Row, side: str | None, parts: Mapping[Part, tuple[Any, ...]]) -> Account:
    published = head.published[:10] if head.published else None
    first, last = span_of(head.date or published)
    return Account(
        document=head.id, title=head.title, issuer=head.issuer, side=side, url=head.url, published=published,
        kind=head.kind, date=head.date, first=first, last=last, dated=dated(head.date, published), place=head.place,
        country=head.country, date_at=_proof(head, "date"), place_at=_proof(head, "place"),
        encounter=show_encounters.PREFIX + head.founder if head.founder else None, attendees=parts["attendees"],
        statements=parts["statements"], phrases=parts["phrases"], mentions=parts["mentions"],
    )  # fmt: skip


def _proof(head: _Row, field: str) -> Cite | None:
    start, end, quote = (getattr(head, f"{field}_{name}") for name in ("start", "end", "quote"))
    return Cite(head.id, start, end, quote) if quote is not None else None
