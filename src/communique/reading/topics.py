"""The topics that somebody speaks about: the words by which a statement names its subject (codebook, "topics")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.lexicon import load
from communique.span import Span


class TopicFound(NamedTuple):
    """Words at ``text[start:end]`` that name a topic, and the entry that knows them."""

    start: int
    end: int
    topic: str
    entry: str


def find_topics(text: str, folded: str, spans: Sequence[Span]) -> tuple[TopicFound, ...]:
    """The topics named inside one of `spans` (statements), in order of start; the first mention of an entry in a span."""
    if not spans:
        return ()
    hits = load("topics").find(text, folded, overlapping=True)
    ordered = sorted(spans)
    found: list[TopicFound] = []
    seen: set[tuple[int, str]] = set()
    n = 0
    for hit in hits:
        while n < len(ordered) and ordered[n].end <= hit.start:
            n += 1
        if n == len(ordered):
            break
        key = (n, hit.entry.value or "")
        if ordered[n].contains((hit.start, hit.end)) and key not in seen:
            seen.add(key)
            found.append(TopicFound(hit.start, hit.end, hit.entry.value or "", hit.entry.id))
    return tuple(found)
