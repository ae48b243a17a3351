"""When two names, phrases, speakers or spans count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_STOP = frozenset({"the", "of", "and", "for", "a", "an", "s"})
_ENOUGH_WORDS = 0.6
_WORD = re.compile(r"\w+")


def plain(text: str | None) -> str:
    """Lower case, without accents and punctuation, words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(bare))


def same_name(one: str | None, other: str | None) -> bool:
    """True for equal names, and where one is the other less its middle names or initials."""
    a, b = plain(one), plain(other)
    if a == b:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    return len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1]) and set(short) <= set(long)


def similar(one: str | None, other: str | None) -> bool:
    """True where two phrases share at least 60 % of their words, small words left out."""
    a, b = (frozenset(plain(text).split()) - _STOP for text in (one, other))
    if not a or not b:
        return not a and not b
    return len(a & b) / len(a | b) >= _ENOUGH_WORDS


def same_speaker(one: str | None, other: str | None) -> bool:
    """True for the same name, and for a single word that is the first or last of the other; never for `joint`."""
    if same_name(one, other):
        return True
    a, b = plain(one).split(), plain(other).split()
    if not a or not b or "joint" in (" ".join(a), " ".join(b)) or min(len(a), len(b)) > 1:
        return False
    return a[-1] == b[-1] or a[0] == b[0]


def pairs(gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs of spans, best overlap first; overlap is intersection over union, at least `least`."""
    rows = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            common = min(g["end"], f["end"]) - max(g["start"], f["start"])
            whole = max(g["end"], f["end"]) - min(g["start"], f["start"])
            if common > 0 and common / whole >= least:
                rows.append((-common / whole, i, j))
    chosen: list[tuple[int, int]] = []
    for _, i, j in sorted(rows):
        if all(i != a and j != b for a, b in chosen):
            chosen.append((i, j))
    return chosen
