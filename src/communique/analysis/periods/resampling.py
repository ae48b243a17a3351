"""Intervals and chances of the difference of rates, by drawing encounters.

The draws are those of scipy.stats: `bootstrap` (percentile intervals, each period drawn by itself) and `permutation_test` (the
encounters dealt anew to the two periods, two-sided). Encounters are drawn whole, since readouts of one are not independent. All
rates are computed from the same draws, by one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

DRAWS, DEALS = 2_000, 9_999
"""How often encounters are drawn for the intervals, and dealt anew for the chances; where there are fewer ways to deal them, each
way is taken once."""
_BATCH = 500
_SEED = 0


class Table(NamedTuple):
    """Counts and readouts of each feature, encounters × features; ``first`` encounters are those of the first period."""

    counts: Any
    readouts: Any
    first: int


def intervals(table: Table, draws: int) -> tuple[Any, Any]:
    """The lower and upper ends of the 95 % interval of each difference; NaN where it has none."""
    import warnings

    import numpy as np
    from scipy.stats import bootstrap

    with warnings.catch_warnings():  # a draw without any readout of known rank gives no difference
        warnings.simplefilter("ignore")
        found = bootstrap(
            _periods(table), _difference(table), n_resamples=draws, method="percentile", vectorized=True, batch=_BATCH,
            rng=np.random.default_rng(_SEED),
        )  # fmt: skip
        low, high = np.nanpercentile(found.bootstrap_distribution, [2.5, 97.5], axis=-1)
    flat = ~(high > low)
    return np.where(flat, np.nan, low), np.where(flat, np.nan, high)


def chances(table: Table, deals: int) -> Any:
    """The probability of so great a difference of each feature by chance, not corrected."""
    import numpy as np
    from scipy.stats import permutation_test

    difference = _difference(table)

    def statistic(one: Any, other: Any, axis: int = -1) -> Any:
        return np.moveaxis(np.nan_to_num(difference(one, other, axis)), 0, -1)

    found = permutation_test(
        _periods(table), statistic, permutation_type="independent", vectorized=True, n_resamples=deals, batch=_BATCH,
        rng=np.random.default_rng(_SEED),
    )  # fmt: skip
    return np.minimum(found.pvalue, 1.0)


def _periods(table: Table) -> tuple[Any, Any]:
    """The numbers of the encounters of each period."""
    import numpy as np

    return np.arange(table.first), np.arange(table.first, len(table.counts))


def _difference(table: Table) -> Callable[..., Any]:
    """A function of drawn encounters: the difference of each rate, features × draws."""
    import numpy as np

    def rates(drawn: Any) -> Any:
        rows = np.atleast_2d(drawn)
        number = np.arange(len(rows))[:, None] * len(table.counts)
        size = len(rows) * len(table.counts)
        times = np.bincount((rows + number).ravel(), minlength=size).reshape(len(rows), -1).astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            return ((times @ table.counts) / (times @ table.readouts)).T

    def difference(one: Any, other: Any, axis: int = -1) -> Any:  # noqa: ARG001  # scipy asks for the name
        found = rates(other) - rates(one)
        return found[:, 0] if one.ndim == 1 else found

    return difference
