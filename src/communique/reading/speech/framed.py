"""Frames before what is said: "According to the President, …", "The Spokesman added that …"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import JOINT, Actor
from communique.reading.cutting import content, predicate
from communique.reading.grammar.phrases import phrases
from communique.reading.grammar.predicate import group_at, main_group
from communique.reading.grammar.tokens import Token
from communique.reading.speech.floor import Floor

_DATELINE = 16
"""How many tokens a dateline may have."""


def past_spokesperson(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> int:
    """The token behind "The Spokesman added that", where the spokesperson only tells what others said and did."""
    spokes = next((k for k in range(start, min(stop, start + 9)) if tokens[k].low.startswith("spokes")), None)
    if spokes is None or floor.announces:
        return start
    for k in range(spokes + 1, min(stop, spokes + 14)):
        match = phrases("acts").at(tokens, k)
        if match is not None and match.entry.value == "say" and "past" in match.tags:
            that = match.end + (match.end < stop and tokens[match.end].low == "that")
            inner = floor.subject(tokens, that, stop) if that < stop else None
            return that if inner is not None or that > match.end else start
    return start


_SOURCES = frozenset({"release", "statement", "readout", "communique", "communiqué", "report", "handout"})
"""Papers to which a news agency gives what it tells (", said a foreign ministry press release")."""


def before_source(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Where the sentence ends without the paper to which it is given at its end; `stop` where none is named."""
    for k in range(max(start + 4, stop - 12), stop - 2):
        if tokens[k].low == "," and tokens[k + 1].low in ("said", "says") and tokens[k + 2].low in ("a", "an", "the"):
            return k if tokens[stop - 1].low in _SOURCES else stop
    return stop


def past_dateline(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> int:
    """The token behind "DHAKA, July 9, 2023 (BSS) -"; `start` where no dateline opens the sentence."""
    place = floor.cast.place_at.get(tokens[start].start) if start < stop else None
    if place is None or place.kind not in ("city", "state"):
        return start
    for k in range(start + 1, min(stop - 1, start + _DATELINE)):
        token = tokens[k]
        if token.low in ("-", "--") and floor.page.text[token.start - 1].isspace():
            return k + 1
        if token.word and not (token.cap or token.low[0].isdigit() or token.low in ("of", "de", "d")):
            return start
        if not token.word and token.low not in (",", "(", ")", "/", "."):
            return start
    return start


def opens_list(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """A line before a list that names both sides and has no verb ("At the end of the meeting, the participants:")."""
    if floor.announces or tokens[-1].low != ":" or main_group(tokens, start, stop) is not None:
        return False
    named = (phrases("actors").at(tokens, k) for k in range(start, stop))
    if not any(match is not None and match.entry.value == "joint" for match in named):
        return False
    floor.narrate(tokens, start, stop)
    floor.running = Actor(JOINT, None, "list")
    return True


def listed(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """An item of a list that begins at its verb ("Condemned the attack;"): said by whom the list is, else by both sides."""
    match = phrases("acts").at(tokens, start)
    if floor.announces or match is None or match.entry.value in (None, "narrate") or "past" not in match.tags:
        return False
    if "base" in match.tags or (start + 1 < stop and tokens[start + 1].low == "by"):
        return False
    group = group_at(tokens, start, stop, sure=True)
    if group is None:
        return False
    actor = floor.running or Actor(JOINT, None, "list")
    floor.hear(actor)
    floor.emit(predicate(floor.sentence(tokens, stop), group, actor, start), tokens)
    return True


def according(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """ "According to the President, trade grew", "In her opinion, aid is needed"."""
    low = [t.low for t in tokens[start : start + 4]]
    actor: Actor | None = None
    if low[:2] == ["according", "to"]:
        him = low[2:3] in (["him"], ["her"])
        subject = None if him else floor.subject(tokens, start + 2, stop)
        actor = floor.antecedent if him else subject.actor if subject else None
    elif low[:1] == ["in"] and low[1:2] in (["his"], ["her"]) and low[2:3] in (["opinion"], ["view"], ["words"]):
        actor = floor.antecedent
    comma = next((k for k in range(start, min(stop, start + 14)) if tokens[k].low == ","), None)
    if actor is None or actor.joint or comma is None or floor.announces:
        return False
    floor.hear(actor)
    frame = (start, comma)
    floor.emit(content(floor.sentence(tokens, stop), comma + 1, actor, frame=frame), tokens)
    return True
