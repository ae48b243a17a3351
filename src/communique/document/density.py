"""The main text of a page whose building is not known: the element where prose is dense, as the DOM has it.

trafilatura has a say in what stands beside that element (a lead above it, a second part of the body); the words and
their order always come from the DOM, because trafilatura moves titles and drops leads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from communique.document.blocks import HEADINGS, Block, blocks
from communique.document.dates import whole_day

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_JUNK_TAGS = frozenset(("aside", "dialog", "footer", "nav"))
_JUNK_ROLES = frozenset(("banner", "complementary", "contentinfo", "dialog", "navigation", "search"))
_JUNK_WORDS = frozenset((
    "ad", "addthis", "ads", "advert", "alert", "associated", "banner", "breadcrumb", "breadcrumbs", "card", "cards", "comment", "comments",
    "consent", "cookie", "cookies", "copyright", "crumb", "crumbs", "disclaimer", "foot", "footer", "gdpr", "lang",
    "langs", "language", "languages", "login", "menu", "menus", "modal", "nav", "navbar", "navigation",
    "newsletter", "pager", "pagination", "popup", "print", "promo", "recommend", "recommended", "related", "rss",
    "search", "share", "sharebar", "sharedaddy", "shares", "sharing", "sidebar", "sitemap", "skip", "sns", "social", "subnav",
    "subscribe", "tags", "teaser", "teasers", "toolbar", "topbar", "widget",
))  # fmt: skip
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_END = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*$")
_PROSE = 40
_MOST_OF_PAGE = 0.4
"""No element with more than this share of the page's prose is thrown away for its class."""
_FADE = 0.6
"""How much of a block's weight reaches the next element outside (readability gives a half; readouts are short)."""
_TRAFILATURA_BYTES = 2_000_000


class Main(NamedTuple):
    """The main text: its blocks, and the elements that hold them."""

    blocks: tuple[Block, ...]
    holders: tuple[LexborNode, ...]


def main_text(tree: LexborHTMLParser, source: str, title: str | None) -> Main:
    """The main text of the page; the tree loses its navigation on the way."""
    body = tree.body
    if body is None:
        return Main((), ())
    _prune(body)
    rows = list(blocks(body))
    top = _densest(rows, body)
    if top is None:  # words without a sentence, or nothing but links
        return Main(tuple(row for row in rows if row.linked * 2 <= len(row.text)), (body,))
    inside = [_under(row, top) for row in rows]
    kept = _kept_by_trafilatura(source)
    first = inside.index(True)
    heading = next((n for n, row in enumerate(rows) if title and row.text.casefold() == title.casefold()), -1)
    chosen = [
        row
        for n, row in enumerate(rows)
        if inside[n]
        or (heading < n < first and (_weight(row) > 0 or whole_day(row.text) is not None))
        or (_says_something(row, kept) and (heading < n < first or _beside(row, top, n > first)))
    ]
    chosen = _without_frame(_from_title(chosen, title))
    return Main(tuple(chosen), tuple({row.holder.mem_id: row.holder for row in chosen}.values()))


def _weight(row: Block) -> float:
    """How much prose a block is; nothing for links, labels and headings."""
    if row.holder.tag in HEADINGS or row.linked * 2 > len(row.text):
        return 0.0
    if len(row.text) < _PROSE and not _END.search(row.text):
        return 0.0
    return float(len(row.text) - row.linked)


def _prune(body: LexborNode) -> None:
    """Throws away what is navigation by its tag, role, class or likeness, unless much of the prose stands in it."""
    prose = _prose_inside(blocks(body))
    whole = prose.get(body.mem_id, 0.0)
    kept = {node.mem_id for heading in body.css("h1") for node in _above(heading)}
    junk = {node.mem_id for node in body.traverse() if _is_junk(node)}
    junk |= {node.mem_id for node in _cards(body)}
    nodes = [
        node
        for node in body.traverse()
        if node.mem_id in junk
        and node.mem_id not in kept
        and node.tag not in ("body", "main", "article")
        and prose.get(node.mem_id, 0.0) <= _MOST_OF_PAGE * whole
    ]
    for node in reversed(nodes):  # inner ones first: with an outer one they would be gone already
        node.decompose()


def _prose_inside(rows: Iterable[Block]) -> dict[int, float]:
    """How much prose every element holds, by its id."""
    found: dict[int, float] = {}
    for row in rows:
        weight = _weight(row)
        if weight:
            for node in (row.holder, *_above(row.holder)):
                found[node.mem_id] = found.get(node.mem_id, 0.0) + weight
    return found


def _is_junk(node: LexborNode) -> bool:
    if node.tag in _JUNK_TAGS or node.attributes.get("role") in _JUNK_ROLES:
        return True
    named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return any(word.lower() in _JUNK_WORDS for word in _WORD.findall(named))


def _cards(body: LexborNode) -> list[LexborNode]:
    """Elements that come several times side by side, each with a linked headline: teasers of other pages."""
    found: dict[int, LexborNode] = {}
    alike: dict[int, Counter[tuple[str | None, str | None]]] = {}
    for heading in body.css("a h2, a h3, a h4, a h5, h2 > a, h3 > a, h4 > a, h5 > a"):
        for node in _above(heading):
            parent = node.parent
            if parent is None or node.tag in ("body", "main", "article"):
                break
            if parent.mem_id not in alike:
                alike[parent.mem_id] = Counter(map(_likeness, parent.iter()))
            if alike[parent.mem_id][_likeness(node)] > 1 and node.tag not in (*HEADINGS, "p", "a"):
                found[node.mem_id] = node
                break
    return list(found.values())


def _likeness(node: LexborNode) -> tuple[str | None, str | None]:
    return node.tag, node.attributes.get("class")


def _above(node: LexborNode) -> Iterable[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _densest(rows: list[Block], body: LexborNode) -> LexborNode | None:
    """The element that prose weighs on most: its own blocks whole, those deeper inside less for every level."""
    scores: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for row in rows:
        weight = _weight(row)
        start = row.holder if row.holder.tag not in ("p", "li", "pre") else row.holder.parent or row.holder
        for node in (start, *_above(start)):
            if weight < 1:
                break
            scores[node.mem_id] = scores.get(node.mem_id, 0.0) + weight
            nodes[node.mem_id] = node
            weight *= _FADE
            if node.mem_id == body.mem_id:
                break
    return nodes[max(scores, key=lambda key: scores[key])] if scores else None


def _under(row: Block, top: LexborNode) -> bool:
    return row.holder.mem_id == top.mem_id or any(node.mem_id == top.mem_id for node in _above(row.holder))


def _beside(row: Block, top: LexborNode, after: bool) -> bool:
    """True for a block in the element around `top`; behind `top` it has to be prose."""
    around = top.parent
    return around is not None and _under(row, around) and (not after or _weight(row) > 0)


def _kept_by_trafilatura(source: str) -> str:
    """What trafilatura takes for the main text, without white space; "" where it finds none or the page is huge."""
    if len(source) > _TRAFILATURA_BYTES:
        return ""
    import trafilatura

    try:
        kept: str | None = trafilatura.extract(source, favor_recall=True, include_comments=False, deduplicate=False)
    except (ValueError, RecursionError, AttributeError, TypeError):  # its tree surgery fails on some broken pages
        kept = None
    return "".join((kept or "").split())


def _says_something(row: Block, kept: str) -> bool:
    return bool(kept) and len(row.text) > 1 and "".join(row.text.removeprefix("- ").split()) in kept


def _from_title(rows: list[Block], title: str | None) -> list[Block]:
    """From the headline on, where it stands in the main text: what is above it is the page's frame."""
    for n, row in enumerate(rows):
        if title and row.text.casefold() == title.casefold() and not any(_weight(r) for r in rows[:n]):
            return rows[n:]
    return rows


def _without_frame(rows: list[Block]) -> list[Block]:
    """Without links and counters above the prose ("Hits 1204"), and without lists of links below it."""
    prose = [n for n, row in enumerate(rows) if _weight(row) > 0]
    if not prose:
        return rows
    head = [
        row
        for n, row in enumerate(rows[: prose[0]])
        if row.holder.tag in HEADINGS or whole_day(row.text) or (not row.linked and len(row.text.split()) > 2)
    ]
    end = len(rows)
    while end > prose[-1] + 1 and (rows[end - 1].linked * 10 >= len(rows[end - 1].text) * 7 or _is_bare(rows, end)):
        end -= 1
    return [*head, *rows[prose[0] : end]]


def _is_bare(rows: list[Block], end: int) -> bool:
    """True for a heading of which nothing is left but links."""
    return end < len(rows) and rows[end - 1].holder.tag in HEADINGS
