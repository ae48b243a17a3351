"""Whether two names can be one person's: order, particles, initials, accents and spelling may differ."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

_PARTICLES = frozenset(
    {"bin", "ibn", "bint", "binti", "al", "el", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von",
     "der", "den", "ter", "ten", "ould", "y", "e", "af", "av", "zu", "and", "the", "jr", "sr", "ii", "iii", "abu"}
)  # fmt: skip
_NEAR = 86.0
"""How alike two words must be written (rapidfuzz ratio, 0 to 100): "Mohamed" and "Mohammed" have 93, "Ivanov" and "Ivanova" 92."""
_SHORT = 4
"""Words of at most this many letters must be written alike."""


class Alike(NamedTuple):
    """How two names agree: `score` from 0 to 1, and the reason in words."""

    score: float
    why: str


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, particles, initials and suffixes ("Joseph R. Biden, Jr.")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    parts = "".join(c if c.isalnum() or c in "'\u2019" else " " for c in plain).split()
    kept = tuple(w for p in parts if (w := p.strip("'\u2019")) and w not in _PARTICLES and len(w) > 1)
    return kept or tuple(parts)


def alike(one: str, other: str) -> Alike | None:
    """How the names agree; None where they cannot be one person's.

    Two words at least must agree, or the single word that one of them has must be the other's last (or first, where the
    family name stands first); callers ask for the same state or office besides.
    """
    a, b = words(one), words(other)
    if a == b:
        return Alike(1.0, "the same name")
    if sorted(a) == sorted(b):
        return Alike(0.98, "the same words in another order")
    short, long = sorted((a, b), key=lambda w: (len(w), w))
    if len(short) == 1:
        ends = {long[0], long[-1]} if long else set()
        return Alike(0.6, "the one word of a shorter form") if short[0] in ends else None
    if Counter(short) <= Counter(long):
        return Alike(0.9, "a shorter form of the name")
    if "".join(a) == "".join(b):
        return Alike(0.97, "the same letters, parted otherwise")
    return _near(short, long)


def _near(short: tuple[str, ...], long: tuple[str, ...]) -> Alike | None:
    """Every word of the shorter name written nearly like one of the longer, the first letters the same."""
    from rapidfuzz import fuzz

    left = list(long)
    worst = 100.0
    for word in short:
        ratio, best = max(((fuzz.ratio(word, w), w) for w in left), default=(0.0, ""))
        if word != best and (ratio < _NEAR or word[0] != best[:1] or min(len(word), len(best)) <= _SHORT):
            return None
        worst = min(worst, ratio)
        left.remove(best)
    return Alike(round(worst / 100 * 0.9, 3), "nearly the same spelling")
