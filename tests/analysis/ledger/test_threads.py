"""Which asks are one and the same: invented ones, sorted by hand.

`sorted.json` was there when the threshold was set. `held.json` was sorted before it was measured and nothing was set by it, so
its figures are the honest ones.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from communique.account import Cite, Stated
from communique.analysis.ledger.model import Made
from communique.analysis.ledger.threads import threads

Pairs = set[tuple[int, int]]


def made(row: dict[str, Any], n: int) -> Made:
    cite = Cite(f"d{n:02}", 0, len(row["quote"]), row["quote"])
    said = Stated(f"s{n}", "Ona Vale", "KEN", row["act"], "positive", ("NOR",), tuple(row["topics"]), None, None, cite)
    return Made(said, f"e{n}", f"2023-01-{n % 28 + 1:02}", None, None, None, True)


def found(rows: list[dict[str, Any]]) -> Pairs:
    """Pairs that are put into one thread; requests and promises apart, as the ledger takes them."""
    kinds = [[(n, row) for n, row in enumerate(rows) if row["act"] == act] for act in ("request", "commit")]
    groups = [group for of_kind in kinds for group in threads([made(row, n) for n, row in of_kind])]
    return {p for g in groups for p in combinations(sorted(int(m.statement.id[1:]) for m in g), 2)}


@pytest.mark.parametrize(("name", "precision", "recall"), [("sorted", 0.8, 0.75), ("held", 0.64, 0.64)])
def test_asks_that_are_one_come_together(name: str, precision: float, recall: float) -> None:
    rows = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    got = found(rows)
    want = {(a, b) for a, b in combinations(range(len(rows)), 2) if rows[a]["thread"] == rows[b]["thread"]}
    both = len(got & want)
    assert both / len(got) >= precision and both / len(want) >= recall, (both / len(got), both / len(want))
