"""Where a phrase stands in a text: as it was asked for, or as a variant with other endings, another order, another word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.account import Phrase
from communique.analysis.setphrases.model import Wording
from communique.analysis.setphrases.wanted import VARIED, Token, Wanted, is_content, tokens
from communique.reading.grammar.phrases import finite_forms, word_class

_JOINED = re.compile(r"[ \-'/]{1,2}")
_LISTED = re.compile(r"[ \-'/,]{1,3}")
_ORDER: tuple[Wording, ...] = ("as asked", "inflected", "reordered", "added", "replaced")
_ROOM = 3
"""So many words more than the phrase a variant may have: "and the" around a word that is added."""
_WIDEST = 24
"""Letters of a long word with what parts it from the next."""
_WHOLE = frozenset(_ORDER) - {"replaced"}
"""What stands whole, so that a known shorter phrase in it counts for it; else the shorter one is what is said."""


class Found(NamedTuple):
    """A place in a text and how it is worded there."""

    start: int
    end: int
    wording: Wording


def find(sought: Wanted, folded: str) -> list[Found]:
    """The phrase and its variants in a folded text, in order, none over another; of two that overlap the closer one."""
    candidates: set[Found] = set()
    for start, end in _windows(sought, folded):
        words = tokens(folded, start, end)
        heads = [n for n, word in enumerate(words) if word.base == sought.head]
        candidates.update(found for n in heads for found in _around(sought, folded, words, n))
    taken: list[Found] = []
    for found in sorted(candidates, key=lambda f: (_ORDER.index(f.wording), f.start, f.end)):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return sorted(taken)


def _windows(sought: Wanted, folded: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text around its head words, wide enough for every variant; none overlaps another."""
    room = (len(sought.words) + _ROOM) * _WIDEST
    first, last = 0, -1
    for found in sought.seen.finditer(folded):
        start = max(0, found.start() - room)
        if start > last:
            if last >= 0:
                yield first, last
            first = _word_start(folded, start)
        last = _word_start(folded, min(len(folded), found.end() + room))
    if last >= 0:
        yield first, last


def _word_start(folded: str, at: int) -> int:
    """The start of the word in which a place lies."""
    while 0 < at < len(folded) and folded[at - 1].isalnum():
        at -= 1
    return at


def own(sought: Wanted, found: Found, phrases: Sequence[Phrase]) -> bool:
    """Whether a place counts for the phrase that is sought, not for a set phrase of the lexicon that stands there.

    The longer one counts.
    """
    return not any(_yields(found, p) for p in phrases if p.id != sought.entry and _overlap(found, p))


def holder(found: Found, phrases: Sequence[Phrase]) -> Phrase | None:
    """The longer set phrase of the lexicon in which a place lies; None where there is none."""
    return next((p for p in phrases if p.cite.start <= found.start and found.end <= p.cite.end), None)


def _overlap(found: Found, phrase: Phrase) -> bool:
    return found.start < phrase.cite.end and phrase.cite.start < found.end


def _yields(found: Found, phrase: Phrase) -> bool:
    inside = found.start <= phrase.cite.start and phrase.cite.end <= found.end
    longer = found.end - found.start > phrase.cite.end - phrase.cite.start
    return not (inside and longer and found.wording in _WHOLE)


def _around(sought: Wanted, folded: str, words: Sequence[Token], head: int) -> Iterator[Found]:
    """The stretches with a head word that are the phrase or a variant; a variant ends with it."""
    exact = _exact(sought, folded, words, head)
    if exact is not None:
        yield exact
    first = _first(folded, words, head, len(sought.words) + _ROOM)
    for start in range(first, head if len(sought.content) > 1 else first):
        wording = _wording(sought, words[start : head + 1])
        if wording is not None:
            yield Found(words[start].start, words[head].end, wording)


def _exact(sought: Wanted, folded: str, words: Sequence[Token], head: int) -> Found | None:
    start = head - max(n for n, b in enumerate(sought.bases) if b == sought.head)
    stretch = words[max(start, 0) : start + len(sought.words)]
    if tuple(w.base for w in stretch) != sought.bases or not _hangs(folded, stretch, _LISTED):
        return None
    same = tuple(w.word for w in stretch) == sought.words
    return Found(stretch[0].start, stretch[-1].end, "as asked" if same else "inflected")


def _hangs(folded: str, stretch: Sequence[Token], gap: re.Pattern[str]) -> bool:
    pairs = pairwise(stretch)
    return all(gap.fullmatch(folded, one.end, other.start) for one, other in pairs)


def _first(folded: str, words: Sequence[Token], at: int, most: int) -> int:
    """The first word before word number `at` that no punctuation parts from it; at most `most` before it."""
    first = at
    while first > max(0, at - most) and _JOINED.fullmatch(folded, words[first - 1].end, words[first].start):
        first -= 1
    return first


def _wording(sought: Wanted, stretch: Sequence[Token]) -> Wording | None:
    """How a stretch words the phrase; None where it does not."""
    if not is_content(stretch[0].base):
        return None
    bases = [w.base for w in stretch]
    content = [b for b in bases if is_content(b)]
    missing, extra = sought.counted - Counter(content), Counter(content) - sought.counted
    if not missing and not extra:
        if tuple(content) != sought.content:
            return "reordered"
        return "inflected" if _conjunctions(bases) == _conjunctions(sought.bases) else None
    if not missing and extra.total() == 1:
        return "added" if bases[0] in sought.counted else None
    return "replaced" if _replaced(sought, stretch) else None


def _replaced(sought: Wanted, stretch: Sequence[Token]) -> bool:
    """Whether a stretch is the phrase but for one word of content, which is no verb."""
    if len(stretch) != len(sought.words) or len(sought.content) < VARIED:
        return False
    other = [(w, b) for w, b in zip(stretch, sought.bases, strict=True) if w.base != b]
    return len(other) == 1 and all(
        is_content(b) and is_content(w.base) and w.word not in finite_forms() for w, b in other
    )


def _conjunctions(bases: Sequence[str]) -> int:
    return sum(b in word_class("conjunction") for b in bases)
