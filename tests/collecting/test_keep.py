"""One URL into the store."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from ministry import DAY, Ministry, page

from communique.collecting import fetch_into
from communique.sources.fetch import Fetcher
from communique.store import Store


def test_a_page_is_kept_with_its_bytes_headers_and_time(ministry: Ministry, fetcher: Fetcher, store: Store) -> None:
    ministry.publish("p1")
    (kept,) = fetch_into(store, ministry.url("p1"), fetcher=fetcher)
    assert (kept.where, kept.status, kept.version, kept.error) == (ministry.url("p1"), "new", 1, None)
    assert kept.id is not None
    entry, original = store.show(kept.id), store.original(kept.id)
    assert original is not None and original.data == page("p1").encode()
    assert (original.media_type, entry.headers["etag"]) == ("text/html", '"p1"')
    assert (entry.document.url, entry.document.published) == (ministry.url("p1"), DAY.isoformat())
    assert entry.fetched is not None and entry.fetched.startswith("2024-05-17T12:00")
    assert entry.record is not None and entry.record.statements
    assert "Home" not in entry.document.text


def test_what_has_not_changed_is_not_sent_again(ministry: Ministry, fetcher: Fetcher, store: Store) -> None:
    ministry.publish("p1")
    ministry.site.on("/p1", lambda request: request.reply(
        304 if request.headers["If-None-Match"] == '"p1"' else 200, page("p1").encode(), ETag='"p1"'))  # fmt: skip
    assert [kept.status for kept in fetch_into(store, ministry.url("p1"), fetcher=fetcher)] == ["new"]
    assert [kept.status for kept in fetch_into(store, ministry.url("p1"), fetcher=fetcher)] == ["unchanged"]
    assert ministry.site.headers[-1]["if-none-match"] == '"p1"'
    assert len(store.list()) == 1


@pytest.mark.parametrize(
    ("more", "status", "versions"),
    [("<p>A line was added.</p>", "changed", 2), ("<script>let visitors = 7</script>", "unchanged", 1)],
)
def test_other_bytes_are_a_version_where_the_text_is_another(
    ministry: Ministry, fetcher: Fetcher, store: Store, more: str, status: str, versions: int
) -> None:
    ministry.publish("p1")
    fetch_into(store, ministry.url("p1"), fetcher=fetcher)
    ministry.site.page("/p1", page("p1", more=more), ETag='"p1b"')
    (kept,) = fetch_into(store, ministry.url("p1"), fetcher=fetcher)
    assert kept.status == status and kept.id is not None
    assert len(store.history(kept.id)) == versions


def test_a_page_that_moved_is_known_by_the_url_that_was_asked(
    ministry: Ministry, fetcher: Fetcher, store: Store
) -> None:
    ministry.publish("p1")
    old = ministry.site.page("/old", status=301, Location="/p1")
    (kept,) = fetch_into(store, old, fetcher=fetcher)
    assert kept.id is not None and store.show(kept.id).document.url == ministry.url("p1")
    assert store.known(old) is not None
    (same,) = fetch_into(store, ministry.url("p1"), fetcher=fetcher)
    assert same.status == "unchanged" and len(store.list()) == 1


def archive(*members: tuple[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in members:
            file.writestr(name, data)
    return packed.getvalue()


def test_all_documents_of_an_archive_are_kept(ministry: Ministry, fetcher: Fetcher, store: Store) -> None:
    url = ministry.site.page("/all.zip", archive(("a.html", page("a")), ("b.txt", "Minister Vale met Mr Kariuki.")))
    kept = fetch_into(store, url, fetcher=fetcher)
    assert [(one.where, one.status) for one in kept] == [(f"{url}!/a.html", "new"), (f"{url}!/b.txt", "new")]
    assert [one.status for one in fetch_into(store, url, fetcher=fetcher)] == ["unchanged"]
    assert {store.show(item.id).part for item in store.list()} == {"a.html", "b.txt"}


def test_where_one_of_several_fails_the_rest_is_kept_and_all_is_asked_again(
    ministry: Ministry, fetcher: Fetcher, store: Store
) -> None:
    url = ministry.site.page(
        "/all.zip", archive(("a.html", page("a")), ("b.bin", b"\x7fELF\0\0"), ("c.html", page("c")))
    )
    for expected in (["new", "failed", "new"], ["unchanged", "failed", "unchanged"]):
        kept = fetch_into(store, url, fetcher=fetcher)
        assert [one.status for one in kept] == expected
        assert kept[1].error is not None and kept[1].error.where == f"{url}!/b.bin"
    assert len(store.list()) == 2


def test_the_items_of_a_feed_are_not_taken_for_their_pages(ministry: Ministry, fetcher: Fetcher, store: Store) -> None:
    ministry.publish("p1", "p2")
    assert [one.status for one in fetch_into(store, ministry.site.base + "/feed.xml", fetcher=fetcher)] == ["new"] * 2
    assert store.known(ministry.url("p1")) is None
    assert [one.status for one in fetch_into(store, ministry.url("p1"), fetcher=fetcher)] == ["new"]


def test_what_a_page_does_not_say_is_said_for_it(ministry: Ministry, fetcher: Fetcher, store: Store) -> None:
    url = ministry.site.page("/p.txt", "Minister Vale met Mr Kariuki in Oslo.", Content_Type="text/plain")
    said = {"title": "Talks", "issuer": "Ministry of Norway", "published": "2024-01-02", "language": "en"}
    (kept,) = fetch_into(store, url, fetcher=fetcher, defaults=said)
    document = store.show(str(kept.id)).document
    assert {name: getattr(document, name) for name in said} == said


def _status(ministry: Ministry, status: int, **headers: str) -> str:
    return ministry.site.page("/page", b"", status, **headers)


FAILURES: list[tuple[Any, str, str]] = [
    (lambda m: _status(m, 404), "the host answers 404", "Check the address"),
    (lambda m: _status(m, 429, Retry_After="900"), "asks to wait 900 s", "Wait"),
    (lambda m: m.site.page("/page", b""), "the file is empty", "Give a file"),
    (lambda m: m.site.page("/page", b"\x7fELF\0\0"), "a binary file", "Give a text"),
    (lambda m: m.site.page("/robots.txt", "User-agent: *\nDisallow: /p") and m.url("p1"), "forbids this page", "Leave it"),
    (lambda _: "ftp://ministry.example/x", "the scheme 'ftp'", "Only http"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "what", "mend"), FAILURES, ids=[what for _, what, _ in FAILURES])
def test_what_fails_is_an_item_that_says_so(
    ministry: Ministry, fetcher: Fetcher, store: Store, make: Any, what: str, mend: str
) -> None:
    (kept,) = fetch_into(store, make(ministry), fetcher=fetcher)
    assert kept.status == "failed" and kept.error is not None
    assert what in kept.error.what and kept.error.mend.startswith(mend)
    assert store.list() == []


def test_a_host_that_asks_to_wait_is_waited_for(ministry: Ministry, fetcher: Fetcher, store: Store, time_: Any) -> None:
    ministry.site.on("/p", lambda request: request.reply(
        429 if request.nth == 1 else 200, page("p").encode(), Retry_After="40"))  # fmt: skip
    assert [kept.status for kept in fetch_into(store, ministry.url("p"), fetcher=fetcher)] == ["new"]
    assert 40.0 in time_.slept


def test_a_private_address_is_not_asked_unless_allowed(ministry: Ministry, store: Store) -> None:
    ministry.publish("p1")
    (kept,) = fetch_into(store, ministry.url("p1"))
    assert kept.error is not None and kept.error.what == "127.0.0.1 is not a public address"
    assert "--allow-private" in kept.error.mend and ministry.site.asked == []
    assert [one.status for one in fetch_into(store, ministry.url("p1"), allow_private=True)] == ["new"]
