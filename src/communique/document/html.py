"""A web page → its text: by the issuer's own selectors where the host is known, else by where prose is dense."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from communique.document import pagemeta
from communique.document.blocks import HEADINGS, line, texts
from communique.document.dates import day
from communique.document.decode import decode_page
from communique.document.density import main_text
from communique.document.found import Found, Part, joined, too_large
from communique.document.limits import Limits
from communique.document.site import Site, find_site
from communique.document.sniff import HTML
from communique.errors import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAG = re.compile(
    r"<(/?)(?!(?:p|li|td|th|tr|dt|dd|br|hr|img|input|meta|link|option|source|wbr|col|area|base|embed|param|track|path|use|"
    r"circle|rect|line|polygon|polyline|ellipse|stop|image)\b)[a-z]",
    re.IGNORECASE,
)
"""Tags that open or close a level; not those that end by themselves."""
_LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 5_000
_DEEPEST = 3_000
"""Elements within elements. The parser takes time by the square of it, and of attributes; pages have some dozens."""
_NO_PAGE = "This is no page of text; leave it out."


def read_html(part: Part, limits: Limits) -> Iterator[Found]:
    """The text of one page.

    :raises InputError: for a page that is too large, too deep, a set of frames, or without text.
    """
    if len(part.data) > limits.max_page_bytes:
        raise too_large(part, limits.max_page_bytes)
    source = decode_page(part.data, part.where, part.declared)
    tree = parse(source, part.where)
    canonical, shown = pagemeta.address(tree)
    url = part.url or canonical or shown
    site = find_site(part.url, canonical, shown)
    found = (site and _by_site(part, tree, source, site, url)) or _by_density(part, tree, source, site, url)
    if not found.text.strip():
        raise _without_text(part, parse(source, part.where), url)
    yield found


def parse(source: str, where: str) -> LexborHTMLParser:
    """The tree of a page.

    :raises InputError: where elements are nested so deeply, or have so many attributes, that parsing would not end.
    """
    from selectolax.lexbor import LexborHTMLParser

    depth = deepest = 0
    for closing in _TAG.findall(source):
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise InputError(where, f"elements nested {deepest:,} deep", _NO_PAGE)
    most = max((len(re.split(r"[\s/]+", _QUOTED.sub("", tag))) for tag in _LONG_TAG.findall(source)), default=0)
    if most > _MOST_ATTRIBUTES:
        raise InputError(where, f"an element with {most:,} attributes", _NO_PAGE)
    return LexborHTMLParser(source)


def fragment_texts(source: str, where: str) -> list[str]:
    """The blocks of a piece of HTML, whole: the content of a feed item or a message."""
    body = parse(source, where).body
    return texts(body) if body is not None else []


def _by_site(part: Part, tree: LexborHTMLParser, source: str, site: Site, url: str | None) -> Found | None:
    """The page by its issuer's selectors; None where they find no body, as after a redesign."""
    title = next((text for css in site.title for node in tree.css(css) if (text := _shown(node))), None)
    title = title or pagemeta.title(tree)
    spoken = site.language or pagemeta.language(tree)
    days = (day(_dated(node), spoken) for css in site.date for node in tree.css(css))
    published = next((d for d in days if d), None)
    for css in site.drop:
        for node in tree.css(css):
            node.decompose()
    nodes = next((found for css in site.body if (found := _filled(tree, css))), None)
    if nodes is None:
        return None
    rows = [text for node in nodes for text in texts(node)]
    published = published or pagemeta.published(tree, source, rows, spoken)
    links = pagemeta.links(nodes, pagemeta.base(tree, url))
    return Found(joined(title, rows), part.data, HTML, part.inside, title, site.issuer, published, spoken, url, links)


def _filled(tree: LexborHTMLParser, css: str) -> list[LexborNode]:
    """The outermost elements that `css` finds, if they hold text."""
    nodes = {node.mem_id: node for node in tree.css(css)}  # a node that two selectors of the group fit comes twice
    outer = [node for node in nodes.values() if not _inside(node, nodes)]
    return outer if any(texts(node) for node in outer) else []


def _inside(node: LexborNode, ids: Container[int]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in ids:
            return True
        parent = parent.parent
    return False


def _shown(node: LexborNode) -> str:
    return " ".join((node.attributes.get("content") or "").split()) if node.tag == "meta" else line(node)


def _dated(node: LexborNode) -> str:
    return node.attributes.get("datetime") or node.attributes.get("content") or line(node)


def _by_density(part: Part, tree: LexborHTMLParser, source: str, site: Site | None, url: str | None) -> Found:
    title = pagemeta.title(tree)
    spoken = (site.language if site else None) or pagemeta.language(tree)
    main = main_text(tree, source, title)
    rows = [row.text for row in main.blocks]
    if rows and main.blocks[0].holder.tag in HEADINGS and tree.css_first("h1") is None:
        title = rows[0]  # the page's own title is then the site's: "Ministry of Foreign Affairs" on every page
    published = pagemeta.published(tree, source, rows, spoken) if rows else None
    links = pagemeta.links(main.holders, pagemeta.base(tree, url))
    text = joined(title, rows) if rows else ""
    return Found(
        text, part.data, HTML, part.inside, title, site.issuer if site else None, published, spoken, url, links
    )


def _without_text(part: Part, tree: LexborHTMLParser, url: str | None) -> InputError:
    against = pagemeta.base(tree, url)
    sources = [node.attributes.get("src") or "" for node in tree.css("frame[src], iframe[src]")]
    frames = [pagemeta.resolved(source, against) or source for source in sources]
    if frames:
        return InputError(
            part.where, f"a page of frames without text of its own: {', '.join(frames)}", "Give the framed page."
        )
    if tree.css_first("script") is not None:
        return InputError(part.where, "a page without text, which a script would fill in", "Save it from a browser.")
    what = "a page of links without a text of its own" if tree.css_first("a[href]") else "a page without text"
    return InputError(part.where, what, "Give a page that holds a readout.")
