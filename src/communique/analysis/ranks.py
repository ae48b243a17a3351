"""How high an office stands: a step of the scale in ``lexicons/ranks.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from communique.account import Attendee

_PARTS = re.compile(r"[,;|]| and ")
_UNDER = (" of the ", " to the ")
_BELOW = "below"


def scale() -> tuple[str, ...]:
    """The steps, highest first."""
    from communique.lexicon import load

    return tuple(value for value in load("ranks").values if value != _BELOW)


def highest(attendees: Iterable[Attendee]) -> tuple[str, Attendee] | None:
    """The highest step among those who met, and the first of them who has it; None where no office is on the scale."""
    steps = scale()
    ranked = [(rank(a.role, a.organisation), a) for a in attendees]
    found = [(step, a) for step, a in ranked if step is not None]
    return min(found, key=lambda one: (steps.index(one[0]), one[1].cite), default=None)


@lru_cache(maxsize=65_536)
def rank(role: str | None, organisation: str | None = None) -> str | None:
    """The step of an office; of several the highest. None where none of its words is on the scale.

    :param role: the office ("Deputy Prime Minister and Minister of Trade").   :param organisation: the body it is held in.
    """
    from communique.lexicon import fold

    if not role:
        return None
    text = fold(f"{role} of the {organisation}" if organisation else role)
    steps = scale()
    found = [step for part in _PARTS.split(text) if (step := _rank(part, alone=organisation is None)) is not None]
    return min(found, key=steps.index, default=None)


def _rank(part: str, *, alone: bool) -> str | None:
    """The step of one office, by its first words that have one: what follows says of what, or to whom, it is one."""
    from communique.lexicon import load

    below = False
    for hit in load("ranks").find(part, part):
        if hit.entry.value == _BELOW:
            below = True
        elif any(words in part[: hit.start] for words in _UNDER):
            return None
        elif alone or not hit.entry.get("alone"):
            return hit.entry.get("lower") if below else hit.entry.value
    return None
