"""Which word sequences can be set phrases: no names, no offices, no frames of reporting, nothing cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from communique.lexicon import load
from communique.reading.grammar.phrases import finite_forms, word_class

_LEAST = 2
"""Words of content that are part of no name of a place or body."""
_CLAUSAL = ("pronoun", "modal", "auxiliary", "finite-auxiliary", "subordinator")
_LOOSE = ("determiner", "preposition", "conjunction", "adverb", *_CLAUSAL)
_TIES = frozenset({"of"})
"""What ties a name or phrase to what stands before it; other prepositions begin something new."""
_PIECE = 0.8
"""Where so great a share of uses has the same neighbour, that belongs to the phrase."""


def is_phrase(words: Sequence[str], names: Collection[str]) -> bool:
    """Whether a sequence of folded words can be a set phrase.

    :param names: the words of names of people.
    """
    if (
        words[0] in _loose()
        or words[-1] in _loose()
        or _is_open(words[-1])
        or any(word in _clausal() for word in words)
    ):
        return False
    if any(part in names for word in words for part in word.replace("'s", "").split("-")):
        return False
    text = " ".join(words)
    return not _is_office(words) and not _is_topic(text) and _content(words, text) >= _LEAST


def is_cut(before: Sequence[str | None], after: Sequence[str | None]) -> bool:
    """Whether a sequence is a piece of a longer one, by the words that stand before and after each of its uses.

    Nearly always the same word of content that is no verb stands there, or behind it a word of `_TIES`: "people's republic [of]".
    """
    joining = word_class("determiner") | word_class("conjunction") | word_class("preposition")
    ends = (before, joining | finite_forms().keys()), (after, joining - _TIES)
    return any(_most(words, ignored) >= _PIECE * len(words) for words, ignored in ends)


def _most(words: Sequence[str | None], ignored: Collection[str]) -> int:
    counts = Counter(word for word in words if word is not None and word not in ignored)
    return max(counts.values(), default=0)


def _is_open(word: str) -> bool:
    """Whether a last word needs another: "importance of continued"."""
    tags = finite_forms().get(word, frozenset())
    return bool(tags) and "base" not in tags and "s" not in tags


def is_frame(words: Sequence[str], before: Sequence[str | None]) -> bool:
    """Whether it begins with a verb by which statements are reported: "underscored the importance".

    Such a word is an adjective where mostly a determiner stands before it: "[their] shared commitment".
    """
    text = " ".join(words)
    verb = any(hit.start == 0 and hit.tags and "base" not in hit.tags for hit in load("acts").find(text, text))
    return verb and sum(word in word_class("determiner") for word in before) * 2 <= len(before)


def _is_office(words: Sequence[str]) -> bool:
    return words[-1] in _offices()


def _is_topic(text: str) -> bool:
    """Whether the whole names a topic of the tables."""
    return any((hit.start, hit.end) == (0, len(text)) for hit in load("topics").find(text, text, overlapping=True))


def _content(words: Sequence[str], text: str) -> int:
    """How many words of content are part of no place or body."""
    from communique.reading.places import find_places

    named = [(hit.start, hit.end) for hit in load("bodies").find(text, text)]
    named += [(place.start, place.end) for place in find_places(text.title(), text)]
    at, found = 0, 0
    for word in words:
        found += word not in _loose() and not any(start <= at < end for start, end in named)
        at += len(word) + 1
    return found


@cache
def _loose() -> frozenset[str]:
    return frozenset().union(*(word_class(name) for name in _LOOSE))


@cache
def _clausal() -> frozenset[str]:
    """Words of a clause, which no phrase holds; those that are prepositions too may stand in one."""
    return frozenset().union(*(word_class(name) for name in _CLAUSAL)) - word_class("preposition")


@cache
def _offices() -> frozenset[str]:
    return frozenset(form.text for form in load("titles").by_id["head.office"].forms)
