"""Who met whom in a small invented corpus, worked out by hand; what always holds; what is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from building import Built, built
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.account import Account
from communique.analysis.contacts import Network, network
from communique.analysis.result import AnalysisError, cites, plain

VALE, HOLM = ("Ona Vale", "Foreign Minister", "NOR"), ("Liv Holm", "State Secretary", "NOR")
KARIUKI, ATIENO = ("Josphat Kariuki", "Foreign Minister", "KEN"), ("Grace Atieno", "Ambassador", "KEN")
OTHER_VALE = ("Ona Vale", "Minister of Mines", "CHL")
CORPUS: list[Built] = [
    built("oslo-nor", people=[VALE, HOLM, KARIUKI], day="2022-05-03", encounter="e1"),
    built("oslo-ken", people=[KARIUKI, ATIENO, VALE], day="2022-05-03", encounter="e1"),
    built("nairobi", people=[VALE, KARIUKI], day="2023-02-01"),
    built("santiago", people=[OTHER_VALE, KARIUKI], day="2023-04-01"),  # another person of that name
    built("within", people=[VALE, HOLM], day="2023-05-01"),
    built("essay", people=[VALE, KARIUKI], day="2023-06-01", kind="none"),
]  # fmt: skip
ACCOUNTS = [b.account for b in CORPUS]
TEXTS = {b.account.document: b.text for b in CORPUS}


def ties(found: Network) -> dict[tuple[str, str], int]:
    return {(e.one, e.other): len(e.met) for e in found.edges}


def test_persons_meet_across_sides_and_an_encounter_counts_once() -> None:
    found = network(ACCOUNTS)
    assert ties(found) == {
        ("KEN:grace atieno", "NOR:liv holm"): 1, ("KEN:grace atieno", "NOR:ona vale"): 1, ("KEN:josphat kariuki", "NOR:liv holm"): 1,
        ("KEN:josphat kariuki", "NOR:ona vale"): 2, ("CHL:ona vale", "KEN:josphat kariuki"): 1,
    }  # fmt: skip
    kariuki = found.nodes[0]
    assert (kariuki.label, kariuki.encounters, kariuki.counterparts, kariuki.strength) == ("Josphat Kariuki", 3, 3, 4)
    assert (found.encounters, found.readouts, found.without) == (3, 4, 1)
    assert (found.first, found.last) == ("2022-05-03", "2023-04-01")


def test_betweenness_is_that_of_freeman() -> None:
    """A path of three countries: the one in the middle lies on the only shortest path between the others."""
    found = network(ACCOUNTS, by="country")
    assert ties(found) == {("KEN", "NOR"): 2, ("CHL", "KEN"): 1}
    assert {n.id: n.betweenness for n in found.nodes} == {"KEN": 1.0, "NOR": 0.0, "CHL": 0.0}
    assert [n.label for n in found.nodes] == ["Kenya", "Norway", "Chile"]


def with_bodies(account: Account) -> Account:
    named = tuple(a._replace(organisation=f"Ministry of {a.country}") for a in account.attendees)
    return replace(account, attendees=named)


def test_bodies_are_those_that_offices_name() -> None:
    with pytest.raises(AnalysisError, match="nobody met anybody in 4 encounters"):
        network(ACCOUNTS, by="body")
    assert ties(network([with_bodies(a) for a in ACCOUNTS], by="body")) == {
        ("KEN:ministry of ken", "NOR:ministry of nor"): 2, ("CHL:ministry of chl", "KEN:ministry of ken"): 1,
    }  # fmt: skip


def test_a_linked_person_is_one_under_all_names() -> None:
    def linked(account: Account) -> Account:
        named = tuple(
            a._replace(person="p1") if a.country == "KEN" and "Kariuki" in a.name else a for a in account.attendees
        )
        return replace(account, attendees=named)

    changed = built("short", people=[("J. Kariuki", "Minister", "KEN"), VALE], day="2024-01-01").account
    found = network([linked(a) for a in [*ACCOUNTS, changed]])
    node = next(n for n in found.nodes if n.id == "p1")
    assert (node.encounters, node.label, node.role) == (4, "Josphat Kariuki", "Minister")


def test_every_quote_stands_in_its_text_and_rows_fit_the_columns() -> None:
    found = network(ACCOUNTS)
    every = list(cites(found))
    assert every and all(TEXTS[c.document][c.start : c.end] == c.quote for c in every)
    rows = found.rows()
    assert [sum(row["part"] == part for row in rows) for part in ("node", "edge")] == [5, 6]
    assert all(set(row) <= set(found.columns) for row in rows)


@pytest.mark.parametrize(
    ("accounts", "by", "message"),
    [
        ([], "person", "0 encounters"),
        ([ACCOUNTS[4]], "person", "nobody met anybody in 1 encounters"),
        ([ACCOUNTS[5]], "country", "0 encounters"),
        (ACCOUNTS, "town", "no such kind of node"),
    ],
)
def test_what_is_refused(accounts: list[Account], by: str, message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        network(accounts, by=by)  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_readouts_come_is_nothing(chance: random.Random) -> None:
    shuffled = list(ACCOUNTS)
    chance.shuffle(shuffled)
    assert plain(network(shuffled)) == plain(network(ACCOUNTS))


@pytest.mark.parametrize("gone", ["oslo-nor", "oslo-ken", "nairobi", "santiago"])
def test_a_readout_that_is_gone_is_nowhere(gone: str) -> None:
    left = network([a for a in ACCOUNTS if a.document != gone])
    assert gone not in {c.document for c in cites(left)}
