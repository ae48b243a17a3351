"""How strongly something is asked for or promised: a step of a scale, by the words that decided the act."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

REQUESTS = ("hope", "call", "urge", "demand")
PROMISES = ("consider", "intend", "will", "pledge")
SCALES: Mapping[str, tuple[str, ...]] = {"request": REQUESTS, "commit": PROMISES}
"""The steps of each act that has a scale, weakest first; the words of each are in `lexicons/strength.toml`."""


@lru_cache(maxsize=65_536)
def strength(act: str, words: str | None) -> str | None:
    """The step of an act on its scale; None where its words have none. The longest form decides, then the strongest.

    :param words: those that decided the act (`communique.account.Stated.words`).
    """
    from communique.lexicon import fold, load

    scale = SCALES.get(act)
    if scale is None or not words:
        return None
    hits = [h for h in load("strength").find(words, fold(words), overlapping=True) if h.entry.value in scale]
    best = max(hits, key=lambda h: (h.end - h.start, scale.index(str(h.entry.value))), default=None)
    return best.entry.value if best else None


def step(act: str, name: str | None) -> int | None:
    """The number of a step from 1 (weakest) to 4; None where there is none."""
    return SCALES[act].index(name) + 1 if name is not None else None
