"""Finding a table's phrases in tokens, with adverbs allowed between their words ("attaches also great importance")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from communique.lexicon import Entry, Form, fold, load
from communique.reading.grammar.tokens import Token, tokenize

_GAP = 2
"""How many adverbs may stand between two words of a phrase."""


class Match(NamedTuple):
    """A phrase found at ``tokens[start:end]``."""

    start: int
    end: int
    entry: Entry
    tags: frozenset[str]


class _Row(NamedTuple):
    """A form with its sort key: longer ones first, then the order of the table."""

    rank: int
    number: int
    words: tuple[str, ...]
    entry: Entry
    form: Form
    blockers: tuple[tuple[int, tuple[str, ...]], ...]
    """Phrases of the entry's `unless` that hold these words, and at which of their words they do."""


class Phrases:
    """The forms of one table, keyed by their first word."""

    def __init__(self, table: str) -> None:
        self._first: dict[str, dict[str | None, list[_Row]]] = {}
        unless = {e.id: tuple(_words(u) for u in e.unless) for e in load(table).entries if e.unless}
        for number, (entry, form) in enumerate((e, f) for e in load(table).entries for f in e.forms):
            words = _words(form.text)
            second = words[1] if len(words) > 1 else None
            blockers = tuple((at, u) for u in unless.get(entry.id, ()) for at in _places(words, u))
            row = _Row(-len(words), number, words, entry, form, blockers)
            self._first.setdefault(words[0], {}).setdefault(second, []).append(row)

    def at(self, tokens: Sequence[Token], k: int) -> Match | None:
        """The longest phrase that begins at token `k`, or None."""
        return next(self._each_at(tokens, k), None) if tokens[k].low in self._first else None

    def all_at(self, tokens: Sequence[Token], k: int) -> list[Match]:
        """All phrases that begin at token `k`, the longest first."""
        return list(self._each_at(tokens, k))

    def _each_at(self, tokens: Sequence[Token], k: int) -> Iterator[Match]:
        by_second = self._first.get(tokens[k].low)
        if by_second is None:
            return
        rows = self._rows(by_second, tokens, k)
        if len(rows) > 1:
            rows.sort(key=itemgetter(0, 1))
        for row in rows:
            end = _follow(tokens, k, row.words)
            if end and not any(k >= at and _exact(tokens, k - at, words) for at, words in row.blockers):
                yield Match(k, end, row.entry, row.form.tags)

    def _rows(self, by_second: dict[str | None, list[_Row]], tokens: Sequence[Token], k: int) -> list[_Row]:
        """The forms whose second word may follow: the next token, or one behind adverbs."""
        rows = list(by_second.get(None, ()))
        for n in range(k + 1, min(len(tokens), k + 2 + _GAP)):
            rows += by_second.get(tokens[n].low, ())
            if not is_adverb(tokens[n]):
                break
        return rows


def _places(words: tuple[str, ...], phrase: tuple[str, ...]) -> list[int]:
    """At which words of `phrase` the words stand in it."""
    last = len(phrase) - len(words)
    return [at for at in range(last + 1) if phrase[at : at + len(words)] == words]


def _exact(tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> int:
    if start + len(words) > len(tokens):
        return 0
    return start + len(words) if all(tokens[start + n].low == w for n, w in enumerate(words)) else 0


def _follow(tokens: Sequence[Token], k: int, words: tuple[str, ...]) -> int:
    """The token after the phrase where it begins at `k`, else 0."""
    at = k + 1
    for word in words[1:]:
        gap = 0
        while at < len(tokens) and tokens[at].low != word and gap < _GAP and is_adverb(tokens[at]):
            at += 1
            gap += 1
        if at >= len(tokens) or tokens[at].low != word:
            return 0
        at += 1
    return at


def _words(text: str) -> tuple[str, ...]:
    folded = fold(text)
    return tuple(token.low for token in tokenize(text, folded, (0, len(text))))


@cache
def phrases(table: str) -> Phrases:
    """The phrases of a table; built on first use."""
    return Phrases(table)


@cache
def word_class(name: str) -> frozenset[str]:
    """The one-word forms of a class in words.toml ("preposition")."""
    return frozenset(fold(form.text) for form in load("words").by_id[name].forms if " " not in form.text)


@cache
def finite_forms() -> dict[str, frozenset[str]]:
    """Every inflected form of the common verbs and of the verbs of acts.toml → its tags (s, past, base …)."""
    forms: dict[str, frozenset[str]] = {}
    rows = [*load("words").by_id["verb.common"].forms, *(f for e in load("acts").entries for f in e.forms if f.tags)]
    for form in rows:
        first = fold(form.text).split(" ", 1)[0]
        forms[first] = forms.get(first, frozenset()) | form.tags
    return forms


def is_adverb(token: Token) -> bool:
    """True for adverbs by ending (-ly) or by list."""
    return token.low in word_class("adverb") or (token.low.endswith("ly") and token.low not in _NOT_ADVERBS)


_NOT_ADVERBS = frozenset({"family", "assembly", "reply", "supply", "ally", "rely", "apply", "italy", "july", "friendly", "early", "comply",
                          "only", "elderly", "anomaly", "monopoly", "imply", "likely", "timely", "costly", "orderly", "daily"})  # fmt: skip
