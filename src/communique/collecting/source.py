"""What can be collected: the issuers whose listings are known, and any listing, feed or sitemap by its URL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.document.site import find_site
from communique.document.sniff import ATOM, HTML, RSS, sniff
from communique.errors import InputError
from communique.lexicon import Entry, load
from communique.sources.fetch import Fetched
from communique.sources.sitemap import is_sitemap
from communique.sources.urls import checked_url, host_of

_ITEM = ["main article a", "main h2 a, main h3 a", "main li a", "article a", "h2 a, h3 a, h4 a", "li a"]
_ITEM_DATE = ["time", ".date"]
_NEXT = ["a[rel~='next']", "link[rel~='next']", "a.next, .next a", ".pagination .next a"]


@dataclass(frozen=True)
class Source:
    """What is followed.

    :param name: the id of an issuer's entry, or the URL; the progress is kept under it.
    :param site: `hosts`, `listings`, `feed` and so on as in issuers.toml; None for a URL that is to be looked at first.
    :param issuer: of documents that do not say theirs.
    """

    name: str
    site: Mapping[str, Any] | None = None
    issuer: str | None = None


def find_source(named: str) -> Source:
    """The source of an issuer's id, of one of its names, or of the URL of a listing, feed or sitemap.

    :raises InputError: for a name that is none, or an issuer whose listings are not known.
    :raises FetchError: for a URL that may not be fetched.
    """
    if "://" in named:
        return Source(checked_url(named))
    entry = load("issuers").by_id.get(named) or _by_name(named)
    if entry is None:
        raise InputError(named, "no such issuer", f"{_near(named)}`communique collect --list` shows them all.")
    if not _is_collectable(entry):
        mend = (
            "Give the URL of its listing or feed, or add `listings` or `feed` to its `site` in lexicons/issuers.toml."
        )
        raise InputError(named, "this issuer's listings are not known", mend)
    return _of_entry(entry)


def collectable() -> Iterator[Source]:
    """The issuers that can be collected, in the order of the table."""
    return (_of_entry(entry) for entry in load("issuers").entries if _is_collectable(entry))


def site_at(page: Fetched, item: str | None) -> dict[str, Any]:
    """How to follow what is at a URL, by what it turned out to be.

    An issuer's other listings look like those in its `site`. Of an unknown listing, links are taken that stand where
    links to articles stand on most sites.

    :param item: CSS of the links on a listing.
    """
    known = find_site(page.url, page.asked)
    hosts = list(known.hosts) if known else list(dict.fromkeys((host_of(page.asked), host_of(page.url))))
    kind = sniff(page.body, page.url, page.headers.get("content-type"))
    if kind in (RSS, ATOM) or is_sitemap(page.body):
        return {"hosts": hosts, "feed": page.asked}
    if kind != HTML:
        raise InputError(page.asked, f"of type {kind}, no listing or feed", "Keep it with `communique add`.")
    own = {name: [css] for name in ("item", "item_date", "next") if (css := known and getattr(known, name))}
    return {
        "hosts": hosts,
        "listings": [page.asked],
        "item": [item] if item else [*own.get("item", []), *_ITEM],
        "item_date": [*own.get("item_date", []), *_ITEM_DATE],
        "next": [*own.get("next", []), *_NEXT],
    }


def _of_entry(entry: Entry) -> Source:
    return Source(entry.id, entry.get("site"), entry.forms[0].text)


def _is_collectable(entry: Entry) -> bool:
    site = entry.get("site") or {}
    return bool(site.get("feed") or site.get("listings"))


def _by_name(named: str) -> Entry | None:
    """By a name in any case; an issuer that can be collected before one that cannot."""
    same = [e for e in load("issuers").entries if any(f.text.casefold() == named.casefold() for f in e.forms)]
    return next(iter(sorted(same, key=lambda entry: not _is_collectable(entry))), None)


def _near(named: str) -> str:
    from rapidfuzz import fuzz, process

    names = {name for e in load("issuers").entries if _is_collectable(e) for name in (e.id, *(f.text for f in e.forms))}
    found = process.extract(named, sorted(names), scorer=fuzz.WRatio, processor=str.casefold, limit=3, score_cutoff=70)
    return f"Did you mean {' or '.join(name for name, *_ in found)}? " if found else ""
