"""Reading again, and the difference of two versions."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from store_texts import house_styles, made_up

from communique import Document, Record, read
from communique.reading import read_document
from communique.record import Version
from communique.store import Change, Changes, Store, StoreError, UnknownDocumentError, id_of, rereading, schema
from communique.store.changes import compare
from communique.store.difference import pieces
from communique.store.packing import keep, unpack

TEXT = "Minister Ona Vale met Mr Josphat Kariuki, Foreign Minister of Kenya, in Oslo on 3 May 2024. Minister Vale called on Kenya to buy grain."


def reader_of_yesterday(document: Document) -> Record:
    """A reader that misses topics, takes requests for reports, and sees no place."""
    record = read_document(document)
    return record.model_copy(
        update={
            "topics": (),
            "meeting": record.meeting.model_copy(update={"place": None}),
            "statements": tuple(s.model_copy(update={"act": "report"}) for s in record.statements),
            "version": Version(software="0.0.9", lexicons="yesterday"),
        }
    )


@pytest.fixture
def yesterday(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that was filled by the reader of yesterday."""
    with monkeypatch.context() as patch:
        patch.setattr("communique.reading.read_document", reader_of_yesterday)
        for document in house_styles()[:7]:
            store.add(document)
    return store


def test_reading_again_says_what_changed_and_keeps_the_older_reading(yesterday: Store) -> None:
    before = {r.document.id: r for r in yesterday.records()}
    assert [f.what for f in yesterday.doctor()] == ["read with other lexicons than today's"]
    done = {one.id: one for one in yesterday.reread()}
    assert set(done) == set(before) == {id_of(d) for d in house_styles()[:7]}
    japan = done[id_of(house_styles()[1])]
    assert Change("meeting.place", "", None, "Japan (JPN)") in japan.changes.gained
    requests = [c for c in japan.changes.changed if c.field == "statements.act" and c.after == "request"]
    assert requests and all(c.before == "report" for c in requests)
    assert japan.changes.lost == () and not japan.first
    assert {c.key for c in japan.changes.gained if c.field == "topics"} == set(japan.record.topics)
    for name, one in done.items():
        assert yesterday.show(name).record == one.record
        assert yesterday.history(name)[0].readings == 2
    assert yesterday.doctor() == []


def test_what_is_up_to_date_is_read_again_only_when_named(yesterday: Store) -> None:
    assert len(list(yesterday.reread())) == 7
    assert list(yesterday.reread()) == []
    (one,) = yesterday.reread(["house-3"])
    assert (one.id, bool(one.changes)) == (id_of(house_styles()[3]), False)


def test_the_search_tables_follow_the_new_reading(yesterday: Store) -> None:
    assert yesterday.search(act="request") == yesterday.search(topic="ukraine") == []
    list(yesterday.reread())
    assert len(yesterday.search(act="request")) > 2
    assert len(yesterday.search(topic="ukraine")) >= 1


def test_a_broken_off_rereading_goes_on(yesterday: Store) -> None:
    run = yesterday.reread()
    first = [next(run).id for _ in range(3)]
    run.close()  # type: ignore[attr-defined]
    rest = [one.id for one in yesterday.reread()]
    assert len(set(first) | set(rest)) == len(first) + len(rest) == 7


def test_a_broken_off_rereading_of_all_goes_on_unless_something_changed(
    yesterday: Store, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    ids = [one.id for one in yesterday.reread_all()]
    assert len(ids) == 7 and yesterday.reread_progress() == (0, 7)

    def some(number: int, *, restart: bool = False) -> list[str]:
        run = yesterday.reread_all(restart=restart)
        return [next(run).id for _ in range(number)]

    assert some(3) == ids[:3] and yesterday.reread_progress() == (3, 7)
    assert some(2) == ids[3:5]
    assert some(4, restart=True) == ids[:4]
    with monkeypatch.context() as patch:
        patch.setattr(rereading, "digest", lambda: "f" * 64)
        assert yesterday.reread_progress() == (0, 7) and some(1) == ids[:1]
    assert some(6) == ids[:6]
    assert [one.id for one in yesterday.reread_all()] == ids[6:]


def test_what_was_never_read_is_read(store: Store) -> None:
    store.add(made_up(1), read=False)
    (one,) = store.reread()
    assert one.first and not one.changes
    assert one.record.statements


def test_equal_readings_are_kept_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(made_up(1))
    monkeypatch.setattr(rereading, "digest", lambda: "tomorrow")
    list(store.reread())
    list(store.reread())
    assert store.history("made-1")[0].readings == 3
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM records").scalar() == 1


def test_comparing_names_every_kind_of_change() -> None:
    old = read(TEXT, id="a")
    new = read(TEXT.replace("Oslo", "Nairobi").replace("buy grain", "buy grain and to lower tariffs"), id="a")
    found = compare(old, new)
    assert Change("meeting.place", "", "Oslo (NOR)", "Nairobi (KEN)") in found.changed
    assert any(c.field == "statements" and "tariffs" in c.key for c in found.gained)
    assert any(c.field == "statements" and "tariffs" not in c.key for c in found.lost)
    assert compare(old, old) == Changes() and not compare(old, old)
    back = compare(new, old)
    assert {c.key for c in back.gained} == {c.key for c in found.lost}
    assert {(c.field, c.key, c.after, c.before) for c in back.changed} == {
        (c.field, c.key, c.before, c.after) for c in found.changed
    }


def test_the_difference_of_two_versions(store: Store) -> None:
    store.add(Document(id="a", text=TEXT))
    store.add(Document(id="a", text=TEXT.replace("buy grain", "sell grain")))
    found = store.difference("a", 1, 2)
    assert [(p.kind, p.text) for p in found.text if p.kind != "same"] == [("deleted", "buy"), ("inserted", "sell")]
    assert found.record is not None
    assert any("sell grain" in c.key for c in found.record.gained)
    assert any("buy grain" in c.key for c in found.record.lost)
    with pytest.raises(UnknownDocumentError, match="no version 7"):
        store.difference("a", 1, 7)


def test_the_difference_of_two_readings(yesterday: Store) -> None:
    done = {one.id: one for one in yesterday.reread()}
    for name, one in done.items():
        found = yesterday.difference(name, 1, 1, readings=(1, 2))
        assert found.record == one.changes and all(piece.kind == "same" for piece in found.text)
        back = yesterday.difference(name, 1, 1, readings=(None, 1)).record
        assert back is not None and len(back.lost) == len(one.changes.gained)
        assert [(r.version, r.number, r.newest) for r in yesterday.readings(name)] == [(1, 1, False), (1, 2, True)]


@pytest.mark.parametrize("readings", [(1, 3), (0, 1), (-1, 1)])
def test_a_reading_that_is_not_there(yesterday: Store, readings: tuple[int, int]) -> None:
    list(yesterday.reread())
    with pytest.raises(UnknownDocumentError, match="no reading"):
        yesterday.difference("house-1", 1, 1, readings=readings)


def test_a_version_that_was_not_read_is_not_compared(store: Store) -> None:
    for text in (TEXT, TEXT.replace("buy", "sell")):
        store.add(Document(id="a", text=text), read=False)
    assert store.difference("a", 1, 2).record is None
    with pytest.raises(UnknownDocumentError, match="no reading 1"):
        store.difference("a", 1, 2, readings=(1, 1))


def test_a_reading_of_an_older_form_is_told(store: Store) -> None:
    store.add(Document(id="a", text=TEXT))
    with store._database.writing() as connection:
        row = connection.execute(select(schema.records)).one()
        data = {**json.loads(unpack(row.data)), "meeting": "of another form"}
        kept = keep(connection, schema.records, json.dumps(data).encode())
        connection.execute(update(schema.readings).values(record=kept))
    list(store.reread(["a"]))
    with pytest.raises(StoreError, match="which this software no longer reads"):
        store.difference("a", 1, 1, readings=(1, 2))


@given(a=st.text("ab .\n", max_size=60), b=st.text("ab .\n", max_size=60))
def test_pieces_hold_both_texts(a: str, b: str) -> None:
    found = pieces(a, b)
    assert "".join(p.text for p in found if p.kind != "inserted") == a
    assert "".join(p.text for p in found if p.kind != "deleted") == b
    assert all(x.kind != y.kind for x, y in pairwise(found))
    assert all(p.text for p in found)
    if a == b:
        assert all(p.kind == "same" for p in found)


def test_readings_and_older_versions_are_shown(store: Store) -> None:
    first = made_up(1)
    name = store.add(first).id
    changed = first.model_copy(update={"text": first.text.replace("3 May", "9 May")})
    assert store.add(changed).version == 2
    assert store.show(name, 1).document.text == first.text
    assert (store.show(name, 1).version, store.show(name).version, store.show(name, 2)) == (1, 2, store.show(name))
    with pytest.raises(UnknownDocumentError, match="no version 3"):
        store.show(name, 3)
    list(store.reread([name]))
    assert [(r.version, r.newest) for r in store.readings(name)] == [(1, True), (2, False), (2, True)]
    assert len({(r.software, r.lexicons) for r in store.readings(name)}) == 1


def test_outdated_counts_what_a_reread_without_ids_takes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        store.add(made_up(number), read=number > 0)
    assert store.outdated() == len(list(store.reread())) == 1
    monkeypatch.setattr("communique.store.rereading.digest", lambda: "f" * 64)
    assert store.outdated() == 3


def test_the_file_of_a_store(store: Store, where: str) -> None:
    assert store.path == (None if "://" in where else Path(where))
