"""Counts hold against counting the records one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from store_texts import house_styles, made_up

from communique import Document
from communique.record import JOINT, Record
from communique.store import Count, Facets, QueryError, Store, Use
from communique.store.words import plain

NAMES = ("country", "act", "topic", "issuer", "kind", "actor", "year")
PHRASED = (
    "Foreign Minister Ona Vale of Portugal met Foreign Minister Bruno Kern of Germany in Lisbon on 3 May 2024.\n\n"
    "The two sides had an in-depth exchange of views on issues of mutual interest. Minister Vale stressed that "
    "there had been an in-depth exchange of views."
)


@pytest.fixture
def many(store: Store) -> Store:
    for document in [*house_styles(), *map(made_up, range(8))]:
        store.add(document)
    return store


def values_of(record: Record) -> dict[str, set[str]]:
    """What a record has of each facet."""
    said = record.statements
    sides = (
        {p.country for p in record.participants} | {s.country for s in said} | {c for s in said for c in s.addressees}
    )
    names = {p.name for p in record.participants} | {s.speaker for s in said if s.speaker != JOINT}
    return {
        "country": {code for code in sides if code}, "act": {s.act for s in said}, "topic": set(record.topics),
        "issuer": {record.document.issuer or ""}, "kind": {record.meeting.kind}, "actor": names,
    }  # fmt: skip


def counted(records: Iterable[Record]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in NAMES[:-1]}
    for record in records:
        for name, values in values_of(record).items():
            found[name].update(values)
    return found


def as_counter(values: tuple[Count, ...]) -> Counter[str]:
    return Counter({one.value: one.documents for one in values})


def test_facets_are_what_the_records_have(many: Store) -> None:
    facets = many.facets(each=1000)
    wanted = counted(many.records())
    assert (facets.looked, facets.all) == (many.count(), True)
    for name in NAMES[:-1]:
        assert as_counter(getattr(facets, name)) == wanted[name], name
    years = Counter(str(a.first)[:4] for a in many.accounts() if a.first)
    assert as_counter(facets.year) == years


def test_facets_are_of_what_a_search_finds(many: Store) -> None:
    for query, filters in ((None, {"country": "KEN"}), ("copper OR grain", {}), ("minister", {"act": "request"})):
        found = {hit.id for hit in many.search(query, limit=1000, **filters)}
        facets = many.facets(query, each=1000, **filters)
        assert facets.looked == len(found) > 0
        wanted = counted(record for record in many.records() if record.document.id in found)
        assert as_counter(facets.act) == wanted["act"]
        assert as_counter(facets.actor) == wanted["actor"]


def test_facets_look_at_the_first_of_a_search_only(many: Store) -> None:
    first = [hit.id for hit in many.search("minister", limit=3)]
    facets = many.facets("minister", most=3, each=1000)
    assert (facets.looked, facets.all) == (3, False)
    wanted = counted(record for record in many.records() if record.document.id in first)
    assert as_counter(facets.topic) == wanted["topic"]
    assert many.facets("minister", most=many.count("minister")).all


def test_the_biggest_come_first_and_ties_by_name(many: Store) -> None:
    facets = many.facets(each=3)
    for name in NAMES:
        shown = getattr(facets, name)
        assert len(shown) <= 3
        assert list(shown) == sorted(shown, key=lambda one: (-one.documents, one.value))
        assert shown == getattr(many.facets(each=1000), name)[:3]


def test_nothing_found_has_no_facets(many: Store) -> None:
    assert many.facets("nowhere") == Facets(0, True)
    for wrong in ({"kind": "party"}, {"most": -1}, {"most": 10_000}):
        with pytest.raises(QueryError):
            many.facets(**wrong)  # type: ignore[arg-type]


def spelt(store: Store, *issuers: str | None) -> None:
    for number, issuer in enumerate(issuers):
        store.add(made_up(number).model_copy(update={"issuer": issuer}))


def test_spellings_of_one_name_count_once(store: Store) -> None:
    spelt(store, "Côte MFA", "Cote MFA", "COTE MFA", "Cote MFA", None)
    assert store.facets().issuer == (Count("Cote MFA", 4),)
    store.correct("made-0", "participants[Ona Vale].name", "Oná Vale", by="Ann", why="so")
    vale = [one for one in store.facets().actor if plain(one.value) == "ona vale"]
    assert vale == [Count("Ona Vale", 5)]


def test_a_document_with_two_spellings_counts_once(store: Store) -> None:
    store.add(made_up(1))
    with store._database.writing() as connection:
        connection.exec_driver_sql(
            'INSERT INTO participants (document, name, capacity, start, "end", quote)'
            " SELECT document, 'ONA VALE', capacity, start, \"end\", quote FROM participants WHERE name = 'Ona Vale'"
        )
    assert Count("ONA VALE", 1) in store.facets().actor or Count("Ona Vale", 1) in store.facets().actor


def test_months_are_by_issuer(store: Store) -> None:
    spelt(store, "Norway", "NORWAY", "Chile", None, "Norway")
    store.correct("made-4", "meeting.date", "2023-12", by="Ann", why="so")
    store.correct("made-2", "meeting.date", None, by="Ann", why="so")
    store.add(Document(id="undated", text="The ferry sails on Mondays.", issuer="Norway"))
    rows = [(row.issuer, row.month, row.documents) for row in store.months()]
    assert rows == [("Chile", "2024-05", 1), ("Norway", "2023-12", 1), ("Norway", "2024-05", 2), (None, "2024-05", 1)]
    assert store.undated() == 1


def test_who_made_the_readings(store: Store) -> None:
    for number in range(4):
        store.add(made_up(number), read=number != 3)
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE readings SET software = 'older' WHERE key = 2")
    made = store.made_by()
    assert [row.documents for row in made] == [2, 1]
    assert (made[1].software, made[0].lexicons) == ("older", made[1].lexicons)
    assert store.unread() == 1
    store.add(made_up(1).model_copy(update={"title": "New"}), read=False)
    assert (store.unread(), [row.documents for row in store.made_by()]) == (2, [2])
    list(store.reread())
    assert (store.unread(), [row.documents for row in store.made_by()]) == (0, [4])


def entries(records: Iterable[Record]) -> Counter[str]:
    from communique.account import decided_by

    found = Counter[str]()
    for record in records:
        found.update(entry for s in record.statements if (entry := decided_by(s)[0]))
        found.update(f.id for f in record.formulae)
    return found


def test_entries_that_fired_are_counted_and_found(many: Store) -> None:
    many.add(Document(id="phrased", text=PHRASED, issuer="Norway", published="2024-05-04"))
    fired = many.fired()
    assert fired == entries(many.records())
    assert list(fired) == sorted(fired)
    for entry, number in fired.items():
        uses = many.uses_of(entry, limit=1000)
        assert len(uses) == number
        dates = [use.date or "" for use in uses]
        assert many.uses_of(entry, limit=2) == uses[:2]
        assert dates == sorted(dates, reverse=True) or any(len(date) != 10 for date in dates)
    for use in (use for entry in fired for use in many.uses_of(entry)):
        shown = many.show(use.document)
        assert shown.document.text[use.start : use.end] == use.quote
        assert use.title == shown.document.title
    assert many.uses_of("nothing") == []


def test_a_use_is_a_statement_or_a_set_phrase(store: Store) -> None:
    store.add(Document(id="phrased", text=PHRASED, issuer="Norway", published="2024-05-04"))
    record = next(store.records())
    phrase, statement = record.formulae[0], record.statements[0]
    (use, *_) = store.uses_of(phrase.id)
    assert use == Use(
        record.document.id, None, "2024-05-03", None, phrase.speaker, None, None, phrase.start, phrase.end, phrase.quote
    )
    (said,) = (u for entry in store.fired() for u in store.uses_of(entry) if u.id == statement.id)
    assert (said.speaker, said.act, said.quote) == (statement.speaker, statement.act, statement.quote)


def test_set_phrases_are_counted(store: Store) -> None:
    for number, day in enumerate(("2024-05-04", "2023-01-02", None)):
        text = PHRASED.replace(" on 3 May 2024", "") + f" Item {number}."
        store.add(Document(id=f"p{number}", text=text, issuer="Norway", published=day))
    records = list(store.records())
    wanted = Counter(f.id for r in records for f in r.formulae)
    counts = store.phrases()
    assert {row.id: row.uses for row in counts} == wanted
    assert [row.uses for row in counts] == sorted(wanted.values(), reverse=True)
    top = counts[0]
    assert (top.documents, top.first, top.last) == (3, "2023-01-02", "2024-05-04")
    assert top.phrase == records[0].formulae[0].phrase
    assert store.phrases(limit=1) == counts[:1]


def test_the_most_usual_form_of_a_phrase_is_shown(store: Store) -> None:
    for number in range(3):
        store.add(Document(id=f"p{number}", text=f"{PHRASED} Item {number}.", issuer="Norway", published="2024-05-04"))
    usual = store.phrases()[0].phrase
    store.correct("p0", "formulae[0].phrase", "a form of its own", by="Ann", why="so")
    assert store.phrases()[0].phrase == usual
    assert len({row.id for row in store.phrases()}) == len(store.phrases())


def test_an_empty_store_counts_nothing(store: Store) -> None:
    found: tuple[Any, ...] = (store.facets(), store.months(), store.undated(), store.made_by(), store.unread())
    assert found == (Facets(0, True), [], 0, [], 0)
    assert (store.fired(), store.uses_of("a"), store.phrases(), store.review_progress()) == ({}, [], [], (0, 0))
