"""Cutting reported speech: where one statement ends and the next begins (codebook, "Cutting")."""

from __future__ import annotations

from communique.reading.actors import Actor
from communique.reading.cutting.boundaries import cut_at
from communique.reading.cutting.framing import content_start
from communique.reading.cutting.parts import AND, MARKS, Cut, Part, Sentence
from communique.reading.grammar.phrases import phrases
from communique.reading.grammar.predicate import Group
from communique.reading.stance import Stance, of_clause, of_group

_PARTING = MARKS | AND
"""Tokens at which a statement may end."""


def predicate(sentence: Sentence, group: Group, actor: Actor, subject: int) -> list[Part]:
    """The parts of a reported predicate and of all that is coordinated with it ("thanked A, said that B, and hoped C")."""
    tokens, stop = sentence.tokens, sentence.stop
    framed_from = content_start(sentence, group, joint=actor.joint)
    if framed_from is not None:
        frame = (group.start, group.end)
        return content(sentence, framed_from, actor, frame=frame, own_verb=group)
    stance = of_group(tokens, group, stop, actor, sentence.cast, subject)
    if stance.frames:
        behind = range(stance.end, min(stop, stance.end + 4))
        k = next((n + 1 for n in behind if tokens[n].low == "that"), stance.end)
        return content(sentence, k, actor, frame=(group.start, stance.end))
    return chain(sentence, Part(group.start, stop, actor, stance, False, group))


def content(
    sentence: Sentence, i: int, actor: Actor, *, frame: tuple[int, int] | None = None, own_verb: Group | None = None
) -> list[Part]:
    """The parts of what is said from token `i` to the end of the sentence."""
    tokens, stop = sentence.tokens, sentence.stop
    while i < stop and tokens[i].low in ('"', ",", "'", "that", ":"):
        if tokens[i].low == "that" and tokens[i].cap:
            break
        i += 1
    if i >= stop:
        return []
    stance = of_clause(tokens, i, _first_cut(sentence, i), actor, sentence.cast)
    stance = _jointly(stance, actor, own_verb)
    part = Part(i, stop, actor, stance, frame is not None, None, frame, whole=True)
    return chain(sentence, part)


def _first_cut(sentence: Sentence, i: int) -> int:
    """Where the first clause of the content ends at the latest: the act is decided before a semicolon."""
    return next((k for k in range(i, sentence.stop) if sentence.tokens[k].low == ";"), sentence.stop)


def chain(sentence: Sentence, part: Part) -> list[Part]:
    """`part` cut at every place where a statement of its own begins."""
    stop = sentence.stop
    parts = [part]
    k = part.start + 1
    governed = False
    while k < stop:
        low = sentence.tokens[k].low
        if low not in _PARTING:
            k += 1
            continue
        if low == "," and k + 1 < stop and _says_on(sentence, k + 1):
            governed = True
        cut = cut_at(sentence, k, parts[-1], governed)
        if cut is None:
            k += 1
            continue
        parts[-1].end = cut.left
        more = _right(sentence, cut, parts[-1])
        if not more:
            k = max(cut.start, k + 1)
            parts[-1].end = stop
            continue
        if len(more) > 1 or (more[0].end == stop and cut.kind in ("reframe", "person")):
            return parts + more
        parts.append(more[0])
        governed = False
        k = max(cut.start + 1, k + 1)
    return parts


def _says_on(sentence: Sentence, k: int) -> bool:
    """True for a participle of saying or asking that governs what follows (", saying that A and that B")."""
    match = phrases("acts").at(sentence.tokens, k)
    return match is not None and "ing" in match.tags and match.entry.value != "narrate"


def _right(sentence: Sentence, cut: Cut, left: Part) -> list[Part]:
    """The parts that begin at a boundary: one, or all that is left where a verb of saying or another person opens them."""
    tokens, stop = sentence.tokens, sentence.stop
    actor = cut.actor or left.actor
    if cut.kind in ("reframe", "person") and cut.group is not None:
        return predicate(sentence, cut.group, actor, cut.start)
    if cut.kind == "accepted" and cut.group is not None and cut.group.match is not None:
        here = cut.group.match
        agrees = Stance("agree", here.start, here.end, here.entry.id)
        return [Part(cut.start, stop, actor, agrees, left.framed, cut.group, left.frame)]
    if cut.kind == "impersonal":
        agreed = Stance("agree", cut.start, cut.start + 3, "impersonal.agreed")
        return [Part(cut.start, stop, actor, agreed, False, None, whole=True)]
    if cut.kind == "verb" and cut.group is not None:
        stance = of_group(tokens, cut.group, stop, actor, sentence.cast, cut.start)
        return [Part(cut.start, stop, actor, stance, left.framed, cut.group, left.frame)]
    stance = of_clause(tokens, cut.start, _first_cut(sentence, cut.start), actor, sentence.cast)
    framed = left.framed or cut.kind == "that"
    return [Part(cut.start, stop, actor, _jointly(stance, actor, None), framed, None, left.frame, whole=True)]


def _jointly(stance: Stance, actor: Actor, own: Group | None) -> Stance:
    """What both sides say they will do is agreed; "both hold that" is a view shared."""
    promised = own is not None and own.match is not None and own.match.entry.id == "commit.assist"
    if promised and stance.act == "report" and stance.entry in ("modal.would", "modal.will"):
        return stance._replace(act="commit")
    if not actor.joint:
        return stance
    if stance.act == "commit" or (stance.act == "report" and actor.how == "agreed"):
        return stance._replace(act="agree")
    if stance.act == "report" and own is not None and own.match is not None and own.match.entry.get("joint"):
        return stance._replace(act=own.match.entry.get("joint"), entry=own.match.entry.id)
    return stance


__all__ = ["Part", "Sentence", "chain", "content", "predicate"]
