"""Boundaries before a coordinated verb that has no subject of its own ("thanked A and hoped B")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.cutting.clauses import main_of
from communique.reading.cutting.framing import content_start
from communique.reading.cutting.parts import AND, MARKS, Cut, Part, Sentence
from communique.reading.grammar.phrases import finite_forms, is_adverb, word_class
from communique.reading.grammar.predicate import Group, group_at, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.stance import of_group, recalled

_ASIDES = frozenset(
    {"whether", "including", "especially", "particularly", "such", "together", "along", "both", "not", "notably",
     "as", "a", "an"}
)  # fmt: skip
"""With what an aside between commas begins."""
_TIMES = frozenset(
    {"last", "earlier", "two", "three", "four", "five", "yesterday", "today", "recently", "this", "just", "almost",
     "less"}
)  # fmt: skip
"""With what the time of a participle may begin."""
_RELATIVES = frozenset({"which", "who", "that", "where", "when", "if", "because"})
_TELLING = frozenset({"narrate", "report", "discuss"})


def verb_cut(
    sentence: Sentence, k: int, p: int, left: Part, *, conjunction: bool, comma: bool, strong: bool
) -> Cut | None:
    """A coordinated finite verb without a subject of its own."""
    tokens, stop = sentence.tokens, sentence.stop
    q = past_adverbs(tokens, p, stop)
    if tokens[p].low in ("all", "both", "each", "no") and tokens[p - 1].low != ",":
        return None
    if q >= stop or tokens[q].cap:
        return None
    group = group_at(tokens, q, stop, sure=True)
    if group is None or not _agrees(sentence, group, left, q) or not _main_before(sentence, left, k):
        return None
    value = group.match.entry.value if group.match else None
    if value == "narrate" and not (group.match and group.match.entry.get("carrier")):
        return None
    stance = of_group(tokens, group, stop, left.actor, sentence.cast, q)
    if stance.act == "narrate" or _shares_object(sentence, group, k):
        return None
    own = left.group or main_of(sentence, left)
    if left.whole and not (group.tense == "past" and own is not None and own.tense != "past"):
        stance = recalled(stance, tokens, group)
    if not conjunction and not strong and left.stance.act == "report" and left.whole:
        return None
    if (
        stance.act == "report"
        and left.stance.act == "report"
        and left.whole
        and content_start(sentence, group) is None
        and not (group.match and group.match.entry.value == "say")
    ):
        return None
    says = content_start(sentence, group, joint=left.actor.joint) is not None
    if says or stance.frames:
        return Cut(k, q, "reframe", group, left.actor)
    if (
        value is None
        and stance.act == "report"
        and not ((conjunction or strong) and _stands_alone(sentence, group, left, k, q, comma=comma))
    ):
        return None
    if not conjunction and not comma:
        return None
    if not conjunction and not strong and _in_aside(sentence, group, left, k, q):
        return None
    return Cut(k, q, "verb", group, left.actor)


def _shares_object(sentence: Sentence, group: Group, k: int) -> bool:
    """True for the second of two verbs with one object: "have always respected and supported each other"."""
    tokens = sentence.tokens
    after = group.end + 1 < sentence.stop and tokens[group.end].low in ("each", "one")
    return after and tokens[group.end + 1].low in ("other", "another") and tokens[k - 1].low in finite_forms()


def _stands_alone(sentence: Sentence, group: Group, left: Part, k: int, q: int, *, comma: bool) -> bool:
    """True where a verb of no known act is a statement of its own, behind one that is no mere report."""
    low = sentence.tokens[q].low
    if left.stance.act == "report":
        return False
    if not comma and group.match is None and not group.modal and low not in ("is", "are", "has", "have"):
        return False
    if low not in word_class("auxiliary") and not group.modal:
        return False
    return comma or not _subordinate(sentence, left, k)


def _in_aside(sentence: Sentence, group: Group, left: Part, k: int, q: int) -> bool:
    """True where the comma at `k` opens an aside with a participle or an adjective in -ed, or closes one."""
    if group.tense == "past" and (_participle(sentence, group.end) or _adjective(sentence, q)):
        return True
    return _closes_aside(sentence, left, k)


def _closes_aside(sentence: Sentence, left: Part, k: int) -> bool:
    """True where the comma at `k` ends what an earlier comma began ("the parties, whether in office or not, will")."""
    tokens = sentence.tokens
    before = next((n for n in range(k - 1, left.start, -1) if tokens[n].low == ","), None)
    return before is not None and tokens[before + 1].low in _ASIDES


def _adjective(sentence: Sentence, q: int) -> bool:
    """True for "shared" before a bare noun in a list ("geography, shared history and ties")."""
    tokens = sentence.tokens
    after = tokens[q + 1] if q + 1 < sentence.stop else None
    return (
        tokens[q].low in ("shared", "increased", "united", "continued")
        and after is not None
        and (
            after.word
            and after.low not in word_class("determiner")
            and after.low not in ("views", "concern", "concerns", "that")
        )
    )


def _participle(sentence: Sentence, k: int) -> bool:
    """True where no object follows the form in -ed at the comma: "the Pact, adopted two days earlier"."""
    after = sentence.tokens[k] if k < sentence.stop else None
    return after is None or after.low in word_class("preposition") or after.low in _TIMES or after.low.isdigit()


def _subordinate(sentence: Sentence, left: Part, k: int) -> bool:
    """True where a subordinate clause is open at `k`, to which a coordinated verb would belong."""
    own = left.group or main_of(sentence, left)
    begin = own.end if own else left.start
    return any(sentence.tokens[n].low in _RELATIVES for n in range(begin, k))


def _agrees(sentence: Sentence, group: Group, left: Part, q: int) -> bool:
    """True where the verb may share the left part's subject: same tense, and no bare form after an infinitive or modal."""
    tokens = sentence.tokens
    tags = finite_forms().get(tokens[q].low, frozenset())
    own = left.group or main_of(sentence, left)
    if own is None:
        return group.tense != "past" and "base" not in tags
    modal = tokens[q].low in word_class("modal")
    bare = group.start == group.verb and not group.modal and not modal and "base" in tags and "past" not in tags
    if bare:
        own_tags = finite_forms().get(tokens[own.start].low, frozenset())
        if tokens[own.start].low in word_class("auxiliary"):
            return False
        return "base" in own_tags and not own.modal and own.start == own.verb and group.match is not None
    if group.tense == "past" and own.tense != "past" and left.actor.joint and tokens[q - 1].low == "and":
        return group.match is not None and group.match.entry.value not in (None, "narrate")
    if group.tense == "past" and own.tense != "past":
        return _goes_on_with_frame(sentence, group, left, own, q)
    if own.tense == "past" and group.tense == "present" and not left.whole:
        acts = group.match is not None and group.match.entry.value not in (*_TELLING, "say")
        return acts and "s" in tags and tokens[q - 1].low == "and" and not _subordinate(sentence, left, q - 1)
    after = tokens[q + 1].low if q + 1 < sentence.stop else "."
    if group.start == group.verb and "pp" in tags and after in ("by",):
        return False
    return not (group.start == group.verb and "s" in tags and after in (",", "and", ".", "of", "between", "with"))


def _goes_on_with_frame(sentence: Sentence, group: Group, left: Part, own: Group, q: int) -> bool:
    """True for a past verb behind a that-clause of another tense: it shares the subject of the verb of saying.

    "noted that the appeal remains underfunded and reiterated her call". Without a comma the verb must follow the
    conjunction at once, and no relative clause may be open.
    """
    tokens = sentence.tokens
    if left.frame is None or not left.framed or group.match is None or group.modal or group.start != group.verb:
        return False
    if group.match.entry.value == "narrate" and not group.match.entry.get("carrier"):
        return False
    if _after_mark(tokens, q):
        return True
    if group.match.entry.value in _TELLING and not group.match.entry.get("carrier"):
        return False
    inside = range(own.end, q - 1)
    if tokens[own.start].low in ("is", "are") and group.match.entry.value == "commit":
        return False
    return tokens[q - 1].low == "and" and not any(tokens[n].low in _RELATIVES for n in inside)


def _main_before(sentence: Sentence, left: Part, k: int) -> bool:
    """True where the left part's main verb stands before token `k`, so that `k` does not only close an aside."""
    own = left.group or main_of(sentence, left)
    return own is not None and own.start < k


def _after_mark(tokens: Sequence[Token], q: int) -> bool:
    """True where a comma and a conjunction stand before token `q` and the adverbs before it."""
    while q >= 3 and is_adverb(tokens[q - 1]) and tokens[q - 1].low != "also":
        q -= 1
    return q >= 2 and tokens[q - 1].low in AND | {"also"} and tokens[q - 2].low in MARKS | AND
