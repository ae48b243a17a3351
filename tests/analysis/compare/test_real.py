"""Three real pairs, aligned by hand: a link is where the last characters of words in each text stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from aligned import account, figures

from communique.analysis.comparison.alignment import align

LINKS = {
    "pair07": [(477, 1445), (299, 1333), (712, 2068), (898, 2205), (898, 2402), (898, 2544)],
    "pair08": [(376, 1871), (464, 1267), (464, 1413)],
    "pair09": [(407, 3307), (694, 2199)],
}


def test_links_of_real_pairs(shared: Path) -> None:
    """Of 11 links 4 lead to statements that are not read; 2 of 6 links found are right."""
    file = shared / "corpus" / "pairs.jsonl"
    if not file.is_file():
        pytest.skip(f"no {file}")
    rows: dict[str, list[dict[str, str]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["pair"], []).append(row)
    some = [
        ([account({"id": name, "a": a, "b": b}, side) for side in "ab"], LINKS[name])
        for name, (a, b) in sorted(rows.items())
    ]
    found = figures(some, lambda accounts: {(x.one[1], x.other[1]) for _, links in align(accounts) for x in links})
    assert found.gold == 11
    assert found.right >= 2 and found.precision >= 1 / 3, found
