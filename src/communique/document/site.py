"""How the pages of known issuers are built: the `site` of their entries in ``lexicons/issuers.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from communique.errors import LexiconError
from communique.lexicon import Entry, load

_LISTS = ("hosts", "title", "date", "body", "drop", "listings")
_WORDS = ("language", "item", "item_date", "next", "feed")


@dataclass(frozen=True)
class Site:
    """One issuer's pages.

    :param issuer: the issuer's name, as the user would give it (the first form of its entry).
    :param entry: the id of its entry.
    :param hosts: host names, exactly.
    :param title, date, body: CSS selectors, tried in order. One selector for the body may match several elements.
    :param drop: CSS selectors of what stands in the body but is no part of the text.
    :param language: of all its pages; None where they say it themselves.
    """

    issuer: str
    entry: str
    hosts: tuple[str, ...]
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    language: str | None = None
    listings: tuple[str, ...] = ()
    item: str | None = None
    item_date: str | None = None
    next: str | None = None
    feed: str | None = None


@cache
def sites() -> dict[str, Site]:
    """All known sites under each of their hosts.

    :raises LexiconError: for an unknown key, a wrong type, or a host that stands twice.
    """
    found: dict[str, Site] = {}
    for entry in load("issuers").entries:
        if entry.get("site") is None:
            continue
        site = site_of(entry)
        for host in site.hosts:
            if host in found:
                raise LexiconError(f"issuers.toml line {entry.line}", f"host {host!r} stands twice", "Keep one.")
            found[host] = site
    return found


def site_of(entry: Entry) -> Site:
    """The site of an entry that has one."""
    where = f"issuers.toml line {entry.line} ({entry.id})"
    given: dict[str, Any] = entry.get("site")
    for key, value in given.items():
        right = (
            (isinstance(value, list) and all(isinstance(v, str) for v in value))
            if key in _LISTS
            else isinstance(value, str)
        )
        if key not in (*_LISTS, *_WORDS) or not right:
            raise LexiconError(where, f"site.{key} = {value!r}", f"Known are lists {_LISTS} and strings {_WORDS}.")
    if not given.get("hosts"):
        raise LexiconError(where, "a site without `hosts`", "Name the hosts on which its pages stand.")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    return Site(issuer=entry.forms[0].text, entry=entry.id, **values)


def find_site(*urls: str | None) -> Site | None:
    """The site of the first of `urls` whose host is known."""
    for url in urls:
        host = _host(url)
        site = sites().get(host) if host else None
        if site is not None:
            return site
    return None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None
