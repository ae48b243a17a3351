"""How alike two statements are in what they are about: their words, numbers, places and topics, the act and who acts.

A statement becomes a set of marks, each weighed by how rare it is among the statements at hand (inverse document
frequency, Spärck Jones 1972). `likeness` is the share of the weight that both have (the Dice coefficient). Nothing is
learnt from other texts, so that no record changes how two others are compared.

Measured against token_set_ratio of rapidfuzz and the cosine of TF-IDF of scikit-learn by `tests/analysis/compare`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from communique.account import Stated

MarkKind = Literal["word", "deed", "number", "place", "topic", "voice"]
_WEIGHTS: Mapping[MarkKind, float] = {"word": 1, "number": 1, "topic": 1, "deed": 0.5, "place": 0.5, "voice": 0.5}
_STEM = 6
"""Words are compared by so many letters. Porter's and Snowball's stems did no better on the pairs of the tests."""
_EMPTY = ("adverb", "determiner", "preposition", "modal", "auxiliary", "finite-auxiliary", "subordinator")
"""Entries of the table of words whose forms name no matter."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


class Mark(NamedTuple):
    """One thing that a statement shares with others about the same matter.

    A ``word`` is cut to its stem; a ``deed`` is a word by which the act is told ("called on"); a ``place`` is the code of
    its state; a ``voice`` is the act with the side that performs it.
    """

    kind: MarkKind
    value: str


Sense = frozenset[Mark]
Weights = Mapping[Mark, float]


@lru_cache(maxsize=65_536)
def sense(statement: Stated) -> Sense:
    """What a statement is about."""
    from communique.lexicon import fold
    from communique.reading.places import find_places

    text = statement.cite.quote
    folded = fold(text)
    places = [p for p in find_places(text, folded) if p.code]
    named = _inside((p.start, p.end) for p in places)
    deeds = _inside(_deeds(text, folded))
    marks = {Mark("place", p.code) for p in places if p.code}
    marks |= {Mark("topic", topic) for topic in statement.topics}
    marks.add(Mark("voice", f"{statement.act} {statement.country or statement.speaker}"))
    for found in _WORD.finditer(folded):
        at = found.start()
        mark = None if at in named else _mark(found[0], at in deeds)
        if mark is not None:
            marks.add(mark)
    return frozenset(marks)


def weights(senses: Iterable[Sense]) -> Weights:
    """The weight of each mark among the statements that are compared."""
    every = list(senses)
    counts = Counter(mark for marks in every for mark in marks)
    return {mark: (_WEIGHTS[mark.kind] * math.log((len(every) + 1) / n)) ** 2 for mark, n in counts.items()}


def likeness(one: Sense, other: Sense, weigh: Weights) -> float:
    """From 0 (nothing in common) to 1 (the same marks); the order of the two does not matter."""
    shared = one & other
    if not shared:
        return 0.0
    return 2 * _sum(shared, weigh) / ((_sum(one, weigh) + _sum(other, weigh)) or 1.0)


def _sum(marks: Sense, weigh: Weights) -> float:
    """The exact sum, which does not depend on the order of a set."""
    return math.fsum(weigh[mark] for mark in marks)


@lru_cache(maxsize=65_536)
def _mark(word: str, deed: bool) -> Mark | None:
    """The mark of a word as it stands; None where it names no matter."""
    bare = _bare(word)
    if len(bare) < 2 or bare in _empty():
        return None
    return Mark("number" if bare[0].isdigit() else "deed" if deed else "word", bare[:_STEM])


def _bare(word: str) -> str:
    bare = word if word.isascii() else unicodedata.normalize("NFKD", word)
    return "".join(c for c in bare if not unicodedata.combining(c)).removesuffix("'s")


def _inside(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The offsets that the spans cover."""
    return frozenset(at for start, end in spans for at in range(start, end))


def _deeds(text: str, folded: str) -> list[tuple[int, int]]:
    from communique.lexicon import load

    return [(hit.start, hit.end) for table in ("acts", "nouns") for hit in load(table).find(text, folded)]


@cache
def _empty() -> frozenset[str]:
    from communique.lexicon import fold, load

    table = load("words").by_id
    return frozenset(word for entry in _EMPTY for form in table[entry].forms for word in fold(form.text).split())
