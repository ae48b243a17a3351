"""A briefing over a small invented corpus: what stands in it, that it rests on the texts, what is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from building import Built, Said, built
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.account import Account, Mention, Phrase
from communique.analysis.briefing import Brief, brief, shortened
from communique.analysis.result import AnalysisError, cites, plain

KEN, NOR = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Ona Vale", "Foreign Minister", "NOR")
TRADE = ("Josphat Kariuki", "Minister of Trade", "KEN")
ASKS = Said(
    "called on Norway to lower its tariffs on fish",
    "request",
    KEN[0],
    "KEN",
    ("trade-barriers",),
    ("NOR",),
    words="called on",
)
URGES = Said(
    "urged Norway to lower the tariffs on fish", "request", KEN[0], "KEN", ("trade-barriers",), ("NOR",), words="urged"
)
SENDS = Said("will send ten teachers to Turkana", "commit", NOR[0], "NOR", ("education",), ("KEN",), words="will send")
ARREST = Said("raised the arrest of two journalists", "concern", NOR[0], "NOR", ("human-rights",), ("KEN",))

MINES = Said("welcomed the talks on mines", "praise", KEN[0], "KEN", ("energy",), ("CHL",))

CORPUS: list[Built] = [
    built("a", [ASKS], [TRADE, NOR], day="2020-03-01", place=("Oslo", "NOR"), side="NOR"),
    built("b", [SENDS, ARREST], [NOR, KEN], day="2021-05-01", side="NOR", encounter="e1"),
    built("c", [SENDS], [KEN, NOR], day="2021-05-01", side="KEN", encounter="e1"),
    built("d", [URGES], [NOR, KEN], day="2022-06-01", kind="call", side="NOR"),
    built("e", [MINES], [KEN, ("Ana Ruiz", "Minister", "CHL")], day="2022-08-01", side="KEN"),
    built("z", [MINES._replace(speaker="Rui Prado", country="PER")], [("Ana Ruiz", "Minister", "CHL"), ("Rui Prado", "Minister", "PER")], day="2023-01-01", side="CHL"),
]  # fmt: skip
TEXTS = {b.account.document: b.text for b in CORPUS}


def with_more(account: Account) -> Account:
    if account.document != "d":
        return account
    cite = account.statements[0].cite
    return replace(
        account, mentions=(Mention("anniversary", (), "2024", "1964", cite), Mention("visit", ("KEN",), "2021-05", None, cite)),
        phrases=(Phrase("formula.x", "tariffs on fish", KEN[0], cite._replace(start=cite.end - 15, quote=cite.quote[-15:])),),
    )  # fmt: skip


ACCOUNTS = [with_more(b.account) for b in CORPUS]


def section(made: Brief, title: str) -> list[str]:
    (found,) = [s for s in made.sections if s.title == title]
    return [line.text for line in found.lines] or [str(found.note)]


def test_what_stands_in_it() -> None:
    made = brief(ACCOUNTS, them="KEN", us="NOR", meeting="kariuki josphat")
    assert section(made, "Who they are") == [
        "Josphat Kariuki, Foreign Minister (attested 2021-05-01 to 2022-08-01); met NOR in 3 of 4 encounters on record."
    ]
    assert section(made, "Last encounters") == [
        "2022-06-01: call, place not stated; Ona Vale, Josphat Kariuki.",
        "2021-05-01: meeting, place not stated; Ona Vale, Josphat Kariuki; 2 readouts.",
        "2020-03-01: meeting, Oslo; Josphat Kariuki, Ona Vale.",
    ]
    assert section(made, "What they asked and promised") == [
        "KEN asked in 2 encounters, last 2022-06-01, urge (hardened): “urged Norway to lower the tariffs on fish”"
    ]
    assert section(made, "What we asked and promised") == [
        "NOR promised once, last 2021-05-01, will: “will send ten teachers to Turkana”"
    ]
    assert section(made, "Requests without an answer on record") == section(made, "What they asked and promised")
    assert section(made, "Their set phrases") == [
        "“tariffs on fish”: in 1 encounters, 2022-06-01 to 2022-06-01; not in the 1 encounters since."
    ]
    assert section(made, "Dates ahead") == [
        "2024: anniversary (since 1964): “urged Norway to lower the tariffs on fish”"
    ]
    (left_out,) = section(made, "What their accounts leave out")
    assert left_out.startswith("2021-05-01: human-rights is in our account and not in theirs (they raise it in ")
    assert made.notes == ("As of 2022-08-01, the last day on record.",)


def test_offices_are_those_of_the_day_and_later_readouts_do_not_count() -> None:
    made = brief(ACCOUNTS, them="KEN", us="NOR", on="2020-12-31")
    assert section(made, "Who they are") == [
        "Josphat Kariuki, Minister of Trade (attested 2020-03-01); met NOR in 1 of 1 encounters on record."
    ]
    assert {s.cite.document for s in made.sources} == {"a"}


def test_what_is_not_there_is_said() -> None:
    made = brief(ACCOUNTS[:1], them="KEN", meeting="Nobody")
    assert section(made, "Who they are") == ["No readout names “Nobody” for this side (1 looked through)."]
    assert section(made, "What we asked and promised") == ["Nothing in 1 readouts of 1 encounters."]
    assert section(made, "What their accounts leave out") == [
        "Not looked for: no encounter has readouts of both sides."
    ]
    assert "Our side is taken to be NOR, which issued most of these readouts." in made.notes


@pytest.mark.parametrize("most", [1, 2, 50])
def test_every_line_has_numbered_sources_that_stand_in_the_texts(most: int) -> None:
    whole = brief(ACCOUNTS, them="KEN", us="NOR")
    made = shortened(whole, most)
    numbers = [n for s in made.sections for line in s.lines for n in line.sources]
    assert list(dict.fromkeys(numbers)) == [s.number for s in made.sources] == list(range(1, len(made.sources) + 1))
    about = {s.number: s for s in made.sources}
    for found in made.sections:
        assert len(found.lines) <= most and (found.lines or found.note)
        for line in found.lines:
            assert line.sources and [about[n].cite for n in line.sources] == list(line.cites)
    assert all(TEXTS[c.document][c.start : c.end] == c.quote for c in cites(made))
    assert sum(len(s.lines) + s.more for s in made.sections) == sum(len(s.lines) for s in whole.sections)
    assert all(set(row) <= set(made.columns) for row in made.rows())


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"them": "FRA"}, "no readout of an encounter has this side"),
        ({"them": "KEN", "us": "KEN"}, "one and the same"),
        ({"them": "KEN", "us": "PER"}, "has both"),
        ({"them": "KEN", "us": "NOR", "on": "2019-01-01"}, "has both"),
        ({"them": "KEN", "us": "NOR", "on": "May 2020"}, "no day"),
    ],
)
def test_what_is_refused(asked: dict[str, str], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        brief(ACCOUNTS, **asked)  # type: ignore[arg-type]
    with pytest.raises(AnalysisError):
        brief([], them="KEN")


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(brief(shuffled, them="KEN", us="NOR")) == plain(brief(ACCOUNTS, them="KEN", us="NOR"))


@pytest.mark.parametrize("gone", ["a", "b", "c", "d"])
def test_a_readout_that_is_gone_is_nowhere(gone: str) -> None:
    left = brief([a for a in ACCOUNTS if a.document != gone], them="KEN", us="NOR")
    assert gone not in {c.document for c in cites(left)}


def test_an_unrelated_readout_changes_nothing() -> None:
    assert brief(ACCOUNTS[:-1], them="KEN", us="NOR") == brief(ACCOUNTS, them="KEN", us="NOR")
