"""The blocks of a readout's text: headline, date line, labels, headings, body, bullets, captions, footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from communique.lexicon import fold, load
from communique.span import Span

BlockKind = Literal["title", "date", "label", "heading", "body", "bullet", "caption", "footer"]


class Block(NamedTuple):
    """A stretch of lines that belong together; `span` leaves out the number or mark before it."""

    span: Span
    kind: BlockKind


class Layout(NamedTuple):
    """All blocks of a text in order; white space between them belongs to none."""

    blocks: tuple[Block, ...]

    def of(self, *kinds: BlockKind) -> list[Block]:
        """The blocks of the kinds named."""
        return [block for block in self.blocks if block.kind in kinds]


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(
    r"\s*(?:\(?\d{1,2}[.)]?\s{1,8}(?=[A-Z\u201c\"])|(?:[-\u2022\u2013\u2014*\u25cf\u25aa\u00b7o]|\([a-z]\)|[ivx]{1,4}\.)\s+)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    r"^[\s(\[]*(?:(?:date|published|posted|released)(?: on)?:?\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    rf"(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|{_MONTH}\s+\d{{4}})"
    r"(?:[^a-z]{0,12}(?:last )?(?:updated|modified|published)\W.{0,40})?"
    r"[^a-z]{0,30}(?:[ap]\.?m\.?)?[^a-z]{0,10}(?:gmt[+\d]*|/ source:|local time|ist|source:)?[^a-z]{0,12}$"
)
_SENTENCE_END = (
    ".",
    "!",
    "?",
    ".\u201d",
    '."',
    ".'",
    "./.",
    ":",
    ";",
    "\u2026",
    ".)",
    "!\u201d",
    "?\u201d",
    '?"',
    '!"',
)
_VERBISH = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|met|said|spoke|held|discussed|received|thanked|welcomed|agreed)\b"
)
_REPORTING = re.compile(r"\b(?:said|stressed|noted|added|stated|met|thanked|discussed|welcomed|agreed|held)\b")
_INVITES = re.compile(
    r"\b(?:contact|visit|see|call|e-?mail|write to|read|available|attributable|released|click|follow|courtesy)\b"
)
"""What a whole sentence that is no reporting asks of its reader ("For more information, please contact …")."""
_CAPTION = re.compile(
    r"\b(?:photos?|picture|image)[^a-z]{0,3}(?:by|: )?(?: ?[\w ./]{0,40})?$|^[^.]{0,120}\((?:left|right|l|r|centre|center|second from (?:left|right))\)(?!.*\b(?:said|stressed|thanked|discussed|agreed)\b)"
)
"""A line under a picture: it ends with the photographer, or says who stands on which side."""
_BYLINE = re.compile(r"^(?:by|author:|reported by)\s+[A-Z]", re.IGNORECASE)
_WRAPPED_AT = 55
_LONGEST_HEADLINE = 260
_LONG_ANNOUNCEMENT = 200
"""From this length a paragraph that ends in a colon tells something itself ("X called on Y. The spokesperson said as follows:")."""


def lay_out(text: str, title: str | None = None) -> Layout:
    """Cut `text` into blocks.

    A blank line always parts blocks. Lines of one paragraph stay together where they look wrapped (long lines) and
    are blocks of their own where they do not.
    """
    rows = list(_rows(text))
    body_from = _first_sentence(text, rows)
    last = next((n for n in range(len(rows) - 1, -1, -1) if _is_sentence(rows[n].of(text))), -1)
    blocks: list[Block] = []
    ended = False
    number = 0
    for n, row in enumerate(rows):
        kind = _kind(text, row, n, body_from, title, ended)
        if kind == "footer" and n < last and rows[n].of(text).isupper():
            kind = "heading"
        ended = ended or kind == "footer"
        mark = _NUMBER.match(text, row.start, row.end)
        counted = _counted(mark)
        if mark and counted is not None and mark.group().strip().isdigit() and counted not in (number + 1, number + 2):
            mark = None
        number = counted if mark and counted is not None else number
        start = mark.end() if mark and kind in ("body", "bullet") else row.start
        blocks.append(Block(Span(start, row.end).trim(text), kind))
    return Layout(tuple(block for block in blocks if block.span.end > block.span.start))


def _counted(mark: re.Match[str] | None) -> int | None:
    """The number of a numbered paragraph; None for other marks."""
    digits = mark.group().strip().strip(".()") if mark else ""
    return int(digits) if digits.isdigit() else None


def _rows(text: str) -> Iterator[Span]:
    for paragraph in _PARAGRAPH.finditer(text):
        lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text, paragraph.start(), paragraph.end())]
        start = lines[0].start
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            if after is None or not _wrapped(text, line, after):
                row = Span(start, line.end).trim(text)
                if row.end > row.start:
                    yield row
                start = after.start if after else line.end


def _wrapped(text: str, line: Span, after: Span) -> bool:
    """True where the line break between the two is only the page's width."""
    if _NUMBER.match(text, after.start, after.end):
        return False
    content = line.of(text).strip()
    following = after.of(text).strip()
    if not following or not content:
        return False
    if following[0].islower() or content[-1] in ",-":
        return True
    return _WRAPPED_AT <= len(content) <= 120 and not content.endswith(_SENTENCE_END)


def _is_sentence(content: str) -> bool:
    return (content.endswith(_SENTENCE_END) and len(content) > 40) or len(content) > _LONGEST_HEADLINE


def _first_sentence(text: str, rows: list[Span]) -> int:
    """The number of the row with which the reporting begins; what stands over the line "From: …" only sums it up."""
    source = next((n for n, row in enumerate(rows[:6]) if text.startswith("From:", row.start)), 0)
    for n, row in enumerate(rows[source:], source):
        content = row.of(text)
        announces = content.endswith(":") and len(content) < _LONG_ANNOUNCEMENT
        if _is_sentence(content) and _marked(content) is None and not announces:
            return n
    return len(rows)


def _marked(content: str) -> str | None:
    """The value of the boilerplate entry that the line begins with, or None."""
    folded = fold(content)
    bare = folded.strip(" .:*-()[]")
    if _is_sentence(content) and (_REPORTING.search(folded) or not _INVITES.search(folded)):
        return None
    for hit in load("boilerplate").find(content, folded):
        opens = not folded[: hit.start].strip(" .*-([0123456789/:|")
        if opens and (not hit.entry.get("whole") or bare == folded[hit.start : hit.end].strip(" .:*-()[]")):
            return hit.entry.value
        if hit.entry.value == "caption" and hit.start > len(folded) - 60:
            return "caption"
    if not bare and content.strip(" ."):
        return "footer" if set(content) <= set("*#-_= ") else None
    return None


def _kind(text: str, row: Span, n: int, body_from: int, title: str | None, ended: bool) -> BlockKind:
    content = row.of(text)
    folded = fold(content)
    marked = "caption" if _CAPTION.search(folded) else _marked(content)
    if ended:
        return "caption" if marked == "caption" else "footer"
    if n == 0 and title and fold(title).strip() == folded.strip():
        return "title"
    if n == 0 and not _is_sentence(content) and body_from > 0:
        return "label" if marked == "label" or _over_date(text, row) else "title"
    if _DATE_LINE.match(folded):
        return "date"
    if marked:
        return _checked(marked, n, body_from)
    if n < body_from:
        return _before_body(content, folded, n, title)
    return _in_body(text, row, content)


def _over_date(text: str, row: Span) -> bool:
    """True for the one or two words above a date line: the place from which the page is dated."""
    from communique.reading.places import find_places

    content = row.of(text)
    below = text[row.end : row.end + 60].strip().split("\n", 1)[0].strip()
    if len(content) > 40 or not below or _DATE_LINE.match(fold(below)) is None:
        return False
    places = find_places(content, fold(content))
    return (
        bool(places) and places[0].start == 0 and places[0].kind == "city" and content[places[0].end :][:1] in ("", ",")
    )


def _checked(marked: str, n: int, body_from: int) -> BlockKind:
    if marked == "footer":
        return "footer" if n >= body_from else "label"
    return "caption" if marked == "caption" else "label"


def _before_body(content: str, folded: str, n: int, title: str | None) -> BlockKind:
    if title and (fold(title).strip() == folded.strip() or (folded.strip() in fold(title) and len(folded) > 25)):
        return "title"
    if _NUMBER.match(content) and n > 1:
        return "label"
    return "title" if n <= 1 and len(content) > 45 and not content.endswith(":") else "label"


def _in_body(text: str, row: Span, content: str) -> BlockKind:
    mark = _NUMBER.match(text, row.start, row.end)
    if mark and not mark.group().strip().rstrip(".)").lstrip("(").isdigit():
        return "bullet"
    if content.endswith(_SENTENCE_END) or len(content) > 160:
        return "body"
    if _BYLINE.match(content) or content.isupper() or not any(c.isalpha() for c in content):
        return "footer" if row.end > len(text) * 0.6 else "label"
    words = content.split()
    if len(words) <= 14 and not _VERBISH.search(fold(content)):
        return (
            "label"
            if "," in content and all(w[0].isupper() or w in ("of", "the", "and") for w in words if w[0].isalpha())
            else "heading"
        )
    return "heading" if len(words) <= 12 else "body"
