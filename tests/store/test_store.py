"""Adding, versions, showing, reading again; on both databases."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from store_texts import house_styles, made_up

from communique import InputError, read
from communique.store import Store, StoreError, UnknownDocumentError, id_of


def test_a_document_is_kept_with_all_that_was_said_of_it(store: Store) -> None:
    document = house_styles()[0]
    moment = dt.datetime(2024, 3, 13, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    added = store.add(
        document,
        raw=b"<p>bytes</p>",
        media_type="text/html",
        headers={"ETag": '"a1"', "Last-Modified": "Tue"},
        fetched=moment,
    )
    entry = store.show(added.id)
    assert (added.status, added.version, added.id) == ("new", 1, id_of(document))
    assert entry.document == document.model_copy(update={"id": added.id})
    assert entry.record == added.record
    assert (entry.given, entry.version, entry.media_type) == ("house-0", 1, "text/html")
    assert entry.headers == {"ETag": '"a1"', "Last-Modified": "Tue"}
    assert entry.fetched == "2024-03-13T08:00:00+00:00"
    original = store.original(added.id)
    assert original is not None and original.data == b"<p>bytes</p>"


def test_the_record_is_that_of_read(store: Store) -> None:
    for document in house_styles():
        added = store.add(document)
        expected = read(document.text, **document.model_dump(exclude={"text", "id"}), id=added.id)
        assert store.show(added.id).record == expected
    assert [r.document.id for r in store.records()] == [id_of(d) for d in house_styles()]


def test_the_same_again_is_nothing_new(store: Store) -> None:
    document = made_up(1)
    assert [store.add(document).status for _ in range(3)] == ["new", "same", "same"]
    assert len(store.history("made-1")) == 1
    assert store.count() == 1


@pytest.mark.parametrize(
    "change", [{"text": "Minister Vale met Mr Kariuki."}, {"title": "Other"}, {"published": "2024-05-05"}]
)
def test_what_changed_is_a_new_version(store: Store, change: dict[str, str]) -> None:
    first = store.add(made_up(1))
    second = store.add(made_up(1).model_copy(update=change))
    back = store.add(made_up(1))
    assert (second.status, second.version, second.id) == ("changed", 2, first.id)
    assert (back.status, back.version) == ("changed", 3)
    assert [v.number for v in store.history(first.id)] == [1, 2, 3]
    assert len(list(store.records())) == len(store.list()) == 1


def test_only_the_newest_version_is_found(store: Store) -> None:
    store.add(made_up(1))
    store.add(made_up(1).model_copy(update={"text": "Minister Ona Vale spoke of zinc.", "title": None}))
    assert [h.id for h in store.search("zinc")] == [id_of(made_up(1))]
    assert store.search("kariuki") == store.search("number") == store.search(country="KEN") == []


def test_ids_come_from_the_url_else_the_given_id_and_the_part() -> None:
    document = made_up(1)
    linked = document.model_copy(update={"url": "https://example.org/a"})
    ids = [id_of(document), id_of(document, "b"), id_of(linked), id_of(linked, "b")]
    assert len(set(ids)) == 4
    assert id_of(linked) == id_of(linked.model_copy(update={"id": "other", "text": "other"}))


def test_a_document_is_found_by_id_given_id_or_url(store: Store) -> None:
    document = house_styles()[2]
    added = store.add(document)
    assert document.url is not None
    assert store.show(added.id) == store.show("house-2") == store.show(document.url)
    with pytest.raises(UnknownDocumentError, match="no such document"):
        store.show("house-99")
    store.add(document, part="b")
    with pytest.raises(UnknownDocumentError, match=id_of(document, "b")):
        store.show(document.url)


def test_what_was_kept_unread_is_read_later(store: Store) -> None:
    added = store.add(made_up(1), read=False)
    assert added.record is store.show(added.id).record is None
    assert list(store.records()) == []
    assert [f.what for f in store.doctor()] == ["not read yet"]
    again = store.add(made_up(1))
    assert (again.status, again.version) == ("same", 1)
    assert store.show(added.id).record == again.record is not None
    assert len(list(store.records())) == 1


def test_an_unread_version_hides_the_record_of_the_older_one(store: Store) -> None:
    store.add(made_up(1))
    store.add(made_up(1).model_copy(update={"text": "Something else."}), read=False)
    assert store.search(country="KEN") == [] == list(store.records())


def test_a_fetch_is_noted_by_itself_and_a_part_says_nothing_of_its_url(store: Store) -> None:
    document, fetched = house_styles()[0], dt.datetime(2024, 5, 17, 12, tzinfo=dt.UTC)
    assert document.url is not None
    for _ in range(2):
        store.add(
            document, raw=b"<rss>", media_type="application/rss+xml", part="1", headers={"ETag": "x"}, fetched=fetched
        )
        assert store.known(document.url) is None
    for etag in ("y", "z"):
        store.note_fetch("https://example.org/feed", raw=b"<rss>", headers={"ETag": etag}, fetched=fetched)
        known = store.known("https://example.org/feed")
        assert known is not None and known.etag == etag and known.hash == hashlib.sha256(b"<rss>").hexdigest()


def test_the_last_fetch_of_a_url_is_known(store: Store) -> None:
    document = house_styles()[0]
    assert document.url is not None and store.known(document.url) is None
    store.add(document, raw=b"1", media_type="text/html", headers={"etag": "one"})
    store.add(document, raw=b"2", media_type="text/html", headers={"etag": "two", "last-modified": "Wed"})
    known = store.known(document.url)
    assert known is not None
    assert (known.etag, known.modified) == ("two", "Wed")
    assert known.hash == "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
    assert len(store.history(document.url)) == 1


def test_what_cannot_be_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="media type"):
        store.add(made_up(1), raw=b"x")
    with pytest.raises(StoreError, match="time zone"):
        store.add(made_up(1), fetched=dt.datetime(2024, 1, 1))
    assert store.list() == []


def test_states_are_kept_and_replaced(store: Store) -> None:
    assert store.load_state("mfa") is None
    store.save_state("mfa", {"queue": ["https://example.org/1"], "page": 1})
    store.save_state("mfa", {"queue": [], "page": 2})
    assert store.load_state("mfa") == {"queue": [], "page": 2}


def test_everything_is_still_there_when_opened_again(where: str) -> None:
    with Store(where) as store:
        entries = [store.show(store.add(d).id) for d in house_styles()]
    with Store(where, create=False) as store:
        assert [store.show(e.id) for e in entries] == entries
        assert store.doctor() == []


def test_lists_are_newest_first_and_paged(store: Store) -> None:
    for document in house_styles():
        store.add(document)
    listed = store.list()
    dates = [item.date for item in listed]
    assert len(listed) == 15 and dates == sorted(dates, key=str, reverse=True)
    assert store.list(limit=4, offset=2) == listed[2:6]


def test_a_backup_of_a_file_is_a_store(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(made_up(1))
        store.backup(tmp_path / "b.db")
        store.add(made_up(2))
        with pytest.raises(StoreError, match="is there already"):
            store.backup(tmp_path / "b.db")
        with pytest.raises(StoreError, match="folder does not exist"):
            store.backup(tmp_path / "none" / "b.db")
    with Store(tmp_path / "b.db", create=False) as copy:
        assert [item.title for item in copy.list()] == ["Meeting number 1"]
        assert copy.doctor() == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "b.db"]


@pytest.mark.parametrize(
    "bad",
    [
        {"text": "a\0b"},
        {"title": "a\0b"},
        {"title": "a\ud800"},
        {"issuer": "\udfff"},
        {"id": "\0"},
        {"published": "May"},
    ],
)
def test_documents_that_no_database_takes_are_refused(store: Store, bad: dict[str, str]) -> None:
    with pytest.raises(InputError) as error:
        store.add(made_up(1).model_copy(update=bad))
    str(error.value).encode()
    assert store.list() == []
