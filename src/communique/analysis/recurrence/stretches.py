"""Statements → stretches of words, with where each word stands.

A sequence goes over no punctuation but hyphens and apostrophes, over no number or initial, and over no set phrase that the
lexicon knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.account import Account, Cite, Stated
from communique.analysis.setphrases.use import heard, is_by
from communique.lexicon import fold

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


class Stretch(NamedTuple):
    """The words of one statement, None where no sequence may stand, and the span of each in the document."""

    account: Account
    statement: Stated
    words: Sequence[str | None]
    spans: Sequence[tuple[int, int]]

    def cite(self, first: int, last: int) -> Cite:
        """Where words number `first` to `last` stand."""
        start, end = self.spans[first][0], self.spans[last][1]
        at = self.statement.cite
        return Cite(at.document, start, end, at.quote[start - at.start : end - at.start])


def stretches(account: Account, by: str | None) -> Iterator[Stretch]:
    """The statements of a readout that side `by` (None: anybody) makes; what stands in two of them counts in the first."""
    end = 0
    for statement in sorted(account.statements, key=lambda s: s.cite):
        if statement.cite.start >= end and is_by(account, *heard(account, statement.cite), by):
            yield _stretch(account, statement)
            end = statement.cite.end


def _stretch(account: Account, statement: Stated) -> Stretch:
    start, folded = statement.cite.start, fold(statement.cite.quote)
    known = [(p.cite.start, p.cite.end) for p in account.phrases]
    words: list[str | None] = []
    spans: list[tuple[int, int]] = []
    end = 0
    for found in _WORD.finditer(folded):
        if folded[end : found.start()].strip():
            words.append(None)
            spans.append((start + end, start + found.start()))
        end = found.end()
        span = (start + found.start(), start + end)
        held = any(a < span[1] and span[0] < b for a, b in known)
        words.append(None if held or len(found[0]) < 2 or found[0].isdigit() else found[0])
        spans.append(span)
    return Stretch(account, statement, words, spans)
