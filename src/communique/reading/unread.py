"""What no reader understood: sentences and capitalised names, and how much of the body the record explains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from communique.record import Quoted, Unread
from communique.span import Span

_NAME = re.compile(
    r"(?<![.!?:\u201c\"] )(?<!^)(?<!\n)\b[A-Z][\w\u00c0-\u024f'\u2019-]+(?:(?: (?:of|the|and|for|de|al|bin)){0,3} [A-Z][\w\u00c0-\u024f'\u2019-]+){1,8}"
)


class _Cover:
    """Spans, to be asked whether any of them shares a character with another; one bisection an answer."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def touches(self, span: tuple[int, int]) -> bool:
        before = bisect_left(self._starts, span[1])
        return before > 0 and self._furthest[before - 1] > span[0]


def find_unread(
    text: str,
    sentences: Sequence[Span],
    narrated: Sequence[Span],
    said: Sequence[tuple[int, int]],
    known: Sequence[tuple[int, int]],
    body: Sequence[Span],
) -> Unread:
    """Sentences with neither a statement nor understood narration; names inside no known span.

    ``share_read`` counts the characters of sentences that were understood against those of all sentences.
    """
    told, named = _Cover([*said, *narrated]), _Cover(known)
    read: list[Span] = []
    missed: list[Span] = []
    for sentence in sentences:
        (read if told.touches(sentence) else missed).append(sentence)
    names = [
        Span(m.start(), m.end())
        for block in body
        for m in _NAME.finditer(text, block.start, block.end)
        if not named.touches(m.span())
    ]
    total = sum(s.end - s.start for s in sentences)
    share = sum(s.end - s.start for s in read) / total if total else 0.0
    return Unread(
        sentences=tuple(_quoted(text, s) for s in missed),
        names=tuple(_quoted(text, n) for n in names),
        share_read=round(share, 4),
    )


def _quoted(text: str, span: Span) -> Quoted:
    return Quoted(start=span.start, end=span.end, quote=span.of(text))
