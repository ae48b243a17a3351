"""The `site` of an issuer's entry, as far as collecting needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from communique.errors import LexiconError
from communique.sources.errors import FetchError
from communique.sources.urls import checked_url

_MEND = "See `site` in lexicons/issuers.toml."


@dataclass(frozen=True)
class Site:
    """Where an issuer lists its pages.

    :param hosts: the hosts whose pages are the issuer's ("www." makes no difference).
    :param listings: URLs of listing pages, newest items first.
    :param item: CSS of the links (or the blocks that hold them) to the pages listed; the first that matches counts.
    :param item_date: CSS of the day, inside the block of an item or before it.
    :param next: CSS of the link to the next listing page.
    :param feed: URL of an RSS or Atom feed.
    """

    hosts: tuple[str, ...]
    listings: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    item_date: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    feed: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """:raises LexiconError: for a value of the wrong type, a CSS selector that is none, or what is missing."""
        made = cls(
            hosts=_strings(data, "hosts"), listings=tuple(_url("listings", one) for one in _strings(data, "listings")),
            item=_selectors(data, "item"), item_date=_selectors(data, "item_date"), next=_selectors(data, "next"),
            feed=next((_url("feed", one) for one in _strings(data, "feed")), None),
        )  # fmt: skip
        if not made.hosts:
            raise _fault("hosts", "no host")
        if made.feed is None and not made.listings:
            raise _fault("listings", "neither `listings` nor `feed`")
        if made.listings and not made.item:
            raise _fault("item", "`listings` without `item`")
        return made


def _strings(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name)
    if value is None:
        return ()
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) and one.strip() for one in found):
        raise _fault(name, f"{value!r} where a string or a list of strings was expected")
    return tuple(found)


def _selectors(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    found = _strings(data, name)
    for css in found:
        try:
            LexborHTMLParser("<p>").css(css)
        except SelectolaxError:
            raise _fault(name, f"{css!r} is no CSS selector") from None
    return found


def _url(name: str, value: str) -> str:
    try:
        return checked_url(value)
    except FetchError as error:
        raise _fault(name, f"{value!r}: {error.what}") from None


def _fault(name: str, what: str) -> LexiconError:
    return LexiconError(f"site.{name}", what, _MEND)
