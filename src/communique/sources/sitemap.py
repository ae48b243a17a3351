"""A sitemap, plain or packed, or an index of sitemaps (sitemaps.org) → what it names."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import date
from urllib.parse import urldefrag

from communique.sources.days import day_of, plausible
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.listing import Listed
from communique.sources.site import Site
from communique.sources.state import Item
from communique.sources.urls import is_of, joined

SLICE = 500
"""Items taken as one page: a sitemap may hold 50,000, and the queue of what is to be fetched should stay short."""
_MOST = 50_000_000
"""Bytes of one sitemap, unpacked: the limit of the protocol."""
_HEAD = 4096
_ROOT = re.compile(rb"^(?:\s|<[?!][^>]*>)*<(?:\w+:)?(?P<root>urlset|sitemapindex)\b")


def is_sitemap(body: bytes) -> bool:
    """Whether `body` is a sitemap or an index of sitemaps, packed or not."""
    return _root(body) is not None


def read_sitemap(page: Fetched, site: Site, at: str) -> Listed:
    """Up to `SLICE` items of a sitemap, newest change first; or the sitemaps of an index.

    :param at: the URL as the walk has it; its fragment is the number of the first item to give.
    :raises FetchError: `listing`, where it cannot be read.
    """
    items: dict[str, Item] = {}
    for url, changed in _entries(page):
        if url is not None and is_of(url, site.hosts):
            items.setdefault(url, Item(url, plausible(day_of(changed), page.fetched.date())))
    ordered = sorted(items.values(), key=lambda item: item.day or date.min, reverse=True)
    if _root(page.body) == b"sitemapindex":
        return Listed((), more=tuple(ordered), modified=True)
    address, start = urldefrag(at)
    first = int(start or 0)
    following = f"{address}#{first + SLICE}" if len(ordered) > first + SLICE else None
    in_order = all(item.day is not None for item in ordered)
    return Listed(tuple(ordered[first : first + SLICE]), following, modified=True, in_order=in_order)


def _root(body: bytes) -> bytes | None:
    head = _unpacked(body, _HEAD) if body.startswith(b"\x1f\x8b") else body[:_HEAD]
    found = _ROOT.match(head.removeprefix(b"\xef\xbb\xbf"))
    return found["root"] if found else None


def _unpacked(body: bytes, most: int) -> bytes:
    """The first `most` bytes of what is packed in `body`; less where it breaks off."""
    try:
        return zlib.decompressobj(31).decompress(body, most)
    except zlib.error:
        return b""


def _entries(page: Fetched) -> Iterator[tuple[str | None, str]]:
    """URL, and the day of the last change as written, of each entry."""
    from lxml import etree

    body = _unpacked(page.body, _MOST + 1) if page.body.startswith(b"\x1f\x8b") else page.body
    if len(body) > _MOST:
        raise _broken(page, f"of more than {_MOST:,} bytes")
    # No entity is resolved and nothing loaded from elsewhere: the file is from the network.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(page, f"that is no valid XML ({error})") from None
    if root is None:
        raise _broken(page, "that is no valid XML")
    for entry in root.iterfind("{*}*"):
        address = (entry.findtext("{*}loc") or "").strip()
        yield joined(page.url, address) if address else None, (entry.findtext("{*}lastmod") or "").strip()


def _broken(page: Fetched, what: str) -> FetchError:
    return FetchError(page.url, f"a sitemap {what}", "Tell the site, or give another listing.", kind="listing")
