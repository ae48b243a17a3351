"""Printed lines with their boxes → paragraphs: running heads go, wrapped lines and cut words join."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_MARK = re.compile(r"(?:\(?\d{1,2}[.)]|[-\u2022\u2013\u25cf\u25aa\u00b7])\s+\S")
_BULLET = re.compile(r"^[\u2022\u25cf\u25aa\u00b7]\s*")
_END = re.compile(r"[.!?:;。！？][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page\s*|-\s*|–\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–])?", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:-\w+)*")
_CUT = re.compile(r"\w-$")
_HYPHENATING = 0.08
"""From this share of lines on with a hyphen at the end, the typesetting cuts words; below, compounds happen to break."""
_MARGIN = 0.1
"""The share of the page's height, at top and bottom, where running heads stand."""


class Line(NamedTuple):
    """One printed line; its box in points, from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def paragraphs(pages: list[list[Line]], heights: list[float]) -> list[str]:
    """The paragraphs of a document, in reading order."""
    rows = _without_running(pages, heights)
    words = Counter(word.casefold() for page in rows for line in page for word in _WORD.findall(line.text))
    blocks: list[list[Line]] = []
    for page in rows:
        leading = _leading(page)
        right = _measure(page)
        for n, line in enumerate(page):
            before = blocks[-1][-1] if blocks else None
            same_page = n > 0
            if before is None or _parts(before, line, leading, right, same_page):
                blocks.append([line])
            else:
                blocks[-1].append(line)
    lines = [line for block in blocks for line in block]
    hyphenates = sum(_cut(a, b) for a, b in pairwise(lines)) > _HYPHENATING * len(lines)
    return [_BULLET.sub("- ", _join(block, words, hyphenates)) for block in blocks]


def _without_running(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Without page numbers, and without lines at top or bottom that come on most pages."""
    edges: Counter[str] = Counter()
    for page, height in zip(pages, heights, strict=True):
        edges.update({_without_digits(line.text) for line in page if _at_edge(line, height)})
    often = max(2, len(pages) * 0.5)
    return [
        [
            line
            for line in page
            if line.text
            and not (
                _at_edge(line, height)
                and (
                    _PAGE_NUMBER.fullmatch(line.text) or (len(pages) > 1 and edges[_without_digits(line.text)] >= often)
                )
            )
        ]
        for page, height in zip(pages, heights, strict=True)
    ]


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > height * (1 - _MARGIN) or line.top < height * _MARGIN


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _leading(page: list[Line]) -> float:
    """The distance of two lines within a paragraph: the lower quartile, as there may be more short paragraphs than
    wrapped lines; 0 where the page has no two lines."""
    gaps = sorted(a.bottom - b.bottom for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 60)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _measure(page: list[Line]) -> float:
    """Where full lines end: the usual width of a line of this page's columns."""
    return median(sorted(line.right - line.left for line in page)[len(page) // 2 :]) if page else 0.0


def _parts(before: Line, line: Line, leading: float, measure: float, same_page: bool) -> bool:
    """True where `line` begins a paragraph of its own."""
    if _cut(before, line):
        return False
    if _MARK.match(line.text):
        return True
    ended = bool(_END.search(before.text))
    short = before.right - before.left < measure * 0.85
    if not same_page or line.bottom > before.bottom + 1:  # another page or column
        return ended or (short and not line.text[:1].islower())
    size, size_before = line.top - line.bottom, before.top - before.bottom
    larger = max(size, size_before) > 1.35 * min(size, size_before) and short
    far = leading > 0 and before.bottom - line.bottom > 1.35 * leading
    indented = line.left > before.left + 8 and ended
    return far or larger or indented or (ended and short)


def _cut(before: Line, line: Line) -> bool:
    """True where a hyphen at the end of a line parts a word."""
    return bool(_CUT.search(before.text)) and line.text[:1].islower()


def _join(block: list[Line], words: Counter[str], hyphenates: bool) -> str:
    text = block[0].text
    for before, line in pairwise(block):
        text = _rejoined(text, line.text, words, hyphenates) if _cut(before, line) else f"{text} {line.text}"
    return text


def _rejoined(text: str, following: str, words: Counter[str], hyphenates: bool) -> str:
    """A word cut at a hyphen: as the document writes it elsewhere ("co-operation"), else by whether it cuts words."""
    left, right = re.search(r"\w+(?=-$)", text), _WORD.match(following)
    if left is None or right is None:
        return text + following
    whole, kept = words[f"{left[0]}{right[0]}".casefold()], words[f"{left[0]}-{right[0]}".casefold()]
    return text[:-1] + following if whole > kept or (hyphenates and not kept) else text + following
