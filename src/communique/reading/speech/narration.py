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
"""Verbs of meeting and speaking, behind which "about" and "on" name what was talked about."""
_ABOUT = frozenset({"about", "regarding", "concerning"})
_TALKING = frozenset(
    {"talks", "discussion", "discussions", "consultations", "consultation", "conversation", "exchange", "exchanges",
     "dialogue", "meeting", "call"}
)  # fmt: skip
"""Behind these "on" names what was talked about, except before a day or a definite noun."""
_NO_TOPIC = frozenset({"the", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_FOCUSED = frozenset({"focused", "focusing", "centred", "centered", "focussed"})
_EXCHANGES = frozenset({"discussion", "exchange", "conversation"})
_CEREMONIES = frozenset(
    {"celebrate", "mark", "commemorate", "honour", "open", "inaugurate", "support", "help", "back", "consider"}
)  # fmt: skip
"""Aims that tell why somebody came rather than what was said."""
_AIMS = frozenset({"purpose", "aim", "objective", "goal", "intention", "view"})
"""Behind these "of" opens what the encounter was for ("with the aim of reviewing")."""
_PERFORMS = frozenset({"praise", "support", "commit", "request", "concern", "oppose"})
"""Acts that a participle performs."""


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
        and tokens[start].low != "they"
    )


def _purpose(floor: Floor, tokens: Sequence[Token], k: int, stop: int, actor: Actor, verb: str) -> None:
    """Reads the first statement that narration holds behind its verb, which ends at token `k`."""
    talks = verb in _MEETS
    for n in range(k, stop):
        topic = _topic_at(tokens, n, stop, talks=talks)
        if topic is not None:
            _discussed(floor, tokens, topic, stop)
            return
        if n + 1 < stop and _statement_at(floor, tokens, n, stop, actor):
            return


def _statement_at(floor: Floor, tokens: Sequence[Token], n: int, stop: int, actor: Actor) -> bool:
    """True where "to", a relative, a comma or a conjunction at `n` opens a statement, which is then kept."""
    low = tokens[n].low
    if low == "to" or (low == "of" and tokens[n - 1].low in _AIMS):
        return _purpose_at(floor, tokens, n + 1, stop, actor, "base" if low == "to" else "ing")
    if low in ("which", "whom", "where"):
        return _relative(floor, tokens, n + 1, stop)
    if low == "," and _participle(floor, tokens, n + 1, stop, actor):
        return True
    return low in ("and", ",", "but") and _goes_on(floor, tokens, n, stop, actor)


def _topic_at(tokens: Sequence[Token], n: int, stop: int, *, talks: bool) -> int | None:
    """Where a subject of talk begins at token `n` ("about trade", "talks on trade", "for a discussion of"); else None.

    :param talks: the verb of the narration is one of meeting or speaking.
    """
    low = tokens[n].low
    before = tokens[n - 1].low if n else ""
    nxt = tokens[n + 1].low if n + 1 < stop else ""
    if low in _ABOUT and talks and before != "case":
        return n
    if low == "on" and talks and before in _TALKING and nxt not in _NO_TOPIC and not tokens[n + 1].cap:
        return n
    if low in _FOCUSED and nxt == "on":
        return n
    if low == "for" and nxt in ("a", "an") and any(t.low in _EXCHANGES for t in tokens[n + 1 : n + 6]):
        return n + 1
    return None


def _discussed(floor: Floor, tokens: Sequence[Token], n: int, stop: int) -> None:
    """Keeps what was talked about, from token `n` on, as discussed by both sides."""
    actor = Actor(JOINT, None, "purpose")
    floor.hear(actor)
    about = Group(n, n, n + 1, None, "", False, False, "past")
    stance = Stance("discuss", n, n + 1, "encounter.about")
    floor.emit(chain(floor.sentence(tokens, stop), Part(n, stop, actor, stance, False, about)), tokens)


def _relative(floor: Floor, tokens: Sequence[Token], n: int, stop: int) -> bool:
    """ "a dinner at which the Minister thanked …": a report in a relative clause."""
    subject = floor.subject(tokens, n, stop)
    if subject is None:
        return False
    v = past_adverbs(tokens, subject.end, stop)
    group = group_at(tokens, v, stop, sure=True) if v < stop else None
    if group is None or group.match is None or group.match.entry.value == "narrate":
        return False
    _says(floor, tokens, group, subject.actor, stop)
    return True


def _says(floor: Floor, tokens: Sequence[Token], group: Group, actor: Actor, stop: int) -> None:
    """Keeps the statements of `actor` that begin with the verb `group`."""
    floor.hear(actor)
    floor.emit(predicate(floor.sentence(tokens, stop), group, actor, group.start), tokens)


def _participle(floor: Floor, tokens: Sequence[Token], k: int, stop: int, actor: Actor) -> bool:
    """ "delivered remarks, first thanking the hosts": a participle that performs an act, behind narration."""
    k = past_adverbs(tokens, k + (tokens[k].low == "first"), stop)
    match = phrases("acts").at(tokens, k) if k < stop else None
    if match is None or "ing" not in match.tags or match.entry.value not in _PERFORMS:
        return False
    _says(floor, tokens, as_reported(match), actor, stop)
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
    _says(floor, tokens, group, speaker, stop)
    return True


def _purpose_at(floor: Floor, tokens: Sequence[Token], n: int, stop: int, actor: Actor, form: str) -> bool:
    """ "met to discuss trade", "visited with the aim of reviewing": an act, in that form, as the aim of the encounter."""
    k = past_adverbs(tokens, n, stop)
    match = phrases("acts").at(tokens, k) if k < stop else None
    if match is None or form not in match.tags or (match.entry.value == "narrate" and not match.entry.get("carrier")):
        return False
    if tokens[k].low in _CEREMONIES:
        return False
    joint = match.entry.value == "discuss" or actor.joint
    speaker = Actor(JOINT, None, "purpose") if joint else actor
    group = as_reported(match)
    stance = of_group(tokens, group, stop, speaker, floor.cast, k)
    if stance.act == "narrate" or (match.entry.value == "commit" and match.entry.id == "commit.ready"):
        return False
    _says(floor, tokens, group, speaker, stop)
    return True
