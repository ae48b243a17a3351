"""Listings, feeds and sitemaps of a local ministry, followed into a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from ministry import DAY, XMLNS, Ministry, page
from test_keep import archive

from communique.collecting import Kept, Source, Summary, collect_into, fetch_into
from communique.errors import CommuniqueError
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetcher
from communique.store import Store

START = date(2024, 4, 1)


@pytest.fixture
def run(ministry: Ministry, fetcher: Fetcher, store: Store) -> Any:
    """Collects from the ministry, or from the source given."""

    def collected(source: str | Source | None = None, **options: Any) -> list[Kept | Summary]:
        return list(collect_into(store, source or ministry.source(), fetcher=fetcher, **options))

    return collected


def told(seen: list[Kept | Summary]) -> list[tuple[str, str]]:
    return [(one.where.rsplit("/", 1)[1], one.status) for one in seen if isinstance(one, Kept)]


def end(seen: list[Kept | Summary]) -> Summary:
    assert isinstance(seen[-1], Summary)
    return seen[-1]


def names(first: int, last: int) -> list[str]:
    return [f"p{number}" for number in range(first, last + 1)]


def titles(store: Store) -> list[str]:
    return sorted(item.title or "" for item in store.list(limit=1000))


def test_what_is_listed_is_kept_and_a_second_run_gets_nothing(ministry: Ministry, run: Any, store: Store) -> None:
    ministry.publish(*names(1, 8))
    assert told(run()) == [(f"p{number}", "new") for number in range(8, 0, -1)]
    assert len(store.list()) == 8 and {item.issuer for item in store.list()} == {"Ministry of Norway"}
    seen = run()
    assert told(seen) == [] and (end(seen).stopped, end(seen).unchanged, end(seen).left) == ("done", 3, False)
    assert store.doctor() == []


def test_a_changed_page_is_a_version(ministry: Ministry, run: Any, store: Store) -> None:
    ministry.publish(*names(1, 4))
    run()
    ministry.publish("p5")
    ministry.site.page("/p4", page("p4", more="<p>Corrected.</p>"), ETag='"p4b"')
    seen = run()
    assert told(seen) == [("p5", "new"), ("p4", "changed")]
    assert [version.number for version in store.history(ministry.url("p4"))] == [1, 2]


def test_a_host_that_says_304_sends_nothing(ministry: Ministry, run: Any) -> None:
    ministry.publish(*names(1, 3))
    for name in names(1, 3):
        ministry.site.on(f"/{name}", lambda request, name=name: request.reply(
            304 if request.headers["If-None-Match"] else 200, page(name).encode(), ETag='"x"'))  # fmt: skip
    run()
    seen = run()
    assert told(seen) == [] and end(seen).unchanged == 3
    assert all(ministry.site.count[f"/{name}"] == 2 for name in names(1, 3))


def test_pages_that_fail_are_told_and_the_rest_goes_on(ministry: Ministry, run: Any, store: Store) -> None:
    ministry.publish(*names(1, 6))
    ministry.site.page("/p5", status=404)
    ministry.site.page("/p3", "<html><body></body></html>")
    ministry.site.page("/p2", b"\x7fELF\0")
    seen = run()
    assert told(seen) == [
        ("p6", "new"),
        ("p5", "failed"),
        ("p4", "new"),
        ("p3", "failed"),
        ("p2", "failed"),
        ("p1", "new"),
    ]
    errors = [one.error for one in seen if isinstance(one, Kept) and one.error]
    assert all(isinstance(one, CommuniqueError) and one.where and one.mend for one in errors)
    assert [one.what for one in errors] == ["the host answers 404", "a page without text", "a binary file"]
    ministry.site.page("/p3", page("p3"))
    assert ("p3", "new") in told(run()), "what could not be read is not taken for kept"
    assert len(store.list()) == 4


def test_what_could_not_be_read_is_asked_for_again_only_when_it_changed(
    ministry: Ministry, run: Any, store: Store, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    ministry.publish(*names(1, 3))
    ministry.site.page("/p2", "<html><body></body></html>", ETag='"scan"')
    assert told(run()) == [("p3", "new"), ("p2", "failed"), ("p1", "new")]
    seen = run()
    assert told(seen) == [] and end(seen).unchanged == 3
    assert ministry.site.headers[-2]["if-none-match"] == '"scan"'
    (again,) = fetch_into(store, ministry.url("p2"), fetcher=fetcher)
    assert again.status == "failed", "who asks for it by its address is told each time"
    with monkeypatch.context() as patch:
        patch.setattr("communique.collecting.unread.__version__", "9.9")
        assert told(run()) == [("p2", "failed")]
    assert told(run()) == [("p2", "failed")] and told(run()) == []
    ministry.site.page("/p2", page("p2"), ETag='"mended"')
    assert told(run()) == [("p2", "new")]
    ministry.site.page("/p2", "<html><body></body></html>", ETag='"scan"')
    assert told(run()) == [("p2", "failed")] and told(run()) == []
    ministry.site.page("/p2", page("p2"), ETag='"mended"')
    seen = run()
    assert told(seen) == [("p2", "unchanged")] and told(run()) == [] and len(store.list()) == 3


def test_an_archive_that_cannot_be_read_in_part_is_noted_too(ministry: Ministry, run: Any, store: Store) -> None:
    ministry.publish("p1")
    ministry.site.page("/p1", archive(("a.html", page("a")), ("b.bin", b"\x7fELF\0\0")))
    assert [one.status for one in run() if isinstance(one, Kept)] == ["new", "failed"]
    assert told(run()) == [] and len(store.list()) == 1


def test_a_page_is_read_once_though_it_is_asked_for_its_day(
    ministry: Ministry, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.collecting import keep

    real, read = keep.extract, []

    def counted(data: bytes, **options: Any) -> Any:
        read.append(options["name"].rsplit("/", 1)[1])
        return real(data, **options)

    monkeypatch.setattr(keep, "extract", counted)
    ministry.dated = False
    ministry.publish("p1", "p2", day=START)
    ministry.publish("p3", "p4")
    packed = archive(("a.html", page("a", day=None)), ("b.html", page("b")), ("c.html", page("c")))
    ministry.site.page("/p3", packed)
    kept = [one.where.rsplit("/", 1)[1] for one in run(since=DAY) if isinstance(one, Kept)]
    assert kept == ["p4", "a.html", "b.html", "c.html"]
    assert sorted(read) == names(1, 4)


def test_too_many_requests(ministry: Ministry, run: Any, time_: Any) -> None:
    ministry.publish(*names(1, 2))
    ministry.site.on("/p2", lambda request: request.reply(
        429 if request.nth == 1 else 200, page("p2").encode(), Retry_After="50"))  # fmt: skip
    assert told(run()) == [("p2", "new"), ("p1", "new")]
    assert 50.0 in time_.slept


def test_robots_txt_is_obeyed(ministry: Ministry, run: Any) -> None:
    ministry.site.page("/robots.txt", "User-agent: *\nDisallow: /p2\nCrawl-delay: 7")
    ministry.publish(*names(1, 3))
    assert told(run()) == [("p3", "new"), ("p2", "failed"), ("p1", "new")]
    assert "/p2" not in ministry.site.asked


def test_the_pause_between_two_requests_is_kept(ministry: Ministry, run: Any, time_: Any) -> None:
    ministry.publish(*names(1, 3))
    run()
    assert time_.slept == [2.0] * (len(ministry.site.asked) - 1)


# -- since and limit


def test_a_limit_is_kept_and_the_next_run_goes_on(ministry: Ministry, run: Any) -> None:
    ministry.publish(*names(1, 7))
    first = run(limit=4)
    assert told(first) == [(name, "new") for name in ("p7", "p6", "p5", "p4")]
    assert (end(first).stopped, end(first).left) == ("limit", True)
    assert told(run(limit=4)) == [(name, "new") for name in ("p3", "p2", "p1")]


@pytest.mark.parametrize("dated", [True, False])
def test_since_ends_the_listing_and_an_earlier_since_goes_on(ministry: Ministry, run: Any, dated: bool) -> None:
    """Also where only the pages themselves say their day."""
    ministry.dated = dated
    for number in range(1, 31):
        ministry.publish(f"p{number}", day=START + timedelta(days=number))
    assert told(run(since=START + timedelta(days=27))) == [(f"p{number}", "new") for number in range(30, 26, -1)]
    assert "/p20" not in ministry.site.asked and "/list?5" not in ministry.site.asked
    again = run(since=START + timedelta(days=27))
    assert told(again) == [] and end(again).left is False
    assert told(run(since=START + timedelta(days=20))) == [(f"p{number}", "new") for number in range(26, 19, -1)]
    assert told(run()) == [(f"p{number}", "new") for number in range(19, 0, -1)]
    assert all(ministry.site.count[f"/p{number}"] <= 2 for number in range(1, 27)), "old pages are asked for again"


def test_what_has_no_day_at_all_is_kept(ministry: Ministry, run: Any) -> None:
    ministry.dated = False
    ministry.publish(*names(1, 2))
    ministry.site.page("/p2", page("p2", day=None))
    assert told(run(since=DAY + timedelta(days=1))) == [("p2", "new")]


def test_the_day_of_the_listing_serves_where_the_page_has_none(ministry: Ministry, run: Any, store: Store) -> None:
    ministry.publish("p1")
    ministry.site.page("/p1", page("p1", day=None))
    run()
    assert store.show(ministry.url("p1")).document.published == DAY.isoformat()


# -- sources given by their URL


def test_a_listing_by_its_url(ministry: Ministry, run: Any) -> None:
    ministry.publish(*names(1, 4))
    seen = run(ministry.listing)
    assert told(seen) == [(name, "new") for name in ("p4", "p3", "p2", "p1")]
    assert ministry.site.count["/list?1"] == 1
    assert told(run(ministry.listing)) == []


def test_a_listing_by_its_url_and_the_links_to_follow(ministry: Ministry, run: Any) -> None:
    ministry.publish("p1", "p2")
    url = ministry.site.page(
        "/odd", "<html><body><p><b><a href='/p1'>x</a></b></p><main><li><a href='/p2'>y</a></li></main>"
    )
    assert told(run(url, item="b a")) == [("p1", "new")]


def test_a_feed_by_its_url(ministry: Ministry, run: Any) -> None:
    ministry.publish(*names(1, 4))
    assert sorted(told(run(ministry.site.base + "/feed.xml"))) == [(name, "new") for name in names(1, 4)]


def test_a_sitemap_and_an_index_of_them(ministry: Ministry, run: Any) -> None:
    ministry.publish("p1", "p2", day=START)
    ministry.publish("p3", "p4")
    inner = [ministry.sitemap("p1", "p2", path="/old.xml"), ministry.sitemap("p3", "p4", path="/new.xml")]
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in inner)
    index = ministry.site.page("/sitemap.xml", f"<sitemapindex xmlns='{XMLNS}'>{rows}</sitemapindex>")
    assert sorted(told(run(index, since=DAY))) == [("p3", "new"), ("p4", "new")]
    assert sorted(told(run(index))) == [("p1", "new"), ("p2", "new")]
    before = len(ministry.site.asked)
    assert told(run(index)) == []
    assert [path for path in ministry.site.asked[before:] if path.startswith("/p")] == [], "no page has changed"


def test_what_is_no_listing(ministry: Ministry, run: Any) -> None:
    url = ministry.site.page("/x.pdf", b"%PDF-1.4")
    with pytest.raises(CommuniqueError, match=r"no listing or feed\. Keep it with `communique add`"):
        run(url)
    with pytest.raises(FetchError, match="404"):
        run(ministry.site.base + "/missing")


def test_a_private_address_is_not_asked_unless_allowed(ministry: Ministry, store: Store) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is not a public address.*--allow-private"):
        list(collect_into(store, ministry.listing))
    kept, _ = collect_into(store, ministry.source())
    assert isinstance(kept, Kept) and isinstance(kept.error, FetchError) and kept.error.kind == "private-address"
    assert ministry.site.asked == []


# -- going on


def test_a_run_that_is_left_goes_on_and_restart_begins_anew(
    ministry: Ministry, run: Any, fetcher: Fetcher, store: Store
) -> None:
    ministry.publish(*names(1, 9))
    left = collect_into(store, ministry.source(), fetcher=fetcher)
    assert told([next(left) for _ in range(4)]) == [(name, "new") for name in ("p9", "p8", "p7", "p6")]
    left.close()
    store.save_state("collect norway.ministry", {"walks": [], "again": []})  # a progress that is lost
    assert told(run()) == [], "the first page of the listing is known: what follows seems so too"
    assert told(run(restart=True)) == [(name, "new") for name in ("p5", "p4", "p3", "p2", "p1")]
    assert told(run(restart=True)) == []


def test_a_progress_that_cannot_be_understood(ministry: Ministry, run: Any, store: Store) -> None:
    ministry.publish("p1")
    store.save_state("collect norway.ministry", {"walks": "?"})
    with pytest.raises(CommuniqueError, match="--restart"):
        run()
    assert told(run(restart=True)) == [("p1", "new")]


def test_two_sources_do_not_share_their_progress(ministry: Ministry, run: Any) -> None:
    ministry.publish(*names(1, 4))
    run(limit=1)
    assert told(run(replace(ministry.source(), name="other"), limit=1)) == [("p3", "new")]
