"""Sitemaps."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest

from communique.sources import sitemap
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.listing import Listed
from communique.sources.site import Site
from communique.sources.sitemap import is_sitemap, read_sitemap

URL = "https://ministry.example/sitemap.xml"
SITE = Site(("ministry.example",), feed=URL)
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def entry(path: str, day: str | None = None, tag: str = "url") -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<{tag}><loc>{path if '://' in path else 'https://ministry.example' + path}</loc>{changed}</{tag}>"


def listed(body: str | bytes, at: str = URL) -> Listed:
    data = body.encode() if isinstance(body, str) else body
    return read_sitemap(Fetched(URL, URL, 200, {}, data, datetime(2024, 5, 17, tzinfo=UTC)), SITE, at)


def test_the_newest_change_comes_first() -> None:
    body = (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<urlset {XMLNS}>{entry('/a', '2024-01-02')}"
        f"{entry('/b?x=1&amp;y=2', '2024-03-04T23:30:00+09:00')}{entry('https://other.example/c')}<url/></urlset>"
    )
    for data in (body.encode(), gzip.compress(body.encode())):
        assert is_sitemap(data)
        found = listed(data)
        assert [(item.url.rsplit("/", 1)[1], item.day) for item in found.items] == [
            ("b?x=1&y=2", date(2024, 3, 4)), ("a", date(2024, 1, 2)),
        ]  # fmt: skip
        assert (found.next, found.in_order, found.modified) == (None, True, True)


def test_without_all_days_there_is_no_order() -> None:
    found = listed(f"<urlset>{entry('/a')}{entry('/b', '2024-01-02')}{entry('/c', 'yesterday')}</urlset>")
    assert [item.url[-1] for item in found.items] == ["b", "a", "c"] and not found.in_order


def test_a_long_one_is_taken_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "SLICE", 2)
    body = f"<urlset>{''.join(entry(f'/{n}', f'2024-01-0{9 - n}') for n in range(5))}</urlset>"
    taken, at = [], URL
    while at:
        found = listed(body, at)
        taken.append([item.url[-1] for item in found.items])
        at = found.next or ""
    assert taken == [["0", "1"], ["2", "3"], ["4"]]


def test_an_index_names_sitemaps() -> None:
    found = listed(
        f"<sitemapindex {XMLNS}>{entry('/1.xml', '2024-01-02', 'sitemap')}{entry('/2.xml', None, 'sitemap')}</sitemapindex>"
    )
    assert found.items == () and [(one.url[-5:], one.day) for one in found.more] == [
        ("1.xml", date(2024, 1, 2)), ("2.xml", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body", [b"<html><urlset></html>", b"", b"<rss/>", b"\x1f\x8bnot gzip", gzip.compress(b"<rss/>", mtime=0)]
)
def test_what_is_none(body: bytes) -> None:
    assert not is_sitemap(body)


def test_a_bomb_and_a_broken_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 10_000)
    with pytest.raises(FetchError, match="more than"):
        listed(gzip.compress(b"<urlset>" + b" " * 20_000 + b"</urlset>"))
    whole = f"<urlset>{entry('/a', '2024-01-02')}{entry('/b', '2024-01-01')}"
    assert [item.url[-1] for item in listed(whole).items] == ["a", "b"], "one that breaks off gives what it has"


def test_entities_are_not_resolved() -> None:
    declared = "<!DOCTYPE x [<!ENTITY i 'inside'><!ENTITY o SYSTEM 'file:///etc/passwd'>]>"
    found = listed(f"{declared}<urlset>{entry('/a&i;b')}{entry('/a&o;b')}{entry('/c')}</urlset>").items
    assert not any("inside" in item.url or "root" in item.url for item in found)
    assert "c" in [item.url[-1] for item in found]
