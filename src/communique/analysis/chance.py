"""What chance alone would do: a run of encounters without a use, and many tests at once."""

from __future__ import annotations

import math
from collections.abc import Sequence

SURE = 0.05
"""A finding holds where chance alone gives it less often than this, after correction where many were looked for."""
LEAST = 3
"""With fewer uses than this nothing is said about their beginning or end."""


def without(units: int, uses: int, run: int) -> float:
    """The probability that the last (or the first) `run` of `units` have none of the `uses`, were these spread by chance.

    It is hypergeometric, C(units − run, uses) / C(units, uses): Fisher's exact test of the usual rate against the run. It
    stays right where the run was not chosen beforehand but is all that came after the last use.
    """
    return math.comb(units - run, uses) / math.comb(units, uses)


def holds(chance: float | None) -> bool:
    """Whether a finding is more than chance; not where nothing can be said about it."""
    return chance is not None and chance < SURE


def corrected(chances: Sequence[float]) -> list[float]:
    """The same probabilities corrected for being many (Benjamini and Hochberg 1995), in the same order."""
    order = sorted(range(len(chances)), key=lambda n: chances[n], reverse=True)
    found, least = [1.0] * len(chances), 1.0
    for number, n in zip(range(len(chances), 0, -1), order, strict=True):
        least = min(least, chances[n] * len(chances) / number)
        found[n] = least
    return found
