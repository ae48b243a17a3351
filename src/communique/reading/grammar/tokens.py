"""Sentences and tokens of English text, with offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.span import Span


class Token(NamedTuple):
    """One word or mark: ``text[start:end]``; `low` is its folded form."""

    start: int
    end: int
    low: str
    cap: bool

    @property
    def word(self) -> bool:
        """True for words and numbers, false for punctuation and the possessive 's."""
        return self.low[0].isalnum()


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-\w+)*"  # U.S.-Japan, a.m.
    r"|Dat(?:o|uk|u)['\u2019]?(?: Se?ri)?(?=\s)"
    r"|(?:Maj\.-Gen|Amb|Eng|Engr|Brig|Maj|Adm|Capt|Rev|Mr|Mrs|Ms|Dr|St|Hon|Rt|Jr|Sr|Gen|Lt|Col|Prof|Sen|Gov|Rep|No)\.(?=\s)"
    r"|\d+(?:[.,]\d+)*(?:\w+)?"
    r"|\w+(?:[-\u2010\u2011]\w+)*"
    r"|['\u2019]s\b"
    r"|['\u2019]\w+"
    r"|[^\w\s]"
)

_STOP = re.compile(r"[.!?](?:[\"\u201d\u2019')\]]*)(?=\s+|$)|[.:](?=[\"\u201c]\w)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|St|Hon|Rt|Sen|Gov|Rep|Gen|Lt|Col|Maj|Adm|Capt|Sgt|Amb|No|Nos|vs|etc|approx|incl"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|H\.E|H\.R\.H|H\.M|i\.e|e\.g|Ph\.D|Eng|Fr|Sr|Art|para|paras|pp|cf|Dato|Pres|Mgr)"
    r"|(?<![\w.])[A-Z](?:\.[A-Z])*)\.$"
)  # fmt: skip
_JUNIOR = re.compile(r"\b(?:Jr|Sr|Inc|Ltd|Co|Corp|a\.m|p\.m)\.$")
_OPENER = frozenset(
    [
        "the",
        "he",
        "she",
        "they",
        "it",
        "this",
        "these",
        "that",
        "in",
        "on",
        "at",
        "both",
        "as",
        "we",
        "our",
        "his",
        "her",
        "during",
        "while",
        "following",
        "there",
        "to",
        "with",
        "for",
        "also",
        "additionally",
        "finally",
        "furthermore",
        "moreover",
        "however",
        "regarding",
        "turning",
        "on",
    ]
)
_LONGEST = 3000
"""Characters that a sentence may have; the longest in 709 real readouts has 1,175. Longer text is no sentence."""
_NEXT_WORD = re.compile(r"\s*[\"\u201c\u2018'(\[]*([^\W_]+)")


def tokenize(text: str, folded: str, span: tuple[int, int]) -> list[Token]:
    """The tokens of ``text[start:end]``, in order; possessive 's is a token of its own."""
    spans = [match.span() for match in _TOKEN.finditer(text, span[0], span[1])]
    return [Token._make((start, end, folded[start:end], text[start].isupper())) for start, end in spans]


def sentences(text: str, span: tuple[int, int]) -> list[Span]:
    """The sentences of one block: trimmed, in order, and together covering every character that is not white space."""
    found: list[Span] = []
    start, end = span
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, match, end):
            found.append(Span(start, match.end()).trim(text))
            start = match.end()
    rest = Span(start, end).trim(text)
    if rest.end > rest.start:
        found.append(rest)
    return [piece for s in found if s.end > s.start for piece in _bounded(text, s)]


def _bounded(text: str, span: Span) -> list[Span]:
    """The span in pieces of at most `_LONGEST` characters, cut at white space where there is some."""
    pieces = []
    start, end = span
    while end - start > _LONGEST:
        blank = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in (" ", "\n", "\t"))
        cut = blank if blank > start else start + _LONGEST
        pieces.append(Span(start, cut).trim(text))
        start = cut
    pieces.append(Span(start, end).trim(text))
    return [piece for piece in pieces if piece.end > piece.start]


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    if text[match.start()] == ":":
        return False
    follower = _NEXT_WORD.match(text, match.end(), end)
    if follower is None:
        return not text[match.end() : end].strip() or not _ABBREVIATION.search(
            text[max(start, match.start() - 12) : match.start() + 1]
        )
    word = follower[1]
    if not (word[0].isupper() or word[0].isdigit() or word[0] not in "abcdefghijklmnopqrstuvwxyz"):
        return False
    before = text[max(start, match.start() - 12) : match.start() + 1]
    if text[match.start()] != "." or match.end() > match.start() + 1:
        return True
    if _ABBREVIATION.search(before):
        return bool(re.search(r"(?:U\.S|U\.K|U\.N|D\.C|E\.U)\.$", before)) and word.lower() in _OPENER
    if _JUNIOR.search(before):
        return word.lower() in _OPENER or text[match.end() : follower.start(1)].count("\n") > 0
    return True
