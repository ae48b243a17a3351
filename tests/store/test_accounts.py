"""Accounts from the store against those of records, and what holds after corrections."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_texts import house_styles, made_up

from communique.account import Account, account_of
from communique.store import QueryError, Store, StoreError


def bare(account: Account) -> Account:
    """An account without what only a store knows: encounters and persons."""
    return replace(account, encounter=None, attendees=tuple(a._replace(person=None) for a in account.attendees))


@pytest.fixture
def house(store: Store) -> Store:
    for document in house_styles():
        store.add(document)
    return store


def test_the_store_gives_the_accounts_of_its_records(house: Store) -> None:
    wanted = sorted((account_of(r) for r in house.records()), key=lambda a: (a.first or "", a.document))
    assert [bare(a) for a in house.accounts()] == wanted
    assert sum(len(a.statements) for a in wanted) > 20 and any(a.phrases for a in wanted)
    assert any(a.mentions for a in wanted) and any(a.date_at for a in wanted)


def test_every_quote_of_an_account_stands_in_its_text(house: Store) -> None:
    texts = {r.document.id: r.document.text for r in house.records()}
    for a in house.accounts():
        cited = [x.cite for x in (*a.attendees, *a.statements, *a.phrases, *a.mentions)]
        for cite in [*cited, *(c for c in (a.date_at, a.place_at) if c)]:
            assert cite.document == a.document
            assert texts[cite.document][cite.start : cite.end] == cite.quote


def test_accounts_know_persons_and_encounters(house: Store) -> None:
    found = house.accounts()
    persons = {a.person for account in found for a in account.attendees}
    assert None not in persons
    assert all(house.person(p) for p in persons if p)
    assert {a.encounter for a in found if a.encounter} == {e.id for e in house.encounters()}


def test_one_account_is_that_of_all(house: Store) -> None:
    found = house.accounts()
    assert [house.account(a.document) for a in found] == list(found)
    with pytest.raises(StoreError, match="no such document"):
        house.account("nobody")
    house.add(made_up(1), read=False)
    with pytest.raises(StoreError, match="not read"):
        house.account("made-1")


def test_filters_and_pairs(store: Store) -> None:
    store.add(made_up(1))
    assert [a.title for a in store.accounts(pair="NOR-KEN")] == ["Meeting number 1"]
    assert [a.title for a in store.accounts(pair="Kenya-Norway")] == ["Meeting number 1"]
    assert store.accounts(pair="KEN-FRA") == ()
    assert len(store.search(pair="NOR-KEN")) == 1


@pytest.mark.parametrize(
    ("pair", "message"),
    [("NOR", "no pair"), ("NOR-Norway", "twice the same"), ("NOR-Kenia", "no such country.*Kenya")],
)
def test_no_pair(store: Store, pair: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        store.accounts(pair=pair)


def test_what_people_corrected_is_what_is_found(store: Store) -> None:
    store.add(made_up(1))
    record = next(store.records())
    asked = next(s for s in record.statements if s.act == "request")
    made = store.correct("made-1", f"statements[{asked.id}].act", "oppose", by="Ann", why="test")
    day = store.correct("made-1", "meeting.date", "2023-12-31", by="Ann", why="test")
    assert [len(store.search(act=act)) for act in ("request", "oppose")] == [0, 1]
    assert store.search(act="oppose")[0].statements[0].act == "oppose"
    assert store.list(until="2023")[0].date == "2023-12-31"
    assert [s.act for s in next(store.records()).statements if s.id == asked.id] == ["oppose"]
    assert [s.act for s in next(store.records(as_read=True)).statements if s.id == asked.id] == ["request"]
    assert bare(store.accounts()[0]) == account_of(store.corrected("made-1"))
    acts = store.table(rows="statements").column("act").to_pylist()
    assert "oppose" in acts and "oppose" not in store.table(rows="statements", as_read=True).column("act").to_pylist()
    store.undo(made.number, by="Ann", why="test")
    store.undo(day.number, by="Ann", why="test")
    assert [len(store.search(act=act)) for act in ("request", "oppose")] == [1, 0]
    assert store.list(until="2023") == []


def test_a_re_reading_keeps_what_people_corrected_in_force(store: Store) -> None:
    store.add(made_up(1))
    store.correct("made-1", "meeting.date", "2023-12-31", by="Ann", why="test")
    assert len(list(store.reread(["made-1"]))) == 1
    assert store.list()[0].date == "2023-12-31"
    assert store.accounts()[0].date == "2023-12-31"


def test_parts_and_statements_on_one_topic(house: Store) -> None:
    whole = house.accounts()
    assert house.accounts(parts=("attendees",)) == tuple(
        replace(a, statements=(), phrases=(), mentions=()) for a in whole
    )
    topic = next(topic for a in whole for s in a.statements for topic in s.topics)
    wanted = tuple(replace(a, statements=tuple(s for s in a.statements if topic in s.topics)) for a in whole)
    assert house.accounts(about=topic) == wanted != whole


def test_texts_are_those_of_the_records(house: Store) -> None:
    assert dict(house.texts()) == {r.document.id: r.document.text for r in house.records()}
    assert list(house.texts('"no such words at all"')) == []


def test_met_is_a_pair_that_took_part_or_spoke(house: Store) -> None:
    for code in ("FRA", "NOR"):
        for other in ("CHN", "KEN", "USA"):
            wanted = {a.document for a in house.accounts(pair=f"{code}-{other}") if {code, other} <= a.sides}
            assert {a.document for a in house.accounts(met=f"{code}-{other}")} == wanted
    pairs = {tuple(sorted(pair)) for a in house.accounts() for pair in [sorted(a.sides)[:2]] if len(pair) == 2}
    assert pairs and all(house.accounts(met="-".join(pair)) for pair in pairs)
