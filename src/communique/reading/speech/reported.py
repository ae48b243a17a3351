"""A subject that says or does something ("Liu said …", "The Minister met …")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import JOINT, Actor, subject_at
from communique.reading.cutting import content, predicate
from communique.reading.grammar.phrases import is_adverb, phrases, word_class
from communique.reading.grammar.predicate import Group, as_reported, group_at, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.speech.floor import Floor
from communique.reading.speech.marks import QUOTE
from communique.reading.speech.narration import narrated
from communique.reading.stance import of_group

_FRONT_REACH = 60
_OPENS = frozenset(
    {"began", "opened", "started", "concluded", "closed", "ended", "continued", "followed", "responded", "replied"}
)  # fmt: skip


def _starts(tokens: Sequence[Token], start: int, stop: int) -> list[int]:
    """Where the subject may begin: the first word, and after each comma where a phrase is fronted."""
    starts = [start]
    first = tokens[start].low
    fronted = (
        first in word_class("preposition") or first in word_class("subordinator") or is_adverb(tokens[start]) or first.endswith(("ing", "ed"))
        or first in ("prior", "finally", "additionally", "held", "together", "next", "asked", "furthermore", "turning", "earlier", "building", "last", "this", "when", "on", "upon", "in")
    )  # fmt: skip
    if fronted:
        starts += [k + 1 for k in range(start, min(stop, start + _FRONT_REACH)) if tokens[k].low == ","]
        if is_adverb(tokens[start]) or first in ("finally", "additionally"):
            starts.insert(1, start + 1)
    return starts


def reported(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """A subject that says or does something: "Liu said …", "The leaders discussed …", "The Minister met …"."""
    for p in _starts(tokens, start, stop):
        q = past_adverbs(tokens, p, stop)
        while q < stop and tokens[q].low in ("and", QUOTE):
            q += 1
        subject = floor.subject(tokens, q, stop)
        if subject is None:
            continue
        v = _past_time(tokens, past_adverbs(tokens, subject.end, stop), stop)
        if v < stop and tokens[v].low == ",":
            v = _past_aside(tokens, v, stop)
        group = group_at(tokens, v, stop, sure=True) if v < stop else None
        if group is None:
            continue
        return _predicated(floor, tokens, start, p, subject.actor, group, stop)
    return False


def _past_aside(tokens: Sequence[Token], v: int, stop: int) -> int:
    """The token after an aside between subject and verb (", calling from Air Force One,")."""
    for c in range(v + 1, min(stop, v + 24)):
        if tokens[c].low == ",":
            return past_adverbs(tokens, c + 1, stop)
    return v


def _predicated(
    floor: Floor, tokens: Sequence[Token], start: int, p: int, actor: Actor, group: Group, stop: int
) -> bool:
    value = group.match.entry.value if group.match else None
    own = actor.how in ("side", "group.guests") or (
        actor.how == "pronoun" and actor.name != JOINT and tokens[p].low in ("i",)
    )
    if floor.announces:
        return False
    if (
        floor.cast.first_person
        and group.tense != "past"
        and (tokens[p].low in ("i", "we", "our") or (actor.how == "side" and actor.country == floor.cast.home))
    ):
        author = floor.cast.principal(floor.cast.home)
        if author is not None:
            floor.emit(
                content(floor.sentence(tokens, stop), start, Actor(author.name, author.country, "author")),
                tokens,
            )
            return True
    if actor.how == "joint.we" and (group.tense != "past" or value in (None, "narrate")):
        return False
    if actor.how == "sides" and group.tense != "past":
        return False
    shared = (
        actor.joint
        and value not in (None, "narrate")
        and not group.modal
        and (value != "say" or (group.match is not None and group.match.entry.get("joint")))
    )
    if group.tense != "past" and (own or value != "say" or group.modal) and not shared:
        if actor.joint and floor.running is not None and not floor.running.joint:
            return False
        if actor.how in ("name", "title", "coordination", "pronoun") or actor.joint:
            return _plain(floor, tokens, start, actor, stop, group)
        return False
    if actor.how == "side" and group.tense != "past":
        return False
    if actor.how == "side" and (value in (None, "narrate") or group.passive or _only_named(floor, actor)):
        return False
    stance = of_group(tokens, group, stop, actor, floor.cast, group.start)
    opened = _opened_by(tokens, group, stop)
    if (stance.act == "narrate" and value != "say" and opened is None) or (
        floor.cast.first_person and _glad_to_meet(tokens, group)
    ):
        return narrated(floor, tokens, start, actor, group, stop)
    if actor.how == "talk.talks" and value == "narrate":
        return narrated(floor, tokens, start, actor, group, stop)
    if value is None and group.tense == "past" and opened is None:
        return narrated(floor, tokens, start, actor, group, stop)
    if (
        stance.entry == "praise.welcome"
        and not floor.out.said
        and floor.running is None
        and (guest := subject_at(floor.cast, tokens, group.end, stop, None, None)) is not None
        and guest.actor.how in ("name", "title")
        and guest.end < stop
        and tokens[guest.end].low in (",", "to", "in", "at", "on")
    ):
        return narrated(floor, tokens, start, actor, group, stop)
    floor.hear(actor)
    if tokens[-1].low == ":" and stop == len(tokens) - 1 and value == "say" and opened is None:
        floor.narrate(tokens, start, stop)
        return True
    sentence = floor.sentence(tokens, stop)
    group = opened or group
    if actor.joint and group.match and group.match.entry.value == "say" and group.passive:
        return False
    parts = predicate(sentence, group, actor, group.start)
    performed = _performance(floor, tokens, start, p) if p > start else None
    if performed is not None and parts:
        parts[0].start = performed
    floor.emit(parts, tokens)
    return True


def _only_named(floor: Floor, actor: Actor) -> bool:
    """True for a state of which somebody speaks, not for a side of the encounter that speaks itself."""
    if floor.running is None or actor.name in {k.name for k in floor.cast.known}:
        return False
    return actor.country not in floor.cast.sides or not (floor.running.joint or floor.running.how == "side")


def _glad_to_meet(tokens: Sequence[Token], group: Group) -> bool:
    """ "I was delighted to welcome …": the author's report of the encounter."""
    return (
        tokens[group.start].low == "was"
        and group.end < len(tokens)
        and tokens[group.end].low in ("welcome", "meet", "host", "join", "visit", "attend", "be", "receive", "to")
    )


def _performance(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> int | None:
    """Where the quote begins when a fronted participle says something too ("While noting that A, she stressed B").

    Behind "that" where the participle is a verb of saying, else at the participle. None for other fronted phrases,
    and for a person who is welcomed or thanked, which tells of the encounter.
    """
    k = start + (tokens[start].low == "while")
    match = phrases("acts").at(tokens, k) if k < stop else None
    if match is None or "ing" not in match.tags or match.entry.value == "narrate":
        return None
    if match.entry.value in ("discuss", "report") and k == start:
        return None
    if match.entry.value == "say":
        opened = next((n + 1 for n in range(match.end, min(stop, match.end + 2)) if tokens[n].low == "that"), None)
        return opened if opened is not None else k
    person = subject_at(floor.cast, tokens, match.end, stop, None, floor.last)
    return None if person is not None and person.actor.how in ("name", "title") else k


def _plain(floor: Floor, tokens: Sequence[Token], start: int, actor: Actor, stop: int, group: Group) -> bool:
    """ "President Biden is determined to …": a present or future of a person, quoted with its subject."""
    if (
        group.match is not None
        and group.match.entry.value == "narrate"
        and group.match.entry.get("carrier") is None
        and not group.modal
    ):
        return narrated(floor, tokens, start, actor, group, stop)
    if group.modal and group.match is not None and group.match.entry.value == "narrate" and floor.running is None:
        floor.narrate(tokens, start, stop)
        return True
    if (
        group.modal in ("will", "would")
        and group.match is not None
        and group.match.entry.value == "narrate"
        and tokens[group.end - 1].low != "host"
        and tokens[group.verb].low != "host"
    ):
        floor.narrate(tokens, start, stop)
        return True
    speaker = actor if actor.joint or floor.running is None or floor.running.joint else floor.running
    if (
        not actor.joint
        and any(k.part and k.name == actor.name for k in floor.cast.known)
        and actor.how in ("name", "title")
    ):
        speaker = actor if floor.running is None or floor.running.joint or floor.fresh else floor.running
    floor.emit(content(floor.sentence(tokens, stop), start, speaker), tokens)
    return True


def _opened_by(tokens: Sequence[Token], group: Group, stop: int) -> Group | None:
    """The act behind "began by thanking", "opened the meeting by expressing", as a verb group of its own."""
    if tokens[group.verb].low not in _OPENS:
        return None
    for k in range(group.end, min(stop, group.end + 5)):
        if tokens[k].low == "by" and k + 1 < stop:
            verb = past_adverbs(tokens, k + 1, stop)
            match = phrases("acts").at(tokens, verb) if verb < stop else None
            if match is not None and "ing" in match.tags and match.entry.value not in ("narrate",):
                return as_reported(match)
            if match is not None and "ing" in match.tags and match.entry.get("carrier"):
                return as_reported(match)
    return None


def _past_time(tokens: Sequence[Token], v: int, stop: int) -> int:
    """The token behind "on Tuesday in Abuja" between subject and verb; `v` where something else stands."""
    k = v
    while k + 1 < stop and tokens[k].low in ("on", "in", "at") and (tokens[k + 1].cap or tokens[k + 1].low.isdigit()):
        k += 2
        while k < stop and (tokens[k].cap or tokens[k].low.isdigit()):
            k += 1
    return past_adverbs(tokens, k, stop) if k > v else v
