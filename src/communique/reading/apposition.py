"""Where the words of an office stand: before a name ("French Foreign Minister X") or in apposition behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.reading.grammar.tokens import Token
from communique.reading.names import is_head, no_name, words_of
from communique.reading.places import PlaceHit

_REACH = 34
_CONNECTORS = frozenset(
    {"of", "for", "to", "at", "in", "and", "the", "on", "&", "with", "'s", "(", ")", "under", "von", "de", "its",
     "their"}
)  # fmt: skip
_PLURAL = frozenset({"leaders", "ministers", "presidents", "officials", "delegates", "members"})
_STATES = frozenset(
    {"newly-appointed", "newly-elected", "former", "acting", "interim", "incoming", "outgoing", "visiting", "newly",
     "elected", "then"}
)  # fmt: skip
"""Words in lower case that say how somebody holds the office."""


def office_before(tokens: Sequence[Token], start: int, places: Mapping[int, PlaceHit]) -> int:
    """Where the words of an office before the name at token `start` begin; `start` where there is none.

    :param places: the place that each token belongs to, by the token's number.
    """
    k = _before_honorifics(tokens, start) - 1
    best = start
    comma = k >= 0 and tokens[k].low == ","
    k = k - 1 if comma else start - 1
    while k >= 0 and start - k < _REACH and _in_office(tokens, k, start, places):
        token = tokens[k]
        if token.cap or is_head(token.low) or token.low in _STATES:
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
    if token.low == "/":
        return is_head(tokens[k + 1].low) or is_head(tokens[k - 1].low) or tokens[k + 1].low in words_of("rank")
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
    known = token.low in _CONNECTORS or token.low in words_of("honorific") or token.low in _STATES
    return token.cap or known or lower_head or lower_field or token.low in ("local", "time") or token.low.isdigit()


def _closed_by_comma(tokens: Sequence[Token], best: int, start: int) -> bool:
    """True where the comma before a name closes an office ("the Minister for Health, the Hon X", "NATO's chief, X")."""
    if best > 0 and tokens[best - 1].low in ("the", "his", "her", "by", "with", "'s"):
        return True
    if tokens[best].low in ("the", "his", "her"):
        return True
    if best > 0 and tokens[best - 1].low == "and" and any(t.low in ("of", "for") for t in tokens[best + 1 : start]):
        return True
    opens = best == 0 or tokens[best - 1].low in ("-", "\u2014", "\u2013", ")", ":")
    if opens and any(t.low in ("of", "for") for t in tokens[best + 1 : start]):
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
    return _between_fields(tokens, k) and any(t.low == "and" for t in tokens[k + 1 : k + 7])


def _between_fields(tokens: Sequence[Token], k: int) -> bool:
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
        if n not in places and not tokens[n].cap and tokens[n].low not in _CONNECTORS:
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


def office_after(tokens: Sequence[Token], end: int, others: Sequence[int] = ()) -> tuple[int, int] | None:
    """The token range of an office in apposition behind a name that ends at `end` (", Minister of …,"); None without.

    :param others: where names of several words begin: an office that runs into one is that person's.
    """
    k = end
    if k >= len(tokens) or tokens[k].low not in (",", "(", "-"):
        return None
    k += 1
    while k < len(tokens) and (tokens[k].low in ("the", "a", "who", "is", "also", "currently", "as") and k < end + 4):
        k += 1
    begin = k
    head = None
    while k < len(tokens) and k - begin < _REACH:
        token = tokens[k]
        if token.low in (".", ";", ":", '"', "\u2014") or (token.low == ")" and tokens[end].low == "("):
            break
        if token.low == ",":
            if not _list_in_office(tokens, k, begin):
                break
        elif is_head(token.low):
            head = head if head is not None else k
        elif (
            not token.cap
            and token.low not in _CONNECTORS
            and token.low not in _STATES
            and token.word
            and token.low
            not in (
                "former",
                "acting",
                "people's",
                "affairs",
                "party",
                "delegation",
                "member",
                "charge",
                "office",
                "relations",
            )
            and token.low not in words_of("body")
        ):
            break
        k += 1
    if (
        head is None
        or head - begin > 9
        or any(t.low in ("and",) and not _two_offices(tokens, n, k) for n, t in enumerate(tokens[begin:head], begin))
    ):
        return None
    if tokens[begin].low in _PLURAL and not tokens[begin].cap:
        return None
    if not tokens[begin].cap and not is_head(tokens[begin].low) and tokens[begin].low not in _STATES:
        return None
    while k > begin and (not tokens[k - 1].word or tokens[k - 1].low in _CONNECTORS) and tokens[k - 1].low != ")":
        k -= 1
    k = _before_next_person(tokens, begin, k)
    if any(begin < run < k for run in others):
        return None
    return (begin, k) if k > begin else None


def _two_offices(tokens: Sequence[Token], n: int, k: int) -> bool:
    return any(is_head(t.low) for t in tokens[n + 1 : min(k, n + 6)])


def _list_in_office(tokens: Sequence[Token], k: int, begin: int) -> bool:
    """True where a comma lists fields ("Energy, Mines and Water") rather than closes the apposition."""
    if k + 1 >= len(tokens) or not tokens[k + 1].cap:
        return False
    return (
        _between_fields(tokens, k)
        and any(t.low in ("of", "for") for t in tokens[begin:k])
        and any(t.low == "and" for t in tokens[k : k + 8])
    )


def _before_next_person(tokens: Sequence[Token], begin: int, k: int) -> int:
    """Cuts ", and Inés Charbonnier" style continuations: an "and" after which no office word stands."""
    for n in range(begin + 1, k):
        if tokens[n].low == "and" and tokens[n].start and not _belongs(tokens, n, k):
            return n
    return k


def _belongs(tokens: Sequence[Token], n: int, k: int) -> bool:
    after = tokens[n + 1 : k]
    if not after:
        return False
    if any(is_head(t.low) for t in after[:6]):
        return True
    first = after[0].low
    return (
        first in words_of("portfolio")
        or first in words_of("body")
        or not after[0].cap
        or tokens[n - 1].low in words_of("portfolio")
    )
