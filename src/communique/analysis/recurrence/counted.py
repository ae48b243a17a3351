"""What the counts of a sequence say: whether its words belong together, and whether it belongs to these readouts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.analysis.recurrence.sequences import Level


def cohesion(levels: Sequence[Level], level: Level, first: Any, total: int) -> Any:
    """G² of sequences against their two parts coming together by chance, the least of all ways to part them.

    It is below zero where the parts stand together less often than by chance (Dunning 1993, "Accurate Methods for the Statistics
    of Surprise and Coincidence").

    :param first: for each sequence, a place where it stands.   :param total: words in all.
    """
    import numpy as np

    together = level.count[level.at[first]]
    found = np.full(len(first), np.inf)
    for cut in range(1, level.size):
        left, right = levels[cut - 1], levels[level.size - cut - 1]
        one, other = left.count[left.at[first]], right.count[right.at[first + cut]]
        found = np.minimum(found, _g2(together, one, other, total))
    return found


def _g2(together: Any, one: Any, other: Any, total: int) -> Any:
    import numpy as np
    from scipy.special import rel_entr

    seen = np.stack([together, one - together, other - together, total - one - other + together]).astype(float)
    rest_one, rest_other = total - one, total - other
    chance = np.stack([one * other, one * rest_other, rest_one * other, rest_one * rest_other]) / total
    g2 = 2 * rel_entr(np.maximum(seen, 0), chance).sum(axis=0)
    return np.where(together > chance[0], g2, -g2)


def tail(g2: Any) -> Any:
    """The probability of a G² as high by chance (chi-square, one degree of freedom)."""
    import numpy as np
    from scipy.special import chdtrc

    return np.where(g2 > 0, chdtrc(1, np.maximum(g2, 0)), 1.0)


def here_rather(here: Any, both: Any, of_here: int, of_both: int) -> Any:
    """The probability of so many uses here, were the uses spread by chance over here and elsewhere (Fisher's exact test).

    :param here: encounters here with a use.   :param both: encounters with a use, here and elsewhere.
    """
    from scipy.stats import hypergeom

    return hypergeom.sf(here - 1, of_both, both, of_here)
