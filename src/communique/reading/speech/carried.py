"""Speech carried on: sentences that name no speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.reading.actors import JOINT, Actor
from communique.reading.cutting import content, predicate
from communique.reading.grammar.predicate import main_group
from communique.reading.grammar.tokens import Token
from communique.reading.speech.floor import Floor

_ENCOUNTERS = frozenset(
    {"reception", "meeting", "talks", "ceremony", "visit", "event", "consultations", "dialogue", "session", "call",
     "it"}
)  # fmt: skip
"""Subjects of a passive that tells of the encounter itself ("the reception was attended by")."""
_PRESENT = re.compile(
    r"(?:also )?(?:present|in attendance|attending|participating|joining|accompanying|at the (?:meeting|talks|event|audience))\b[^.]{0,60}?\b(?:was|were|is|are)\b|other (?:participants|attendees)\b|(?:for|from) (?:the )?(?:[\w.'-]+ ){0,4}?[\w.'-]+: |[^,.;]{0,40}\b(?:side|delegation) was represented by\b"
)
"""A sentence that lists who was there too, verb before subject."""


def carried_on(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> None:
    """Gives a sentence without a speaker to the one who has the floor; who attended is narration."""
    if _unknown_subject(floor, tokens, start, stop):
        return
    attends = (
        _PRESENT.match(floor.page.folded, tokens[start].start) is not None
        or tokens[start].low in ("attending", "joining", "participating", "accompanying", "present")
        or (tokens[start].low == "also" and tokens[start + 1].low in ("attending", "present", "participating"))
    )
    if attends or floor.running is None:
        if attends:
            floor.narrate(tokens, start, stop)
        return
    group = main_group(tokens, start, stop)
    if group is None and stop - start < 6:
        return
    if (
        group is not None
        and (group.passive or tokens[group.start].low in ("was", "were"))
        and group.tense == "past"
        and group.match is not None
        and group.match.entry.value == "narrate"
        and (floor.fresh or tokens[group.start - 1].low in _ENCOUNTERS)
    ):
        floor.narrate(tokens, start, stop)
        return
    floor.emit(content(floor.sentence(tokens, stop), start, floor.running), tokens)


def _unknown_subject(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """A reported act whose subject is nobody known ("grass-roots cadres from four provinces exchanged experience")."""
    if floor.announces:
        return False
    group = main_group(tokens, start, stop)
    if (
        group is None
        or group.tense != "past"
        or group.modal
        or group.passive
        or group.match is None
        or group.start != group.verb
    ):
        return False
    if group.match.entry.value == "discuss" and group.match.entry.get("who") == "joint" and floor.fresh:
        actor = Actor(JOINT, None, "discuss")
        floor.hear(actor)
        floor.emit(predicate(floor.sentence(tokens, stop), group, actor, group.start), tokens)
        return True
    return False
