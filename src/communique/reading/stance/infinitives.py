"""Whether a verb follows a phrase: infinitives, forms in -ing, and the nouns that look like them."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.grammar.phrases import Match, finite_forms, is_adverb, word_class
from communique.reading.grammar.tokens import Token

_AFTER_NOUN = frozenset({"of", "'s", "for", ".", ",", "and", "in", "between", "within", "among"})
"""What shows that a word behind "to" is a noun ("commitment to trade between")."""
_NOUNS_TOO = frozenset(
    {"trade", "support", "work", "visit", "talk", "need", "change", "benefit", "import", "export", "cost", "use",
     "respect", "trust", "concern", "influence", "impact", "damage", "harm", "move", "start", "end", "result",
     "account", "total", "target", "focus", "aim", "fund", "finance", "profit", "win", "lead", "research", "study",
     "practice", "stand", "link", "return", "transfer", "travel", "progress", "view", "regard", "share", "stop",
     "fall", "rise", "hold", "play", "push", "drive", "turn", "shape", "find", "act", "form", "function", "address",
     "help", "offer", "supply", "mark", "host", "attempt", "honour", "honor", "welcome", "thanks", "praise", "demand",
     "request", "call", "hope", "appeal", "protest", "condemn", "regret", "worry", "fear", "promise", "pledge"}
)  # fmt: skip
"""Verbs that are nouns too: behind "to" and before a preposition they are taken as nouns ("commitment to trade in")."""
_TAKES_INFINITIVE = frozenset(
    {"decision", "commitment", "opportunity", "efforts", "willingness", "readiness", "intention", "plan", "plans",
     "return", "offer", "pledge", "promise", "determination", "resolve", "proposal", "desire", "move", "steps",
     "measures"}
)  # fmt: skip
"""Nouns whose infinitive is theirs, not that of the verb before ("welcomed the decision to")."""


def is_verb(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True for an infinitive or -ing form at `k` (adverbs before it passed over), false for a noun."""
    while k < stop and is_adverb(tokens[k]):
        k += 1
    if k >= stop:
        return False
    low = tokens[k].low
    if tokens[k].cap or low in word_class("determiner") or low in word_class("preposition"):
        return False
    tags = finite_forms().get(low, frozenset())
    if "ing" in tags or low.endswith("ing"):
        return low not in ("building",) and not (k + 1 < stop and tokens[k + 1].low in ("of",))
    if low in word_class("verb.behind-to") and k + 1 < stop and tokens[k + 1].low not in _AFTER_NOUN:
        return True
    noun = low in _NOUNS_TOO and k + 1 < stop and tokens[k + 1].low in _AFTER_NOUN
    return ("base" in tags and not noun) or low in ("work", "continue", "cooperate")


def infinitive_follows(tokens: Sequence[Token], match: Match, stop: int) -> bool:
    """True where the phrase takes an infinitive or -ing form ("committed to | working", "welcomes X | to do")."""
    k = match.end
    if tokens[match.end - 1].low == "to":
        return is_verb(tokens, k, stop)
    for i in range(k, min(stop, k + 10)):
        low = tokens[i].low
        if low in (",", ";", "that", "on", "in", "for", "from", "by", "which") or (
            low == "of" and match.entry.id != "praise.welcome"
        ):
            return False
        if low == "and" and i + 1 < stop and "past" in finite_forms().get(tokens[i + 1].low, ()):
            return False
        if low == "to":
            return is_verb(tokens, i + 1, stop) and tokens[i - 1].low not in _TAKES_INFINITIVE
    return False


def to_follows(tokens: Sequence[Token], match: Match, stop: int) -> bool:
    """True where the phrase goes on to what somebody is to do ("invited X | to visit"); a call needs a verb behind "to"."""
    return (
        any(tokens[k].low in ("to", "for") for k in range(match.end, min(stop, match.end + 18)))
        and tokens[match.start].low != "call"
    ) or any(
        tokens[k].low == "to" and is_verb(tokens, k + 1, stop) for k in range(match.end, min(stop, match.end + 18))
    )
