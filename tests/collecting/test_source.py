"""What a name or URL means as a source."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from communique.collecting import collectable, find_source
from communique.collecting.source import site_at
from communique.errors import CommuniqueError
from communique.lexicon import load
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.site import Site


@pytest.mark.parametrize(
    ("named", "name"),
    [
        ("china.idcpc", "china.idcpc"),
        ("IDCPC", "china.idcpc"),
        ("idcpc", "china.idcpc"),
        ("State Department", "usa.state"),
        ("élysée", "france.elysee"),
        ("HTTPS://Ministry.Example/News#top", "https://ministry.example/News"),
    ],
)
def test_a_source_by_id_name_or_url(named: str, name: str) -> None:
    assert find_source(named).name == name


@pytest.mark.parametrize(
    ("named", "what"),
    [("Xinhua", "this issuer's listings are not known"), ("Ministry of Silly Walks", "no such issuer"), ("", "no such issuer")],
)  # fmt: skip
def test_a_name_that_is_none(named: str, what: str) -> None:
    with pytest.raises(CommuniqueError) as caught:
        find_source(named)
    assert caught.value.what == what and caught.value.mend


def test_a_url_that_is_none() -> None:
    with pytest.raises(FetchError, match="scheme"):
        find_source("gopher://ministry.example/")


def test_the_site_of_every_issuer_can_be_followed() -> None:
    sources = list(collectable())
    assert len(sources) > 15
    for source in sources:
        assert source.issuer and source.site is not None and Site.of(source.site).hosts
    with_site = {entry.id for entry in load("issuers").entries if (entry.get("site") or {}).get("listings")}
    assert with_site <= {source.name for source in sources}


def fetched(url: str, body: bytes, kind: str = "text/html") -> Fetched:
    return Fetched(url, url, 200, {"content-type": kind}, body, datetime(2024, 5, 3, tzinfo=UTC))


def test_another_listing_of_a_known_issuer_looks_like_those_in_the_table() -> None:
    site = site_at(fetched("https://www.state.gov/remarks/", b"<html><body></body></html>"), None)
    own = find_source("usa.state").site
    assert own is not None and site["hosts"] == own["hosts"] and site["listings"] == ["https://www.state.gov/remarks/"]
    assert site["item"][0] == own["item"] and site["next"][0] == own["next"] and "feed" not in site
    Site.of(site)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "text/xml"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "text/html"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- c --><urlset></urlset>", "application/xml"),
        (b"\xef\xbb\xbf<sm:sitemapindex xmlns:sm='x'/>", "text/xml"),
    ],
)
def test_a_feed_or_sitemap_is_known_by_its_bytes(body: bytes, kind: str) -> None:
    url = "https://ministry.example/x"
    assert site_at(fetched(url, body, kind), None) == {"hosts": ["ministry.example"], "feed": url}
