"""Listings and feeds of a local server, followed."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest

from communique.errors import LexiconError
from communique.sources.collect import MAX_TRIES, collect
from communique.sources.outcome import Failure, Page, Summary
from communique.sources.state import Known, MemoryState

DAY = date(2024, 5, 17)  # that of the test clock
START = date(2024, 4, 1)


class Ministry:
    """An issuer on a local server: `items` (newest first) on listing pages of `size`, and in a feed."""

    def __init__(self, site: Any, size: int = 3) -> None:
        self.site, self.size = site, size
        self.items: list[str] = []
        self.days: dict[str, str] = {}
        self.kept: dict[str, Known] = {}
        self.state = MemoryState()
        site.other = self._listing
        site.on("/feed.xml", self._feed)
        self.entry: dict[str, Any] = {
            "hosts": ["127.0.0.1"], "listings": [site.base + "/list?1"], "item": "ul.news a", "item_date": "time",
            "next": "a.next",
        }  # fmt: skip

    def publish(self, *names: str, day: date = DAY) -> None:
        for name in names:
            self.items.insert(0, f"/{name}")
            self.days[f"/{name}"] = day.isoformat()
            self.site.page(f"/{name}", f"<p>Readout {name}</p>", ETag=f'"{name}"')

    def _listing(self, request: Any) -> None:
        if not request.path.startswith("/list?"):
            request.reply(404)
            return
        number = int(request.path.split("?")[1])
        part = self.items[(number - 1) * self.size : number * self.size]
        rows = "".join(f'<li><time>{self.days[one]}</time> <a href="{one}#top">Read</a></li>' for one in part)
        more = f'<a class="next" href="/list?{number + 1}">Older</a>' if number * self.size < len(self.items) else ""
        request.reply(200, f'<nav><a href="/home">x</a></nav><ul class="news">{rows}</ul>{more}'.encode())

    def _feed(self, request: Any) -> None:
        rows = "".join(
            f"<item><title>x</title><link>{one}</link><pubDate>{self.days[one]}</pubDate></item>"
            for one in self.items[:4]
        )
        request.reply(200, f'<rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'.encode())

    def run(self, fetcher: Any, *, stop_after: int | None = None, **options: Any) -> list[Any]:
        """What a caller sees that keeps every page; it is killed before it asks for more than `stop_after`."""
        seen = []
        for outcome in collect(self.entry, fetcher, known=self.kept.get, state=self.state, **options):
            seen.append(outcome)
            if isinstance(outcome, Page):
                got = outcome.fetched
                self.kept[outcome.url] = Known(got.headers.get("etag"), None, hashlib.sha256(got.body).hexdigest())
            if stop_after is not None and len(seen) >= stop_after:
                break
        return seen


@pytest.fixture
def ministry(site: Any) -> Ministry:
    return Ministry(site)


def pages(seen: list[Any]) -> list[str]:
    return ["/" + one.url.rsplit("/", 1)[1] for one in seen if isinstance(one, Page)]


def failures(seen: list[Any]) -> list[tuple[str, str]]:
    return [("/" + one.where.rsplit("/", 1)[1], one.error.kind) for one in seen if isinstance(one, Failure)]


def end(seen: list[Any]) -> Summary:
    assert isinstance(seen[-1], Summary) and not any(isinstance(one, Summary) for one in seen[:-1])
    return seen[-1]


def names(first: int, last: int) -> list[str]:
    return [f"p{number}" for number in range(first, last + 1)]


def test_all_pages_come_newest_first_with_their_days(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 8))
    seen = ministry.run(fetcher())
    assert pages(seen) == ["/p8", "/p7", "/p6", "/p5", "/p4", "/p3", "/p2", "/p1"]
    assert {one.day for one in seen[:-1]} == {DAY} and {one.change for one in seen[:-1]} == {"new"}
    assert end(seen) == Summary("done", 3, 8, 0, 0, (), False)
    assert ministry.state.progress.walks == ()


def test_only_what_is_new_or_changed_comes_again(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 8))
    ministry.run(fetcher())
    ministry.publish("p9")
    ministry.site.page("/p8", "<p>Readout p8, corrected</p>", ETag='"p8b"')
    ministry.site.on("/p7", lambda request: request.reply(304 if request.headers["If-None-Match"] else 200))
    ministry.site.page("/p6", "<p>Readout p6</p>")  # no 304, but the same bytes
    before = len(ministry.site.asked)
    seen = ministry.run(fetcher())
    assert [(one.url[-2:], one.change) for one in seen[:-1]] == [("p9", "new"), ("p8", "changed")]
    assert "/list?3" not in ministry.site.asked[before:]
    assert end(seen).unchanged == 4


def test_a_known_page_of_a_listing_ends_it(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 8))
    ministry.kept = {ministry.site.base + path: Known(hash="x") for path in ministry.items[:3]}
    seen = ministry.run(fetcher())
    assert end(seen).listings == 1 and [one.change for one in seen[:-1]] == ["changed"] * 3


# -- since and limit


def test_since_ends_the_listing_and_an_earlier_since_goes_on(ministry: Ministry, fetcher: Any) -> None:
    for number in range(1, 13):
        ministry.publish(f"p{number}", day=START + timedelta(days=number))
    assert pages(ministry.run(fetcher(), since=START + timedelta(days=9))) == ["/p12", "/p11", "/p10", "/p9"]
    again = ministry.run(fetcher(), since=START + timedelta(days=9))
    assert pages(again) == [] and end(again).left is False and end(again).listings <= 2
    assert pages(ministry.run(fetcher(), since=START + timedelta(days=4))) == ["/p8", "/p7", "/p6", "/p5", "/p4"]
    assert pages(ministry.run(fetcher())) == ["/p3", "/p2", "/p1"]


def test_what_has_no_day_is_taken(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 4))
    ministry.days.update({"/p2": "yesterday", "/p3": "01/02/2024", "/p4": "1970-01-01"})
    assert pages(ministry.run(fetcher(), since=date(2024, 6, 1))) == ["/p4", "/p3", "/p2"]


def test_a_limit_is_kept_and_the_next_run_goes_on(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 8))
    first = ministry.run(fetcher(), limit=5)
    assert pages(first) == ["/p8", "/p7", "/p6", "/p5", "/p4"]
    assert (end(first).stopped, end(first).left) == ("limit", True)
    ministry.publish("p9")
    second = ministry.run(fetcher(), limit=3)
    assert pages(second) == ["/p9", "/p3", "/p2"]
    third = ministry.run(fetcher(), limit=3)
    assert (pages(third), end(third).stopped, end(third).left) == (["/p1"], "done", False)


def test_a_limit_of_nothing(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 3))
    assert pages(ministry.run(fetcher(), limit=0)) == []
    with pytest.raises(ValueError, match="limit"):
        ministry.run(fetcher(), limit=-1)


# -- going on


def test_a_page_stands_in_the_saved_state_until_the_caller_comes_back(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 3))
    run = collect(ministry.entry, fetcher(), known=ministry.kept.get, state=ministry.state)
    first = next(run)
    assert isinstance(first, Page)
    assert first.url in [item.url for walk in ministry.state.progress.walks for item in walk.queue]
    second = next(run)
    queued = [item.url for walk in ministry.state.progress.walks for item in walk.queue]
    assert first.url not in queued and isinstance(second, Page) and second.url in queued


@pytest.mark.parametrize("stop_after", range(1, 9))
def test_an_interrupted_run_goes_on_where_it_was(ministry: Ministry, fetcher: Any, stop_after: int) -> None:
    ministry.publish(*names(1, 8))
    first = ministry.run(fetcher(), stop_after=stop_after)
    ministry.publish(*names(9, 12))
    second = ministry.run(fetcher())
    assert sorted(pages(first) + pages(second)) == sorted(ministry.items)
    assert end(second).left is False


# -- what a listing may do


def endless(request: Any) -> None:
    number = int(request.path.partition("?")[2] or 0)
    request.reply(200, f'<ul class="news"><a href="/p1">a</a></ul><a class="next" href="?{number + 1}">x</a>'.encode())


def growing(request: Any) -> None:
    n = int(request.path.partition("?")[2] or 0)
    request.reply(200, f'<ul class="news"><a href="/x{n}">a</a></ul><a class="next" href="?{n + 1}">x</a>'.encode())


def circle(request: Any) -> None:
    n = int(request.path.partition("?")[2] or 0)
    body = f'<ul class="news"><a href="/p{n % 3 + 1}">a</a></ul><a class="next" href="?{(n + 1) % 3}">x</a>'
    request.reply(200, body.encode())


def to_itself(request: Any) -> None:
    request.reply(200, b'<ul class="news"><a href="/p1">a</a></ul><a class="next" href="#">x</a>')


@pytest.mark.parametrize(
    ("handler", "most", "stopped"),
    [(endless, 2, "done"), (circle, 4, "done"), (to_itself, 1, "done"), (growing, 10, "pages")],
)
def test_a_listing_that_pages_for_ever_ends(
    site: Any, ministry: Ministry, fetcher: Any, handler: Any, most: int, stopped: str
) -> None:
    ministry.publish(*names(1, 3))
    site.other = lambda request: handler(request) if request.path.startswith("/news") else request.reply(200, b"x")
    ministry.entry["listings"] = [site.base + "/news?0"]
    seen = ministry.run(fetcher(), max_pages=10)
    assert end(seen).stopped == stopped
    assert sum(path.startswith("/news") for path in site.asked) <= most


def test_items_that_have_vanished_do_not_stop_the_run(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 6))
    ministry.site.page("/p5", status=404)
    ministry.site.page("/p3", status=410)
    seen = ministry.run(fetcher())
    assert pages(seen) == ["/p6", "/p4", "/p2", "/p1"]
    assert failures(seen) == [("/p5", "status"), ("/p3", "status")]
    assert [one.where for one in end(seen).failures] == [ministry.site.base + "/p5", ministry.site.base + "/p3"]
    assert ministry.state.progress.again == ()


def test_what_failed_in_passing_is_tried_in_the_next_runs_but_not_for_ever(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 8))
    ministry.site.page("/p2", status=503)
    ministry.site.page("/p1", status=503)
    assert failures(ministry.run(fetcher(retries=0))) == [("/p2", "status"), ("/p1", "status")]
    ministry.site.page("/p2", "back again")
    seen = ministry.run(fetcher(retries=0))
    assert (pages(seen), failures(seen), end(seen).left) == (["/p2"], [("/p1", "status")], True)
    for _ in range(MAX_TRIES - 2):
        seen = ministry.run(fetcher(retries=0))
    assert (failures(seen), end(seen).left) == ([("/p1", "status")], False)
    assert failures(ministry.run(fetcher(retries=0))) == []


def test_a_host_that_is_down_is_left_alone_until_the_next_run(ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 30))
    ministry.size = 30
    for path in ministry.items:
        ministry.site.page(path, status=503)
    seen = ministry.run(fetcher(retries=0))
    assert (len(failures(seen)), end(seen).stopped, end(seen).left) == (5, "failing", True)
    for path in ministry.items:
        ministry.site.page(path, "page")
    seen = ministry.run(fetcher(retries=0))
    assert sorted(pages(seen)) == sorted(ministry.items) and end(seen).left is False


def test_a_listing_that_is_down_is_gone_on_with_later(site: Any, ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 8))
    site.page("/list?2", status=503)
    seen = ministry.run(fetcher(retries=0))
    assert (pages(seen), failures(seen), end(seen).left) == (
        ["/p8", "/p7", "/p6"], [("/list?2", "status")], True,
    )  # fmt: skip
    del site.pages["/list?2"]
    assert pages(ministry.run(fetcher())) == ["/p5", "/p4", "/p3", "/p2", "/p1"]


def test_one_of_two_listings_is_gone(site: Any, ministry: Ministry, fetcher: Any) -> None:
    ministry.publish(*names(1, 2))
    ministry.entry["listings"].insert(0, site.base + "/gone")
    seen = ministry.run(fetcher())
    assert (pages(seen), failures(seen)) == (["/p2", "/p1"], [("/gone", "status")])


def test_a_redesigned_listing_is_told(site: Any, ministry: Ministry, fetcher: Any) -> None:
    site.page("/list?1", "<main><a href='/p1'>New design</a></main>")
    seen = ministry.run(fetcher())
    assert failures(seen) == [("/list?1", "listing")]
    assert "issuers.toml" in seen[0].error.mend


def test_links_and_redirects_to_other_hosts_are_not_followed(site: Any, ministry: Ministry, fetcher: Any) -> None:
    site.page("/list?1", '<ul class="news"><a href="http://other.example/x">x</a><a href="/p1">y</a>'
              '<a href="mailto:a@b.example">z</a><a href="javascript:void(0)">z</a><a href="#">z</a>'
              '<a name="z">z</a></ul><a class="next" href="http://other.example/list">x</a>')  # fmt: skip
    site.page("/p1", status=302, Location=site.base.replace("127.0.0.1", "localhost") + "/p2")
    site.page("/p2", "elsewhere")
    seen = ministry.run(fetcher(lookup=lambda _host: ["127.0.0.1"]))
    assert (pages(seen), failures(seen), end(seen).listings) == ([], [("/p1", "outside")], 1)


def test_robots_txt_counts_for_items_too(site: Any, ministry: Ministry, fetcher: Any) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /p2")
    ministry.publish(*names(1, 3))
    seen = ministry.run(fetcher())
    assert (pages(seen), failures(seen)) == (["/p3", "/p1"], [("/p2", "robots")])


# -- feeds


def test_the_feed_is_followed_and_the_listings_left_where_it_is_enough(ministry: Ministry, fetcher: Any) -> None:
    ministry.entry["feed"] = ministry.site.base + "/feed.xml"
    ministry.publish("p1", "p2")
    ministry.run(fetcher())
    ministry.publish("p3")
    before = len(ministry.site.asked)
    assert pages(ministry.run(fetcher())) == ["/p3"]
    assert not any(path.startswith("/list") for path in ministry.site.asked[before:])


def test_where_the_feed_does_not_reach_back_the_listings_do(ministry: Ministry, fetcher: Any) -> None:
    ministry.entry["feed"] = ministry.site.base + "/feed.xml"
    ministry.publish(*names(1, 9))
    seen = ministry.run(fetcher())
    assert pages(seen) == ["/p9", "/p8", "/p7", "/p6", "/p5", "/p4", "/p3", "/p2", "/p1"]
    ministry.publish(*names(10, 16))
    assert sorted(pages(ministry.run(fetcher()))) == sorted(f"/p{number}" for number in range(10, 17))


def test_a_feed_without_listings(ministry: Ministry, fetcher: Any) -> None:
    ministry.entry = {"hosts": ["127.0.0.1"], "feed": ministry.site.base + "/feed.xml"}
    ministry.publish("p1", "p2", "p3")
    assert pages(ministry.run(fetcher())) == ["/p3", "/p2", "/p1"]


@pytest.mark.parametrize("since", [None, date(2024, 5, 1)])
def test_a_feed_with_wrong_dates_keeps_its_items(ministry: Ministry, fetcher: Any, since: date | None) -> None:
    ministry.entry["feed"] = ministry.site.base + "/feed.xml"
    ministry.publish(*names(1, 4))
    ministry.days.update({"/p1": "Fri, 99 Foo 2024", "/p2": "1970-01-01", "/p3": "2099-01-01", "/p4": ""})
    seen = ministry.run(fetcher(), since=since)
    assert sorted(pages(seen)) == ["/p1", "/p2", "/p3", "/p4"]
    assert {one.day for one in seen[:-1]} == {None}


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [("<html><body>Not found</body></html>", 200, "listing"), ("", 200, "listing"), ("", 404, "status"),
     ("", 503, "status"), ("<rss version='2.0'><channel></channel></rss>", 200, "listing")],
)  # fmt: skip
def test_where_the_feed_is_broken_the_listings_serve(
    site: Any, ministry: Ministry, fetcher: Any, body: str, status: int, kind: str
) -> None:
    ministry.entry["feed"] = site.page("/broken.xml", body, status)
    ministry.publish(*names(1, 4))
    seen = ministry.run(fetcher(retries=0))
    assert (failures(seen), pages(seen)) == ([("/broken.xml", kind)], ["/p4", "/p3", "/p2", "/p1"])


# -- what a site entry may say


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hosts": []}, "hosts"),
        ({"hosts": None}, "hosts"),
        ({"listings": []}, "listings"),
        ({"listings": ["/relative"]}, "listings"),
        ({"listings": 3}, "listings"),
        ({"item": None}, "item"),
        ({"item": "a["}, "item"),
        ({"next": ["a", "::nothing"]}, "next"),
        ({"item_date": [1]}, "item_date"),
        ({"feed": "file:///etc/passwd"}, "feed"),
    ],
)
def test_a_site_entry_that_makes_no_sense(ministry: Ministry, fetcher: Any, change: Any, field: str) -> None:
    ministry.entry.update(change)
    with pytest.raises(LexiconError) as caught:
        ministry.run(fetcher())
    assert caught.value.where == f"site.{field}"
