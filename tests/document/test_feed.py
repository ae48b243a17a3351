"""RSS and Atom."""

from __future__ import annotations

import pytest

from communique.document.extract import extract
from communique.document.found import Failure, Found

_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><language>en-us</language>
<link>https://a.example/</link>
<item><title>Talks &amp;amp; tea in Oslo</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Mon, 01 Jan 2024 00:30:00 +0800</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>The Minister met <a href="/x">his counterpart</a>.</p><ul><li>Trade</li></ul>]]></content:encoded></item>
<item><title>No day at all</title><link>https://a.example/2</link><pubDate>yesterday evening</pubDate><description>The sides spoke.</description></item>
<item><title>A day that is none</title><link>https://a.example/3</link><pubDate>Fri, 31 Feb 2023 10:00:00 GMT</pubDate></item>
<item><title>Before there were feeds</title><link>https://a.example/4</link><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>
<item><title>The same link</title><link>https://a.example/4</link><pubDate>2024-03-02T10:00:00Z</pubDate></item>
<item><description></description></item>
</channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>x</title>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Call&lt;/b&gt; with Japan</title><link href="https://www.gov.uk/news/1"/><updated>2024-05-17T23:30:00-05:00</updated>
<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry></feed>"""


def read(source: str, url: str | None = None) -> list[Found | Failure]:
    return list(extract(source.encode(), name="feed.xml", url=url))


def test_rss_items() -> None:
    items = read(_RSS, "https://a.example/feed.xml")
    found = [item for item in items if isinstance(item, Found)]
    assert [item.text for item in found] == [
        "Talks & tea in Oslo\n\nThe Minister met his counterpart.\n\n- Trade", "No day at all\n\nThe sides spoke.",
        "A day that is none", "Before there were feeds", "The same link",
    ]  # fmt: skip
    assert [item.published for item in found] == ["2024-01-01", None, None, None, "2024-03-02"]
    assert [item.part for item in found] == [
        "g1",
        "https://a.example/2",
        "https://a.example/3",
        "https://a.example/4",
        "https://a.example/4 (2)",
    ]
    assert found[0].links == ("https://a.example/x",) and found[0].url == "https://a.example/1"
    assert {item.language for item in found} == {"en"} and {item.raw for item in found} == {_RSS.encode()}
    (failure,) = [item for item in items if isinstance(item, Failure)]
    assert "without title and text" in str(failure.error)


def test_atom_of_a_known_issuer() -> None:
    (found,) = read(_ATOM)
    assert isinstance(found, Found)
    assert found.text == "Call with Japan\n\nOne.\n\nTwo."
    assert (found.published, found.issuer, found.media_type) == ("2024-05-17", "GOV.UK", "application/atom+xml")


@pytest.mark.parametrize(
    "source",
    ["<rss version='2.0'><channel><title>x</title></channel></rss>", "<rss version='2.0'><channel><item><tit"],
)
def test_a_feed_that_gives_nothing(source: str) -> None:
    (failure,) = read(source)
    assert isinstance(failure, Failure)


def test_a_feed_that_is_cut_off_gives_what_it_holds() -> None:
    items = read(_RSS[: _RSS.index("<item><title>A day that")])
    assert [item.title for item in items if isinstance(item, Found)] == ["Talks & tea in Oslo", "No day at all"]


def test_entities_that_would_expand_without_end_do_not() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))
    items = read(
        f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss version='2.0'><channel><item><title>A &l9; b</title></item></channel></rss>"
    )
    assert all(len(item.text) < 1000 for item in items if isinstance(item, Found))
