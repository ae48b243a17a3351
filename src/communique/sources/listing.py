"""A listing page → the items it names and the page that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from communique.sources.days import day_of, plausible
from communique.sources.fetch import Fetched
from communique.sources.site import Site
from communique.sources.state import Item
from communique.sources.urls import is_of, joined

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """The items of one page of a listing or feed, in its order, and the URL of the next page.

    :param more: other sitemaps to be followed, of an index.
    :param modified: whether the days are those of the last change, as in a sitemap, and not of publication.
    :param in_order: whether the newest come first, so that what follows a page of known or old ones is so too.
    """

    items: tuple[Item, ...]
    next: str | None = None
    more: tuple[Item, ...] = ()
    modified: bool = False
    in_order: bool = True


def read_listing(page: Fetched, site: Site) -> Listed:
    """The items on a listing page; links that lead away from the issuer's hosts are left out."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_characters(page))
    base = _base(tree, page.url)
    links = [(node, link) for node in _first(tree, site.item) if (link := _link(node)) is not None]
    days = _days(tree, [node for node, _ in links], site)
    items: dict[str, Item] = {}
    for (_, link), day in zip(links, days, strict=True):
        href = (link.attributes.get("href") or "").strip()
        url = joined(base, href) if href and not href.startswith("#") else None
        if url is not None and is_of(url, site.hosts):
            items.setdefault(url, Item(url, plausible(day, page.fetched.date())))
    return Listed(tuple(items.values()), _next(tree, base, site))


def _characters(page: Fetched) -> str:
    """The text as it was most likely meant; what is not readable does not matter for links."""
    try:
        return page.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    header = page.headers.get("content-type", "").encode("ascii", "replace")
    for said in (_CHARSET.search(header), _CHARSET.search(page.body[:4096])):
        try:
            if said is not None:
                return page.body.decode(said[1].decode("ascii"), "replace")
        except (LookupError, UnicodeError):
            continue
    return page.body.decode("cp1252", "replace")


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return (node is not None and joined(url, node.attributes.get("href") or "")) or url


def _first(tree: LexborHTMLParser | LexborNode, selectors: tuple[str, ...]) -> list[LexborNode]:
    """What the first selector that matches at all matches."""
    return next((found for css in selectors if (found := tree.css(css))), [])


def _link(node: LexborNode) -> LexborNode | None:
    return node if node.tag in ("a", "link") else node.css_first("a[href]")


def _next(tree: LexborHTMLParser, base: str, site: Site) -> str | None:
    links = [link for node in _first(tree, site.next) if (link := _link(node)) is not None]
    hrefs = [(link.attributes.get("href") or "").strip() for link in links]
    targets = [joined(base, href) for href in hrefs if href and not href.startswith("#")]
    return next((url for url in targets if url is not None and is_of(url, site.hosts)), None)


def _days(tree: LexborHTMLParser, nodes: list[LexborNode], site: Site) -> list[date | None]:
    """The day of each item: in its own block; where no block holds any, in the heading before it."""
    if not site.item_date:
        return [None] * len(nodes)
    own = {node.mem_id for node in nodes}
    inside = [_inside(node, own, site) for node in nodes]
    return inside if any(inside) else _headings(tree, nodes, site)


def _inside(node: LexborNode, own: set[int], site: Site) -> date | None:
    """Climb from the item as long as it is the only one in the block."""
    block: LexborNode | None = node
    while block is not None and sum(one.mem_id in own for one in _first(block, site.item)) <= 1:
        for found in _first(block, site.item_date):
            day = _day(found)
            if day is not None:
                return day
        block = block.parent
    return None


def _headings(tree: LexborHTMLParser, nodes: list[LexborNode], site: Site) -> list[date | None]:
    days: dict[int, date | None] = {}
    last: date | None = None
    dated = {node.mem_id for node in _first(tree, site.item_date)}
    for node in tree.css(", ".join((*site.item, *site.item_date))):
        if node.mem_id in dated:
            last = _day(node)
        days[node.mem_id] = last
    return [days.get(node.mem_id) for node in nodes]


def _day(node: LexborNode) -> date | None:
    return day_of(node.attributes.get("datetime") or "") or day_of(node.text(separator=" "))
