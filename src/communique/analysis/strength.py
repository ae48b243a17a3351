"""How strongly something is asked for or promised: a step of a scale, by the words that decided the act."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from communique.account import Stated

REQUESTS = ("hope", "call", "urge", "demand")
PROMISES = ("consider", "intend", "will", "pledge")
_FIRST = 4
"""Words at the beginning of a statement that may say how strong it is where the deciding ones do not."""
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


def strength_of(statement: Stated) -> str | None:
    """The step of a statement: by the words that decided its act, else by its first ("Hope was expressed that")."""
    begins = " ".join(statement.cite.quote.split()[:_FIRST])
    return strength(statement.act, statement.words) or (strength(statement.act, begins) if statement.words else None)


def step(act: str, name: str | None) -> int | None:
    """The number of a step from 1 (weakest) to 4; None where there is none."""
    return SCALES[act].index(name) + 1 if name is not None else None
