"""The blocks of a part of a page: paragraphs, headings, list items, rows, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "audio", "button", "canvas", "datalist", "dialog", "embed", "figcaption", "frame", "head", "iframe", "input",
    "map", "math", "nav", "noframes", "noscript", "object", "option", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
))  # fmt: skip
"""What holds no prose of the text: code, controls, pictures and their captions, navigation."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:[\w-]*visually-?hidden|sr-only|screen-reader-text|element-invisible)(?:\s|$)")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = {0x200B: None, 0xFEFF: None, 0xAD: None, 0x2060: None}
"""Where a line may break, and where not: nothing that is seen."""
_PARTED = re.compile(r"\n{2,}")
_OWN_MARK = re.compile(r"(?:\(?\d{1,2}[.)]|[-\u2022\u2013\u2014\u25cf\u25aa\u00b7*])(?:\s|$)")
_INSIDE_CELL = "p, div, table, ul, ol, dl, blockquote, h1, h2, h3, h4, h5, h6, br"
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Block(NamedTuple):
    """One block: its text, how many of its characters are links, the innermost block element around it."""

    text: str
    linked: int
    holder: LexborNode


def blocks(root: LexborNode) -> Iterator[Block]:
    """The blocks under `root`; what is hidden or holds no prose is left out."""
    writer = _Writer(root)
    for node, entering in _walk(root):
        tag = node.tag
        if tag == "-text":
            writer.text(node.text_content or "")
        elif tag == "br":
            writer.runs.append("\n")
        elif entering:
            yield from writer.enter(node, tag or "")
        else:
            yield from writer.leave(node, tag or "")
    yield from writer.flush()


def texts(root: LexborNode) -> list[str]:
    """The texts of the blocks under `root`."""
    return [block.text for block in blocks(root)]


def line(node: LexborNode) -> str:
    """The text of a heading or label, on one line."""
    return _SPACE.sub(" ", " ".join(texts(node))).strip()


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node twice: entering (True) and leaving; text and line breaks once. Not recursive: pages nest deeply."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        tag = node.tag
        if not entering:
            yield node, False
        elif tag in ("-text", "br"):
            yield node, True
        elif node is root or not _silent(node, tag or ""):
            yield node, True
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(list(node.iter(include_text=True))))


def _silent(node: LexborNode, tag: str) -> bool:
    if tag in _SILENT or tag.startswith("-"):
        return True
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(attributes.get("class") or ""))
    )


@dataclass
class _Writer:
    """Collects runs of text until a block ends."""

    holder: LexborNode
    runs: list[str] = field(default_factory=list)
    holders: list[LexborNode] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    marker: str = ""
    links: int = 0
    linked: int = 0
    row: int = 0
    preformatted: int = 0

    def text(self, content: str) -> None:
        content = (content if self.preformatted else _SPACE.sub(" ", content)).translate(_UNSEEN)
        self.runs.append(content)
        self.linked += len(content.strip()) if self.links else 0

    def enter(self, node: LexborNode, tag: str) -> Iterator[Block]:
        if tag == "a":
            self.links += "href" in node.attributes
        if tag not in _BLOCKS:
            return
        if self.row and tag in ("td", "th"):
            written = "".join(self.runs).rstrip(" |")
            self.runs = [f"{written} | "] if written else []
            return
        yield from self.flush()
        self.holders.append(self.holder)
        self.holder = node
        if tag in ("ul", "ol", "menu"):
            self.lists.append(_number(node.attributes.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self.marker = self._next_marker(node)
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "tr" and _is_row(node):
            self.row += 1

    def leave(self, node: LexborNode, tag: str) -> Iterator[Block]:
        if tag == "a" and "href" in node.attributes:
            self.links -= 1
        if tag not in _BLOCKS or (self.row and tag in ("td", "th")):
            return
        yield from self.flush()
        self.holder = self.holders.pop()
        if tag in ("ul", "ol", "menu"):
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "pre":
            self.preformatted -= 1
        elif tag == "tr" and self.row:
            self.row -= 1

    def _next_marker(self, node: LexborNode) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        number = _number(node.attributes.get("value"), number)
        self.lists[-1] = number + 1
        return f"{number}. "

    def flush(self) -> Iterator[Block]:
        content = "".join(self.runs).strip(" |") if self.row else "".join(self.runs)
        linked, self.linked, self.runs = self.linked, 0, []
        for piece in _PARTED.split(re.sub(r" *\n *", "\n", content.strip())):
            shown = piece if self.preformatted else re.sub(r" {2,}", " ", piece)
            shown = shown.strip()
            if not shown:
                continue
            marker = "" if _OWN_MARK.match(shown) else self.marker
            yield Block(marker + shown, min(linked, len(shown)), self.holder)
            self.marker, linked = "", max(0, linked - len(shown))


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value.strip()) else otherwise


def _is_row(node: LexborNode) -> bool:
    """True for a row of data, whose cells hold plain text; the cells of tables that only lay out a page hold blocks."""
    cells = [child for child in node.iter() if child.tag in ("td", "th")]
    return len(cells) > 1 and not any(cell.css_first(_INSIDE_CELL) for cell in cells)
