"""Every analysis over the readouts of all house styles: each place that a result names stands in its text."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.account import Account, account_of
from communique.analysis import asks, brief, compare, network, timeline
from communique.analysis.result import cites, plain, table

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def accounts() -> tuple[dict[str, str], list[Account]]:
    """Own readouts of many issuers, read by the program."""
    texts, found = {}, []
    for path in sorted(GOLD.glob("[a-d]-*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))["document"]
        for name in (path.stem, f"{path.stem}-again"):
            record = communique.read(about["text"], id=name, issuer=about["issuer"], published=about["published"])
            texts[name] = about["text"]
            found.append(account_of(record))
    return texts, found


def pair(accounts: list[Account]) -> list[Account]:
    """One readout under two ids, as if two issuers had told the same."""
    one = next(a for a in accounts if len(a.statements) > 5)
    return [one, next(a for a in accounts if a.document == f"{one.document}-again")]


ANALYSES: dict[str, Callable[[list[Account]], Any]] = {
    "asks": lambda accounts: asks(accounts, by="CHN"),
    "brief": lambda accounts: brief(accounts, them="CHN"),
    "compare": lambda accounts: compare(pair(accounts), background=accounts),
    "network": lambda accounts: network(accounts),
    "network of countries": lambda accounts: network(accounts, by="country"),
    "timeline": lambda accounts: timeline(accounts, topic="trade"),
    "timeline of all": lambda accounts: timeline(accounts),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_every_place_stands_in_its_text(name: str, accounts: tuple[dict[str, str], list[Account]]) -> None:
    texts, given = accounts
    result = ANALYSES[name](given)
    every = list(cites(result))
    assert every and all(texts[c.document][c.start : c.end] == c.quote for c in every)
    rows = result.rows()
    assert rows and table(result).num_rows == len(rows)
    assert json.dumps(plain(result), ensure_ascii=False)


def test_the_functions_are_found_by_their_names() -> None:
    analysis = importlib.import_module("communique.analysis")
    for name in ("asks", "brief", "compare", "drift", "formula", "network", "new_formulae", "timeline"):
        assert callable(getattr(analysis, name)), name
    assert communique.compare is compare
    with pytest.raises(AttributeError):
        _ = analysis.nothing
