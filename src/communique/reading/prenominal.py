"""Where the words of an office before a name begin ("French Foreign Minister X", "the Minister for Health, X")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.reading.grammar.tokens import Token
from communique.reading.names import is_head, no_name, words_of
from communique.reading.places import PlaceHit

REACH = 34
"""How many tokens an office may have."""
CONNECTORS = frozenset(
    {"of", "for", "to", "at", "in", "and", "the", "on", "&", "with", "'s", "(", ")", "under", "von", "de", "its",
     "their"}
)  # fmt: skip
"""Words in lower case that join the words of an office."""
STATES = frozenset(
    {"newly-appointed", "newly-elected", "former", "acting", "interim", "incoming", "outgoing", "visiting", "newly",
     "elected", "then"}
)  # fmt: skip
"""Words in lower case that say how somebody holds the office."""

_BEFORE_OFFICE = frozenset(
    {"and", "-", "\u2014", "\u2013", ")", ":", "were", "was", "included", "including", "are", "is"}
)  # fmt: skip
"""Behind these, or first in a block, an office may stand without an article ("were Deputy Director of X, Y")."""


def office_before(tokens: Sequence[Token], start: int, places: Mapping[int, PlaceHit]) -> int:
    """Where the words of an office before the name at token `start` begin; `start` where there is none.

    :param places: the place that each token belongs to, by the token's number.
    """
    k = _before_honorifics(tokens, start) - 1
    best = start
    comma = k >= 0 and tokens[k].low == ","
    k = k - 1 if comma else start - 1
    while k >= 0 and start - k < REACH and _in_office(tokens, k, start, places):
        token = tokens[k]
        if token.cap or is_head(token.low) or token.low in STATES:
            best = k
        k -= 1
    if comma and not _closed_by_comma(tokens, best, start):
        return start
    while best < start and tokens[best].low in ("the", "and", "of", "for", "with", "visiting", "his", "her", "then"):
        best += 1
    return best


def _before_honorifics(tokens: Sequence[Token], start: int) -> int:
    """Where "the Hon" or "H.E. Dr" before the name at `start` begins."""
    k = start
    while (
        k
        and tokens[k - 1].low in words_of("honorific")
        and (not is_head(tokens[k - 1].low) or (k > 1 and tokens[k - 2].low == ","))
    ):
        k -= 1
    return k


def _in_office(tokens: Sequence[Token], k: int, start: int, places: Mapping[int, PlaceHit]) -> bool:
    """True where token `k` can belong to an office that ends before the name at `start`."""
    token = tokens[k]
    place = places.get(k)
    if place is not None:
        adverbial = k and tokens[k - 1].low in ("in", "at", "from", "to")
        if adverbial and place.kind == "city" and tokens[k + 1].low == "the":
            return False
        held = any(is_head(t.low) for t in tokens[max(0, k - 12) : k])
        return held if adverbial or place.kind == "city" else True
    if token.low == "with" and (not k or tokens[k - 1].low not in ("cooperation", "relations", "liaison")):
        return False
    if _other_name(tokens, k, start):
        return False
    if token.low == "and":
        return _office_continues(tokens, k, start, places)
    if token.low in ("/", "-"):
        joined = is_head(tokens[k + 1].low) or tokens[k + 1].low in words_of("rank")
        if token.low == "-":
            return joined and any(is_head(t.low) for t in tokens[max(0, k - 6) : k])
        return joined or is_head(tokens[k - 1].low)
    if token.low == "from":
        return k > 0 and tokens[k - 1].low == "counterpart"
    if token.low == ",":
        return _lists_fields(tokens, k) or _two_titles(tokens, k, places)
    if token.low in ("of", "to", "for") and is_head(tokens[k + 1].low):
        return False
    if token.cap and token.low in words_of("never") and token.low not in words_of("honorific"):
        return token.low in ("of", "and", "for") or (token.low == "under" and tokens[k + 1].low == "secretary")
    lower_head = is_head(token.low) and (
        tokens[k + 1].cap
        or tokens[k + 1].low in words_of("honorific")
        or token.low == "counterpart"
        or tokens[k + 1].low in ("of", "for", ",")
    )
    lower_field = token.low in words_of("portfolio") | words_of("rank") and any(
        is_head(t.low) for t in tokens[max(0, k - 6) : k]
    )
    known = token.low in CONNECTORS or token.low in words_of("honorific") or token.low in STATES
    return token.cap or known or lower_head or lower_field or token.low in ("local", "time") or token.low.isdigit()


def _closed_by_comma(tokens: Sequence[Token], best: int, start: int) -> bool:
    """True where the comma before a name closes an office ("the Minister for Health, the Hon X", "NATO's chief, X")."""
    if best > 0 and tokens[best - 1].low in ("the", "his", "her", "by", "with", "'s"):
        return True
    if tokens[best].low in ("the", "his", "her"):
        return True
    opens = best == 0 or tokens[best - 1].low in _BEFORE_OFFICE
    if opens and any(t.low in ("of", "for", "to") for t in tokens[best + 1 : start]):
        return True
    return best + 1 < start and any(t.low == "'s" for t in tokens[best + 1 : best + 4])


def _other_name(tokens: Sequence[Token], k: int, start: int) -> bool:
    """True where the capitalised word at `k` is a person's name rather than part of an office or a body."""
    token = tokens[k]
    if not token.cap or token.low in no_name() or is_head(token.low) or len(token.low) < 2:
        return False
    before = tokens[k - 1].low if k else ""
    if is_head(before) or before in words_of("honorific") - {"the"}:
        return True
    for n in range(k + 1, min(start, k + 5)):
        if tokens[n].low in words_of("body") or tokens[n].low == "(":
            return False
        if not tokens[n].cap and tokens[n].low not in ("of", "on", "for", "'s"):
            break
    joined = ("of", "and", "the", "for", "'s", "on", "in", "(", "to")
    known = before in words_of("body") or before in words_of("portfolio") or before in words_of("modifier")
    return not (before in joined or known)


def _lists_fields(tokens: Sequence[Token], k: int) -> bool:
    """True for the comma in "for Environmental Protection, Ecology and Transport"."""
    fields = words_of("portfolio")
    joined = next((n for n in range(k + 1, min(k + 7, len(tokens) - 1)) if tokens[n].low in ("and", "&")), None)
    if joined is None:
        return False
    near = tokens[k - 1].low in fields or tokens[k + 1].low in fields
    return between_fields(tokens, k) or (near and tokens[joined + 1].low in fields)


def between_fields(tokens: Sequence[Token], k: int) -> bool:
    """True for a comma between two fields of an office."""
    fields = words_of("portfolio")
    return tokens[k - 1].low in fields and tokens[k + 1].low in fields


def _two_titles(tokens: Sequence[Token], k: int, places: Mapping[int, PlaceHit]) -> bool:
    """True for the comma in "Chairperson of the African Union, President of Senegal X": two offices of one person."""
    if not any(is_head(t.low) for t in tokens[k + 1 : k + 4]):
        return False
    if not (is_head(tokens[k - 1].low) or k - 1 in places):
        return False
    for n in range(k - 1, max(-1, k - 14), -1):
        if is_head(tokens[n].low) and tokens[n].cap:
            return n == k - 1 or tokens[n + 1].low in ("of", "to", "for")
        if n not in places and not tokens[n].cap and tokens[n].low not in CONNECTORS:
            return False
    return False


def _office_continues(tokens: Sequence[Token], k: int, start: int, places: Mapping[int, PlaceHit]) -> bool:
    """True where "and" at `k` joins two offices or two fields of one office, not two persons."""
    before = tokens[k - 1] if k else None
    if before is None:
        return False
    after_head = any(is_head(t.low) for t in tokens[k + 1 : start])
    if _bare_office(tokens, k) and tokens[_before_honorifics(tokens, start) - 1].low != ",":
        return False
    if k - 1 in places and places[k - 1].kind == "state" and not _of_office(tokens, k - 1, places):
        return False
    before_known = (
        before.low in words_of("portfolio")
        or is_head(before.low)
        or before.low in words_of("body")
        or before.low in words_of("modifier")
        or before.low == ")"
    )
    fields = words_of("portfolio") | words_of("body")
    listed = before.cap and any(t.low in fields for t in tokens[k + 1 : k + 5]) and tokens[k + 1].cap
    if listed and any(t.low in ("of", "for") for t in tokens[max(0, k - 4) : k]):
        return True
    if after_head and not before_known:
        return (
            any(is_head(t.low) for t in tokens[max(0, k - 10) : k])
            and before.cap
            and any(t.low in ("of", "for") for t in tokens[max(0, k - 8) : k])
        )
    return before_known


def _bare_office(tokens: Sequence[Token], k: int) -> bool:
    """True for "the President" before the "and" at `k`: another person than the one whose office follows."""
    n = k - 1
    while n >= 0 and (is_head(tokens[n].low) or tokens[n].low in words_of("rank")):
        n -= 1
    return n < k - 1 and n >= 0 and tokens[n].low == "the"


def _of_office(tokens: Sequence[Token], k: int, places: Mapping[int, PlaceHit]) -> bool:
    """True where the state that ends at `k` closes an office ("President of France"), not a person ("X of France")."""
    while k in places or tokens[k].low in ("the", "of"):
        k -= 1
        if k < 0:
            return False
    return tokens[k].low in no_name() or is_head(tokens[k].low)
