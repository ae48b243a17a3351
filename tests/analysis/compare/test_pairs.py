"""How well statements are aligned: hand-aligned invented pairs, half of them held out, and other measures of likeness."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from aligned import FILE, Ends, Figures, Pair, figures, pairs, spots

from communique.account import Account
from communique.analysis.comparison import Point, alignment, compare
from communique.analysis.comparison.model import SURE

WRONG_FACTS = {
    ("canola-and-cars", "kind"),  # a title that says "speaks with", though they met
    ("canola-and-cars", "place"),
    ("haze-and-wind", "place"),  # the agency's dateline
}
"""Facts that are read wrongly, so that the accounts seem to differ in them."""


def links(accounts: Sequence[Account]) -> set[Ends]:
    return {(link.one[1], link.other[1]) for _, found in alignment.align(accounts) for link in found}


def measured(half: str) -> Figures:
    return figures([(pair.accounts, [ends for ends, _ in pair.links]) for pair in pairs(half)], links)


def test_the_words_of_each_link_stand_once_in_its_text() -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    assert len(rows) == 16 and Counter(row["half"] for row in rows) == {"tuning": 8, "held-out": 8}
    every = [(row[side]["text"], link[side]) for row in rows for link in row["links"] for side in "ab"]
    assert [words for text, words in every if text.count(words) != 1] == []


@pytest.mark.parametrize(("half", "right", "found", "gold"), [("tuning", 28, 33, 33), ("held-out", 28, 30, 35)])
def test_links(half: str, right: int, found: int, gold: int) -> None:
    """Precision and recall: .85 and .85 where the measure was chosen, .93 and .80 held out."""
    now = measured(half)
    assert now.gold == gold
    assert now.precision >= right / found and now.recall >= right / gold, now


def test_links_that_are_much_alike_are_surer() -> None:
    right: dict[bool, list[bool]] = {True: [], False: []}
    for pair in (*pairs("tuning"), *pairs("held-out")):
        gold = {spots(pair.accounts, ends) for ends, _ in pair.links}
        for link in (link for _, found in alignment.align(pair.accounts) for link in found):
            right[link.likeness >= SURE].append((link.one[1], link.other[1]) in gold)
    assert sum(right[True]) / len(right[True]) > 0.92 and sum(right[False]) / len(right[False]) > 0.75


def score_by_rapidfuzz(_: Sequence[str]) -> Callable[[str, str, Any], float]:
    from rapidfuzz import fuzz

    return lambda one, other, _: fuzz.token_set_ratio(one.lower(), other.lower()) / 100


def score_by_tf_idf(quotes: Sequence[str]) -> Callable[[str, str, Any], float]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(stop_words="english").fit(quotes)
    rows = dict(zip(quotes, model.transform(quotes), strict=True))
    return lambda one, other, _: float((rows[one] @ rows[other].T).sum())


@pytest.mark.parametrize("other", [score_by_rapidfuzz, score_by_tf_idf])
def test_other_measures_find_less(other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the best threshold on the tuning half: F1 .66 and .79 held out, against .86."""
    pytest.importorskip("sklearn")
    mine = measured("held-out").f1
    quotes = sorted(
        {s.cite.quote for half in ("tuning", "held-out") for p in pairs(half) for a in p.accounts for s in a.statements}
    )
    monkeypatch.setattr(alignment, "sense", lambda statement: statement.cite.quote)
    monkeypatch.setattr(alignment, "weights", lambda _: None)
    monkeypatch.setattr(alignment, "likeness", other(quotes))
    found: dict[float, float] = {}
    for least in range(10, 80, 5):
        monkeypatch.setattr(alignment, "_LEAST", least / 100)
        found[least / 100] = measured("tuning").f1
    monkeypatch.setattr(alignment, "_LEAST", max(found, key=lambda least: found[least]))
    assert measured("held-out").f1 < mine


def standing(pair: Pair, ends: Ends) -> str | None:
    """How the comparison tells of a link that was made by hand; None where it does not link the two."""
    numbers = spots(pair.accounts, ends)
    wanted = [a.statements[n] for a, n in zip(pair.accounts, numbers, strict=True) if n is not None]

    def holds(point: Point) -> bool:
        return len(wanted) == 2 and all(s in said for s, said in zip(wanted, point.said, strict=True))

    return next((point.standing for point in compare(pair.accounts).points if holds(point)), None)


def test_what_is_said_differently() -> None:
    told = Counter(
        (how, found)
        for half in ("tuning", "held-out") for pair in pairs(half) for ends, how in pair.links
        if (found := standing(pair, ends)) is not None
    )  # fmt: skip
    right = told["same", "said alike"] + told["differs", "said differently"]
    assert right / sum(told.values()) >= 0.83, told


def test_facts_of_the_pairs() -> None:
    verdicts = {"agree": "agree", "day": "differ by a day"}
    wrong = {
        (pair.id, fact.name)
        for half in ("tuning", "held-out") for pair in pairs(half) for fact in compare(pair.accounts).facts
        if fact.name in pair.facts and fact.verdict != verdicts[pair.facts[fact.name]]
    }  # fmt: skip
    assert wrong == WRONG_FACTS


@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_every_statement_stands_in_one_point(half: str) -> None:
    for pair in pairs(half):
        result = compare(pair.accounts)
        for n, account in enumerate(pair.accounts):
            told = [s.id for point in result.points for s in point.said[n]]
            assert sorted(told) == sorted(s.id for s in account.statements)


def test_a_pair_takes_little_time() -> None:
    """A limit of 50 ms a pair; the fastest of some runs, for the machine may be busy."""
    import time

    def run(accounts: Iterable[Account]) -> float:
        start = time.perf_counter()
        compare(accounts)
        return time.perf_counter() - start

    assert max(min(run(pair.accounts) for _ in range(3)) for pair in pairs("held-out")) < 0.05
