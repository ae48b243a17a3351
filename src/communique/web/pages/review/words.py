"""Words that a coder selected or pasted → the characters of the text that they are."""

from __future__ import annotations

import re

from communique.errors import InputError
from communique.span import Span

_SHOWN = 8
_MOST = 20_000


def placed(text: str, words: str, start: int | None = None, near: int | None = None) -> Span:
    """Where words stand in a text. Blanks and line ends may be others than there: a browser changes them.

    :param start: the character where they begin, where it is known.   :param near: of several places, the nearest to this.
    :raises InputError: where they do not stand there, or in several places.
    """
    if not words.strip():
        raise InputError("words in the text", "none are given", "Select them in the text, or paste them.")
    if len(words) > _MOST:
        raise InputError("words in the text", f"more than {_MOST:,} characters", "Give fewer words.")
    found = [Span(*m.span()) for m in re.finditer(r"\s+".join(map(re.escape, words.split())), text)]
    if not found:
        raise InputError(f"“{_short(words)}”", "does not stand in the text", "Copy the words exactly from the text.")
    if start is not None:
        return _at(found, start, words)
    if near is not None:
        return min(found, key=lambda span: abs(span.start - near))
    if len(found) > 1:
        places = ", ".join(str(span.start) for span in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        what = f"stands in the text {len(found)} times, at characters {places}"
        raise InputError(f"“{_short(words)}”", what, "Say at which character it begins, or select it in the text.")
    return found[0]


def _at(found: list[Span], start: int, words: str) -> Span:
    for span in found:
        if span.start == start:
            return span
    places = ", ".join(str(span.start) for span in found[:_SHOWN])
    what = f"does not begin at character {start}, but at {places}"
    raise InputError(f"“{_short(words)}”", what, "Mend the character, or leave it empty.")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
