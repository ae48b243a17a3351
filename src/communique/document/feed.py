"""RSS and Atom → a text for each item."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from communique.document.dates import day
from communique.document.found import Failure, Found, Part, joined, too_large
from communique.document.html import fragment_texts, parse
from communique.document.limits import Limits
from communique.document.pagemeta import links, resolved
from communique.document.site import find_site
from communique.document.sniff import sniff
from communique.errors import InputError

_FIRST_FEEDS = 1995
"""A feed's date before this is a placeholder ("0001-01-01", "1970-01-01")."""
_TAG = re.compile(r"<[a-zA-Z/][^>]*>|&#?\w+;")


def read_feed(part: Part, limits: Limits) -> Iterator[Found | Failure]:
    """The items of a feed; an item's part is its id or link. `raw` is the whole feed.

    :raises InputError: for what is no feed, or a feed without items.
    """
    import feedparser

    if len(part.data) > limits.max_page_bytes:
        raise too_large(part, limits.max_page_bytes)
    headers = {"content-type": part.declared} if part.declared else {}
    # A stream, never bytes: feedparser takes bytes for the name of a file or an address to fetch.
    parsed = feedparser.parse(
        io.BytesIO(part.data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.entries:
        said = str(parsed.get("bozo_exception", "")) or "no items in it"
        raise InputError(
            part.where, f"a feed that gives nothing ({said})", "Check the feed's address; it may be cut off."
        )
    kind = sniff(part.data, part.file, part.declared)
    language = (parsed.feed.get("language") or "").split("-")[0].lower() or None
    seen: dict[str, int] = {}
    for number, entry in enumerate(parsed.entries, 1):
        path = str(entry.get("id") or entry.get("link") or f"item {number}")
        seen[path] = seen.get(path, 0) + 1
        path = path if seen[path] == 1 else f"{path} ({seen[path]})"
        try:
            yield _item(part, entry, path, kind, language)
        except InputError as error:
            yield Failure(error.where, error)


def _item(part: Part, entry: Any, path: str, kind: str, language: str | None) -> Found:
    where = part.member(b"", path).where
    title = " ".join(_plain(str(entry.get("title") or ""), where).split()) or None
    url = resolved(str(entry.get("link") or ""), part.url)
    contents = [str(c.get("value") or "") for c in entry.get("content", ())] or [str(entry.get("summary") or "")]
    content = max(contents, key=len)
    marked = bool(_TAG.search(content))
    blocks = fragment_texts(content, where) if marked else [b for b in re.split(r"\n\s*\n", content.strip()) if b]
    text = joined(title, blocks)
    if not text:
        raise InputError(where, "an item without title and text", "Leave it out, or fetch its page.")
    site = find_site(url)
    body = parse(content, where).body if marked else None
    return Found(
        text, part.data, kind, part.member(b"", path).inside, title, site.issuer if site else None, _day(entry),
        (site.language if site else None) or language, url, links([body] if body is not None else [], url),
    )  # fmt: skip


def _plain(title: str, where: str) -> str:
    return " ".join(fragment_texts(title, where)) if _TAG.search(title) else title


def _day(entry: Any) -> str | None:
    """The item's day where the sender is: feedparser's own value is in UTC, where it may be the day before."""
    present = set(entry.keys())  # asking feedparser for a date that is not there gives another, and a warning
    for name in ("published", "updated", "created"):
        if name not in present:
            continue
        given = str(entry.get(name) or "").strip()
        found = standard_day(given) or day(given)
        if found and int(found[:4]) >= _FIRST_FEEDS:
            return found
    return None


def standard_day(given: str) -> str | None:
    """The day of a date in the form of mail (RFC 5322) or ISO 8601, where its sender is."""
    for read in (parsedate_to_datetime, dt.datetime.fromisoformat):
        try:
            return read(given).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
