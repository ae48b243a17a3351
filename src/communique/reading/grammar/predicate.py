"""Verb groups: where the finite verb of a clause stands, and what acts.toml knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.reading.grammar.phrases import Match, finite_forms, is_adverb, phrases, word_class
from communique.reading.grammar.tokens import Token

_BE = frozenset({"is", "are", "was", "were", "am", "be", "been", "being"})
_ONLY_VERBS = frozenset(
    {"adhere", "maintain", "uphold", "oppose", "reject", "condemn", "agree", "believe", "remain", "have", "are", "continue", "enjoy",
     "attach", "cherish", "appreciate", "seek", "hope", "expect", "reaffirm", "commit", "stand"}
)  # fmt: skip
"""Base forms that are no nouns: behind a name they are the verb of a plural further left ("the parties of Peru adhere")."""
_RELATIVE = frozenset({"which", "who", "whom", "whose", "where", "that"})
_PLURAL_PRONOUNS = frozenset({"we", "they", "i", "you", "both", "who", "that", "which"})
_SINGULAR_PRONOUNS = frozenset({"it", "he", "she", "who", "that", "which", "this"})
_NOT_BEFORE_VERB = frozenset({"'s", "to", "of", "and", "or", "-", "(", '"', "no"})


class Group(NamedTuple):
    """A verb group at ``tokens[start:end]``: auxiliaries, adverbs, head, and the phrase of acts.toml that it forms.

    `modal` is the modal verb or "", `tense` past, present or modal; `start` is the first auxiliary, `verb` the first
    token of the phrase (or the head), which is where a quote that keeps its verb begins.
    """

    start: int
    verb: int
    end: int
    match: Match | None
    modal: str
    negated: bool
    passive: bool
    tense: str


def as_reported(match: Match, *, negated: bool = False) -> Group:
    """A phrase in another form (a participle, an infinitive), taken as a reported verb: "with both sides stressing"."""
    return Group(match.start, match.start, match.end, match, "", negated, False, "past")


def group_at(tokens: Sequence[Token], k: int, stop: int, *, sure: bool = False) -> Group | None:
    """The finite verb group that begins at token `k`, or None.

    :param sure: a subject has just been read, so that a form that could be a noun is taken as the verb.
    """
    first = tokens[k]
    if first.low in ("be", "been", "being", "having"):
        return None
    if not first.word or (first.cap and k > 0 and not sure):
        return None
    if first.low in word_class("modal") or first.low in word_class("auxiliary"):
        return _with_auxiliaries(tokens, k, stop)
    tags = finite_forms().get(first.low)
    if not tags or not (tags & {"s", "past", "base"}):
        return None
    if not sure and not _looks_finite(tokens, k, tags, stop):
        return None
    match = phrases("acts").at(tokens, k)
    tense = "past" if "past" in tags and (sure or first.low not in ("put", "set", "cut", "let")) else "present"
    negated = k > 0 and tokens[k - 1].low in ("never", "not")
    return Group(k, k, match.end if match else k + 1, match, "", negated, False, tense)


def _with_auxiliaries(tokens: Sequence[Token], k: int, stop: int) -> Group | None:
    modal, negated, i, last = "", False, k, ""
    while i < stop:
        low = tokens[i].low
        match = phrases("acts").at(tokens, i)
        if (
            match
            and (match.end - match.start > 1 or low not in word_class("auxiliary"))
            and low not in word_class("modal")
        ):
            negated = negated or (
                bool(match.tags) and any(t.low in ("not", "never") for t in tokens[match.start : match.end])
            )
            break
        if match and low in word_class("modal") and match.end - match.start > 1:
            break
        if low in word_class("modal"):
            modal, last = modal or low, low
        elif low in word_class("auxiliary"):
            last = low
        elif (
            low == "to"
            and last in ("is", "are", "was", "were")
            and i + 1 < stop
            and "base" in finite_forms().get(tokens[i + 1].low, frozenset())
        ):
            modal, last = modal or "will", "will"
        elif low in ("not", "never", "neither", "nor", "hardly"):
            negated = True
        elif low in _DAYS and (past := _past_day(tokens, i, stop)):
            i = past
            continue
        elif (behind := past_adverbs(tokens, i, stop)) > i + 1:
            i = behind
            continue
        elif not is_adverb(tokens[i]):
            match = None
            break
        i += 1
    else:
        match = None
    if i >= stop:
        return Group(k, k, min(i, stop), None, modal, negated, False, "modal" if modal else _tense(tokens[k].low))
    passive = last in _BE and "pp" in finite_forms().get(tokens[i].low, frozenset()) and tokens[i].low not in _BE
    if match and not _fits(match, last, tokens[i].low):
        match = None
    tense = "modal" if modal else _tense(tokens[k].low)
    return Group(k, i if match else k, match.end if match else i + 1, match, modal, negated, passive, tense)


_DAYS = frozenset({"today", "yesterday", "tonight", "this"})


def _past_day(tokens: Sequence[Token], i: int, stop: int) -> int:
    """The token behind a day between auxiliary and verb ("has today, Thursday, 15 August 2024, concluded"); 0 without."""
    k = i + 1 + (tokens[i].low == "this")
    while k < min(stop, i + 10):
        if tokens[k].low in finite_forms() and "pp" in finite_forms()[tokens[k].low]:
            return k
        if not (tokens[k].low == "," or tokens[k].cap or tokens[k].low.isdigit()):
            return 0
        k += 1
    return 0


def _fits(match: Match, last: str, low: str) -> bool:
    """True where the phrase's form agrees with the auxiliary before it ("is | willing", "has | urged", "will | urge")."""
    if not last or low in word_class("auxiliary") or not match.tags:
        return True
    if last in _BE:
        return bool(match.tags & {"pp", "ing"})
    if last in ("has", "have", "had", "having"):
        return bool(match.tags & {"pp"})
    return bool(match.tags & {"base"})


def _tense(low: str) -> str:
    return "past" if low in ("was", "were", "had", "did") else "present"


def _previous(tokens: Sequence[Token], k: int) -> Token | None:
    i = k - 1
    while i >= 0 and is_adverb(tokens[i]):
        i -= 1
    return tokens[i] if i >= 0 else None


def _looks_finite(tokens: Sequence[Token], k: int, tags: frozenset[str], stop: int) -> bool:
    """True where a form that may be a noun or participle stands where a finite verb would."""
    before = _previous(tokens, k)
    after = tokens[k + 1].low if k + 1 < stop else "."
    if before is None or before.low in _NOT_BEFORE_VERB or before.low in word_class("preposition"):
        return False
    if before.low in word_class("determiner") and before.low not in (
        "this",
        "that",
        "all",
        "both",
        "each",
        "these",
        "those",
    ):
        return False
    if "past" in tags and "base" not in tags:
        if "pp" not in tags:
            return True
        return after != "by" and (
            after not in word_class("preposition") or before.low in _SINGULAR_PRONOUNS | _PLURAL_PRONOUNS or before.cap
        )
    if after in word_class("modal") or after in word_class("auxiliary"):
        return False
    if "s" in tags:
        phrase = phrases("acts").at(tokens, k)
        if "s" in finite_forms().get(after, frozenset()) and phrase is None:
            return False
        if before.low in _SINGULAR_PRONOUNS or (before.word and phrase is not None and phrase.end - phrase.start > 1):
            return True
        return (
            after not in ("of", ".", ",", "and", "or", ";", "by") and not before.low.endswith("s") and before.word
        ) or (
            before.cap and after not in ("of", ".", ",", "and", "or", ";", "by", "in", "with", "between", "on", "for")
        )
    if before.low in _PLURAL_PRONOUNS:
        return True
    if before.cap and before.word and tokens[k].low in _ONLY_VERBS and after not in ("of", ".", ","):
        return True
    if before.cap and after in word_class("determiner") and phrases("acts").at(tokens, k) is not None:
        return True
    return (
        (before.low.endswith("s") or before.low in ("people", "women", "men", "children", "police"))
        and not before.low.endswith("ss")
        and after not in ("of", ".", ",", "and", "or", ";")
        and before.word
    )


def main_group(tokens: Sequence[Token], i: int, j: int) -> Group | None:
    """The finite verb group of the main clause of ``tokens[i:j]``; fronted phrases and relative clauses are passed over."""
    start = i
    low = tokens[i].low if i < j else ""
    fronted = (
        low in word_class("preposition") or low in word_class("subordinator") or low == "to" or low.endswith("ing")
    )
    if fronted:
        for c in range(i + 1, j):
            if (
                tokens[c].low == ","
                and (found := _scan(tokens, c + 1, j)) is not None
                and 0 < found.start - c - 1 <= 14
            ):
                return found
    return _scan(tokens, start, j)


def _scan(tokens: Sequence[Token], i: int, j: int) -> Group | None:
    k, owed = i, 0
    weak: Group | None = None
    while k < j:
        token = tokens[k]
        if token.low == "," and k + 1 < j and _opens_aside(tokens, k + 1):
            k = _after_aside(tokens, k + 1, j)
            continue
        if token.low in _RELATIVE and k > i and _relative(tokens, k):
            owed += 1
            k += 1
            continue
        if token.low in ("if", "when", "because", "while", "although", "whether", "how", "what") and k > i:
            owed += 1
            k += 1
            continue
        group = group_at(tokens, k, j)
        if group is None:
            k += 1
            continue
        if owed:
            owed -= 1
            weak = weak or group
            k = max(group.end, k + 1)
            continue
        return group
    return weak


def _opens_aside(tokens: Sequence[Token], k: int) -> bool:
    low = tokens[k].low
    return low in ("which", "who", "whose", "whom", "where", "as", "though", "although", "including", "especially", "particularly",
                   "neither", "both", "not", "when", "with", "in", "however", "notably", "such", "led", "headed", "together") or (
        low.endswith("ing") and "ing" in finite_forms().get(low, frozenset())
    )  # fmt: skip


def _after_aside(tokens: Sequence[Token], k: int, j: int) -> int:
    """The token after the comma that closes an aside; the end where none does."""
    for c in range(k + 1, j):
        if tokens[c].low == ",":
            return c + 1
    return j


def _relative(tokens: Sequence[Token], k: int) -> bool:
    """True where that/which/who at `k` opens a relative clause rather than a content clause or points at a noun."""
    if tokens[k].low != "that":
        return True
    before = tokens[k - 1]
    return not (not before.word or before.low in finite_forms() or is_adverb(before))


def past_adverbs(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The first token from `k` on that is no adverb (two-word adverbs such as "for his part," included)."""
    adverbs = phrases("words")
    while k < stop:
        match = adverbs.at(tokens, k)
        if match is not None and match.entry.id == "adverb" and match.end - match.start > 1:
            k = match.end
            if k < stop and tokens[k].low == ",":
                k += 1
            continue
        if (
            not is_adverb(tokens[k])
            or tokens[k].low in ("not", "never")
            or (tokens[k].low in ("both", "all", "together") and (k == 0 or tokens[k - 1].low == ","))
        ):
            return k
        k += 1
    return k


def aside_of_time(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The token behind an aside at `k` ("reaffirmed, on Tuesday, its support"); 0 where none stands."""
    if (
        k + 1 >= stop
        or tokens[k].low != ","
        or tokens[k + 1].low not in ("on", "in", "at", "during", "today", "yesterday", "earlier")
    ):
        return 0
    behind = next((c + 1 for c in range(k + 2, min(stop - 1, k + 7)) if tokens[c].low == ","), 0)
    return behind if behind and tokens[behind].low in ("its", "their", "his", "her") else 0
