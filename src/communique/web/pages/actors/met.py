"""Whom an actor met: from the network of all who met in the encounters, the part around the actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.account import Account
from communique.analysis.contacts import By, Edge, Met, Network, network
from communique.analysis.contacts import Node as Known
from communique.analysis.result import AnalysisError
from communique.store.words import plain
from communique.web.pages.actors.addresses import node as address
from communique.web.pages.actors.model import Around, Contact, End, Node, Tie
from communique.web.pages.actors.who import Actor, Kind

BY: Mapping[Kind, By] = {"person": "person", "country": "country", "body": "body", "pair": "person"}
"""What the nodes of an actor's network are."""


class Own(NamedTuple):
    """The ties of an actor: to each other node every encounter, those met most first. On the page of a pair `one` is a
    person of its first country; else it is the actor."""

    one: str
    other: str
    met: tuple[Met, ...]


class Found(NamedTuple):
    """The whole network, its nodes, and the actor's ties."""

    whole: Network
    ends: Mapping[str, End]
    own: tuple[Own, ...]


def found(actor: Actor, accounts: Sequence[Account]) -> Found:
    """The network around an actor.

    :raises AnalysisError: where the actor met nobody.   :raises CommuniqueError: where rustworkx is not installed.
    """
    by = BY[actor.kind]
    whole = network(accounts, by=by)
    middle = frozenset(n.id for n in whole.nodes if _is(actor, n))
    own = _of_pair(actor, whole) if actor.kind == "pair" else _around(actor.id, middle, whole.edges)
    if not own:
        what = f"nobody of another side is named with this actor in {whole.encounters} encounters"
        raise AnalysisError(actor.name, what, "Widen the years.")
    ends = {n.id: End(n.id, n.label, n.country, n.role, address(by, n.id, n.label, n.country)) for n in whole.nodes}
    ordered = sorted(own, key=lambda tie: (-len(tie.met), ends[tie.other].label, tie.one, tie.other))
    return Found(whole, ends, tuple(ordered))


def contacts(actor: Actor, given: Found) -> list[Contact]:
    """The actor's ties as lines."""
    return [_contact(given, tie, paired=actor.kind == "pair") for tie in given.own]


def around(actor: Actor, given: Found, *, most: int) -> Around:
    """The nodes that the actor met most, and all ties among them.

    :param most: so many nodes beside the actor.
    """
    counts: dict[str, int] = {}
    for tie in given.own:
        for end in (tie.one, tie.other) if actor.kind == "pair" else (tie.other,):
            counts[end] = counts.get(end, 0) + len(tie.met)
    order = sorted(counts, key=lambda id: (-counts[id], given.ends[id].label, id))
    shown = set(order[:most])
    nodes = [Node(given.ends[id], counts[id]) for id in order if id in shown]
    ties = [_tie(tie.one, tie.other, tie.met) for tie in given.own if {tie.one, tie.other} - {actor.id} <= shown]
    if actor.kind != "pair":
        nodes.insert(
            0,
            Node(
                End(actor.id, actor.name, None, None, actor.address), len({m.event for t in given.own for m in t.met})
            ),
        )
        ties += [_tie(e.one, e.other, e.met) for e in given.whole.edges if {e.one, e.other} <= shown]
    return Around(given.whole.by, None if actor.kind == "pair" else actor.id, tuple(nodes), tuple(ties), len(order))


def _is(actor: Actor, node: Known) -> bool:
    if actor.kind == "body":
        return plain(node.label) == plain(actor.id) and (not actor.codes or node.country in actor.codes)
    return node.id == actor.id


def _around(actor: str, middle: frozenset[str], edges: Sequence[Edge]) -> list[Own]:
    """Each other node once, however many nodes the actor is: a body of one name in several states."""
    ties: dict[str, list[Met]] = {}
    for edge in edges:
        if len({edge.one, edge.other} & middle) == 1:
            other = edge.other if edge.one in middle else edge.one
            ties.setdefault(other, []).extend(edge.met)
    return [Own(actor, other, _in_order(met)) for other, met in ties.items()]


def _of_pair(actor: Actor, whole: Network) -> list[Own]:
    side = {n.id: n.country for n in whole.nodes}
    first, second = actor.codes
    found = []
    for edge in whole.edges:
        if (side[edge.one], side[edge.other]) == (first, second):
            found.append(Own(edge.one, edge.other, edge.met))
        elif (side[edge.other], side[edge.one]) == (first, second):
            found.append(Own(edge.other, edge.one, edge.met))
    return found


def _in_order(met: Sequence[Met]) -> tuple[Met, ...]:
    once = {m.event: m for m in met}
    return tuple(sorted(once.values(), key=lambda m: (m.day or "", m.event)))


def _contact(given: Found, tie: Own, *, paired: bool) -> Contact:
    days, last = [m.day for m in tie.met if m.day], tie.met[-1]
    one = given.ends[tie.one] if paired else None
    return Contact(one, given.ends[tie.other], len(tie.met), min(days, default=None), last.day, last.event, last.kind)


def _tie(one: str, other: str, met: Sequence[Met]) -> Tie:
    return Tie(one, other, len(met), met[-1].day, met[-1].event)
