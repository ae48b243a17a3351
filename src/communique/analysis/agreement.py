"""Agreement of two coders on the same documents: Cohen's kappa and Krippendorff's alpha field by field, F1 of spans.

Units. ``meeting.*``: a document. ``topics``: a document and a topic of the codebook, coded as there or not. Other fields:
a person, statement or date that both coders have (paired as `communique.score` pairs them: names, or spans of which at
least half is common, 0.3 for dates). What only one has counts in the F1 of spans, not in kappa and alpha.

Kappa is scikit-learn's (Cohen 1960), alpha NLTK's (nominal; Krippendorff 2011). Intervals are 95 % percentile intervals
of `scipy.stats.bootstrap` over whole documents, since statements of one page are not independent. A draw is computed
from sums of each document's counts: a call of the libraries takes milliseconds, and there are thousands of draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.analysis.units import FIELDS, SPANS, Pair, labels_of, spans_of
from communique.errors import CommuniqueError

Records = Mapping[str, Mapping[str, Any]]


class AgreementError(CommuniqueError):
    """Two sets of records that cannot be compared."""


@dataclass(frozen=True)
class Interval:
    """A 95 % interval; None where there are fewer than two documents, or the draws do not define the figure."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class Field:
    """One field. `share` is the raw agreement, 0…1; kappa and alpha lie in −1…1, and are None where only one value
    occurs, or no unit: chance agreement is then certain, and they are not defined."""

    units: int
    values: int
    share: float | None
    kappa: float | None
    kappa_interval: Interval
    alpha: float | None
    alpha_interval: Interval


@dataclass(frozen=True)
class Span:
    """F1 of what both coders marked, of what each marked; 0…1, None where neither marked anything."""

    both: int
    a: int
    b: int
    f1: float | None
    interval: Interval


@dataclass(frozen=True)
class Agreement:
    """The figures by field and by kind of span, over how many documents."""

    documents: int
    fields: Mapping[str, Field]
    spans: Mapping[str, Span]


def agreement(a: Records, b: Records, *, resamples: int = 1000, seed: int = 0) -> Agreement:
    """Compares the records of two coders, both by document id; the same seed gives the same intervals.

    :param a, b: records as `communique.score.load_records` gives them; documents that only one has are left out.
    :param resamples: draws of the bootstrap; 0 gives no intervals.
    :raises AgreementError: where no document is in both, or a document's text differs.
    """
    names = sorted(set(a) & set(b))
    if not names:
        raise AgreementError("the two sets", "no document is in both", "Give records of the same documents.")
    for name in names:
        if a[name]["document"]["text"] != b[name]["document"]["text"]:
            raise AgreementError(name, "the two coders had different texts", "Code the same text; offsets count in it.")
    draw = _Draws(resamples, seed)
    fields = {name: _field([labels_of(name, a[key], b[key]) for key in names], draw) for name in FIELDS}
    spans = {name: _span([spans_of(name, a[key], b[key]) for key in names], draw) for name in SPANS}
    return Agreement(len(names), fields, spans)


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of pairs of labels; None where it is not defined."""
    from sklearn.metrics import cohen_kappa_score

    if len({label for pair in pairs for label in pair}) < 2:
        return None
    return float(cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs]))


def alpha(pairs: Sequence[Pair]) -> float | None:
    """Krippendorff's alpha (nominal, two coders) of pairs of labels; None where it is not defined."""
    from nltk.metrics.agreement import AnnotationTask

    if len({label for pair in pairs for label in pair}) < 2:
        return None
    triples = [(coder, unit, pair[n]) for unit, pair in enumerate(pairs) for n, coder in enumerate("ab")]
    return float(AnnotationTask(triples).alpha())


def _field(by_document: Sequence[Sequence[Pair]], draw: _Draws) -> Field:
    pairs = [pair for document in by_document for pair in document]
    values = sorted({label for pair in pairs for label in pair})
    counts = [_counts(document, values) for document in by_document]
    return Field(
        units=len(pairs), values=len(values),
        share=sum(one == other for one, other in pairs) / len(pairs) if pairs else None,
        kappa=kappa(pairs), kappa_interval=draw.interval(counts, kappas),
        alpha=alpha(pairs), alpha_interval=draw.interval(counts, alphas),
    )  # fmt: skip


def _span(counts: Sequence[tuple[int, int, int]], draw: _Draws) -> Span:
    both, mine, theirs = (sum(row[k] for row in counts) for k in range(3))
    f1 = 2 * both / (mine + theirs) if mine + theirs else None
    return Span(both, mine, theirs, f1, draw.interval([list(row) for row in counts], f1s))


def _counts(pairs: Sequence[Pair], values: Sequence[str]) -> list[int]:
    """A document's counts: pairs that agree, then how often `a` gave each value, then `b`."""
    mine = [sum(one == value for one, _ in pairs) for value in values]
    theirs = [sum(other == value for _, other in pairs) for value in values]
    return [sum(one == other for one, other in pairs), *mine, *theirs]


def kappas(total: Any) -> Any:
    """Cohen's kappa of each row of summed counts (see `_counts`); NaN where it is not defined."""
    agreed, mine, theirs = _parts(total)
    units = mine.sum(axis=1)
    chance = (mine * theirs).sum(axis=1) / units**2
    return (agreed / units - chance) / (1 - chance)


def alphas(total: Any) -> Any:
    """Krippendorff's alpha of each row of summed counts (see `_counts`); NaN where it is not defined."""
    agreed, mine, theirs = _parts(total)
    values = mine + theirs
    n = values.sum(axis=1)
    expected = 1 - (values * (values - 1)).sum(axis=1) / (n * (n - 1))
    return 1 - (1 - agreed / (n / 2)) / expected


def f1s(total: Any) -> Any:
    """F1 of each row of summed counts (both, a, b); NaN where neither marked anything."""
    return 2 * total[:, 0] / (total[:, 1] + total[:, 2])


def _parts(total: Any) -> tuple[Any, Any, Any]:
    half = (total.shape[1] - 1) // 2
    return total[:, 0], total[:, 1 : 1 + half], total[:, 1 + half :]


@dataclass(frozen=True)
class _Draws:
    """How often documents are drawn, and from which seed."""

    resamples: int
    seed: int

    def interval(self, counts: Sequence[Sequence[int]], figure: Callable[[Any], Any]) -> Interval:
        """The interval of a figure of summed counts, one row of counts a document."""
        if self.resamples == 0 or len(counts) < 2:
            return Interval(None, None)
        import warnings

        import numpy as np
        from scipy.stats import DegenerateDataWarning, bootstrap

        rows = np.asarray(counts, dtype=np.float64)

        def statistic(drawn: Any, axis: int = -1) -> Any:  # noqa: ARG001  # scipy asks for the name
            with np.errstate(invalid="ignore", divide="ignore"):
                total = np.stack([rows[draw].sum(axis=0) for draw in np.atleast_2d(drawn)])
                return figure(total).reshape(drawn.shape[:-1])

        with warnings.catch_warnings():  # where all draws are equal, the interval is that one value
            warnings.simplefilter("ignore", DegenerateDataWarning)
            found = bootstrap(
                (np.arange(len(rows)),), statistic, n_resamples=self.resamples, method="percentile", vectorized=True,
                rng=np.random.default_rng(self.seed),
            )  # fmt: skip
        draws = found.bootstrap_distribution[~np.isnan(found.bootstrap_distribution)]
        if draws.size == 0:
            return Interval(None, None)
        low, high = np.percentile(draws, [2.5, 97.5])
        return Interval(float(low), float(high))
