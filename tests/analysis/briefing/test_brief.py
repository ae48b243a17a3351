"""A briefing over a small invented corpus: what stands in it, that it rests on the texts, what is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from building import Built, Said, built
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.account import Account, Mention, Phrase
from communique.analysis.briefing import Brief, Line, brief, shortened
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
        account, mentions=(
            Mention("anniversary", (), "2024", "1964", cite), Mention("session", (), "2022", None, cite),
            Mention("visit", ("KEN",), "2021-05", None, cite),
        ),
        phrases=(Phrase("formula.x", "tariffs on fish", KEN[0], cite._replace(start=cite.end - 15, quote=cite.quote[-15:])),),
    )  # fmt: skip


ACCOUNTS = [with_more(b.account) for b in CORPUS]


OPEN = "Requests without an answer on record"


def lines(made: Brief, title: str) -> tuple[Line, ...]:
    (found,) = [s for s in made.sections if s.title == title]
    return found.lines


def section(made: Brief, title: str) -> list[str]:
    (note,) = [s.note for s in made.sections if s.title == title]
    return [line.text for line in lines(made, title)] or [str(note)]


def without(*names: str) -> list[Account]:
    return [a for a in ACCOUNTS if a.document not in names]


def test_what_stands_in_it() -> None:
    made = brief(ACCOUNTS, them="KEN", us="NOR", meeting="kariuki josphat")
    assert section(made, "Who they are") == [
        "Josphat Kariuki, Foreign Minister (stated 2022-08-01, first 2021-05-01); met us in 3 of 4 encounters on record, last 2022-06-01."
    ]
    assert section(made, "Last encounters") == [
        "2022-06-01: call; Ona Vale, Josphat Kariuki.",
        "2021-05-01: meeting, place not stated; Ona Vale, Josphat Kariuki; told by 2 readouts.",
        "2020-03-01: meeting, Oslo; Josphat Kariuki, Ona Vale.",
    ]
    assert section(made, "What they asked and promised") == [
        "Kenya asked in 2 encounters, 2020-03-01 to 2022-06-01 (strength: urge; hardened): “urged Norway to lower the tariffs on fish”"
    ]
    assert section(made, "What we asked and promised") == [
        "Norway promised once, 2021-05-01 (strength: will): “will send ten teachers to Turkana”"
    ]
    assert section(made, OPEN) == ["Kenya, 2022-06-01: “urged Norway to lower the tariffs on fish”"]
    assert section(made, "Their set phrases") == ["“tariffs on fish” in 1 of 3 encounters, 2022-06-01, told by NOR."]
    assert section(made, "Dates ahead") == [
        "2022: session, mentioned 2022-06-01: “urged Norway to lower the tariffs on fish”",
        "2024: anniversary (since 1964), mentioned 2022-06-01: “urged Norway to lower the tariffs on fish”",
    ]
    (left_out,) = section(made, "What their accounts leave out")
    assert left_out == (
        "2021-05-01: human-rights is in our account and not in theirs (no other encounter in which they could raise it): "
        "“raised the arrest of two journalists”"
    )
    assert made.notes == ("As of 2022-08-01, the last day on record.", "Told by NOR (3), KEN (1).")
    assert made.people == ("Josphat Kariuki",)


def test_both_readouts_of_an_encounter_are_sources_of_it() -> None:
    made = brief(ACCOUNTS, them="KEN", us="NOR")
    line = next(n for n in lines(made, "Last encounters") if "2 readouts" in n.text)
    assert {c.document for c in line.cites} == {"b", "c"}


def test_offices_are_those_of_the_day_and_later_readouts_do_not_count() -> None:
    made = brief(ACCOUNTS, them="KEN", us="NOR", on="2020-12-31")
    assert section(made, "Who they are") == [
        "Josphat Kariuki, Minister of Trade (stated 2020-03-01); met us in 1 of 1 encounter on record, last 2020-03-01."
    ]
    assert {s.document for s in made.sources} == {"a"}


def test_an_office_is_first_stated_after_the_last_other_one() -> None:
    """Foreign minister, minister of trade, foreign minister again: nothing is said to hold through all of it."""
    again = [
        built(n, [ASKS], [one, NOR], day=f"{year}-01-01", side="NOR").account
        for n, one, year in (("p", KEN, 2017), ("q", TRADE, 2018))
    ]
    (line,) = lines(brief([*again, *without("a")], them="KEN", us="NOR"), "Who they are")
    assert "Foreign Minister (stated 2022-08-01, first 2021-05-01)" in line.text
    assert {c.document for c in line.cites} == {"b", "d", "e"}


def test_those_whom_we_met_are_shown_and_others_only_when_asked_for() -> None:
    other = built(
        "o", [MINES], [("Amina Otieno", "Minister of Energy", "KEN"), ("Ana Ruiz", "Minister", "CHL")], day="2022-08-09"
    )
    given = [*ACCOUNTS, other.account]
    assert [text.partition(",")[0] for text in section(brief(given, them="KEN", us="NOR"), "Who they are")] == [
        "Josphat Kariuki"
    ]
    made = brief(given, them="KEN", us="NOR", meeting="OTIENO")
    assert section(made, "Who they are") == [
        "Amina Otieno, Minister of Energy (stated 2022-08-09); met us in 0 of 1 encounter on record."
    ]
    assert made.people == ("Amina Otieno",)


def test_two_people_of_one_name_are_two() -> None:
    def as_person(account: Account, person: str) -> Account:
        return replace(
            account, attendees=tuple(a._replace(person=person) if a.country == "KEN" else a for a in account.attendees)
        )

    given = [as_person(a, "p1" if a.document == "a" else "p2") for a in ACCOUNTS]
    made = brief(given, them="KEN", us="NOR", meeting="Kariuki")
    assert [text.partition(" (")[0] for text in section(made, "Who they are")] == [
        "Josphat Kariuki, Foreign Minister", "Josphat Kariuki, Minister of Trade",
    ]  # fmt: skip
    assert made.sections[0].note == "2 persons on record have this name."


def test_the_words_of_an_office_are_cited_where_records_have_them() -> None:
    text = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on 3 May 2022."
    record = communique.read(text, id="r", issuer="MFA Norway", published="2022-05-04")
    (line,) = lines(brief([record], them="KEN", us="NOR"), "Who they are")
    quotes = [c.quote for c in line.cites]
    assert len(quotes) == 2 and "Josphat Kariuki" in quotes and any("Foreign Minister" in q for q in quotes)


def test_a_request_is_known_by_its_act_and_not_by_its_words() -> None:
    promise = SENDS._replace(quote="Norway will do what Kenya asked for")
    given = [*ACCOUNTS, built("f", [promise], [NOR, KEN], day="2022-07-01", side="NOR").account]
    assert section(brief(given, them="KEN", us="NOR"), OPEN) == [
        "Kenya, 2022-06-01: “urged Norway to lower the tariffs on fish”"
    ]


def test_what_one_of_their_readouts_raises_is_not_left_out() -> None:
    second = built(
        "c2",
        [ARREST._replace(quote="took note of what was said on journalists")],
        [KEN, NOR],
        day="2021-05-01",
        side="KEN",
        encounter="e1",
    )
    made = brief([*ACCOUNTS, second.account], them="KEN", us="NOR")
    assert section(made, "What their accounts leave out") == [
        "No topic was found in 1 encounter with readouts of both sides."
    ]


def test_how_often_they_raise_it_otherwise() -> None:
    raises = [
        built(
            f"k{n}",
            [ARREST._replace(topics=("human-rights",) if n else ())],
            [KEN, NOR],
            day=f"201{n}-01-01",
            side="KEN",
        )
        for n in range(3)
    ]
    (text,) = section(
        brief([*ACCOUNTS, *(b.account for b in raises)], them="KEN", us="NOR"), "What their accounts leave out"
    )
    assert "(they raise it in 2 of 3 other encounters)" in text


def test_a_readout_of_theirs_that_names_only_them_is_of_the_encounter() -> None:
    alone = built(
        "c", [SENDS._replace(country="KEN", speaker=KEN[0])], [KEN], day="2021-05-01", side="KEN", encounter="e1"
    )
    made = brief([*without("c"), alone.account], them="KEN", us="NOR")
    assert (made.readouts, made.encounters) == (4, 3)
    assert section(made, "What their accounts leave out")[0].startswith("2021-05-01: human-rights")


def test_a_phrase_that_came_late_is_new_and_one_of_few_uses_is_not() -> None:
    """Six years without, four with it: by chance 1 in 210. The other phrase stands twice."""

    def with_phrases(year: int) -> Account:
        names = ["win-win"] * (year >= 2016) + ["old friends"] * (year in (2010, 2011))
        account = built(
            f"y{year}",
            [Said(" and ".join(names) or "tea", "report", KEN[0], "KEN")],
            [KEN, NOR],
            day=f"{year}-01-01",
            side="NOR",
        ).account
        at = account.statements[0].cite
        spans = [(at.start + at.quote.index(name), name) for name in names]
        return replace(
            account,
            phrases=tuple(
                Phrase(f"formula.{n}", n, KEN[0], at._replace(start=i, end=i + len(n), quote=n)) for i, n in spans
            ),
        )

    made = brief([with_phrases(year) for year in range(2010, 2020)], them="KEN", us="NOR")
    assert section(made, "Their set phrases") == [
        "new (not in the 6 encounters before): “win-win” in 4 of 10 encounters, 2016-01-01 to 2019-01-01, told by NOR.",
        "“old friends” in 2 of 10 encounters, 2010-01-01 to 2011-01-01, told by NOR.",
    ]
    assert made.sections[5].note == (
        "New or dropped: tested against each issuer's usual rate in 10 readouts of 10 encounters; 1 of 2 phrases had too few uses for that."
    )


def test_readouts_without_a_day_are_counted() -> None:
    undated = built("u", [ASKS], [KEN, NOR], day=None, side="NOR").account
    assert "Readouts without any day, which may be later: 1." in brief([*ACCOUNTS, undated], them="KEN", us="NOR").notes
    with pytest.raises(AnalysisError, match="no readout has a day"):
        brief([undated], them="KEN", us="NOR")
    assert section(brief([undated], them="KEN", us="NOR", on="2022-01-01"), "Last encounters") == [
        "day not stated: meeting, place not stated; Josphat Kariuki, Ona Vale."
    ]


def test_what_is_not_there_is_said() -> None:
    made = brief(ACCOUNTS[:1], them="KEN", meeting="Josef Kariuky")
    assert section(made, "Who they are") == [
        "Nobody of Kenya named “Josef Kariuky” was found in 1 readout with somebody of it. Like it: Josphat Kariuki."
    ]
    assert section(made, "What we asked and promised") == ["None was found in 1 readout of 1 encounter."]
    assert section(made, "Their set phrases") == ["None was found in 1 readout of 1 encounter."]
    assert section(made, "Dates ahead") == ["No dated event after 2020-03-01 was found in 1 readout of 1 encounter."]
    assert section(made, "What their accounts leave out") == [
        "Not looked for: no encounter has readouts of both sides."
    ]
    assert "Our side is taken to be that of which most of the readouts with them are: Norway." in made.notes


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=8, max_size=8))
def test_every_line_has_numbered_sources_that_stand_in_the_texts(most: list[int]) -> None:
    whole = brief(ACCOUNTS, them="KEN", us="NOR")
    made = shortened(whole, most)
    assert [s.number for s in made.sources] == list(range(1, len(made.sources) + 1))
    about = {s.number: s for s in made.sources}
    for found, few in zip(made.sections, most, strict=True):
        assert len(found.lines) <= few and (found.lines or found.note or found.more)
        for line in found.lines:
            assert line.cites and {about[n].document for n in line.sources} == {c.document for c in line.cites}
            assert all(
                c in about[n].quotes for n in line.sources for c in line.cites if c.document == about[n].document
            )
    cited = {c for found in made.sections for line in found.lines for c in line.cites}
    assert {c for source in made.sources for c in source.quotes} == cited
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
        ({"them": "KEN", "us": "NOR", "on": "2020-02-30"}, "no day"),
        ({"them": "KEN", "us": "NOR", "on": "20200230"}, "no day"),
        ({"them": "KEN", "on": "2019-01-01"}, "no readout up to 2019-01-01"),
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
    left = brief(without(gone), them="KEN", us="NOR")
    assert gone not in {c.document for c in cites(left)}


def test_an_unrelated_readout_changes_nothing() -> None:
    assert brief(ACCOUNTS[:-1], them="KEN", us="NOR") == brief(ACCOUNTS, them="KEN", us="NOR")
