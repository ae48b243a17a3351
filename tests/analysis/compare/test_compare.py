"""What a comparison says of small invented accounts, worked out by hand; what must always hold; what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from aligned import pairs
from building import Built, Person, Said, built
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.account import Account
from communique.analysis import compare
from communique.analysis.comparison import Comparison, Omission, Point
from communique.analysis.result import AnalysisError, cites, plain, table

VALE: Person = ("Ona Vale", "Foreign Minister", "NOR")
CONTI: Person = ("Marta Conti", "Foreign Minister", "ITA")
BOTH = (VALE, CONTI)
FARIS: Person = ("Faris Qudah", "Minister", "QAT")
FISH = "expressed concern over the quota for cod in the Barents Sea"
GAS = "asked Italy to buy more natural gas from the Troll field"
ASKED_GAS = "called on Italy to raise its purchases of gas from the Troll field"
POLAR = "agreed to open a polar research station on Svalbard"
POLAR_TALK = "discussed a polar research station on Svalbard"


def norway(*more: Said, **facts: Any) -> Built:
    said = (
        Said(FISH, "concern", "Ona Vale", "NOR", ("agriculture",)),
        Said(GAS, "request", "Ona Vale", "NOR", ("energy",), ("ITA",)),
        Said(POLAR, "agree", topics=("technology",)),
    )
    return built("nor", (*said, *more), BOTH, **{"side": "NOR", "place": ("Oslo", "NOR")} | facts)


def italy(*more: Said, **facts: Any) -> Built:
    said = (
        Said("thanked Norway for the rescue of the crew of the Aurelia", "praise", "Marta Conti", "ITA", ("consular",)),
        Said(POLAR_TALK, "discuss", topics=("technology",)),
        Said(ASKED_GAS, "request", "Ona Vale", "NOR", ("energy",), ("ITA",)),
    )
    return built("ita", (*said, *more), BOTH, **{"side": "ITA", "place": ("Oslo", "NOR")} | facts)


def two(one: Built | None = None, other: Built | None = None, **options: Any) -> Comparison:
    return compare([(one or norway()).account, (other or italy()).account], **options)


def quotes(point: Point) -> tuple[list[str], ...]:
    return tuple([s.cite.quote for s in said] for said in point.said)


def told(result: Comparison, standing: str) -> list[tuple[list[str], ...]]:
    return [quotes(point) for point in result.points if point.standing == standing]


def test_points_are_those_worked_out_by_hand() -> None:
    result = two()
    assert told(result, "said alike") == [([GAS], [ASKED_GAS])]
    assert told(result, "said differently") == [([POLAR], [POLAR_TALK])]
    rescue = "thanked Norway for the rescue of the crew of the Aurelia"
    assert told(result, "said by one") == [([FISH], []), ([], [rescue])]
    assert [p.changes for p in result.points if p.standing == "said differently"] == [("act",)]


def test_one_statement_can_answer_to_several() -> None:
    whole = Said("agreed to build a ferry to Bergen and a tunnel to Stavanger", "agree", topics=("infrastructure",))
    ferry = Said("agreed to build a ferry to Bergen", "agree", topics=("infrastructure",))
    tunnel = Said("agreed to build a tunnel to Stavanger", "agree", topics=("infrastructure",))
    result = two(norway(ferry, tunnel), italy(whole))
    assert ([ferry.quote, tunnel.quote], [whole.quote]) in told(result, "said alike")


def test_another_speaker_says_another_thing() -> None:
    own = Said(ASKED_GAS, "request", "Marta Conti", "ITA", ("energy",), ("NOR",))
    other = built("ita", [own], BOTH, side="ITA")
    assert [p for p in two(other=other).points if len(p.accounts) > 1] == []


def test_what_both_are_told_to_say_one_may_be_told_to_say() -> None:
    joint = built("ita", [Said(ASKED_GAS, "request", topics=("energy",))], BOTH, side="ITA")
    assert told(two(other=joint), "said alike") == [([GAS], [ASKED_GAS])]


def test_two_people_of_one_name_are_not_taken_for_one() -> None:
    people = (("Kim", "Minister", "KOR"), ("Kim", "Minister", "PRK"))
    one = built("a", [Said("called for talks on the Kaesong park", "request", "Kim", "KOR")], people, side="KOR")
    other = built(
        "b", [Said("called for talks on the Kaesong park", "request", "Kim", "PRK")], people[::-1], side="PRK"
    )
    result = compare([one.account, other.account])
    persons = [fact for fact in result.facts if fact.person]
    assert [fact.verdict for fact in persons] == ["agree", "agree"]
    assert [[c.value for c in fact.claims] for fact in persons] == [
        ["Minister, South Korea"] * 2, ["Minister, North Korea"] * 2,
    ]  # fmt: skip
    assert all(point.standing == "said by one" for point in result.points)


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        ({}, {}, ()),
        ({"polarity": "negative"}, {}, ("polarity",)),
        ({}, {"condition": "if prices fall"}, ("condition",)),
        ({"act": "commit"}, {"act": "request", "polarity": "negative"}, ("act",)),
        ({"polarity": "negative"}, {"condition": "if prices fall"}, ("polarity", "condition")),
    ],
)
def test_what_changes(one: dict[str, Any], other: dict[str, Any], changes: tuple[str, ...]) -> None:
    said = Said("will lower the duty on smoked salmon", "commit", "Marta Conti", "ITA", ("trade-barriers",))
    a, b = (built(name, [said._replace(**more)], BOTH) for name, more in (("a", one), ("b", other)))
    assert [p.changes for p in compare([a.account, b.account]).points] == [changes]


@pytest.mark.parametrize(("strengths", "changes"), [((1, 3), ("strength",)), ((2, 2), ()), ((1, None), ())])
def test_the_strength_of_an_act(
    strengths: tuple[int | None, int | None], changes: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    module = importlib.import_module("communique.analysis.comparison.changes")
    scale = dict(zip("ab", strengths, strict=True))
    monkeypatch.setitem(module._VALUES, "strength", lambda s: scale[s.cite.document])
    said = Said("asked Italy to buy salmon", "request", "Ona Vale", "NOR")
    result = compare([built(name, [said], BOTH).account for name in "ab"])
    assert [p.changes for p in result.points] == [changes]


OSLO, BERGEN, LAND = ("Oslo", "NOR"), ("Bergen", "NOR"), ("Norway", "NOR")


@pytest.mark.parametrize(
    ("one", "other", "fact", "verdict"),
    [
        ({}, {}, "date", "agree"),
        ({"day": "2021-05-04"}, {"day": "2021-05"}, "date", "compatible"),
        ({"day": "2021-05-04", "kind": "call"}, {"day": "2021-05-05", "kind": "call"}, "date", "differ by a day"),
        ({"day": "2021-05-04"}, {"day": "2021-05-05"}, "date", "differ"),
        ({"day": "2021-05-04"}, {"day": "2021-05-05", "place": None}, "date", "differ by a day"),
        ({"day": "2021-05-04"}, {"day": "2021-05-06"}, "date", "differ"),
        ({"day": "2021-05-04"}, {"day": "2021-05-05/2021-05-07", "place": None}, "date", "differ by a day"),
        ({"day": "2021-05-04"}, {"day": None}, "date", "stated by some"),
        ({"day": None}, {"day": None}, "date", "not stated"),
        ({"place": OSLO}, {"place": OSLO}, "place", "agree"),
        ({"place": OSLO}, {"place": LAND}, "place", "compatible"),
        ({"place": OSLO}, {"place": BERGEN}, "place", "differ"),
        ({"place": OSLO}, {"place": ("Rome", "ITA")}, "place", "differ"),
        ({"place": OSLO, "kind": "call"}, {"place": ("Rome", "ITA"), "kind": "call"}, "place", "compatible"),
        ({"place": OSLO}, {"place": None}, "place", "stated by some"),
        ({"place": None}, {"place": None}, "place", "not stated"),
        ({"kind": "call"}, {"kind": "meeting"}, "kind", "differ"),
        ({"kind": "call"}, {"kind": "none"}, "kind", "stated by some"),
    ],
)
def test_facts(one: dict[str, Any], other: dict[str, Any], fact: str, verdict: str) -> None:
    for result in (two(norway(**one), italy(**other)), two(norway(**other), italy(**one))):
        assert {f.name: f.verdict for f in result.facts}[fact] == verdict


def test_participants() -> None:
    envoy: Person = ("Per Lunde", "Ambassador", "NOR")
    one = built("a", [Said("x")], (*BOTH, envoy), side="NOR")
    other = built("b", [Said("y")], (("Conti", None, "ITA"), ("Ona M. Vale", "Minister", "DNK")), side="ITA")
    found = {
        f.name: (f.verdict, [c.value for c in f.claims])
        for f in compare([one.account, other.account]).facts
        if f.person
    }
    assert found == {
        "Ona M. Vale": ("differ", ["Foreign Minister, Norway", "Minister, Denmark"]),
        "Marta Conti": ("agree", ["Foreign Minister, Italy", "Italy"]),
        "Per Lunde": ("stated by some", ["Ambassador, Norway", None]),
    }


def test_persons_that_a_store_knows_apart_are_apart() -> None:
    def known(name: str, person: str) -> Account:
        account = built(name, [Said("x")], BOTH).account
        return replace(account, attendees=tuple(a._replace(person=f"{person}{a.country}") for a in account.attendees))

    persons = [f.verdict for f in compare([known("a", "p1"), known("b", "p2"), known("c", "p1")]).facts if f.person]
    assert persons == ["stated by some"] * 4


def test_three_accounts() -> None:
    observer = built("un", [Said(POLAR, "agree", topics=("technology",))], (VALE,), side="UNO", place=OSLO)
    result = compare([norway().account, italy().account, observer.account])
    assert ([POLAR], [POLAR_TALK], [POLAR]) in told(result, "said differently")
    assert ([GAS], [ASKED_GAS], []) in told(result, "said alike")
    assert [f.verdict for f in result.facts if f.name == "Marta Conti"] == ["stated by some"]


def other_readout(number: int, topic: str, side: str = "ITA", people: Sequence[Person] = BOTH, **more: Any) -> Built:
    day = f"2020-{1 + number % 12:02}-{1 + number // 12:02}"
    said = [Said(f"spoke about matter {number}", "discuss", topics=(topic,))]
    return built(f"other-{number}", said, people, **{"side": side, "day": day} | more)


def rates(result: Comparison, by: int) -> dict[str, tuple[int, int] | None]:
    found = [o for o in result.omissions if o.by == by]
    return {o.topic: (o.rate.raised, o.rate.encounters) if o.rate else None for o in found}


def test_an_omission_has_its_base_rate() -> None:
    """Italy reports six other encounters with Norway and raises agriculture in readouts of four of them."""
    background = [
        *(other_readout(n, "agriculture") for n in range(3)),
        *(other_readout(n, "energy") for n in (3, 4)),
        other_readout(5, "energy", encounter="e1"),  # two readouts of one encounter count once
        other_readout(6, "agriculture", encounter="e1"),
        other_readout(7, "agriculture", side="NOR"),  # the other side's readout
        other_readout(8, "agriculture", people=[CONTI, FARIS]),  # with another state
        other_readout(9, "agriculture", day="2021-05-04"),  # may be of the encounter that is compared
        italy(),  # is compared
    ]
    result = two(background=[b.account for b in background])
    assert rates(result, 1) == {"agriculture": (4, 6)}
    assert rates(result, 0) == {"consular": (0, 1)}
    omission = next(o for o in result.omissions if o.topic == "agriculture")
    assert omission.rate is not None and (omission.rate.side, omission.rate.others) == ("ITA", ("NOR",))
    assert {c.document for c in omission.rate.evidence} == {"other-0", "other-1", "other-2", "other-6"}
    assert [s.cite.quote for s in omission.said[0]] == [FISH]


def test_omissions_come_with_the_most_usual_first() -> None:
    background = [other_readout(n, topic).account for n, topic in enumerate(["energy", "energy", "agriculture"])]
    bare = built("ita", [Said("spoke of nothing", "discuss")], BOTH, side="ITA")
    result = two(other=bare, background=background)
    assert [(o.topic, o.rate.raised if o.rate else None) for o in result.omissions] == [
        ("energy", 2), ("agriculture", 1), ("technology", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("side", "background", "looked", "rate"),
    [
        ("ITA", None, False, None),
        ("ITA", [], True, (0, 0)),
        (None, [], True, None),
    ],
)
def test_not_looked_for_is_not_nothing_found(side: str | None, background: Any, looked: bool, rate: Any) -> None:
    result = two(other=italy(side=side), background=background)
    assert result.looked == looked and rates(result, 1) == {"agriculture": rate}


def test_notes() -> None:
    silent = built("ita", [], BOTH, side="ITA", day="2021-06-04", kind="none")
    notes = two(other=silent).notes
    assert len(notes) == 3
    for words in ("reports no encounter", "no statement was read", "31 days apart"):
        assert sum(words in note for note in notes) == 1


STRANGERS = built(
    "far", [Said("x")], [("Suman Thapa", "Minister", "NPL"), ("Laia Ferrer", "Minister", "ESP")], side="NPL"
)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "no readout. Give two or more"),
        ([norway()], r"only one readout \(nor\)"),
        ([norway(), norway()], "'nor' is given twice"),
        ([norway(), STRANGERS], "share neither person nor sides"),
        ([norway(), italy(), STRANGERS], "share neither person nor sides"),
    ],
)
def test_what_cannot_be_compared(given: list[Built], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        compare([b.account for b in given])


def test_what_people_joined_is_compared() -> None:
    one, other = (replace(b.account, encounter="e7") for b in (norway(), STRANGERS))
    assert len(compare([one, other]).points) == 4


# What must always hold.

_QUOTES = [FISH, GAS, ASKED_GAS, POLAR, POLAR_TALK, "welcomed the visit", "spoke of cod and gas", "will buy gas"]
_SAID = st.builds(
    Said, st.sampled_from(_QUOTES), st.sampled_from(["agree", "discuss", "request", "concern"]),
    st.sampled_from(["Ona Vale", "Marta Conti", "joint"]), topics=st.sampled_from([(), ("energy",), ("technology", "trade")]),
).map(lambda s: s._replace(country={"Ona Vale": "NOR", "Marta Conti": "ITA"}.get(s.speaker)))  # fmt: skip
_LISTS = st.lists(_SAID, max_size=7)


def accounts_of(*lists: Sequence[Said]) -> list[Built]:
    sides = ("NOR", "ITA", "UNO")
    return [built(f"d{n}", said, BOTH, side=side) for n, (said, side) in enumerate(zip(lists, sides, strict=False))]


def mirrored(result: Comparison, order: Sequence[int]) -> Any:
    """All that a comparison says, the accounts in another order, the lines in none."""

    def turn(items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(items[n] for n in order)

    def omission(one: Omission) -> Omission:
        return replace(one, by=list(order).index(one.by), said=turn(one.said))

    return (
        turn(result.sources),
        {replace(fact, claims=turn(fact.claims)) for fact in result.facts},
        {replace(point, said=turn(point.said)) for point in result.points},
        {omission(one) for one in result.omissions},
    )


@given(_LISTS, _LISTS, _LISTS, st.permutations([0, 1, 2]))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_accounts_only_mirrors_the_result(
    a: list[Said], b: list[Said], c: list[Said], order: list[int]
) -> None:
    made = [b.account for b in accounts_of(a, b, c)]
    back = [order.index(n) for n in range(3)]
    assert mirrored(compare([made[n] for n in order]), back) == mirrored(compare(made), [0, 1, 2])
    pair = made[:2]
    assert mirrored(compare(pair[::-1]), [1, 0]) == mirrored(compare(pair), [0, 1])


@given(_LISTS, _LISTS)
@settings(max_examples=40, deadline=None)
def test_every_statement_once_and_the_same_result_again(a: list[Said], b: list[Said]) -> None:
    made = [b.account for b in accounts_of(a, b)]
    result = compare(made)
    for n, account in enumerate(made):
        assert sorted(s.id for p in result.points for s in p.said[n]) == sorted(s.id for s in account.statements)
    assert compare(made) == result and repr(compare(made)) == repr(result)


@given(st.permutations(range(6)), st.sampled_from([("QAT", ()), ("ITA", (CONTI, FARIS)), ("QAT", BOTH)]))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_background_and_unrelated_records_change_nothing(order: list[int], unrelated: Any) -> None:
    background = [other_readout(n, ("energy", "agriculture")[n % 2]).account for n in range(6)]
    side, people = unrelated
    stranger = other_readout(30, "agriculture", side=side, people=people).account
    wanted = two(background=background)
    found = two(background=[*(background[n] for n in order), stranger])
    assert rates(found, 1) == rates(wanted, 1) == {"agriculture": (3, 6)}
    assert found == wanted


def test_what_is_taken_out_is_no_evidence_any_more() -> None:
    background = [other_readout(n, "agriculture").account for n in range(4)]
    for gone in background:
        result = two(background=[a for a in background if a is not gone])
        assert gone.document not in {cite.document for cite in cites(result)}
        assert rates(result, 1) == {"agriculture": (3, 3)}


def test_every_cite_stands_in_its_text() -> None:
    background = [other_readout(n, "agriculture") for n in range(4)]
    made = [norway(), italy()]
    texts = {b.account.document: b.text for b in (*made, *background)}
    result = compare([b.account for b in made], background=[b.account for b in background])
    found = list(cites(result))
    assert len(found) > 15
    assert [c for c in found if texts[c.document][c.start : c.end] != c.quote] == []


@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_every_cite_of_what_was_read_stands_in_its_text(half: str) -> None:
    for pair in pairs(half):
        texts = dict(zip((a.document for a in pair.accounts), pair.texts, strict=True))
        for row in compare(pair.accounts).rows():
            if row.get("at"):
                assert texts[row["at"]][row["start"] : row["end"]] == row["quote"]


def test_rows_and_plain_values() -> None:
    result = two(background=[other_readout(1, "agriculture").account])
    frame = table(result)
    assert frame.num_rows == len(result.rows()) and frame.column_names == list(result.columns)
    assert set(frame["part"].to_pylist()) == {"fact", "point", "omission"}
    assert {key for row in result.rows() for key in row} <= set(result.columns)
    assert plain(result)["sources"][0]["document"] == "nor"
