"""New set phrases of a small invented corpus; what always holds; what is refused."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from building import Built, Said, built, phrased
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.account import Account
from communique.analysis.recurrence import NewFormulae, new_formulae
from communique.analysis.recurrence.plausible import is_cut, is_frame, is_phrase
from communique.analysis.recurrence.sequences import levels, numbered
from communique.analysis.result import AnalysisError, cites, plain

KEN, NOR = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Ona Vale", "Foreign Minister", "NOR")
MATTERS = ("copper", "solar cells", "grain", "visas for students", "ferries", "vaccines", "old debts", "railways", "timber", "tea",
           "satellites", "wheat", "cocoa", "tourism", "ports", "schools", "wind farms", "glaciers", "insurance", "fertiliser")  # fmt: skip


def told(n: int, *quotes: str, name: str = "a", year: int = 2020, side: str = "NOR", by: str = "NOR") -> Built:
    said = [
        Said(quote, "report", NOR[0] if by == "NOR" else KEN[0], by) for quote in (f"spoke about {MATTERS[n]}", *quotes)
    ]
    return built(f"{name}{n:02}", said, (KEN, NOR), day=f"{year}-{1 + n // 2:02}-{1 + n % 2:02}", side=side)


OLD = [told(n, *(["praised mutual respect"] if n < 8 else [])) for n in range(20)]
NEW = [
    told(n, "praised the grand compact of quiet seas", *(["hailed quiet seas"] if n % 2 else []), name="b", year=2021)
    for n in range(8)
]
CORPUS = [*OLD, *NEW]
ACCOUNTS = [phrased(one) for one in CORPUS]
TEXTS = {one.account.document: one.text for one in CORPUS}


def test_the_longest_form_is_kept_and_what_stands_by_itself_too_little_is_not() -> None:
    (one,) = new_formulae(ACCOUNTS).found
    assert (one.words, one.used, one.encounters, one.elsewhere) == ("grand compact of quiet seas", 8, 28, 0)
    assert (one.course.first, one.course.before, one.is_new, one.is_dropped) == ("2021-01-01", 20, True, False)
    assert one.chance is None and one.cohesion > 0
    two = new_formulae(ACCOUNTS, least=4).found
    assert [(o.words, o.used) for o in two] == [("grand compact of quiet seas", 8), ("quiet seas", 4)]


def test_a_phrase_of_the_lexicon_is_not_new_and_no_sequence_goes_over_it() -> None:
    assert all("respect" not in one.words for one in new_formulae(ACCOUNTS, least=2).found)


def test_against_the_issuers_own_background() -> None:
    here = [phrased(one) for one in NEW]
    (one,) = new_formulae(here, background=ACCOUNTS).found
    assert (one.used, one.encounters, one.elsewhere, one.others) == (8, 8, 0, 20)
    assert one.chance is not None and one.chance < 0.001
    assert new_formulae(here, background=here).found[0].others == 0
    everywhere = [told(n, "praised the grand compact of quiet seas", name="c", year=2019) for n in range(20)]
    assert new_formulae(here, background=[phrased(b) for b in everywhere]).found == ()


def test_issuers_are_not_mixed() -> None:
    half = [told(n, "praised the grand compact of quiet seas", side=("NOR", "KEN")[n % 2]) for n in range(8)]
    with pytest.raises(AnalysisError, match="at most 4 encounters of one issuer"):
        new_formulae([b.account for b in half])


def test_statements_of_one_side() -> None:
    theirs = [told(n, "praised the grand compact of quiet seas", by="KEN") for n in range(8)]
    assert new_formulae([b.account for b in theirs], by="NOR").found == ()
    assert len(new_formulae([b.account for b in theirs], by="KEN").found) == 1


@pytest.mark.parametrize(
    ("words", "possible"),
    [
        ("grand compact of quiet seas", True),
        ("shared commitment", True),
        ("of quiet seas", False),  # begins with a preposition
        ("quiet seas and", False),
        ("importance of continued", False),  # wants a noun
        ("the two it was", False),
        ("republic of kenya", False),  # a state
        ("prime minister", False),  # an office
        ("climate change", False),  # a topic
        ("vale compact", False),  # a name
    ],
)
def test_what_can_be_a_phrase(words: str, possible: bool) -> None:
    assert is_phrase(words.split(), {"vale"}) is possible


def test_a_reporting_verb_is_a_frame_but_an_adjective_is_not() -> None:
    assert is_frame(["underscored", "the", "importance"], [None, "and", "the"])
    assert is_frame(["shared", "commitment"], [None, "and", "has"])
    assert not is_frame(["shared", "commitment"], ["their", "the", "and"])
    assert not is_frame(["quiet", "seas"], [None])


def test_what_is_a_piece_of_something_longer() -> None:
    assert is_cut([None] * 5, ["of"] * 5)
    assert is_cut(["south"] * 5, [None] * 5)
    assert not is_cut(["the"] * 5, ["in"] * 5)
    assert not is_cut(["hailed"] * 5, [None] * 5)
    assert not is_cut(["a1", "b", "c"], ["d", "e", "f"])


@given(st.lists(st.lists(st.sampled_from(["a", "b", None]), max_size=12), max_size=8), st.integers(1, 3))
def test_sequences_are_counted_as_by_hand(rows: list[list[str | None]], least: int) -> None:
    words = numbered(rows, range(len(rows)))
    for level in levels(words, least):
        counts: Counter[tuple[str, ...]] = Counter()
        spread: dict[tuple[str, ...], set[int]] = {}
        for unit, row in enumerate(rows):
            for at in range(len(row) - level.size + 1):
                run = row[at : at + level.size]
                if None not in run:
                    key = tuple(str(word) for word in run)
                    counts[key] += 1
                    spread.setdefault(key, set()).add(unit)
        kept = {key for key, units in spread.items() if len(units) >= least}
        assert sorted(level.count.tolist()) == sorted(counts[key] for key in kept)
        assert sorted(level.units.tolist()) == sorted(len(spread[key]) for key in kept)


def result(accounts: list[Account]) -> NewFormulae:
    return new_formulae(accounts, least=4)


def test_every_quote_stands_in_its_text_and_rows_hold_all_uses() -> None:
    every = list(cites(result(ACCOUNTS)))
    assert every and all(TEXTS[c.document][c.start : c.end] == c.quote for c in every)
    rows = result(ACCOUNTS).rows()
    assert len(rows) == sum(len(one.uses) for one in result(ACCOUNTS).found)
    assert all(set(row) == set(result(ACCOUNTS).columns) for row in rows)


@pytest.mark.parametrize(
    ("accounts", "options", "message"),
    [
        ([], {}, "too few to say"),
        (ACCOUNTS[:1], {}, "at most 1 encounters"),
        (ACCOUNTS, {"least": 1}, "2 or more"),
    ],
)
def test_what_is_refused(accounts: list[Account], options: dict[str, Any], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        new_formulae(accounts, **options)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(result(shuffled)) == plain(result(ACCOUNTS))


def test_a_readout_that_is_gone_is_nowhere() -> None:
    for gone in ("b00", "b07"):
        assert gone not in {c.document for c in cites(result([a for a in ACCOUNTS if a.document != gone]))}


def test_a_readout_of_another_issuer_changes_nothing() -> None:
    other = told(3, "praised the grand compact of quiet seas", name="z", side="KEN").account
    assert plain(result([*ACCOUNTS, other]).found) == plain(result(ACCOUNTS).found)


def test_the_public_name() -> None:
    from communique.analysis import new_formulae as public

    assert public is new_formulae
