"""Where the content of a verb of saying begins (codebook, "Encounter or statement?")."""

from __future__ import annotations

from communique.reading.actors import subject_at
from communique.reading.cutting.clauses import clause_at, group_after
from communique.reading.cutting.parts import Sentence
from communique.reading.grammar.phrases import finite_forms, phrases, word_class
from communique.reading.grammar.predicate import Group, aside_of_time, main_group

_SAID = frozenset({"said", "says", "added", "stated", "stressed", "noted", "emphasised", "emphasized"})
"""Verbs that take no object before what is said."""
_WEIGHTY = frozenset({"praise", "support", "commit", "request", "concern", "oppose"})
"""Acts of nouns that a verb of saying may carry ("conveyed her concern over the visa that …")."""


def content_start(sentence: Sentence, group: Group, *, joint: bool = False) -> int | None:
    """The token at which the content begins where a verb of saying opens it; None where a noun phrase follows."""
    tokens = sentence.tokens
    match = group.match
    if match is None or (group.modal and match.entry.value != "say"):
        return None
    if group.negated and match.entry.id == "say.believe":
        return None
    opens = match.entry.value == "say" or match.entry.get("that") == "content"
    if not opens or (group.passive and match.entry.value != "say"):
        return None
    if match.entry.value != "say" and tokens[match.end - 1].low in ("to", "of"):
        return None
    k = match.end
    if match.entry.get("joint") == "agree" and (
        joint or (group.tense == "present" and match.entry.id != "say.believe")
    ):
        return None
    seen = 0
    while k < sentence.stop and seen < 9:
        low = tokens[k].low
        if low == "that":
            return k + 1
        if low == "," and seen == 0 and (aside := _aside_before_that(sentence, k)):
            return aside
        if seen == 0 and (behind := aside_of_time(sentence.tokens, k, sentence.stop)):
            k = behind
            continue
        if low == ":" or (low == "," and seen == 0):
            return k + 1
        if low == '"' and seen == 0 and match.entry.value == "say":
            return k
        noun = phrases("nouns").at(tokens, k) if seen <= 3 and match.entry.id != "say.say" else None
        if noun is not None and noun.entry.value in _WEIGHTY:
            return None
        if low in (",", ";", "to", "of", "and", "by", "for") and not (
            low == "to" and match.entry.id in ("say.stress", "say.say", "report.brief", "commit.assist")
        ):
            break
        k, seen = k + 1, seen + 1
    if match.entry.value == "say" and _clause_follows(sentence, match.end):
        return match.end
    if match.entry.id == "say.say" and tokens[match.start].low in _SAID and _sentence_follows(sentence, match.end):
        return match.end
    return None


def _aside_before_that(sentence: Sentence, k: int) -> int:
    """The token behind "that" in "underlined, however, that"; 0 where no aside stands at the comma `k`."""
    tokens = sentence.tokens
    close = next((n for n in range(k + 1, min(sentence.stop, k + 7)) if tokens[n].low == ","), None)
    if close is None or close + 1 >= sentence.stop or tokens[close + 1].low != "that":
        return 0
    return close + 2


def _sentence_follows(sentence: Sentence, k: int) -> bool:
    """True where a noun phrase and a finite verb follow "said", which takes no object."""
    tokens = sentence.tokens
    group = main_group(tokens, k, sentence.stop) if k < sentence.stop else None
    return group is not None and k < group.start and not any(t.low == "," for t in tokens[k : group.start])


def _clause_follows(sentence: Sentence, k: int) -> bool:
    """True where a clause without "that" follows a verb of saying ("noted he looked forward to")."""
    tokens, stop = sentence.tokens, sentence.stop
    if k >= stop:
        return False
    subject = subject_at(sentence.cast, tokens, k, stop, None, sentence.last)
    if tokens[k].low in ("he", "she", "it", "they", "we"):
        return k + 1 < stop and group_after(sentence, k + 1) is not None
    if subject is not None:
        group = group_after(sentence, subject.end)
        return group is not None and (
            group.modal != ""
            or tokens[group.start].low in word_class("auxiliary")
            or "base" not in finite_forms().get(tokens[group.start].low, frozenset())
        )
    found = clause_at(sentence, k)
    if found is None:
        return False
    if tokens[k].low in word_class("determiner") and found.modal != "":
        return True
    return tokens[found.start].low in ("is", "are", "was", "were", "has", "have") and found.start - k <= 6
