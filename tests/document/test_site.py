"""The `site` of an issuer's entry: what it may hold, and how a page finds it."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from communique.document.site import Site, find_site, site_of, sites
from communique.errors import LexiconError
from communique.lexicon import Entry
from communique.lexicon.load import parse

_HEAD = 'attributes = ["site"]\n[[entry]]\nid = "a.b"\nforms = ["Foreign Office"]\nvalue = "AAA"\nyes = ["the [Foreign Office]"]\n'


def entry(site: str) -> Entry:
    return parse(f"{_HEAD}[entry.site]\n{site}", "issuers").entries[0]


def test_a_site_is_made_from_its_table() -> None:
    site = site_of(entry('hosts = ["a.example"]\nbody = [".x", ".y"]\nlanguage = "en"'))
    assert site == Site("Foreign Office", "a.b", ("a.example",), body=(".x", ".y"), language="en")


@pytest.mark.parametrize(
    ("site", "word"),
    [
        ('body = [".x"]', "without `hosts`"),
        ('hosts = ["a.example"]\nbodies = [".x"]', "site.bodies"),
        ('hosts = "a.example"', "site.hosts"),
        ('hosts = ["a.example"]\nnext = ["a"]', "site.next"),
    ],
)
def test_a_broken_site_is_refused_with_its_line(site: str, word: str) -> None:
    with pytest.raises(LexiconError, match=word.replace(".", r"\.")) as error:
        site_of(entry(site))
    assert "line 2 (a.b)" in str(error.value)


def test_every_selector_can_be_read_and_every_site_can_be_collected() -> None:
    tree = LexborHTMLParser("<p>")
    for site in sites().values():
        for css in (*site.title, *site.date, *site.body, *site.drop, site.item, site.item_date, site.next):
            if css is not None:
                tree.css(css)
        assert site.title and site.date and site.body and site.listings and site.item, site.entry
        hosts = {url.split("/")[2] for url in (*site.listings, *([site.feed] if site.feed else []))}
        assert hosts <= set(site.hosts), site.entry


@pytest.mark.parametrize(
    ("urls", "issuer"),
    [
        (("https://www.state.gov/readout/",), "State Department"),
        (("HTTPS://WWW.STATE.GOV:443/x",), "State Department"),
        ((None, "https://a.example/", "http://en.kremlin.ru/events/1"), "Kremlin"),
        (("https://state.gov.example/",), None),
        (("https://en.kremlin.ru.example/", "http://[broken", "not a url", ""), None),
        ((), None),
    ],
)
def test_find_site(urls: tuple[Any, ...], issuer: str | None) -> None:
    site = find_site(*urls)
    assert (site.issuer if site else None) == issuer
