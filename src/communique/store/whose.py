"""The readouts of one person or body, or those that meet some filters, newest first; and which countries and bodies there are.

For whoever shows one actor: an actor may have many thousand readouts, so that only the newest are loaded, and it is said
how many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

from sqlalchemy import ColumnElement, Select, func, select

from communique.account import Account
from communique.store import schema as t
from communique.store.accounts import Part, accounts
from communique.store.conditions import conditions, once
from communique.store.curation import tables as c
from communique.store.curation.show_people import key_of
from communique.store.filters import FilterWords, check
from communique.store.search import newest_first
from communique.store.words import plain

if TYPE_CHECKING:
    from communique.store import Store


class Newest(NamedTuple):
    """The newest readouts, in order of time; `of` is how many there are. Of near copies only the first counts."""

    accounts: tuple[Account, ...]
    of: int


class Counted(NamedTuple):
    """A country (a code), or a body by its usual name, in how many documents it is, and between which days."""

    name: str
    country: str | None
    documents: int
    first: str | None
    last: str | None


def of_person(
    store: Store, id: str, *, parts: Collection[Part], most: int, **filters: Unpack[FilterWords]
) -> Newest:  # fmt: skip
    """The readouts in which a person takes part, under any of his names.

    :param parts: as in `Store.accounts`.   :param most: load at most so many.
    :raises StoreError: where there is no such person.
    """
    store.link()
    a, f = c.appearances.c, c.forms.c
    with store._database.reading() as connection:
        key = key_of(connection, id)
    his = select(a.document).join(c.forms, f.key == a.form).where(f.person == key)
    return _newest(store, [t.documents.c.key.in_(his)], parts, most, filters)


def of_body(
    store: Store, name: str, *, state: str | None = None, parts: Collection[Part], most: int,
    **filters: Unpack[FilterWords],
) -> Newest:  # fmt: skip
    """The readouts in which somebody takes part whose office names this body, in whatever case and accents.

    :param state: only people of this state (a code): many states have a body of one name.
    """
    store.link()
    p, folded = t.participants.c, plain(name)
    with store._database.reading() as connection:
        every = connection.execute(select(p.organisation).distinct().where(p.organisation.is_not(None))).scalars()
        spelled = [one for one in every if plain(one) == folded]
    its = select(p.document).where(p.organisation.in_(spelled))
    if state is not None:
        its = its.where(p.country == state)
    return _newest(store, [t.documents.c.key.in_(its)], parts, most, filters)


def of_filters(
    store: Store, *, parts: Collection[Part], most: int, **filters: Unpack[FilterWords]
) -> Newest:  # fmt: skip
    """The readouts that meet the filters of `Store.search`.

    :raises QueryError: for a filter that cannot be understood.
    """
    store.link()
    return _newest(store, [], parts, most, filters)


def countries(store: Store) -> list[Counted]:
    """The countries and unions that documents belong to (see `schema.countries`), those in most documents first."""
    k, d = t.countries.c, t.documents.c
    number = func.count()
    query = (
        select(k.country, number, func.min(d.first_day), func.max(d.first_day))
        .join(t.documents, d.key == k.document)
        .group_by(k.country)
        .order_by(number.desc(), k.country)
    )
    with store._database.reading() as connection:
        return [Counted(code, code, *rest) for code, *rest in connection.execute(query)]


def bodies(store: Store) -> list[Counted]:
    """The bodies that the offices of participants name, each with the state of these, those in most documents first.

    One name in other case or accents is one body; it is given as most documents spell it.
    """
    p, d = t.participants.c, t.documents.c
    number = func.count(p.document.distinct())
    query = (
        select(p.organisation, p.country, number, func.min(d.first_day), func.max(d.first_day))
        .join(t.documents, d.key == p.document)
        .where(p.organisation.is_not(None))
        .group_by(p.organisation, p.country)
        .order_by(number.desc(), p.organisation, p.country)
    )
    found: dict[tuple[str, str | None], Counted] = {}
    with store._database.reading() as connection:
        for row in connection.execute(query):
            one = Counted(*row)
            key = (plain(one.name), one.country)
            if key[0]:
                found[key] = _both(found[key], one) if key in found else one
    return sorted(found.values(), key=lambda b: (-b.documents, b.name, b.country or ""))


def _both(one: Counted, other: Counted) -> Counted:
    days = [day for day in (one.first, one.last, other.first, other.last) if day]
    return one._replace(
        documents=one.documents + other.documents, first=min(days, default=None), last=max(days, default=None)
    )


def _newest(
    store: Store, asked: Iterable[ColumnElement[bool]], parts: Collection[Part], most: int, filters: FilterWords
) -> Newest:
    d = t.documents.c
    chosen: Select[Any] = once(select(d.key).where(*asked, *conditions(check(filters))))
    with store._database.reading() as connection:
        newest = select(d.key).where(d.key.in_(chosen)).order_by(*newest_first(connection)).limit(most)
        of = int(connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one())
    return Newest(accounts(store._database, newest, parts), of)
