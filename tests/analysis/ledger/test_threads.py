"""Which asks are one and the same: 39 invented ones, sorted by hand before the threshold was set."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from communique.account import Cite, Stated
from communique.analysis.ledger.model import Made
from communique.analysis.ledger.threads import threads

ROWS = json.loads((Path(__file__).parent / "sorted.json").read_text(encoding="utf-8"))


def made(n: int) -> Made:
    row = ROWS[n]
    cite = Cite(f"d{n:02}", 0, len(row["quote"]), row["quote"])
    said = Stated(f"s{n}", "Ona Vale", "KEN", row["act"], "positive", ("NOR",), tuple(row["topics"]), None, None, cite)
    return Made(said, f"e{n}", f"2023-01-{n % 28 + 1:02}", None, None, None, True)


def figures(order: list[int]) -> tuple[float, float]:
    """Precision and recall of the pairs that are put into one thread."""
    groups = threads([made(n) for n in order])
    got = {p for g in groups for p in combinations(sorted(m.statement.id for m in g), 2)}
    ids = {f"s{n}": row["thread"] for n, row in enumerate(ROWS)}
    want = {p for p in combinations(sorted(ids), 2) if ids[p[0]] == ids[p[1]]}
    return len(got & want) / (len(got) or 1), len(got & want) / len(want)


def test_asks_that_are_one_come_together() -> None:
    precision, recall = figures(list(range(len(ROWS))))
    assert precision >= 0.8 and recall >= 0.7, (precision, recall)
