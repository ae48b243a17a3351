"""What a page says of itself: title, day of publication, language, address, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from communique.document.blocks import line, texts
from communique.document.dates import day, whole_day

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_PUBLISHED = (
    "meta[property='article:published_time']", "meta[name='PubDate' i]", "meta[name='publishdate' i]",
    "meta[name='DC.date.issued' i]", "meta[name='DCTERMS.issued' i]", "meta[name='dcterms.created' i]",
    "meta[itemprop='datePublished']", "meta[name='date' i]", "time[itemprop='datePublished']", "time[pubdate]",
)  # fmt: skip
_STRUCTURED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}")
_TAIL = re.compile(r"^(?P<head>.{15,}?)\s*(?:\||_|::|»| [-–—·] )\s*(?P<tail>[^|_»]{2,})$")
_CLOSE = 6
"""How many blocks from the start of the text a line with the day can stand."""


def attribute(tree: LexborHTMLParser, css: str, name: str) -> str | None:
    """An attribute of the first element that `css` finds; None where it is missing or blank."""
    node = tree.css_first(css)
    value = node.attributes.get(name) if node is not None else None
    return value.strip() or None if value else None


def address(tree: LexborHTMLParser) -> tuple[str | None, str | None]:
    """The addresses that the page gives for itself: canonical, and og:url."""
    return attribute(tree, "link[rel~='canonical' i]", "href"), attribute(tree, "meta[property='og:url']", "content")


def language(tree: LexborHTMLParser) -> str | None:
    """The primary subtag of ``<html lang>``, else of the Content-Language the page declares."""
    for css, name in (("html", "lang"), ("html", "xml:lang"), ("meta[http-equiv='content-language' i]", "content")):
        found = _LANGUAGE.match(attribute(tree, css, name) or "")
        if found:
            return found[0].lower()
    return None


def title(tree: LexborHTMLParser) -> str | None:
    """The headline: the heading that the page's own title repeats, else its only h1, else the line that begins that
    title, else that title without the site's name."""
    full = attribute(tree, "meta[property='og:title']", "content") or _head_title(tree)
    name = attribute(tree, "meta[property='og:site_name']", "content")
    firsts = [text for node in tree.css("h1") if (text := line(node))]
    headings = [*firsts, *(text for node in tree.css("h2, h3") if (text := line(node)))]
    told = [h for h in headings if len(h) >= 10 and h != name and _repeat(h, full)]
    if told:
        return max(told, key=len)
    if full is None or (len(firsts) == 1 and firsts[0] != name):
        return firsts[0] if firsts else None
    lines = [] if tree.body is None else [text for text in texts(tree.body) if len(text) >= 15]
    begun = [text for text in lines if _folded(full).startswith(_folded(text))]
    return max(begun, key=len, default=None) or _without_tail(full, name)


def _repeat(heading: str, full: str | None) -> bool:
    one, other = _folded(heading), _folded(full)
    return one in other or (len(other) >= 10 and other in one)


def _head_title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("head > title")
    return " ".join(node.text().split()) or None if node is not None else None


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _without_tail(full: str, site: str | None) -> str:
    found = _TAIL.match(full)
    if found and site and _folded(found["tail"]) in (_folded(site), _folded(site).removeprefix("the ")):
        return found["head"]
    return full


def published(tree: LexborHTMLParser, source: str, blocks: Iterable[str], spoken: str | None) -> str | None:
    """The day of publication: by the page's metadata, by a line of its own near the headline, else by htmldate.

    :param blocks: the main text.
    :param spoken: the page's language.
    """
    for css in _PUBLISHED:
        for node in tree.css(css):
            found = day(node.attributes.get("content") or node.attributes.get("datetime"))
            if found:
                return found
    structured = _STRUCTURED.search(source)
    if structured and (found := day(structured[1])):
        return found
    for text in list(blocks)[:_CLOSE]:
        if found := whole_day(text, spoken):
            return found
    return _by_htmldate(source)


def _by_htmldate(source: str) -> str | None:
    """htmldate's guess, unless it is the first of January of a copyright line: that is a year and no day."""
    import datetime as dt

    from htmldate import find_date

    # The latest day is fixed: with htmldate's own default, today, the same bytes would not give the same result.
    found: str | None = find_date(source, original_date=True, max_date=dt.datetime(2100, 1, 1))
    if found is None or not (
        found.endswith("-01-01") and not re.search(r"(?i)\bjan|0?1[-./]0?1[-./]|[-./]0?1[-./]0?1", source)
    ):
        return found
    return None


def base(tree: LexborHTMLParser, url: str | None) -> str | None:
    """The address against which the page's links are read."""
    given = attribute(tree, "base[href]", "href")
    return (urljoin(url, given) if url else given) if given else url


def links(nodes: Iterable[LexborNode], against: str | None) -> tuple[str, ...]:
    """The absolute http(s) addresses that the nodes link to, in order, each once, without fragments."""
    found: dict[str, None] = {}
    for node in nodes:
        for anchor in node.css("a[href]"):
            absolute = resolved(anchor.attributes.get("href") or "", against)
            if absolute:
                found.setdefault(absolute)
    return tuple(found)


def resolved(href: str, against: str | None) -> str | None:
    """An absolute http(s) address without fragment; None for others, and for fragments of the page itself."""
    if href.startswith("#"):
        return None
    try:
        absolute = urldefrag(urljoin(against or "", href.strip())).url
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in ("http", "https") and parts.netloc else None
