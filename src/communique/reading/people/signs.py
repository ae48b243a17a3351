"""Signs that a run of capitalised words is a person, or that it is none."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.grammar.phrases import finite_forms, is_adverb
from communique.reading.grammar.predicate import group_at
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.names import is_head, words_of

_GENERALS = frozenset(
    {"secretary", "director", "attorney", "consul", "governor", "inspector", "auditor", "prosecutor", "solicitor"}
)  # fmt: skip
"""Offices that end in "General"."""


def is_honorific(tokens: Sequence[Token], k: int) -> bool:
    """True for a comma or an honorific that stands between an office and a name; not for "General" in an office."""
    low = tokens[k].low
    if is_head(low):
        return False
    if low == "general" and k and tokens[k - 1].low in _GENERALS:
        return False
    return low == "," or low in words_of("honorific")


def is_no_person(text: str, tokens: Sequence[Token], start: int, end: int, block: Block) -> bool:
    """True for "PH" and for the verbs of a headline in capitals ("President Discussed Strengthening …")."""
    word = text[tokens[start].start : tokens[start].end]
    if end - start == 1 and len(word) < 4 and word.isupper() and word.isalpha():
        return True
    verbs = finite_forms()
    return block.kind == "title" and all(
        verbs.get(t.low, frozenset()) & {"past", "ing", "s"} for t in tokens[start:end]
    )


_NEAR = 8
"""How many tokens before a bracket may name the party whose wing stands in it."""


def is_part_of_body(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for capitalised words that belong to the name of a body or thing ("the Nusantara Awakening Party", "UPO")."""
    after = tokens[end] if end < len(tokens) else None
    before = tokens[start - 1] if start else None
    if after is not None and (
        (after.low in words_of("body") and (after.cap or after.low == "party")) or after.low == "party"
    ):
        return True
    if before is not None and before.low == "(" and after is not None and after.low == ")":
        return any(t.low == "party" for t in tokens[max(0, start - _NEAR) : start])
    if before is not None and before.low == "'s" and start > 1 and is_head(tokens[start - 2].low):
        return True
    if before is not None and before.low == "the" and not (start > 1 and tokens[start - 2].low == ","):
        return True
    if end - start > 1:
        return (
            before is not None
            and before.low in ("of", "and", "on")
            and start > 1
            and tokens[start - 2].low in words_of("body")
            and tokens[start - 2].cap
        )
    word = tokens[start]
    if before is None:
        return False
    titled = is_head(before.low) or before.low in words_of("honorific") - {"the"}
    return (
        not titled
        and (
            before.low in ("of", "and", "the", "on", "for", "in")
            or before.low in words_of("body") | words_of("modifier")
            or before.cap
        )
    ) or (word.low.isalpha() and len(word.low) < 2)


def acts_as_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True where a name without title is that of a person: subject of a verb of the genre, or met, thanked, called with."""
    k = end
    while k < len(tokens) and is_adverb(tokens[k]):
        k += 1
    group = group_at(tokens, k, len(tokens), sure=True) if k < len(tokens) and not tokens[k].cap else None
    if (
        group is not None
        and group.match is not None
        and (group.tense == "past" or group.modal or start == 0 or start == 3)
    ):
        return True
    before = tokens[start - 1].low if start else ""
    if (
        before in ("thanked", "congratulated", "met", "received", "between", "told", "informed", "to", "on")
        and start == 1
    ) or before in ("thanked", "congratulated", "informed"):
        return True
    if before == "and" and start > 1 and k < len(tokens) and group is not None:
        return True
    headline = any(
        t.low in ("meets", "holds", "visits", "speaks", "receives", "attends", "calls", "talks")
        for t in tokens[end : end + 2]
    )
    return headline or (
        before == "with"
        and tokens[start - 2].low in ("meets", "meeting", "talks", "call", "conversation", "spoke", "met")
    )
