"""A feed (RSS, Atom) → the items it names."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from communique.sources.days import day_of, plausible
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.listing import Listed
from communique.sources.site import Site
from communique.sources.state import Item
from communique.sources.urls import is_of, joined


def read_feed(page: Fetched, site: Site) -> Listed:
    """The items of a feed, newest first as far as they have a day, and its next page where it is paged (RFC 5005).

    :raises FetchError: `listing`, for what is no feed.
    """
    import feedparser

    found = feedparser.parse(io.BytesIO(page.body), response_headers=dict(page.headers), sanitize_html=False)
    if not found.get("version") and not found.entries:
        raise FetchError(
            page.url, "this is no RSS or Atom feed", "Correct `feed` in the issuer's `site`.", kind="listing"
        )
    items: dict[str, Item] = {}
    for entry in found.entries:
        url = joined(page.url, entry.get("link") or "") if entry.get("link") else None
        if url is not None and is_of(url, site.hosts):
            items.setdefault(url, Item(url, plausible(_day(entry), page.fetched.date())))
    ordered = sorted(items.values(), key=lambda item: item.day or date.max, reverse=True)
    return Listed(tuple(ordered), _next(found.feed, page.url, site))


def _day(entry: Any) -> date | None:
    """The day as written, since that is the one at the issuer's place; what feedparser made of it otherwise."""
    for name in ("published", "updated"):
        # Past feedparser's own `get`, which gives one date for another where that one is missing.
        day = day_of(dict.get(entry, name) or "")
        if day is not None:
            return day
        parsed = dict.get(entry, f"{name}_parsed")
        if parsed is not None:
            return date(*parsed[:3])
    return None


def _next(feed: Any, base: str, site: Site) -> str | None:
    targets = [joined(base, link.get("href") or "") for link in feed.get("links", []) if link.get("rel") == "next"]
    return next((url for url in targets if url is not None and is_of(url, site.hosts)), None)
