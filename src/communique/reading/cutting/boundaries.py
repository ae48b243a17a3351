"""Which boundary, if any, a comma, semicolon or conjunction makes."""

from __future__ import annotations

from communique.reading.actors import JOINT, Actor, subject_at
from communique.reading.cutting.clauses import clause_at, group_after, has_verb
from communique.reading.cutting.parts import AND, MARKS, Cut, Part, Sentence
from communique.reading.cutting.verbs import verb_cut
from communique.reading.grammar.phrases import phrases, word_class
from communique.reading.grammar.predicate import as_reported
from communique.reading.stance import of_match

_TAKE_THAT = ("request.", "impersonal", "concern.", "oppose.", "praise.", "say.", "commit.agree-single")
"""How entries begin whose verbs take a that-clause."""
_BETWEEN = frozenset({",", '"', "then", "also", "therefore", "further", "finally", "hence", "additionally", "today"})
"""What may stand between a conjunction and what it joins."""


def cut_at(sentence: Sentence, k: int, left: Part, governed: bool) -> Cut | None:
    """The boundary that the mark or conjunction at token `k` makes behind `left`, or None.

    :param governed: a participle of saying stands before, to which a coordinated "that" or clause belongs.
    """
    tokens, stop = sentence.tokens, sentence.stop
    low = tokens[k].low
    if k <= left.start:
        return None
    p = k + 1 if low in MARKS else k
    comma = low in MARKS
    conjunction = p < stop and tokens[p].low in AND
    if conjunction:
        p += 1
    elif low == ":":
        return None
    if low == "while" and not conjunction:
        return None
    while p < stop and tokens[p].low in _BETWEEN:
        p += 1
    if p >= stop:
        return None
    if comma and (tokens[p].low == "which" or tokens[p].low == "to") and not conjunction:
        return _which_cut(sentence, k, p, left)
    if tokens[p].low == "that":
        return _that_cut(sentence, k, p, left, governed) if conjunction or comma else None
    return (
        verb_cut(sentence, k, p, left, conjunction=conjunction, comma=comma, strong=low == ";")
        or (
            _clause_cut(sentence, k, p, left, governed, comma=comma, strong=low == ";")
            if conjunction or low == ";"
            else None
        )
        or (_with_cut(sentence, k, p) if comma else None)
    )


def _that_cut(sentence: Sentence, k: int, p: int, left: Part, governed: bool) -> Cut | None:
    """A coordinated that-clause ("said that A and that B")."""
    if left.framed and not governed and left.whole and not _takes_that(sentence, left):
        return Cut(k, p + 1, "that")
    return None


def _takes_that(sentence: Sentence, left: Part) -> bool:
    """True where the left part's own verb governs a that-clause, so that a coordinated one belongs to it."""
    entry = left.stance.entry or ""
    if not entry.startswith(_TAKE_THAT):
        return False
    behind = range(left.stance.end, min(sentence.stop, left.stance.end + 3))
    return any(sentence.tokens[n].low == "that" for n in behind)


def _clause_cut(
    sentence: Sentence, k: int, p: int, left: Part, governed: bool, *, comma: bool, strong: bool
) -> Cut | None:
    """A coordinated clause with a subject of its own."""
    tokens = sentence.tokens
    subject = subject_at(
        sentence.cast, tokens, p, sentence.stop, left.actor if not left.actor.joint else None, sentence.last
    )
    if subject is not None:
        group = group_after(sentence, subject.end)
        if group is not None and has_verb(sentence, left, k):
            narrated = (
                group.tense == "past"
                and group.match is not None
                and (group.match.entry.value != "narrate" or bool(group.match.entry.get("carrier")))
                and not group.passive
            )
            lands = any(t.low in ("countries", "peoples", "nations") for t in tokens[p : subject.end])
            narrated = narrated and not (left.framed and lands)
            known = subject.actor.joint or subject.actor.how in ("name", "title", "pronoun", "coordination")
            opens = not left.whole or left.framed or subject.actor.how in ("name", "title")
            if narrated and known and opens:
                return Cut(k, group.start, "person", group, subject.actor)
            if not governed and (not _takes_that(sentence, left) or comma) and (left.whole or comma):
                return Cut(k, p, "clause", None, left.actor)
    if _impersonal_follows(sentence, p):
        return Cut(k, p, "impersonal", None, Actor(JOINT, None, "passive"))
    own = comma and tokens[p].low in ("we", "i")
    if (
        governed
        or (_takes_that(sentence, left) and not strong and not own)
        or (not left.whole and not (comma and strong))
    ):
        return None
    found = clause_at(sentence, p)
    if found is None or not has_verb(sentence, left, k):
        return None
    if not comma and not (
        tokens[p].low in ("it", "there", "this", "he", "she", "we", "they")
        or (found.start - p <= 6 and (found.modal or tokens[found.start].low in word_class("auxiliary")))
    ):
        return None
    return Cut(k, p, "clause", None, left.actor)


def _impersonal_follows(sentence: Sentence, p: int) -> bool:
    """True for "it was agreed to …" in narration."""
    tokens = sentence.tokens
    if p + 2 >= sentence.stop or tokens[p].low != "it" or tokens[p + 1].low != "was":
        return False
    match = phrases("acts").at(tokens, p + 2)
    return match is not None and match.entry.value in ("agree", "support") and "pp" in match.tags


def _which_cut(sentence: Sentence, k: int, p: int, left: Part) -> Cut | None:
    """ ", to which the Minister expressed concern", ", which she accepted", ", which was accepted"."""
    tokens = sentence.tokens
    q = p + (tokens[p].low == "to")
    if q + 1 >= sentence.stop or tokens[q].low != "which":
        return None
    latter = 2 if [t.low for t in tokens[q + 1 : q + 3]] == ["the", "latter"] else 0
    subject = subject_at(sentence.cast, tokens, q + 1, sentence.stop, None, sentence.last)
    group = group_after(sentence, subject.end if subject else q + 1 + latter)
    if group is None or group.match is None or group.tense != "past":
        return None
    if q > p:
        return Cut(k, group.start, "person", group, subject.actor) if subject else None
    if group.match.entry.id != "agree.accept" or left.stance.act != "request":
        return None
    named = subject is not None and subject.actor.how in ("name", "title")
    actor = subject.actor if subject and named else sentence.cast.across(left.actor)
    return Cut(k, group.start, "accepted", group, actor)


def _with_cut(sentence: Sentence, k: int, p: int) -> Cut | None:
    """ ", with both parties stressing Z": a participle with a subject of its own."""
    tokens, stop = sentence.tokens, sentence.stop
    if tokens[p].low != "with" or p + 2 >= stop:
        return None
    subject = subject_at(sentence.cast, tokens, p + 1, stop, None, sentence.last)
    q = subject.end if subject else p + 2
    while q < min(stop, p + 7):
        match = phrases("acts").at(tokens, q)
        if match and "ing" in match.tags and match.entry.value != "narrate" and subject is not None:
            stance = of_match(tokens, match, stop, joint=subject.actor.joint)
            return Cut(k, q, "person", as_reported(match, negated=stance.negative), subject.actor)
        q += 1
    return None
