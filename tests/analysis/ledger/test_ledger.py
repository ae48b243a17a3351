"""The ledger of a small invented corpus, worked out by hand; what always holds; what is refused."""

from __future__ import annotations

import random

import pytest
from building import Built, Said, built
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.account import Account
from communique.analysis.ledger import Ledger, Thread, asks
from communique.analysis.result import AnalysisError, cites, plain
from communique.record import JOINT

KEN, NOR = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Ona Vale", "Foreign Minister", "NOR")


def asked(quote: str, words: str, *, to: tuple[str, ...] = ("NOR",), act: str = "request", condition: str | None = None,
          by: str = "KEN", topics: tuple[str, ...] = ()) -> Said:  # fmt: skip
    speaker = KEN[0] if by == "KEN" else NOR[0]
    return Said(quote, act, speaker, by, topics, to, condition=condition, words=words)


CORPUS: list[Built] = [
    built("a", [
        asked("hoped that Norway would lower its tariffs on frozen fish", "hoped", topics=("trade-barriers",)),
        asked("invited Minister Vale to Mombasa", "invited"),
        asked("would send ten teachers to Turkana", "would send", by="NOR", to=("KEN",), act="commit"),
    ], [KEN, NOR], day="2020-03-01", encounter="e1"),
    built("b", [  # the other account of the same encounter
        Said("asked for lower tariffs on frozen fish", "request", KEN[0], "KEN", ("trade-barriers",), ("NOR",), words="asked for"),
    ], [KEN, NOR], day="2020-03-01", encounter="e1", side="NOR"),
    built("c", [
        asked("called for an end of the tariffs on frozen fish", "called for", topics=("trade-barriers",)),
        Said("expressed doubts over lower tariffs on frozen fish", "concern", NOR[0], "NOR", ("trade-barriers",), ("KEN",)),
    ], [KEN, NOR], day="2021-05-01", encounter="e2"),
    built("d", [
        asked("urged Norway to lower the tariffs on frozen fish", "urged", condition="before the summer"),
        Said("agreed to lower the tariffs on frozen fish by half", "agree", JOINT, None, ("trade-barriers",)),
    ], [KEN, NOR], day="2022-06-01", encounter="e3"),
    built("e", [Said("discussed the war in Sudan", "discuss")], [KEN, NOR], day="2022-09-01", encounter="e4"),
    built("f", [Said("discussed solar power", "discuss")], [KEN, NOR], day="2022-12-01", encounter="e5"),
    built("g", [asked("stressed that debts must be paid", "must", to=())], [KEN, NOR], day="2023-01-01", encounter="e6"),
    built("h", [Said("discussed copper", "discuss")], [KEN, ("Ana Ruiz", "Minister", "CHL")], day="2023-02-01"),
]  # fmt: skip
ACCOUNTS = [b.account for b in CORPUS]
TEXTS = {b.account.document: b.text for b in CORPUS}


def thread(ledger: Ledger, word: str) -> Thread:
    (found,) = [t for t in ledger.threads if any(word in m.statement.cite.quote for m in t.made)]
    return found


def names(found: Thread) -> list[str]:
    return [s.name for s in found.states]


def test_an_ask_repeated_in_other_words_is_one_thread() -> None:
    fish = thread(asks(ACCOUNTS, by="KEN", of="NOR"), "fish")
    assert [m.statement.cite.document for m in fish.made] == ["a", "b", "c", "d"]
    assert fish.encounters == 3
    assert [m.strength for m in fish.made] == ["hope", "call", "call", "urge"]
    assert names(fish) == ["repeated", "hardened", "changed", "accepted", "refused", "quiet"]
    assert [c.document for c in fish.state("accepted").evidence] == ["d"]  # type: ignore[union-attr]
    assert [c.document for c in fish.state("refused").evidence] == ["c"]  # type: ignore[union-attr]
    quiet = fish.state("quiet")
    assert quiet and quiet.encounters == 3 and quiet.without == ("e", "f", "g")


def test_what_was_made_once_is_open_and_a_promise_is_no_request() -> None:
    ledger = asks(ACCOUNTS, by="KEN", of="NOR", quiet_after=6)
    assert names(thread(ledger, "Mombasa")) == ["open"]
    assert all(t.kind == "request" for t in ledger.threads)
    promised = thread(asks(ACCOUNTS, by="NOR", of="KEN"), "teachers")
    assert (promised.kind, promised.made[0].strength, names(promised)) == ("commit", "will", ["open", "quiet"])


def test_without_an_addressee_the_other_side_is_meant_and_that_is_said() -> None:
    debts = thread(asks(ACCOUNTS, by="KEN", of="NOR"), "debts")
    assert (debts.made[0].addressed, debts.made[0].strength, names(debts)) == (False, "demand", ["open"])


def test_kinds_topics_and_open_ends() -> None:
    assert [t.kind for t in asks(ACCOUNTS, of="KEN", kinds=["commit"]).threads] == ["commit"]
    assert len(asks(ACCOUNTS, by="KEN", topic="trade-barriers").threads) == 1
    ledger = asks(ACCOUNTS)
    assert (ledger.encounters, ledger.readouts, ledger.first, ledger.last) == (7, 8, "2020-03-01", "2023-02-01")
    assert [t.made[-1].day for t in ledger.threads] == sorted((t.made[-1].day for t in ledger.threads), reverse=True)  # type: ignore[type-var]


def test_every_quote_stands_in_its_text_and_rows_hold_all_mentions() -> None:
    ledger = asks(ACCOUNTS)
    found = list(cites(ledger))
    assert found and all(TEXTS[c.document][c.start : c.end] == c.quote for c in found)
    rows = ledger.rows()
    assert sum(row["part"] == "made" for row in rows) == sum(len(t.made) for t in ledger.threads)
    assert all(set(row) <= set(ledger.columns) for row in rows)


@pytest.mark.parametrize(
    ("accounts", "asked_for", "message"),
    [
        ([], {}, "no readout"),
        (ACCOUNTS, {"by": "FRA"}, "in none of these"),
        (ACCOUNTS, {"by": "NOR", "of": "CHL"}, "no readout has both"),
        (ACCOUNTS, {"by": "NOR", "of": "NOR"}, "one and the same"),
        (ACCOUNTS, {"quiet_after": 0}, "1 or more"),
    ],
)
def test_what_is_refused(accounts: list[Account], asked_for: dict[str, object], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        asks(accounts, **asked_for)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(asks(shuffled, by="KEN")) == plain(asks(ACCOUNTS, by="KEN"))


@settings(max_examples=len(ACCOUNTS), deadline=None)
@given(st.sampled_from([a.document for a in ACCOUNTS]))
def test_a_readout_that_is_gone_is_nowhere_in_the_ledger(gone: str) -> None:
    left = asks([a for a in ACCOUNTS if a.document != gone])
    assert gone not in {c.document for c in cites(left)}
    assert gone not in {name for t in left.threads for s in t.states for name in s.without}


def test_an_unrelated_readout_changes_no_thread() -> None:
    other = built(
        "z", [asked("asked for more copper", "asked for", to=("PER",))], [("Ana Ruiz", "Minister", "CHL")]
    ).account
    assert asks([*ACCOUNTS, other], by="KEN", of="NOR").threads == asks(ACCOUNTS, by="KEN", of="NOR").threads


def one_of(*accounts: Account) -> Thread:
    (found,) = asks(accounts, by="KEN", of="NOR").threads
    return found


def fish(document: str, words: str, *, day: str | None, side: str | None = None, more: tuple[Said, ...] = (),
         condition: str | None = None) -> Account:  # fmt: skip
    said = asked(f"{words} lower tariffs on frozen fish", words, condition=condition)
    return built(document, [said, *more], [KEN, NOR], day=day, side=side).account


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([("hoped for", "KEN"), ("demanded", "KEN")], ["repeated", "hardened"]),
        ([("demanded", "KEN"), ("hoped for", "KEN")], ["repeated", "softened"]),
        ([("hoped for", "KEN"), ("demanded", "NOR")], ["repeated"]),  # two issuers, each with words of its own
        ([("demanded", "NOR"), ("hoped for", "KEN"), ("demanded", "KEN")], ["repeated", "hardened"]),
        ([("hoped for", "KEN"), ("demanded", "KEN"), ("asked for", "NOR")], ["repeated"]),  # the last is another's
    ],
)
def test_a_step_is_one_of_the_same_issuer(told: list[tuple[str, str]], wanted: list[str]) -> None:
    rows = [fish(f"d{n}", words, day=f"202{n}-01-01", side=side) for n, (words, side) in enumerate(told)]
    assert names(one_of(*rows)) == wanted


def test_of_one_encounter_the_strongest_words_of_an_issuer_count() -> None:
    again = asked("hoped for lower tariffs on frozen fish soon", "hoped for")
    thread = one_of(fish("a", "asked for", day="2020-01-01"), fish("b", "urged", day="2021-01-01", more=(again,)))
    assert [(m.statement.cite.document, m.strength) for m in thread.made] == [
        ("a", "call"),
        ("b", "urge"),
        ("b", "hope"),
    ]
    hardened = thread.state("hardened")
    assert hardened and [c.document for c in hardened.evidence] == ["a", "b"]


def test_a_condition_that_another_issuer_leaves_out_is_no_change() -> None:
    rows = [("a", "KEN", "before the summer"), ("b", "NOR", None)]
    accounts = [fish(d, "asked for", day=f"202{n}-01-01", side=s, condition=c) for n, (d, s, c) in enumerate(rows)]
    assert names(one_of(*accounts)) == ["repeated"]


def test_without_a_day_nothing_is_later() -> None:
    accounts = [fish("a", "asked for", day=None), *(b.account for b in CORPUS[4:6])]
    found = asks(accounts, by="KEN", of="NOR", quiet_after=1).threads
    assert [names(t) for t in found] == [["open"]]


def test_what_the_sides_ask_of_a_third_each_of_them_asks() -> None:
    both = [
        Said("called on Chile to cut its fees for ships", "request", JOINT, None, (), ("CHL",), words="called on"),
        Said("stressed the need for calm on all sides", "request", JOINT, None, words="stressed the need"),
    ]
    account = built("a", both, [KEN, NOR]).account
    found = {(t.by, t.of) for t in asks([account]).threads}
    assert found == {("KEN", "CHL"), ("KEN", None), ("NOR", "CHL"), ("NOR", None)}


def test_what_both_ask_for_later_answers_what_one_asked() -> None:
    joint = Said("called for lower tariffs on frozen fish", "request", JOINT, None, words="called for")
    later = built("b", [joint], [KEN, NOR], day="2022-01-01").account
    echoed = one_of(fish("a", "asked for", day="2020-01-01"), later).state("echoed")
    assert echoed and [c.document for c in echoed.evidence] == ["b"]
