"""F1, precision and recall over a set of records, with 95 % intervals by the bootstrap over records.

The interval is the percentile interval of Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13:
whole records are drawn with replacement, because statements of one page are not independent.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.score.compare import Comparison, Count, compare

FIGURES = (
    "meeting.kind", "meeting.date", "meeting.place", "participants.name", "participants.full", "statements.span",
    "statements.speaker", "statements.act", "statements.strict", "dates", "topics", "evidence",
)  # fmt: skip
"""The figures in the order in which they are shown."""
_RESAMPLES = 1000


@dataclass(frozen=True)
class Row:
    """One figure. `f1`, `low` and `high` lie in 0…1; `precision` and `recall` are None where nothing was claimed or coded."""

    f1: float
    low: float
    high: float
    precision: float | None
    recall: float | None
    gold: int
    pred: int


@dataclass(frozen=True)
class Report:
    """The figures by name, how many records they rest on, and a line for each difference."""

    records: int
    figures: dict[str, Row]
    errors: list[str]


def score(
    gold: Mapping[str, Mapping[str, Any]],
    pred: Mapping[str, Mapping[str, Any]],
    *,
    resamples: int = _RESAMPLES,
    seed: int = 0,
) -> Report:
    """Scores `pred` against `gold`, both by document id; the same seed gives the same intervals.

    :param resamples: draws of the bootstrap; 0 leaves the intervals at the figure itself.
    :raises ValueError: where `gold` is empty.
    """
    if not gold:
        raise ValueError("no gold records")
    compared = [compare(record, pred.get(name), name) for name, record in gold.items()]
    draws = _draws(len(compared), resamples, seed)
    figures = {name: _row([c.counts[name] for c in compared], draws) for name in FIGURES}
    return Report(len(compared), figures, _errors(compared))


def _errors(compared: Sequence[Comparison]) -> list[str]:
    return [line for c in compared for line in c.errors]


def _draws(n: int, resamples: int, seed: int) -> list[list[int]]:
    source = random.Random(seed)
    return [source.choices(range(n), k=n) for _ in range(resamples)]


def _row(counts: Sequence[Count], draws: Sequence[Sequence[int]]) -> Row:
    total = _sum(counts)
    samples = sorted(_f1(_sum([counts[i] for i in draw])) for draw in draws)
    low, high = (samples[int(len(samples) * q)] for q in (0.025, 0.975)) if samples else (_f1(total),) * 2
    return Row(
        f1=_f1(total), low=low, high=high,
        precision=total.hit / total.pred if total.pred else None,
        recall=total.hit / total.gold if total.gold else None,
        gold=total.gold, pred=total.pred,
    )  # fmt: skip


def _sum(counts: Sequence[Count]) -> Count:
    return Count(*(sum(c[k] for c in counts) for k in range(3)))


def _f1(count: Count) -> float:
    return 2 * count.hit / (count.gold + count.pred) if count.gold + count.pred else 1.0
