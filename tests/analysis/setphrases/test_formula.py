"""Uses of a set phrase in a small invented corpus, worked out by hand; what always holds; what is refused."""

from __future__ import annotations

import random
from typing import Any

import pytest
from building import Built, Said, built, phrased
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.account import Account
from communique.analysis.result import AnalysisError, cites, plain
from communique.analysis.setphrases import Formula, formula
from communique.record import JOINT

KEN, NOR, CHL = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Ona Vale", "Foreign Minister", "NOR"), ("Ana Ruiz", "Minister", "CHL")  # fmt: skip


def told(name: str, day: str | None, *said: tuple[str, str | None], people: Any = (KEN, NOR), side: str = "NOR", **more: Any) -> Built:  # fmt: skip
    speakers = {"KEN": KEN[0], "NOR": NOR[0], "CHL": CHL[0]}
    statements = [Said(quote, "report", speakers.get(by or "", JOINT), by) for quote, by in said]
    return built(name, statements, people, day=day, side=side, **more)


CORPUS = [
    told("a", "2020-01-01", ("discussed fish", None)),
    told("b", "2020-02-01", ("praised the comprehensive strategic partnership of the two", "NOR"), encounter="e1"),
    told("b2", "2020-02-01", ("welcomed a strategic partnership", "KEN"), side="KEN", encounter="e1"),  # same encounter
    told("c", "2020-03-01", ("spoke of a blue ocean pact", "KEN")),
    told("d", "2020-04-01", ("spoke of blue ocean pacts", None)),
    told("e", "2020-05-01", ("spoke of the ocean and blue pact", "NOR"), ("praised the strategic partnership", "NOR")),
    *(told(f"n{n}", f"2021-{n:02}-01", (f"discussed matter {n}", None)) for n in range(1, 13)),
    told("z", "2021-12-24", ("spoke of a blue ocean pact", "CHL"), people=(CHL,), side="CHL"),
    told("u", None, ("spoke of a blue ocean pact", "NOR")),
]
ACCOUNTS = [phrased(one) for one in CORPUS]
TEXTS = {one.account.document: one.text for one in CORPUS}


def found(phrase: str, accounts: list[Account] = ACCOUNTS, **options: Any) -> Formula:
    return formula(accounts, phrase, texts=TEXTS, **options)


def test_uses_with_their_variants_in_order_of_time() -> None:
    result = found("blue ocean pact", by=None, other="KEN")
    told = [(u.cite.document, u.words, u.wording, u.by, u.day) for u in result.uses]
    assert told == [
        ("u", "blue ocean pact", "as asked", "NOR", None),
        ("c", "blue ocean pact", "as asked", "KEN", "2020-03-01"),
        ("d", "blue ocean pacts", "inflected", None, "2020-04-01"),
        ("e", "ocean and blue pact", "reordered", "NOR", "2020-05-01"),
    ]
    assert list(result.variants) == ["blue ocean pact", "blue ocean pacts", "ocean and blue pact"]
    assert (result.entry, result.known, result.undated, result.unsearched) == (None, None, 1, 0)


def test_it_was_dropped_for_the_encounters_since_and_the_rate_say_so() -> None:
    c = found("blue ocean pact", other="KEN").course
    assert (c.encounters, c.used, c.first, c.last, c.before, c.since) == (17, 3, "2020-03-01", "2020-05-01", 2, 12)
    # all 18 units but one are Norway's: 17 − 12 = 5 of them before the run; C(5,3) / C(17,3)
    assert c.dropped == pytest.approx(10 / 680)
    assert c.is_dropped and not c.is_new and c.new is not None


def test_few_uses_are_too_few_to_say() -> None:
    course = found("strategic partnership", other="KEN").course
    assert (course.used, course.new, course.dropped, course.is_new, course.is_dropped) == (2, None, None, False, False)


def test_a_phrase_within_a_longer_one_counts_for_the_longer() -> None:
    result = found("strategic partnership")
    assert [u.cite.document for u in result.uses] == ["b2", "e"]
    assert [(w.phrase, [c.document for c in w.cites]) for w in result.within] == [("comprehensive strategic partnership", ["b"])]  # fmt: skip
    longer = found("praised the comprehensive strategic partnership")
    assert [u.words for u in longer.uses] == ["praised the comprehensive strategic partnership"]


def test_one_side_alone_and_jointly() -> None:
    assert [u.cite.document for u in found("blue ocean pact", by="KEN").uses] == ["c", "d"]
    assert [u.cite.document for u in found("blue ocean pact", by="CHL").uses] == ["z"]
    assert [(h.issuer, h.readouts, h.used) for h in found("blue ocean pact").houses] == [("CHL", 1, 1), ("NOR", 18, 4)]


def test_an_issuer_that_ends_earlier_says_nothing_of_what_came_later() -> None:
    later = [
        told(f"x{n}", f"2023-01-{n:02}", ("discussed copper", "CHL"), people=(CHL,), side="CHL") for n in range(1, 29)
    ]
    mine = [told(f"y{n}", f"2022-01-{n:02}", ("praised the blue ocean pact", "NOR")) for n in range(1, 6)]
    result = formula(
        [phrased(b) for b in [*mine, *later]], "blue ocean pact", texts={b.account.document: b.text for b in mine}
    )
    assert result.course.since == 28 and result.course.dropped == 1.0


def test_other_phrases_that_are_new_or_dropped_are_corrected_for_their_number() -> None:
    corpus = [told(f"s{n}", f"2020-{n:02}-01", ("praised mutual respect" if n < 6 else "praised win-win cooperation", "NOR")) for n in range(1, 13)]  # fmt: skip
    result = formula([phrased(b) for b in corpus], "blue ocean pact", texts={})
    # 5 of 12 and then 7 without: 1 / C(12,5); 7 of 12 after 5 without: the same; four tests
    assert [(s.state, s.phrase, round(s.chance, 5)) for s in result.shifts] == [
        ("new", "win-win cooperation", round(2 / 792, 5)),
        ("dropped", "mutual respect", round(2 / 792, 5)),
    ]
    assert result.looked_at == 4 and result.course.used == 0


def test_records_bring_their_texts_and_accounts_alone_know_the_lexicon_only() -> None:
    text = "Foreign Minister Ona Vale of Norway met Foreign Minister Josphat Kariuki of Kenya in Oslo on 3 May 2022.\n\nMinister Vale praised the blue ocean pact and mutual respect."
    record = communique.read(text, issuer="MFA Norway", published="2022-05-03")
    (use,) = formula([record], "blue ocean pact").uses
    assert (use.speaker, use.by, text[use.cite.start : use.cite.end]) == ("Ona Vale", "NOR", "blue ocean pact")
    assert "praised" in use.sentence.quote
    known = formula(ACCOUNTS, "strategic partnership")
    assert known.unsearched == len(ACCOUNTS) and len(known.uses) == 2


def test_every_quote_stands_in_its_text_and_rows_hold_all_uses() -> None:
    for phrase in ("blue ocean pact", "strategic partnership"):
        result = found(phrase)
        every = list(cites(result))
        assert every and all(TEXTS[c.document][c.start : c.end] == c.quote for c in every)
        rows = result.rows()
        assert sum(row["part"] == "use" for row in rows) == len(result.uses)
        assert all(set(row) <= set(result.columns) for row in rows)


@pytest.mark.parametrize(
    ("accounts", "options", "message"),
    [
        ([], {}, "no readout of an encounter"),
        (ACCOUNTS, {"other": "FRA"}, "in none of these"),
        (ACCOUNTS, {"by": "CHL", "other": "KEN"}, "in none of these"),
        (ACCOUNTS, {"by": "NOR", "other": "NOR"}, "one and the same"),
    ],
)
def test_what_is_refused(accounts: list[Account], options: dict[str, Any], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        found("blue ocean pact", accounts, **options)


def test_an_unknown_phrase_without_texts_is_refused() -> None:
    with pytest.raises(AnalysisError, match="no texts to look in"):
        formula(ACCOUNTS, "blue ocean pact")


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(found("blue ocean pact", shuffled)) == plain(found("blue ocean pact"))


@pytest.mark.parametrize("gone", [a.document for a in ACCOUNTS])
def test_a_readout_that_is_gone_is_nowhere(gone: str) -> None:
    left = found("blue ocean pact", [a for a in ACCOUNTS if a.document != gone])
    assert gone not in {c.document for c in cites(left)}


def test_an_unrelated_readout_changes_nothing() -> None:
    other = told("q", "2021-06-01", ("spoke of a blue ocean pact", "CHL"), people=(CHL,), side="CHL")
    more = formula([*ACCOUNTS, other.account], "blue ocean pact", other="KEN", texts={**TEXTS, "q": other.text})
    assert plain(more) == plain(found("blue ocean pact", other="KEN"))


def test_the_public_name() -> None:
    from communique.analysis import formula as public

    assert public is formula
