"""Whether a document can be read as given."""

from __future__ import annotations

import datetime as dt

from communique.errors import InputError
from communique.record import Document

_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13}
_MOST_CONTROLS = 0.02


def checked(document: Document) -> Document:
    """The document itself.

    :raises InputError: for an empty text, NUL or many other control characters, lone surrogates, a malformed date.
    """
    text = document.text
    if not text.strip():
        raise InputError(document.id, "the text is empty", "Give the text of a readout.")
    if "\0" in text:
        raise InputError(
            f"{document.id}, character {text.index(chr(0))}",
            "a NUL character",
            "This looks like a binary file; give its text.",
        )
    bad = next((n for n, c in enumerate(text) if 0xD800 <= ord(c) <= 0xDFFF), None) if not text.isascii() else None
    if bad is not None:
        raise InputError(
            f"{document.id}, character {bad}",
            "a lone surrogate, which is no character",
            "Decode the file with its right encoding.",
        )
    controls = sum(ord(c) in _CONTROLS for c in text[:100_000])
    if controls > _MOST_CONTROLS * min(len(text), 100_000):
        raise InputError(document.id, f"{controls} control characters", "This looks like a binary file; give its text.")
    if document.published is not None:
        _check_day(document.id, document.published)
    return document


def _check_day(where: str, published: str) -> None:
    try:
        dt.date.fromisoformat(published[:10])
    except ValueError:
        raise InputError(where, f"published is {published!r}", "Write the day as YYYY-MM-DD.") from None
