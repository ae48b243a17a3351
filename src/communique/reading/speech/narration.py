"""Narration, and the statements it holds: purposes, subjects of talk, participles, "and thanked"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import JOINT, Actor
from communique.reading.cutting import Part, chain, predicate
from communique.reading.grammar.phrases import phrases
from communique.reading.grammar.predicate import Group, as_reported, group_at, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.speech.floor import Floor
from communique.reading.stance import Stance, of_group

_MEETS = frozenset(
    {"speak", "speaks", "spoke", "spoken", "meet", "meets", "met", "call", "called", "talk", "talked", "held", "had",
     "hold", "holds", "have", "received", "hosted", "welcomed", "phoned", "telephoned"}
)  # fmt: skip
_ABOUT = frozenset({"about", "regarding", "concerning"})
_TALKING = frozenset(
    {"talks", "discussion", "discussions", "consultations", "consultation", "conversation", "exchange", "exchanges",
     "dialogue", "meeting", "call"}
)  # fmt: skip
_PERFORMS = frozenset({"praise", "support", "commit", "request", "concern", "oppose"})


def narrated(floor: Floor, tokens: Sequence[Token], start: int, actor: Actor, group: Group, stop: int) -> bool:
    """Narration; inside it, what the meeting was about is a statement."""
    if _recollection(floor, tokens, actor, start):
        return False
    if not actor.joint and not actor.group and actor.how != "side":
        floor.last = actor
        floor.told = actor if actor.how in ("name", "title") else floor.told
    before = len(floor.out.said)
    _purpose(floor, tokens, group.end, stop, actor, tokens[group.start].low)
    if len(floor.out.said) == before:
        floor.narrate(tokens, start, stop)
    return True


def _recollection(floor: Floor, tokens: Sequence[Token], actor: Actor, start: int) -> bool:
    """True where somebody speaking recalls an earlier event ("In March the two heads of state met in Beijing")."""
    return (
        actor.joint
        and not floor.fresh
        and floor.running is not None
        and not floor.running.joint
        and tokens[start].low not in ("they",)
    )


def _purpose(floor: Floor, tokens: Sequence[Token], k: int, stop: int, actor: Actor, verb: str) -> None:
    talks = verb in _MEETS
    n = k
    while n < stop:
        low = tokens[n].low
        nxt = tokens[n + 1].low if n + 1 < stop else ""
        if low == "to" and n + 1 < stop and _purpose_at(floor, tokens, n + 1, stop, actor):
            return
        if talks and low in _ABOUT and not (n and tokens[n - 1].low in ("case",)):
            floor.emit(_topic_part(floor, tokens, n, stop), tokens)
            return
        if (
            low == "on"
            and n
            and tokens[n - 1].low in _TALKING
            and talks
            and nxt not in ("the", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            and not tokens[n + 1].cap
        ):
            floor.emit(_topic_part(floor, tokens, n, stop), tokens)
            return
        if low in ("focused", "focusing", "centred", "centered", "focussed") and nxt == "on":
            floor.emit(_topic_part(floor, tokens, n, stop), tokens)
            return
        if (
            low == "for"
            and nxt in ("a", "an")
            and any(t.low in ("discussion", "exchange", "conversation") for t in tokens[n + 1 : n + 6])
        ):
            floor.emit(_topic_part(floor, tokens, n + 1, stop), tokens)
            return
        if low in ("which", "whom", "where") and n + 1 < stop:
            subject = floor.subject(tokens, n + 1, stop)
            if subject is not None:
                v = past_adverbs(tokens, subject.end, stop)
                inner = group_at(tokens, v, stop, sure=True) if v < stop else None
                if inner is not None and inner.match is not None and inner.match.entry.value != "narrate":
                    floor.hear(subject.actor)
                    floor.emit(
                        predicate(floor.sentence(tokens, stop), inner, subject.actor, inner.start),
                        tokens,
                    )
                    return
        if low == "," and n + 1 < stop and _participle(floor, tokens, n + 1, stop, actor):
            return
        if low in ("and", ",", "but") and n + 1 < stop and _goes_on(floor, tokens, n, stop, actor):
            return
        n += 1


def _participle(floor: Floor, tokens: Sequence[Token], k: int, stop: int, actor: Actor) -> bool:
    """ "delivered remarks, first thanking the hosts": a participle that performs an act, behind narration."""
    k = past_adverbs(tokens, k + (tokens[k].low == "first"), stop)
    match = phrases("acts").at(tokens, k) if k < stop else None
    if match is None or "ing" not in match.tags or match.entry.value not in _PERFORMS:
        return False
    floor.hear(actor)
    group = as_reported(match)
    floor.emit(predicate(floor.sentence(tokens, stop), group, actor, k), tokens)
    return True


def _goes_on(floor: Floor, tokens: Sequence[Token], n: int, stop: int, actor: Actor) -> bool:
    """ "met X and thanked him", "…, and the two sides agreed": a report coordinated with narration."""
    p = n + 1
    while p < stop and tokens[p].low in ("and", "but", "also"):
        p += 1
    q = past_adverbs(tokens, p, stop)
    if q >= stop:
        return False
    subject = floor.subject(tokens, q, stop) if tokens[p - 1].low in ("and", "but") else None
    v = past_adverbs(tokens, subject.end, stop) if subject else q
    group = (
        group_at(tokens, v, stop, sure=subject is not None or tokens[p - 1].low == "and")
        if v < stop and not (subject is None and tokens[v].cap)
        else None
    )
    if group is None or group.tense != "past" or group.match is None or group.passive:
        return False
    speaker = subject.actor if subject else actor
    stance = of_group(tokens, group, stop, speaker, floor.cast, group.start)
    if group.match.entry.value == "narrate" and stance.act == "narrate":
        return False
    if (
        subject is None
        and not actor.joint
        and group.match.entry.value == "discuss"
        and group.match.entry.id != "discuss.raise"
    ):
        speaker = Actor(JOINT, None, "coordination")
    floor.hear(speaker)
    floor.emit(predicate(floor.sentence(tokens, stop), group, speaker, group.start), tokens)
    return True


def _purpose_at(floor: Floor, tokens: Sequence[Token], n: int, stop: int, actor: Actor) -> bool:
    k = past_adverbs(tokens, n, stop)
    match = phrases("acts").at(tokens, k) if k < stop else None
    if match is None or "base" not in match.tags or (match.entry.value == "narrate" and not match.entry.get("carrier")):
        return False
    if (
        tokens[k].low
        in (
            "celebrate",
            "mark",
            "commemorate",
            "honour",
            "open",
            "inaugurate",
            "address",
            "support",
            "help",
            "back",
            "consider",
        )
        and tokens[k].low != "address"
    ):
        return False
    joint = match.entry.value == "discuss" or actor.joint
    speaker = Actor(JOINT, None, "purpose") if joint else actor
    group = as_reported(match)
    stance = of_group(tokens, group, stop, speaker, floor.cast, k)
    if stance.act in ("narrate",) or (match.entry.value == "commit" and match.entry.id == "commit.ready"):
        return False
    floor.hear(speaker)
    parts = predicate(floor.sentence(tokens, stop), group, speaker, k)
    floor.emit(parts, tokens)
    return True


def _topic_part(floor: Floor, tokens: Sequence[Token], n: int, stop: int) -> list[Part]:
    actor = Actor(JOINT, None, "purpose")
    floor.hear(actor)
    sentence = floor.sentence(tokens, stop)
    part = Part(
        n,
        stop,
        actor,
        Stance("discuss", n, n + 1, "encounter.about"),
        False,
        Group(n, n, n + 1, None, "", False, False, "past"),
    )
    return chain(sentence, part)
