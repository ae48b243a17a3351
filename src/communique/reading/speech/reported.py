"""A subject that says or does something ("Liu said …", "The Minister met …")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import Actor, subject_at
from communique.reading.cutting import content, predicate
from communique.reading.grammar.phrases import is_adverb, phrases, word_class
from communique.reading.grammar.predicate import Group, as_reported, group_at, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.speech.floor import Floor
from communique.reading.speech.marks import QUOTE
from communique.reading.speech.narration import narrated
from communique.reading.stance import of_group

_FRONT_REACH = 60
"""How far into a sentence a comma can end a fronted phrase, in tokens."""
_FRONTS = frozenset(
    {"prior", "finally", "additionally", "held", "together", "next", "asked", "furthermore", "turning", "earlier",
     "building", "elsewhere", "tomorrow", "mindful", "aware", "conscious", "last", "this", "when", "on", "upon", "in"}
)  # fmt: skip
"""With what a phrase before the subject begins, besides prepositions, conjunctions, adverbs and participles."""
_UNITS = frozenset(
    {
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "decades",
    }
)
_BEFORE_OR_AFTER = frozenset({"after", "before", "ahead", "since", "into", "from", "following", "prior"})
_LATER = frozenset({"tomorrow", "later", "next", "afterwards"})
"""With what narration of the rest of a visit begins ("Tomorrow, the Minister will travel to …")."""
_OPENS = frozenset(
    {"began", "opened", "started", "concluded", "closed", "ended", "continued", "followed", "responded", "replied"}
)  # fmt: skip
"""Verbs behind which "by" tells what was done first."""


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
            closed = any(t.low == "," for t in tokens[q : subject.end]) and _verb_at(tokens, v + 1, stop)
            v = v + 1 if closed else _past_aside(tokens, v, stop)
        group = group_at(tokens, v, stop, sure=True) if v < stop else None
        if group is None:
            continue
        return _predicated(floor, tokens, start, p, subject.actor, group, stop)
    return False


def _starts(tokens: Sequence[Token], start: int, stop: int) -> list[int]:
    """Where the subject may begin: the first word, and after each comma where a phrase is fronted."""
    starts = [start]
    first = tokens[start].low
    fronted = (
        first in word_class("preposition")
        or first in word_class("subordinator")
        or is_adverb(tokens[start])
        or first.endswith(("ing", "ed"))
        or first in _FRONTS
        or _span_of_time(tokens, start, stop)
    )
    if fronted:
        starts += [k + 1 for k in range(start, min(stop, start + _FRONT_REACH)) if tokens[k].low == ","]
        if is_adverb(tokens[start]) or first in ("finally", "additionally"):
            starts.insert(1, start + 1)
    return starts


def _span_of_time(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """True for a span of time before or after something ("A few hours after the summit ended,", "Two days before …")."""
    unit = next((k for k in range(start + 1, min(stop - 1, start + 4)) if tokens[k].low in _UNITS), None)
    return unit is not None and tokens[unit + 1].low in _BEFORE_OR_AFTER


def _verb_at(tokens: Sequence[Token], v: int, stop: int) -> bool:
    """True where a verb follows the comma that closes an office and a name ("The Minister for Africa, X, received …")."""
    match = phrases("acts").at(tokens, v) if v < stop else None
    return match is not None and bool(match.tags & {"past", "s"}) and not (v + 1 < stop and tokens[v + 1].low == "by")


def _past_aside(tokens: Sequence[Token], v: int, stop: int) -> int:
    """The token after an aside between subject and verb (", calling from Air Force One,")."""
    for c in range(v + 1, min(stop, v + 24)):
        if tokens[c].low == ",":
            return past_adverbs(tokens, c + 1, stop)
    return v


def _predicated(
    floor: Floor, tokens: Sequence[Token], start: int, p: int, actor: Actor, group: Group, stop: int
) -> bool:
    """Reads a subject (at token `p`) with its verb as narration or statements; False where it is neither."""
    value = group.match.entry.value if group.match else None
    if floor.announces:
        return False
    author = _author(floor, tokens[p].low, actor, group)
    if author is not None:
        floor.emit(content(floor.sentence(tokens, stop), start, author), tokens)
        return True
    if actor.how == "joint.we" and (group.tense != "past" or value in (None, "narrate")):
        return False
    if actor.how == "sides" and group.tense != "past" and not _outcome(floor, tokens, group):
        return False
    if value == "narrate" and group.modal == "will" and actor.how in ("name", "title") and tokens[start].low in _LATER:
        floor.narrate(tokens, start, stop)
        return True
    own = actor.how in ("side", "group.guests") or (actor.how == "pronoun" and not actor.joint and tokens[p].low == "i")
    if group.tense != "past" and (own or value != "say" or group.modal) and not _shared(actor, group):
        return _plain(floor, tokens, start, actor, stop, group)
    if value == "narrate" and group.tense == "past" and any(t.low == "delegation" for t in tokens[p : group.start]):
        floor.narrate(tokens, start, stop)
        return True
    if actor.how == "side" and (group.tense != "past" or value in (None, "narrate") or group.passive):
        return False
    if actor.how == "side" and _only_named(floor, actor):
        return False
    opened = _opened_by(tokens, group, stop)
    if _tells(floor, tokens, actor, group, stop, opened=opened is not None):
        return narrated(floor, tokens, start, actor, group, stop)
    floor.hear(actor)
    if tokens[-1].low == ":" and stop == len(tokens) - 1 and value == "say" and opened is None:
        floor.narrate(tokens, start, stop)
        return True
    group = opened or group
    if actor.joint and group.match and group.match.entry.value == "say" and group.passive:
        return False
    parts = predicate(floor.sentence(tokens, stop), group, actor, group.start)
    performed = _performance(floor, tokens, start, p) if p > start else None
    if performed is not None and parts:
        parts[0].start = performed
    floor.emit(parts, tokens)
    return True


def _outcome(floor: Floor, tokens: Sequence[Token], group: Group) -> bool:
    """True for the outcome with which a text begins, before anybody speaks ("Kenya and Sweden have agreed to …")."""
    agreed = group.match is not None and group.match.entry.id == "commit.agree-single"
    return agreed and floor.running is None and tokens[group.start].low == "have"


def _author(floor: Floor, subject: str, actor: Actor, group: Group) -> Actor | None:
    """In a report told in the first person: its author, who speaks where he or his side is the subject; else None."""
    if not floor.cast.first_person or group.tense == "past":
        return None
    if subject not in ("i", "we", "our") and not (actor.how == "side" and actor.country == floor.cast.home):
        return None
    author = floor.cast.principal(floor.cast.home)
    return Actor(author.name, author.country, "author") if author else None


def _shared(actor: Actor, group: Group) -> bool:
    """True for a view that both sides hold, in the present too ("The two sides support …", "Both believe that")."""
    if not actor.joint or group.match is None or group.modal or group.match.entry.value in (None, "narrate"):
        return False
    return group.match.entry.value != "say" or bool(group.match.entry.get("joint"))


def _tells(floor: Floor, tokens: Sequence[Token], actor: Actor, group: Group, stop: int, *, opened: bool) -> bool:
    """True where the verb tells of the encounter; not where it only opens an act (`opened`: "began by thanking")."""
    value = group.match.entry.value if group.match else None
    stance = of_group(tokens, group, stop, actor, floor.cast, group.start)
    if not opened and ((stance.act == "narrate" and value != "say") or (value is None and group.tense == "past")):
        return True
    if floor.cast.first_person and _glad_to_meet(tokens, group):
        return True
    if actor.how == "talk.talks" and value == "narrate":
        return True
    return stance.entry == "praise.welcome" and _guest_welcomed(floor, tokens, group.end, stop)


def _guest_welcomed(floor: Floor, tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True for "welcomed Minister X to Lima" before anybody spoke: how the encounter began, no praise."""
    if floor.out.said or floor.running is not None:
        return False
    guest = subject_at(floor.cast, tokens, k, stop, None, None)
    if guest is None or guest.actor.how not in ("name", "title") or guest.end >= stop:
        return False
    return tokens[guest.end].low in (",", "to", "in", "at", "on")


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
    speaking = floor.running is not None and not floor.running.joint
    if speaking if actor.joint else actor.how not in ("name", "title", "coordination", "pronoun"):
        return False
    tells = group.match is not None and group.match.entry.value == "narrate"
    if tells and not group.modal and group.match is not None and group.match.entry.get("carrier") is None:
        return narrated(floor, tokens, start, actor, group, stop)
    hosts = "host" in (tokens[group.end - 1].low, tokens[group.verb].low)
    if tells and group.modal and (floor.running is None or (group.modal in ("will", "would") and not hosts)):
        floor.narrate(tokens, start, stop)
        return True
    takes_part = actor.how in ("name", "title") and any(k.part and k.name == actor.name for k in floor.cast.known)
    speaker = actor
    if floor.running is not None and speaking and not actor.joint and not (takes_part and floor.fresh):
        speaker = floor.running
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
            if match is None or "ing" not in match.tags:
                continue
            if match.entry.value != "narrate" or match.entry.get("carrier"):
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
