"""A length-preserving folding of text, so that offsets in the folded text are offsets in the text."""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = {
    "'": "\u2018\u2019\u02bc", '"': "\u201c\u201d", "-": "\u2010\u2011\u2012\u2013\u2014\u2212", " ": "\u00a0\u202f\u2009\t",
}  # fmt: skip
_SHORT = 80
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def straighten(text: str) -> str:
    """`text` with one kind of quote, hyphen and space, and single line breaks as spaces; same length, same case."""
    plain = text.replace("\t", " ") if text.isascii() else _one_kind(text)
    return _SINGLE_BREAK.sub(" ", plain) if "\n" in plain else plain


def _one_kind(text: str) -> str:
    for plain, others in _SAME.items():
        for other in others:
            text = text.replace(other, plain)
    return text


def fold(text: str) -> str:
    """`straighten` in lower case. Characters whose lower case has another length ("İ") stay as they are."""
    return _fold_short(text) if len(text) < _SHORT else _fold(text)


def _fold(text: str) -> str:
    text = straighten(text)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=4096)
def _fold_short(text: str) -> str:
    """Names and roles come again and again in one text."""
    return _fold(text)
