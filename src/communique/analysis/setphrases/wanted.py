"""The phrase that is sought: its words, and the entry of the lexicon that has it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from communique.analysis.result import AnalysisError

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 12
VARIED = 3
"""Of a phrase of so many words of content, one may be replaced without making it another."""
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:ies|(?<=ss|sh|ch)es|(?<=x)es|(?<![su])s)$")


class Token(NamedTuple):
    """A word of a folded text, in the form in which words are compared, and where it stands."""

    base: str
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Wanted:
    """A phrase: as asked, its words, the id of its entry and how that quotes it."""

    phrase: str
    words: tuple[str, ...]
    entry: str | None
    known: str | None

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The words in the form in which they are compared."""
        return tuple(base(word) for word in self.words)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The bases that are neither articles, prepositions nor "and"."""
        return tuple(b for b in self.bases if is_content(b))

    @cached_property
    def counted(self) -> Counter[str]:
        """How often each of `content` stands in it."""
        return Counter(self.content)

    @cached_property
    def seen(self) -> re.Pattern[str]:
        """What finds the head in a text, in all its forms; it finds other words too."""
        return re.compile(rf"\b{re.escape(self.head.removesuffix('y'))}")

    @property
    def head(self) -> str:
        """The last word of `content`, which every variant has."""
        return self.content[-1]


def wanted(phrase: str) -> Wanted:
    """The phrase of these words.

    :raises AnalysisError: where it has no word of its own, or too many.
    """
    from communique.lexicon import fold

    words = tuple(token.word for token in tokens(fold(phrase)))
    if not any(is_content(base(word)) for word in words):
        raise AnalysisError(f"phrase {phrase!r}", "no word to look for", "Give the words of the phrase.")
    if len(words) > _LONGEST:
        raise AnalysisError(f"phrase {phrase[:60]!r}…", f"{len(words)} words", f"Give at most {_LONGEST}.")
    entry = _known().get(words)
    return Wanted(phrase, words, *(entry or (None, None)))


def query(phrase: str) -> str:
    """The search that finds every text in which the phrase, a form that the lexicon lists, or a variant can stand.

    See `communique.store.query` for its form. A variant lacks at most one word, never the last.
    """
    from communique.lexicon import load

    sought = wanted(phrase)
    words = {base(w): w for w in sought.words if base(w) in sought.counted}
    head = words.pop(sought.head)
    others = list(words.values())
    choices = [[head], *([w] for w in others)] if len(sought.content) < VARIED else [[head], others[:2]]
    listed = [form.text for form in load("formulae").by_id[sought.entry].forms] if sought.entry else []
    return " ".join(" OR ".join(f'"{term}"' for term in (*choice, *listed)) for choice in choices if choice)


def tokens(folded: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a folded text that lie from `start` to `end`."""
    found = _WORD.finditer(folded, start, len(folded) if end is None else end)
    return [Token(base(m[0]), m[0], m.start(), m.end()) for m in found]


@cache
def base(word: str) -> str:
    """A folded word without the ending of the plural."""
    return _PLURAL.sub(lambda m: "y" if m[0] == "ies" else "", word)


def is_content(word: str) -> bool:
    """Whether a word, in the form in which words are compared, names something."""
    return len(word) > 1 and word not in glue()


@cache
def glue() -> frozenset[str]:
    """Words that join others and name nothing."""
    from communique.reading.grammar.phrases import word_class

    return word_class("determiner") | word_class("preposition") | word_class("conjunction")


@cache
def _known() -> dict[tuple[str, ...], tuple[str, str | None]]:
    """The words of every form of a set phrase, and of how it is quoted → id and value of its entry."""
    from communique.lexicon import fold, load

    found: dict[tuple[str, ...], tuple[str, str | None]] = {}
    for entry in load("formulae").entries:
        for text in (*(form.text for form in entry.forms), entry.value or ""):
            found.setdefault(tuple(token.word for token in tokens(fold(text))), (entry.id, entry.value))
    return found
