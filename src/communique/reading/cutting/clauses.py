"""Finite verbs around a boundary: that of the clause that follows, and that of the part before."""

from __future__ import annotations

from communique.reading.cutting.parts import Part, Sentence
from communique.reading.grammar.phrases import finite_forms, is_adverb, word_class
from communique.reading.grammar.predicate import Group, group_at, main_group

_SUBJECT_REACH = 16
"""How many tokens a subject may have."""


def group_after(sentence: Sentence, k: int) -> Group | None:
    """The finite verb group at token `k`, adverbs before it passed over."""
    tokens, stop = sentence.tokens, sentence.stop
    while k < stop and (is_adverb(tokens[k]) or tokens[k].low in ("both",)):
        k += 1
    return group_at(tokens, k, stop, sure=True) if k < stop else None


def clause_at(sentence: Sentence, p: int) -> Group | None:
    """The finite verb of a clause whose subject is a plain noun phrase beginning at `p`."""
    tokens = sentence.tokens
    low = tokens[p].low
    if (
        not tokens[p].word
        or (low in word_class("preposition") and not _quantity(sentence, p))
        or low in ("to", "which", "who", "not")
        or (low.endswith("ing") and low in finite_forms())
    ):
        return None
    k = p + 1
    relative = False
    while k < min(sentence.stop, p + _SUBJECT_REACH):
        token = tokens[k]
        if token.low in (",", ";", ":", "to") and not relative:
            return None
        if token.low in ("which", "that", "who"):
            relative = True
            k += 1
            continue
        group = group_at(tokens, k, sentence.stop)
        if group is not None:
            if relative:
                relative, k = False, group.end
                continue
            if (
                group.modal
                or tokens[group.start].low in word_class("auxiliary")
                or group.match is not None
                or "s" in finite_forms().get(tokens[group.start].low, frozenset())
                or group.tense == "past"
            ):
                return group
        k += 1
    return None


def _quantity(sentence: Sentence, p: int) -> bool:
    """True for "over half of" and "around 200", where the preposition belongs to a number."""
    after = sentence.tokens[p + 1].low if p + 1 < sentence.stop else ""
    return sentence.tokens[p].low in ("over", "about", "around", "under") and (
        after[:1].isdigit() or after in ("half", "one", "two", "three")
    )


def main_of(sentence: Sentence, left: Part) -> Group | None:
    """The finite verb of the part's clause."""
    return main_group(sentence.tokens, left.start, sentence.stop)


def has_verb(sentence: Sentence, left: Part, k: int) -> bool:
    """True where the left part has its finite verb before token `k`, so that what follows can be a clause of its own."""
    tokens = sentence.tokens
    opener = left.start
    if tokens[left.start].low in word_class("subordinator"):
        opener = next((c + 1 for c in range(left.start, k) if tokens[c].low == ","), left.start)
    for n in range(left.start, k):
        opens = tokens[n].low in ("that", "which", "who", "where", "if", "as", "because", "when")
        points = tokens[n].low == "that" and n + 1 < k and tokens[n + 1].low in word_class("preposition")
        if opens and n > left.start and not points:
            opener = n + 1
    return any(group_at(tokens, n, k, sure=n == left.start and not left.whole) is not None for n in range(opener, k))
