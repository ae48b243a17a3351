"""A briefing from a store: it is asked for what the briefing needs, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from communique.analysis.briefing import Brief, brief_of, chosen, offices_kept, people_of, scope
from communique.store.filters import FilterWords, check

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.accounts import Part

_WHO: tuple[Part, ...] = ("attendees",)
_PERSONS = 8
"""Persons whose offices are looked up."""


def brief_from(
    store: Store, *, them: str, us: str | None = None, meeting: str | None = None, on: str | None = None,
    **filters: Unpack[FilterWords],
) -> Brief:  # fmt: skip
    """The briefing. Only of encounters of the two sides all is loaded; of others who took part.

    :param them: and `us`: a country by its code or English name, as in `FilterWords`.
    :param meeting: and `on`: as in `analysis.brief`; without `on`, as of the last day in the store.
    :param filters: only of the documents that meet these.
    :raises QueryError: for a country, or filter, that is none.
    :raises AnalysisError: where no readout has both sides, or `on` is no day.
    """
    theirs, ours = check({"country": them}).country or "", check({"country": us}).country
    with_them: FilterWords = {**filters, "country": theirs, "once": True}
    heads = {a.document: a for a in store.accounts(parts=_WHO, **with_them)}
    day = on or _last_day(store, filters)
    about = scope(heads.values(), them=theirs, us=ours, on=day)
    of_both: FilterWords = {**filters, "met": f"{theirs}-{about.us}"}
    whole = {a.document: a for a in store.accounts(**of_both) if a.document in heads}
    events = {a.event for a in whole.values()}
    alone = [a for a in heads.values() if a.event in events and a.document not in whole]
    whole.update((a.document, store.account(a.document)) for a in alone)
    accounts = tuple(whole.get(a.document, a) for a in about.accounts)
    people = people_of(accounts, theirs, about.us)
    persons = [store.person(who) for who in chosen(people, meeting)[:_PERSONS] if who == people[who][0].attendee.person]
    notes = about.notes if on or day is None else (f"As of {day}, the last day in the store.", *about.notes)
    return brief_of(replace(about, accounts=accounts, notes=notes), meeting, offices_kept(persons))


def _last_day(store: Store, filters: FilterWords) -> str | None:
    """The last day of the newest document that the filters leave; None where it has none."""
    newest = store.search(limit=1, **filters)
    return store.account(newest[0].id).last if newest else None
