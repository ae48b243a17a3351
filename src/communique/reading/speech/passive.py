"""Passives, agendas and agreements: speech without a speaker as subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon import load
from communique.reading.actors import JOINT, Actor
from communique.reading.cutting import Part, content
from communique.reading.grammar.phrases import is_adverb, phrases, word_class
from communique.reading.grammar.predicate import Group, main_group
from communique.reading.grammar.tokens import Token
from communique.reading.speech.floor import Floor
from communique.reading.stance import Stance, of_clause, of_group

_ON_THE_AGENDA = re.compile(
    r"\b(?:another|other|further|main|key|central) (?:topics?|subjects?|issues?|focus)(?: [\w']+){0,6} (?:was|were|included)\b"
    r"|\b(?:was|were|stood|figured|featured)(?: \w+){0,3} on the agenda\b|\b(?:featured|figured)(?: \w+){0,2} in (?:the|their) (?:talks|discussions?|conversation|meeting|exchange)"
    r"|\b(?:was|were)(?: \w+){0,2} (?:topics?|subjects?|focus|cent(?:er|re)|heart) of (?:the |their |[\w'-]+ )*(?:talks|discussions?|conversation|meeting|exchange|call)"
)
"""How a text says that something was spoken about without a verb of speaking."""
_EXCHANGED = frozenset(
    {"views", "opinions", "ideas", "experience", "experiences", "assessments", "information", "notes", "wishes",
     "greetings"}
)  # fmt: skip
"""What is exchanged in talk; documents and gifts are exchanged at a ceremony."""
_REPORTED = frozenset({"discuss", "agree", "say", "report", "request", "concern", "oppose", "praise", "support"})
"""Acts that a passive reports."""


def agenda(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """ "Migration was also on the agenda", "trade featured prominently in the talks"."""
    found = _ON_THE_AGENDA.search(floor.page.folded, tokens[start].start, tokens[stop - 1].end)
    if found is None or floor.announces:
        return False
    verb = next(k for k in range(start, stop) if tokens[k].end > found.start())
    begin = _clause_begins(tokens, start, verb, stop)
    stop = next((k for k in range(verb, stop) if tokens[k].low in ("when", "as")), stop)
    last = next((k for k in range(verb, stop) if tokens[k].start >= found.end()), stop)
    actor = Actor(JOINT, None, "agenda")
    floor.emit([Part(begin, stop, actor, Stance("discuss", verb, last, "agenda"), False, None, whole=True)], tokens)
    return True


def passive(floor: Floor, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """ "It was agreed to …", "Trade was also discussed", "Hope was expressed that …"."""
    group = main_group(tokens, start, stop)
    if group is None or not group.passive or group.tense == "modal" or floor.announces:
        return False
    if tokens[group.end - 1].low in ("reached", "achieved", "found") and _agreement(floor, tokens, start, group, stop):
        return True
    match = group.match or phrases("acts").at(tokens, group.end - 1)
    if match is None or (match.entry.value == "narrate" and not match.entry.get("carrier")) or "pp" not in match.tags:
        return False
    if group.tense != "past" and tokens[start].low == "it":
        return False
    begin = _clause_begins(tokens, start, group.start, stop)
    if match.entry.id == "discuss.exchange" and not any(t.low in _EXCHANGED for t in tokens[begin : group.start]):
        floor.narrate(tokens, start, stop)
        return True
    noun = _noun_of(tokens, begin, group.start)
    if noun == "noun.agree" and match.entry.value == "agree":
        noun = None
    who = "joint" if noun == "noun.attention" else match.entry.get("who")
    actor = _voice(floor, tokens, start, match.entry.value or "", who)
    if match.entry.id == "agree.accept" and floor.running is not None and not floor.running.joint:
        actor = floor.cast.across(floor.running) or actor
    if actor is None:
        return False
    if match.entry.value not in _REPORTED and not match.entry.get("passive") and noun is None:
        return False
    stance = _stance(floor, tokens, begin, group, match.entry.value or "report", actor, stop, noun)
    floor.hear(actor)
    said = _that_behind(tokens, group, stop) if tokens[begin].low == "it" and match.entry.value == "say" else None
    if said is not None:
        frame = (begin, group.end)
        parts = content(floor.sentence(tokens, stop), said + 1, actor, frame=frame)
        for part in parts[:1]:
            part.start = begin
        floor.emit(parts, tokens)
        return True
    floor.emit([Part(begin, stop, actor, stance, False, group, (group.start, group.end), whole=True)], tokens)
    return True


def _clause_begins(tokens: Sequence[Token], start: int, verb: int, stop: int) -> int:
    """Where the clause begins behind a fronted phrase or adverb ("During the talks, trade was discussed")."""
    comma = next((k for k in range(start, verb) if tokens[k].low == ","), None)
    adverb = is_adverb(tokens[start])
    fronted = (
        adverb
        or tokens[start].low in word_class("preposition")
        or tokens[start].low in ("while", "thus", "earlier", "finally", "turning")
    )
    if comma is not None and fronted:
        return comma + 1
    return start + 1 if adverb and start + 1 < stop else start


def _agreement(floor: Floor, tokens: Sequence[Token], start: int, group: Group, stop: int) -> bool:
    """ "Following the talks, an agreement was reached to …"."""
    begin = next((k + 1 for k in range(start, group.start) if tokens[k].low == ","), start)
    if _noun_of(tokens, begin, group.start) != "noun.agree":
        return False
    stance = Stance("agree", group.start, group.end, "noun.agree")
    floor.emit([Part(begin, stop, Actor(JOINT, None, "passive"), stance, False, group, whole=True)], tokens)
    return True


def _noun_of(tokens: Sequence[Token], i: int, j: int) -> str | None:
    """The entry of the first noun in ``tokens[i:j]`` that carries an act ("hope was expressed"), None without."""
    for k in range(i, j):
        if tokens[k].low in ("of", "between", "in", "for") and k > i + 1:
            break
        noun = phrases("nouns").at(tokens, k)
        if (
            noun is not None
            and (noun.entry.id == "noun.attention" or noun.entry.value not in ("narrate", "report", "discuss"))
            and not noun.entry.get("say")
        ):
            return noun.entry.id
    return None


def _voice(floor: Floor, tokens: Sequence[Token], start: int, value: str, who: str | None) -> Actor | None:
    """Who speaks in a passive: both sides, or the one who spoke before where nothing shows that both do."""
    fronted = tokens[start].low in ("during", "while", "when") or any(
        t.low in ("talks", "discussion", "exchange", "conversation", "meeting") for t in tokens[start : start + 4]
    )
    single = floor.running is not None and not floor.running.joint
    if fronted or who == "joint" or value == "agree" or not single:
        return Actor(JOINT, None, "passive")
    return floor.running


def _that_behind(tokens: Sequence[Token], group: Group, stop: int) -> int | None:
    """The "that" behind a verb of saying ("It was noted by both that …"), None without."""
    return next((k for k in range(group.end, min(stop, group.end + 4)) if tokens[k].low == "that"), None)


def _stance(
    floor: Floor,
    tokens: Sequence[Token],
    begin: int,
    group: Group,
    value: str,
    actor: Actor,
    stop: int,
    noun: str | None,
) -> Stance:
    """The act of a passive: that of the noun in its subject, of the clause behind "said that", or of its verb."""
    here = (group.start, group.end)
    if noun is not None and value in ("say", "narrate", "discuss", "report"):
        entry = load("nouns").by_id[noun]
        return Stance(entry.value or "report", *here, noun)
    if value == "say":
        that = _that_behind(tokens, group, stop)
        if that is not None:
            return of_clause(tokens, that + 1, stop, actor, floor.cast)
        return Stance("report", *here, group.match.entry.id if group.match else None)
    return of_group(tokens, group, stop, actor, floor.cast, begin)
