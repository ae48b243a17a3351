"""Text → words, as they are indexed and sought, with their places in the text.

Both databases index what `plain` gives, so a search finds the same words in both. Case and diacritics are dropped; a
Chinese or Japanese character is a word of its own, so that a phrase finds any run of them.

The SQLite index forgets a text only by being told the same words again: who changes what `plain` gives adds a migration
that makes the index anew.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

MOST = 50_000
"""Words of a text that are indexed; what stands after them is kept and read, but not found."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_CJK}]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*|[{_CJK}]")


def words(text: str) -> list[str]:
    """The folded words of a text, the first `MOST`."""
    if text.isascii():
        return _WORD.findall(text.lower())[:MOST]
    return [_folded(word) for word in _WORD.findall(text)[:MOST]]


def plain(text: str) -> str:
    """The folded words of a text with one space between them."""
    return " ".join(words(text))


def places(text: str, most: int = MOST) -> list[tuple[int, int]]:
    """Start and end of each of `words`, in code points; of the first `most`."""
    return [m.span() for m in islice(_WORD.finditer(text), min(most, MOST))]


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum())
    return bare.casefold() or word
