"""Timelines of a small invented corpus, worked out by hand; what always holds; what is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from building import Built, Said, built
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.account import Account, Cite, Mention
from communique.analysis.chronology import timeline
from communique.analysis.result import AnalysisError, cites, plain
from communique.record import JOINT

KEN, NOR = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Ona Vale", "Foreign Minister", "NOR")
FISH = Said("called for lower tariffs on fish", "request", KEN[0], "KEN", ("trade-barriers",), ("NOR",))
SUDAN = Said("discussed the war in Sudan", "discuss", JOINT, None, ("africa",))

CORPUS: list[Built] = [
    built("oslo-nor", [FISH, SUDAN], [NOR, KEN], day="2022-05-03", place=("Oslo", "NOR"), side="NOR", encounter="e1"),
    built("oslo-ken", [FISH], [KEN, NOR], day="2022-05-04", place=("Bergen", "NOR"), side="KEN", encounter="e1"),
    built("call", [SUDAN], [NOR, KEN], day=None, published="2022-09-01", kind="call", side="NOR"),
    built("chile", [SUDAN], [KEN, ("Ona Vale", "Minister", "CHL")], day="2023-01-10"),  # another person of that name
    built("no", [], [NOR, KEN], day="2023-02-01", kind="none"),
    built("undated", [FISH], [NOR, KEN], day=None),
]  # fmt: skip
ACCOUNTS = [b.account for b in CORPUS]
TEXTS = {b.account.document: b.text for b in CORPUS}


def test_two_readouts_of_one_encounter_are_one_entry() -> None:
    found = timeline(ACCOUNTS, pair=("KEN", "NOR"))
    assert [(e.event, e.first, e.last) for e in found.encounters] == [
        ("undated", None, None), ("e1", "2022-05-03", "2022-05-04"), ("call", "2022-09-01", "2022-09-01"),
    ]  # fmt: skip
    first = found.encounters[1]
    assert [s.document for s in first.sources] == ["oslo-nor", "oslo-ken"]
    assert first.places == ("Oslo", "Bergen") and len(first.people) == 2 and len(first.statements) == 3
    assert (found.encounters[2].dated, found.encounters[2].kind) == ("published", "call")
    assert (found.readouts, found.undated) == (4, 1)


def test_a_topic_and_an_actor_choose_encounters_and_statements() -> None:
    by_topic = timeline(ACCOUNTS, topic="africa")
    assert [e.event for e in by_topic.encounters] == ["e1", "call", "chile"]
    assert all(s.act == "discuss" for e in by_topic.encounters for s in e.statements)
    by_actor = timeline(ACCOUNTS, actor="josphat kariuki", topic="trade-barriers")
    assert {s.speaker for e in by_actor.encounters for s in e.statements} == {"Josphat Kariuki"}
    assert len(timeline(ACCOUNTS, actor="Vale").encounters) == 4


def mentioning(account: Account, what: str, date: str | None, who: tuple[str, ...] = ()) -> Account:
    cite = account.statements[0].cite
    return replace(account, mentions=(*account.mentions, Mention(what, who, date, None, cite)))


def test_what_is_mentioned_is_told_apart_from_what_happened() -> None:
    later = mentioning(mentioning(ACCOUNTS[2], "visit", "2022-05", ("NOR",)), "anniversary", "2024", ())
    found = timeline([*ACCOUNTS[:2], mentioning(later, "visit", "2022-05", ("PER",))], pair=("KEN", "NOR"))
    assert [(m.mention.what, m.mention.who, m.told) for m in found.mentioned] == [
        ("visit", ("NOR",), ("e1",)), ("visit", ("PER",), ()), ("anniversary", (), ()),
    ]  # fmt: skip
    assert all(e.event != "call" or e.first == "2022-09-01" for e in found.encounters)


def test_every_quote_stands_in_its_text_and_rows_fit_the_columns() -> None:
    found = timeline(ACCOUNTS, pair=("KEN", "NOR"))
    every = list(cites(found))
    assert every and all(TEXTS[c.document][c.start : c.end] == c.quote for c in every)
    rows = found.rows()
    assert {row["part"] for row in rows} == {"source", "person", "statement"}
    assert all(set(row) <= set(found.columns) for row in rows)


@pytest.mark.parametrize(
    ("accounts", "asked"),
    [
        ([], {}),
        ([ACCOUNTS[4]], {}),
        (ACCOUNTS, {"pair": ("NOR", "FRA")}),
        (ACCOUNTS, {"actor": "Kari"}),
        (ACCOUNTS, {"topic": "space"}),
    ],
)
def test_what_is_refused(accounts: list[Account], asked: dict[str, object]) -> None:
    with pytest.raises(AnalysisError, match=r"no readout|no encounter"):
        timeline(accounts, **asked)  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(timeline(shuffled)) == plain(timeline(ACCOUNTS))


@pytest.mark.parametrize("gone", [a.document for a in ACCOUNTS])
def test_a_readout_that_is_gone_is_nowhere(gone: str) -> None:
    left = timeline([a for a in ACCOUNTS if a.document != gone])
    assert gone not in {c.document for c in cites(left)} | {s.document for e in left.encounters for s in e.sources}


def test_an_unrelated_readout_changes_nothing() -> None:
    other = built("z", [SUDAN], [("Ana Ruiz", "Minister", "CHL"), ("Rui Prado", "Minister", "PER")]).account
    assert timeline([*ACCOUNTS, other], pair=("KEN", "NOR")) == timeline(ACCOUNTS, pair=("KEN", "NOR"))


def test_a_cite_is_where_the_day_stands() -> None:
    assert timeline(ACCOUNTS).encounters[1].sources[0].cites[0] == Cite("oslo-nor", 0, 10, "2022-05-03")
