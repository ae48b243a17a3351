"""Listing pages in the shapes that ministries give them, and the days beside their items."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.sources.days import day_of, plausible
from communique.sources.fetch import Fetched
from communique.sources.listing import Listed, read_listing
from communique.sources.retry import retry_after
from communique.sources.site import Site
from communique.sources.urls import checked_url, is_of, joined

URL = "https://www.ministry.example/en/news/index.html"
NOW = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


def listed(html: str | bytes, headers: dict[str, str] | None = None, **site: Any) -> Listed:
    body = html.encode() if isinstance(html, str) else html
    page = Fetched(URL, URL, 200, headers or {}, body, NOW)
    return read_listing(page, Site.of({"hosts": ["ministry.example"], "listings": [URL], **site}))


def rows(found: Listed) -> list[tuple[str, str]]:
    return [(item.url.removeprefix("https://www.ministry.example"), str(item.day)) for item in found.items]


@pytest.mark.parametrize(
    ("html", "item", "item_date"),
    [
        ("<ul><li><a href='/a'>A</a><span>2024-05-17</span></li><li><a href='/b'>B</a><span>2024-05-16</span></li></ul>",
         "li a", "span"),
        ("<table><tr><td>17 May 2024<td><a href='/a'>A</a><tr><td>16 May 2024<td><a href='/b'>B</a></table>",
         "td a", "td:first-child"),
        ("<div class=card><h3><a href='/a'>A</a></h3><time datetime='2024-05-17T09:00Z'>Today</time></div>"
         "<div class=card><h3><a href='/b'>B</a></h3><time datetime='2024-05-16'>Yesterday</time></div>",
         "div.card", "time"),
        ("<dl><dt>May 17, 2024<dd><a href='/a'>A</a><dt>May 16, 2024<dd><a href='/b'>B</a></dl>", "dd a", "dt"),
        ("<ul><li><a href='/a'>A (2024年5月17日)</a><li><a href='/b'>B (2024年5月16日)</a></ul>", "li a", "a"),
        ("<ul><li><a href='/a'><b>A</b><i>17.05.2024</i></a><li><a href='/b'>B<i>16.05.2024</i></a></ul>",
         ["p.old a", "li a"], ["p.old", "i"]),
    ],
)  # fmt: skip
def test_items_and_their_days(html: str, item: Any, item_date: Any) -> None:
    found = listed(html, item=item, item_date=item_date)
    assert rows(found) == [("/a", "2024-05-17"), ("/b", "2024-05-16")]


def test_one_heading_dates_all_items_under_it() -> None:
    html = (
        "<h3>17 May 2024</h3><p><a href=/a>A</a></p><p><a href=/b>B</a></p><h3>16 May 2024</h3><p><a href=/c>C</a></p>"
    )
    assert [day for _, day in rows(listed(html, item="p a", item_date="h3"))] == ["2024-05-17"] * 2 + ["2024-05-16"]


def test_an_item_without_day_does_not_take_that_of_its_neighbour() -> None:
    html = "<ul><li><a href=/a>A</a> <i>17 May 2024</i><li><a href=/b>B</a><li><a href=/c>C</a> <i>15 May 2024</i></ul>"
    assert [day for _, day in rows(listed(html, item="li a", item_date="i"))] == ["2024-05-17", "None", "2024-05-15"]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("a.html", "/en/news/a.html"),
        ("../a.html#top", "/en/a.html"),
        ("//ministry.example/a", "https://ministry.example/a"),
        ("?id=1&amp;l=en", "/en/news/index.html?id=1&l=en"),
        (" /a b/é ", "/a%20b/%C3%A9"),
    ],
)
def test_links_are_made_whole(href: str, url: str) -> None:
    assert rows(listed(f"<p><a href='{href}'>x</a></p>", item="p a"))[0][0] == url


def test_the_base_of_the_page_counts() -> None:
    html = "<base href='/archive/'><p><a href=a>x</a></p><a class=next href=2>x</a>"
    found = listed(html, item="p a", next=".next")
    assert (rows(found)[0][0], found.next) == ("/archive/a", "https://www.ministry.example/archive/2")


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<link rel=next href='/p/2'>", "/p/2"),
        ("<li class=next><a href='/p/2'>Older</a></li>", "/p/2"),
        ("<a rel=next href='#'>x</a><a rel=next href='/p/2'>x</a>", "/p/2"),
        ("<a rel=next href='javascript:more()'>x</a>", None),
        ("<a rel=next href='https://other.example/2'>x</a>", None),
        ("<a rel=next>x</a>", None),
        ("", None),
    ],
)
def test_the_next_page(html: str, url: str | None) -> None:
    found = listed(f"<p><a href=/a>x</a></p>{html}", item="p a", next=["li.next", "[rel=next]"])
    assert found.next == (url and f"https://www.ministry.example{url}")


@pytest.mark.parametrize(
    ("encoding", "headers", "meta"),
    [
        ("utf-8", {}, ""),
        ("utf-8", {"content-type": "text/html; charset=iso-8859-1"}, ""),
        ("utf-8-sig", {}, "<meta charset=gbk>"),
        ("gb18030", {"content-type": "text/html; charset=gb18030"}, ""),
        ("gb18030", {}, "<meta charset='gb18030'>"),
        ("gb18030", {"content-type": "text/html; charset=nonsense"}, "<meta charset='gb18030'>"),
    ],
)
def test_the_charset_of_a_listing(encoding: str, headers: dict[str, str], meta: str) -> None:
    body = f"{meta}<p><a href='/a'>A</a> <i>2024年5月17日</i></p>".encode(encoding)
    assert rows(listed(body, headers, item="p a", item_date="i")) == [("/a", "2024-05-17")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-17", "2024-05-17"), ("2024/5/7", "2024-05-07"), ("2024.05.17.", "2024-05-17"),
        ("[2024-05-17 09:30]", "2024-05-17"), ("20240517", "2024-05-17"), ("2024年5月17日", "2024-05-17"),
        ("2024년 5월 17일", "2024-05-17"), ("17 May 2024", "2024-05-17"), ("Friday, 17th of May, 2024", "2024-05-17"),
        ("May 17, 2024", "2024-05-17"), ("Sept. 3, 2024", "2024-09-03"), ("17-May-2024", "2024-05-17"),
        ("Fri, 17 May 2024 23:30:00 +0900", "2024-05-17"), ("vendredi 17 mai 2024", "2024-05-17"),
        ("1er août 2024", "2024-08-01"), ("le 3 février 2024", "2024-02-03"), ("6 juil. 2024", "2024-07-06"),
        ("17.05.2024", "2024-05-17"), ("17/05/2024", "2024-05-17"), ("05/17/2024", "2024-05-17"),
        ("05/05/2024", "2024-05-05"), ("05/06/2024", "None"), ("2024-02-30", "None"), ("30 February 2024", "None"),
        ("Decision 5, 2024", "None"), ("3 jui 2024", "None"), ("May 2024", "None"), ("yesterday", "None"), ("", "None"),
        ("No. 120240517", "None"), ("updated 2024-13-01, 17 May 2024", "2024-05-17"),
    ],
)  # fmt: skip
def test_days_as_they_are_written(text: str, day: str) -> None:
    assert str(day_of(text)) == day


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(
    ["{d:%Y-%m-%d}", "{d.year}年{d.month}月{d.day}日", "{d.day} {d:%B} {d.year}", "{d:%b} {d.day}, {d.year}",
     "{d.day}.{d.month}.{d.year}", "{d:%Y%m%d}"]))  # fmt: skip
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert day_of(form.format(d=day)) == day


@given(st.text())
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    assert day_of(text) is None or isinstance(day_of(text), date)


@pytest.mark.parametrize(("day", "kept"), [("2024-05-19", True), ("2024-05-20", False), ("1989-12-31", False)])
def test_days_that_cannot_be_right(day: str, kept: bool) -> None:
    assert (plausible(date.fromisoformat(day), NOW.date()) is not None) is kept


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("0", 0.0), ("Fri, 17 May 2024 12:01:00 GMT", 60.0), ("Fri, 17 May 2024 11:00:00 GMT", 0.0),
     ("Fri, 17 May 2024 12:01:00 -0000", 60.0), ("-5", None), ("soon", None), ("", None), ("1.5", None)],
)  # fmt: skip
def test_what_retry_after_asks(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(
    ("url", "normal"),
    [("HTTP://Ministry.Example", "http://ministry.example/"), ("http://ministry.example?q", "http://ministry.example/?q"), ("https://ministry.example:443/a#b", "https://ministry.example/a"),
     (" https://Bücher.example/ü?q=é ", "https://xn--bcher-kva.example/%C3%BC?q=%C3%A9")],
)  # fmt: skip
def test_one_page_has_one_spelling(url: str, normal: str) -> None:
    assert checked_url(url) == normal
    assert checked_url(normal) == normal


@given(st.text(max_size=60))
def test_no_link_breaks_a_listing(href: str) -> None:
    found = joined(URL, href)
    assert found is None or checked_url(found) == found


@pytest.mark.parametrize(
    ("url", "inside"),
    [("https://ministry.example/a", True), ("http://www.ministry.example:8080/", True),
     ("https://ministry.example.evil.example/", False), ("https://evilministry.example/", False),
     ("https://en.ministry.example/", False)],
)  # fmt: skip
def test_hosts_of_an_issuer(url: str, inside: bool) -> None:
    assert is_of(url, ["Ministry.example"]) is inside


def test_nothing_heavy_is_imported_before_something_is_fetched() -> None:
    code = "import sys, communique.sources.collect; print([m for m in %r if m in sys.modules])"
    heavy = ["httpx2", "httpcore2", "selectolax", "feedparser", "protego", "tenacity"]
    done = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
