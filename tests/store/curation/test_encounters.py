"""Encounters of several readouts, split and joined; on both databases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from curation_texts import account, accounts

from communique.linking.encounters import encounters as pure
from communique.linking.encounters import told
from communique.store import Store, StoreError

WHO = {"by": "Ann", "why": "I was there"}


def groups(store: Store, **filters: Any) -> set[frozenset[str]]:
    """The encounters as sets of the ids that the documents were given."""
    given = {item.id: store.show(item.id).given for item in store.list()}
    return {frozenset(given[d] for d in e.documents) for e in store.encounters(**filters)}


def fill(store: Store, *names: str) -> Store:
    for document in accounts(*names):
        store.add(document)
    return store


def test_two_issuers_tell_of_one_encounter_and_it_says_why(store: Store) -> None:
    fill(store, "pt", "de", "call", "fr", "essay")
    found = store.encounter("de")
    assert [r.issuer for r in found.readouts] == ["Portugal MFA", "Federal Foreign Office"]
    assert (found.id, found.first, found.last) == (f"e{found.documents[0]}", "2023-03-17", "2023-03-17")
    assert found.countries == ("DEU", "PRT")
    assert found.matches[0].why == (
        "the same day (2023-03-17)", "the same people (Bruno Kern, Ona Vale)", "the sides DEU, PRT", "the same place (Lisbon)",
    )  # fmt: skip
    assert {"fr"} in groups(store) and {"call"} in groups(store)
    assert not any("essay" in group for group in groups(store))


def test_days_next_to_each_other_match_and_others_do_not(store: Store) -> None:
    fill(store, "pt", "next", "late")
    assert groups(store) == {frozenset({"pt", "next"}), frozenset({"late"})}
    assert store.encounter("pt").matches[0].why[0] == "days next to each other (2023-03-17, 2023-03-18)"


def test_filters_and_the_number_of_readouts(store: Store) -> None:
    fill(store)
    assert groups(store, least=2, country="PRT") == {
        frozenset({"pt", "de"})
    }  # "next" is of the issuer of "de", a day later
    assert groups(store, country="FRA") == {frozenset({"fr"})}
    assert groups(store, since="2025") == {frozenset({"pm"})}
    assert [e.first for e in store.encounters(limit=2, offset=1)] == ["2024-04-02", "2024-01-09"]


@pytest.mark.parametrize("order", [1, -1])
def test_one_after_another_gives_what_all_at_once_gives(store: Store, order: int) -> None:
    documents = accounts()[::order]
    for document in documents:
        store.add(document)
        store.link()
    told_of = [told(record) for record in store.records()]
    expected = {e.documents for e in pure([account for account in told_of if account])}
    assert {tuple(sorted(e.documents)) for e in store.encounters()} == expected


def test_only_near_days_of_the_same_country_are_compared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.store.curation import readouts

    compared = []
    monkeypatch.setattr(readouts, "match", lambda one, other: compared.append((one.document, other.document)))
    for n in range(40):
        day = dt.date(2023, 3, 1) + dt.timedelta(days=3 * n)
        text = account("late").text.replace("20 March 2023", f"{day.day} {day:%B} {day.year}")
        store.add(account("late", id=f"n{n}", published=day.isoformat(), text=text))
    store.link()
    assert len(store.encounters()) == 40
    assert compared == []


def test_a_changed_page_leaves_its_encounter(store: Store) -> None:
    fill(store, "pt", "de")
    assert groups(store) == {frozenset({"pt", "de"})}
    before = store.encounter("pt").id
    store.add(account("de", text=account("fr").text))
    assert groups(store) == {frozenset({"pt"}), frozenset({"de"})}
    store.add(account("de"))
    assert groups(store) == {frozenset({"pt", "de"})}
    assert store.encounter("de").id == before
    store.add(account("de", text="Another text."), read=False)
    assert groups(store) == {frozenset({"pt"})}


def test_a_split_holds_after_reading_again(store: Store) -> None:
    fill(store, "pt", "de")
    made = store.split(store.encounter("pt").id, ["de"], **WHO)
    apart = {frozenset({"pt"}), frozenset({"de"})}
    assert groups(store) == apart
    list(store.reread(["pt", "de"]))
    assert groups(store) == apart
    store.add(account("de", text=account("de").text + " They agreed to meet again."))
    assert groups(store) == apart
    fill(store, "next")  # a third account that matches both may be with one of them only
    assert all(not {"pt", "de"} <= group for group in groups(store))
    assert [d.number for d in store.encounter("de").decisions] == [made.number]


def test_join_and_undo(store: Store) -> None:
    fill(store, "pt", "de", "fr", "essay")
    old = store.encounter("fr").id
    made = store.join([store.encounter("pt").id, "fr", "essay"], **WHO)
    assert groups(store) == {frozenset({"pt", "de", "fr", "essay"})}
    joined = store.encounter(old)
    assert joined.id == f"e{joined.documents[0]}" != old
    assert ("joined by hand",) in [m.why for m in joined.matches]
    assert [(d.kind, d.by, d.why) for d in joined.decisions] == [("join", "Ann", "I was there")]
    undone = store.undo(made.number, by="Ben", why="no")
    assert groups(store) == {frozenset({"pt", "de"}), frozenset({"fr"})}
    assert (undone.kind, undone.undoes, undone.by) == ("undo", made.number, "Ben")
    with pytest.raises(StoreError, match="undone already"):
        store.undo(made.number, **WHO)
    store.undo(undone.number, **WHO)
    assert groups(store) == {frozenset({"pt", "de", "fr", "essay"})}


def test_of_a_split_and_a_join_the_later_counts(store: Store) -> None:
    fill(store, "pt", "de")
    together, apart = {frozenset({"pt", "de"})}, {frozenset({"pt"}), frozenset({"de"})}
    store.split("pt", ["de"], **WHO)
    second = store.join(["pt", "de"], **WHO)
    assert groups(store) == together
    store.undo(second.number, **WHO)
    assert groups(store) == apart


def test_what_cannot_be_is_refused(store: Store) -> None:
    fill(store, "pt", "de", "fr", "essay")
    for call, message in [
        (lambda: store.encounter("nowhere"), "no such encounter"),
        (lambda: store.encounter("essay"), "tells of no encounter"),
        (lambda: store.join(["pt", "de"], **WHO), "one encounter already"),
        (lambda: store.split("pt", ["fr"], **WHO), "no readout of that encounter"),
        (lambda: store.split("pt", ["pt", "de"], **WHO), "nothing would be parted"),
        (lambda: store.split("pt", ["de"], by="", why="x"), "`by` says nothing"),
        (lambda: store.join(["pt", "fr"], by="Ann", why=" "), "`why` says nothing"),
        (lambda: store.undo(99, **WHO), "no such decision"),
    ]:
        with pytest.raises(StoreError, match=message):
            call()
    assert groups(store) == {frozenset({"pt", "de"}), frozenset({"fr"})}


def test_a_corrected_day_moves_a_readout(store: Store) -> None:
    fill(store, "pt", "late")
    assert len(groups(store)) == 2
    made = store.correct("late", "meeting.date", "2023-03-17", **WHO)
    assert groups(store) == {frozenset({"pt", "late"})}
    store.undo(made.number, **WHO)
    assert len(groups(store)) == 2
