"""Tokens and characters: the span of tokens, a quote without stray marks, a sentence without its stop."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.grammar.tokens import Token
from communique.span import Span

QUOTE = '"'


def span_of(tokens: Sequence[Token], i: int, j: int) -> Span:
    """The characters of ``tokens[i:j]``."""
    return Span(tokens[i].start, tokens[j - 1].end)


def quote(tokens: Sequence[Token], i: int, j: int) -> Span | None:
    """The characters of ``tokens[i:j]`` without marks at the ends, and without a quotation mark that has no partner."""
    while j > i and not tokens[j - 1].word and tokens[j - 1].low not in (")", QUOTE, "'s"):
        j -= 1
    while i < j and not tokens[i].word and tokens[i].low != QUOTE:
        i += 1
    marks = [k for k in range(i, j) if tokens[k].low == QUOTE]
    if marks and (len(marks) % 2 == 1 or (len(marks) == 2 and marks == [i, j - 1])):
        if marks[0] == i:
            i += 1
        if marks[-1] == j - 1 and j - 1 > i:
            j -= 1
    while j > i and not tokens[j - 1].word and tokens[j - 1].low not in (")", QUOTE, "'s"):
        j -= 1
    return Span(tokens[i].start, tokens[j - 1].end) if j > i else None


def without_stop(tokens: Sequence[Token]) -> int:
    """The number of tokens less the marks that end the sentence."""
    stop = len(tokens)
    while stop and not tokens[stop - 1].word and tokens[stop - 1].low != QUOTE:
        stop -= 1
    return stop
