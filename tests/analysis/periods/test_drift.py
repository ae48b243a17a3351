"""What changed between two periods of a small invented corpus, worked out by hand; what always holds; what is refused."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from building import Built, Said, built, phrased
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import permutation_test

from communique.account import Account
from communique.analysis.periods import Change, Drift, drift
from communique.analysis.result import AnalysisError, cites, plain
from communique.record import JOINT

PAIR = ("KEN", "NOR")
KEN, NOR = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Ona Vale", "Foreign Minister", "NOR")
KEN_PM = ("Amina Otieno", "Prime Minister", "KEN")


def told(
    name: str, day: str | None, *, fish: bool, asked: int = 0, top: bool = False, side: str = "NOR", **more: Any
) -> Built:
    said = [Said("discussed visas", "discuss", JOINT, None, ("consular",))]
    said += [Said("discussed frozen fish and mutual respect", "discuss", JOINT, None, ("agriculture",))] if fish else []
    said += [Said(f"asked for boat number {n}", "request", KEN[0], "KEN") for n in range(asked)]
    return built(name, said, (KEN, *([KEN_PM] if top else []), NOR), day=day, side=side, **more)


BEFORE = [told(f"a{n}", f"2020-{n:02}-01", fish=True, asked=n % 2) for n in range(1, 9)]
AFTER = [told(f"b{n}", f"2021-{n:02}-01", fish=n == 1, asked=3, top=n > 4) for n in range(1, 9)]
CORPUS = [
    *BEFORE,
    *AFTER,
    told("w", "2020/2021", fish=True),
    told("v", None, fish=True),
    told("k", "2020-05-05", fish=True, side="KEN"),
]
ACCOUNTS = [phrased(one) for one in CORPUS]
TEXTS = {one.account.document: one.text for one in CORPUS}


def found(accounts: list[Account] = ACCOUNTS, **options: Any) -> Drift:
    return drift(accounts, **{"pair": PAIR, "split": "2021", "draws": 500, "deals": 999, **options})


def line(result: Drift, kind: str, name: str, side: str | None = None) -> Change:
    (one,) = [c for c in result.houses[0].changes if (c.kind, c.name, c.side) == (kind, name, side)]
    return one


def test_rates_for_each_readout_with_their_counts() -> None:
    result = found()
    fish = line(result, "topic", "agriculture")
    assert (fish.before.number, fish.before.readouts, fish.after.number, fish.after.readouts) == (8, 8, 1, 8)
    assert fish.difference == pytest.approx(-7 / 8) and fish.holds
    assert fish.low is not None and fish.high is not None and fish.low <= -7 / 8 <= fish.high
    asked = line(result, "act", "request", "KEN")
    assert (asked.before.value, asked.after.value) == (0.5, 3.0) and asked.holds
    phrase = line(result, "phrase", "mutual respect")
    assert (phrase.before.number, phrase.after.number) == (8, 1) and phrase.holds
    same = line(result, "topic", "consular")
    assert (same.difference, same.low, same.high, same.chance) == (0.0, None, None, 1.0)


def test_the_rank_of_those_who_met() -> None:
    result = found()
    top = line(result, "rank", "head of state or government", "KEN")
    assert (top.before.number, top.after.number, top.after.readouts) == (0, 4, 8)
    assert line(result, "rank", "minister", "KEN").after.number == 4
    assert {c.quote for c in top.after.evidence} == {KEN_PM[0]}


def test_readouts_without_a_day_or_across_the_split_are_left_out_and_said() -> None:
    result = found()
    assert (result.undated, result.across, result.split, result.halved) == (1, 1, "2021-01-01", False)
    assert (result.houses[0].before.readouts, result.houses[0].before.first, result.houses[0].before.last) == (8, "2020-01-01", "2020-08-01")  # fmt: skip


def test_issuers_are_not_mixed_and_few_readouts_are_too_few_to_say() -> None:
    norway, kenya = found().houses
    assert (norway.issuer, norway.few, kenya.issuer, kenya.few) == ("NOR", False, "KEN", True)
    assert all(c.chance is None and c.low is None for c in kenya.changes)
    assert all(c.difference is None for c in kenya.changes)


def test_two_readouts_of_one_encounter_are_drawn_together() -> None:
    twice = [told(f"{b.account.document}x", b.account.date, fish=b in BEFORE, encounter=b.account.document) for b in (*BEFORE, *AFTER)]  # fmt: skip
    once = [told(b.account.document, b.account.date, fish=b in BEFORE, encounter=b.account.document) for b in (*BEFORE, *AFTER)]  # fmt: skip
    both = found([phrased(b) for b in [*once, *twice]])
    alone = found([phrased(b) for b in once])
    assert both.houses[0].before.encounters == 8 and both.houses[0].before.readouts == 16
    one, other = line(both, "topic", "agriculture"), line(alone, "topic", "agriculture")
    assert (one.difference, one.chance) == (other.difference, other.chance)


def test_chances_are_those_of_scipy_for_one_line_alone_and_corrected() -> None:
    result = found(deals=20_000)
    had = [1.0] * 8 + [1.0] + [0.0] * 7
    alone = permutation_test((had[:8], had[8:]), lambda a, b: np.mean(b) - np.mean(a), n_resamples=20_000)
    fish = line(result, "topic", "agriculture")
    assert fish.chance is not None and alone.pvalue <= fish.chance <= result.tests * alone.pvalue


def test_without_a_split_the_encounters_are_halved() -> None:
    result = found([a for a in ACCOUNTS if a.document[0] in "ab"], split=None)
    assert (result.split, result.halved) == ("2021-01-01", True)
    assert result.houses[0].before.encounters == result.houses[0].after.encounters == 8


def test_every_quote_stands_in_its_text_and_rows_hold_all_places() -> None:
    result = found()
    every = list(cites(result))
    assert every and all(TEXTS[c.document][c.start : c.end] == c.quote for c in every)
    assert len(result.rows()) == len(every)
    assert all(set(row) == set(result.columns) for row in result.rows())


@pytest.mark.parametrize(
    ("accounts", "options", "message"),
    [
        ([], {}, "no readout of an encounter"),
        (ACCOUNTS, {"pair": ("KEN", "FRA")}, "no readout of an encounter"),
        (ACCOUNTS, {"pair": ("KEN", "KEN")}, "twice the same"),
        (ACCOUNTS, {"split": "soon"}, "no date"),
        (ACCOUNTS, {"split": "2019"}, "no readout before"),
        (ACCOUNTS, {"split": "2030"}, "no readout after"),
        (ACCOUNTS[:1], {"split": None}, "no readout after"),
        ([ACCOUNTS[17]], {"split": None}, "no readout has a day"),
    ],
)
def test_what_is_refused(accounts: list[Account], options: dict[str, Any], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        found(accounts, **options)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(found(shuffled)) == plain(found())


@pytest.mark.parametrize("gone", ["a1", "b1", "b8", "k"])
def test_a_readout_that_is_gone_is_nowhere(gone: str) -> None:
    assert gone not in {c.document for c in cites(found([a for a in ACCOUNTS if a.document != gone]))}


def test_an_unrelated_readout_changes_nothing() -> None:
    other = built(
        "z", [Said("discussed copper", "discuss", JOINT, None, ("trade",))], (NOR, ("Ana Ruiz", "Minister", "CHL"))
    )
    assert plain(found([*ACCOUNTS, other.account])) == plain(found())


def test_the_two_periods_mirror() -> None:
    turned = [told(f"a{n}", f"2020-{n:02}-01", fish=n == 1) for n in range(1, 9)] + [told(f"b{n}", f"2021-{n:02}-01", fish=True) for n in range(1, 9)]  # fmt: skip
    fish = line(found([phrased(b) for b in turned]), "topic", "agriculture")
    assert fish.difference == pytest.approx(7 / 8) and fish.holds
