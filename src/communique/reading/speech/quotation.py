"""Direct speech, and attributions behind and inside what is said (codebook, "speaker")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import Actor, subject_at
from communique.reading.cutting import Part, chain, content, predicate
from communique.reading.grammar.phrases import finite_forms, is_adverb, phrases, word_class
from communique.reading.grammar.predicate import as_reported, group_at, main_group, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.speech.floor import Floor
from communique.reading.speech.marks import QUOTE, without_stop
from communique.reading.stance import of_group
from communique.span import Span


def quoted_voices(floor: Floor, rows: Sequence[Span]) -> list[Actor | None]:
    """For each sentence inside a quotation that runs over several, the speaker whom its end names."""
    voices: list[Actor | None] = [None] * len(rows)
    opened: int | None = None
    for n, row in enumerate(rows):
        quotes = floor.page.folded.count(QUOTE, row.start, row.end)
        if opened is None and quotes % 2 == 1 and floor.page.folded[row.start] == QUOTE:
            opened = n
        elif opened is not None and quotes % 2 == 1:
            tokens = floor.page.tokens(row)
            found = attribution(floor, tokens, without_stop(tokens))
            if found is not None:
                for inside in range(opened, n):
                    voices[inside] = found[2]
            opened = None
    return voices


def is_one_quotation(floor: Floor, block: Block, rows: Sequence[Span]) -> bool:
    """True for a paragraph that is one quotation and names no speaker: it is his who was announced or spoke before."""
    if floor.running is None or floor.running.joint or floor.page.folded[block.span.start] != QUOTE:
        return False
    closed = floor.page.folded[block.span.end - 1] == QUOTE or floor.page.folded[block.span.end - 2] == QUOTE
    if floor.page.folded.count(QUOTE, *block.span) != 1 + closed:
        return False
    tokens = floor.page.tokens(rows[-1])
    return attribution(floor, tokens, without_stop(tokens)) is None


def attribution(floor: Floor, tokens: Sequence[Token], stop: int) -> tuple[int, int, Actor] | None:
    """An attribution after or inside what is said (", he said", "," said the Chancellor"): its tokens and speaker."""
    for k in range(1, stop - 1):
        if tokens[k].low != "," and not (tokens[k].low == QUOTE and tokens[k - 1].low in (",", "?", "!")):
            continue
        p = k + 1 + (k + 1 < stop and tokens[k + 1].low == QUOTE)
        found = _speaker_then_verb(floor, tokens, p, stop) or _verb_then_speaker(floor, tokens, p, stop)
        if found is not None:
            return (k, *found)
    return None


def _speaker_then_verb(floor: Floor, tokens: Sequence[Token], p: int, stop: int) -> tuple[int, Actor] | None:
    """The end and speaker of "he said" at `p`, None where that is no attribution."""
    subject = floor.subject(tokens, p, stop)
    if subject is None:
        return None
    q = past_adverbs(tokens, subject.end, stop)
    group = group_at(tokens, q, stop, sure=True) if q < stop else None
    agreed = group is not None and group.match is not None and group.match.entry.id == "commit.agree-single"
    if agreed and subject.actor.joint:
        subject = subject._replace(actor=subject.actor._replace(how="agreed"))
    elif group is None or group.match is None or group.match.entry.value not in ("say", "report") or group.modal:
        return None
    assert group is not None and group.match is not None
    k = group.match.end
    if tokens[k - 1].low in ("told", "tells") and k < stop:
        hearer = subject_at(floor.cast, tokens, k, stop, None, floor.last)
        k = hearer.end if hearer else k
    return (end, subject.actor) if (end := _attribution_ends(tokens, k, stop)) else None


def _verb_then_speaker(floor: Floor, tokens: Sequence[Token], p: int, stop: int) -> tuple[int, Actor] | None:
    """The end and speaker of "said the Chancellor" at `p`, None where that is no attribution."""
    if p >= stop or not {"past", "s"} & finite_forms().get(tokens[p].low, frozenset()):
        return None
    match = phrases("acts").at(tokens, p)
    if match is None or match.entry.value != "say":
        return None
    subject = floor.subject(tokens, match.end, stop)
    if subject is None:
        return None
    return (end, subject.actor) if (end := _attribution_ends(tokens, subject.end, stop)) else None


def _attribution_ends(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The token after the attribution; 0 where what follows shows that it was none."""
    k = past_adverbs(tokens, k, stop)
    if k >= stop or tokens[k].low in (",", ";", "-"):
        return min(k, stop) or 1
    if tokens[k].low in ("with", "in", "following", "after", "on", "at", "during", "when", "while", "as"):
        return next((c for c in range(k, stop) if tokens[c].low in (",", ";")), stop)
    return 0


def attributed(floor: Floor, tokens: Sequence[Token], start: int, stop: int, found: tuple[int, int, Actor]) -> bool:
    """Reads a sentence with the attribution that was found; False where its own subject says something too."""
    at, end, actor = found
    whole = floor.subject(tokens, start, stop)
    if whole is not None and whole.end > at + 1 and whole.actor.how == "name" and whole.actor.name == actor.name:
        return False
    opening = floor.subject(tokens, start, at)
    if opening is not None and opening.end < at:
        group = group_at(tokens, past_adverbs(tokens, opening.end, at), at, sure=True)
        if (
            group is not None
            and group.match is not None
            and group.match.entry.value == "say"
            and group.tense == "past"
            and opening.actor.how in ("name", "title")
        ):
            return False
    floor.hear(actor)
    frame = (at + 1, min(end, stop))
    if main_group(tokens, start, at) is None and (
        tokens[start].low in word_class("preposition") or is_adverb(tokens[start]) or tokens[start].low.endswith("ing")
    ):
        return False
    closed = tokens[at].low == QUOTE or (at + 1 < stop and tokens[at + 1].low == QUOTE)
    if main_group(tokens, start, at) is None and not closed and end < stop:
        floor.emit(_interrupted(floor, tokens, start, end, stop, actor, frame), tokens)
        return True
    floor.emit(content(floor.sentence(tokens, at), start, actor, frame=frame), tokens)
    rest = end
    while rest < stop and (not tokens[rest].word or tokens[rest].low in ("and", "but")):
        rest += 1
    if stop - rest >= 2:
        sentence = floor.sentence(tokens, stop)
        match = phrases("acts").at(tokens, rest)
        if match and "ing" in match.tags:
            floor.emit(predicate(sentence, as_reported(match), actor, rest), tokens)
        else:
            floor.emit(content(sentence, rest, actor), tokens)
    return True


def _interrupted(
    floor: Floor, tokens: Sequence[Token], start: int, end: int, stop: int, actor: Actor, frame: tuple[int, int]
) -> list[Part]:
    """What is said in a sentence that the attribution interrupts behind its subject ("Peru, she said, supports …")."""
    sentence = floor.sentence(tokens, stop)
    verb = past_adverbs(tokens, min(end + 1, stop), stop)
    group = group_at(tokens, verb, stop, sure=True) if verb < stop else None
    if group is None:
        return content(sentence, start, actor, frame=frame)
    stance = of_group(tokens, group, stop, actor, floor.cast, start)
    parts = chain(sentence, Part(group.start, stop, actor, stance, True, group, frame, whole=True))
    parts[0].start = start
    return parts
