"""Where an office stands in apposition behind a name ("X, Minister for Health, …")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.grammar.tokens import Token
from communique.reading.names import is_head, words_of
from communique.reading.prenominal import CONNECTORS, REACH, STATES, between_fields

_PLURAL = frozenset({"leaders", "ministers", "presidents", "officials", "delegates", "members"})
"""Words for several persons, whose office is nobody's own."""
_LOWER = frozenset(
    {"former", "acting", "people's", "affairs", "party", "delegation", "member", "charge", "office", "relations"}
)  # fmt: skip
"""Words in lower case that an office may hold."""


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
    while k < len(tokens) and k - begin < REACH:
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
            and token.low not in CONNECTORS
            and token.low not in STATES
            and token.word
            and token.low not in _LOWER
            and token.low not in words_of("body")
        ):
            break
        k += 1
    if (
        head is None
        or head - begin > 9
        or any(t.low == "and" and not _two_offices(tokens, n, k) for n, t in enumerate(tokens[begin:head], begin))
    ):
        return None
    if tokens[begin].low in _PLURAL and not tokens[begin].cap:
        return None
    if not tokens[begin].cap and not is_head(tokens[begin].low) and tokens[begin].low not in STATES:
        return None
    while k > begin and (not tokens[k - 1].word or tokens[k - 1].low in CONNECTORS) and tokens[k - 1].low != ")":
        k -= 1
    k = _before_next_person(tokens, begin, k)
    if any(begin < run < k for run in others):
        return None
    return (begin, k) if k > begin else None


def _two_offices(tokens: Sequence[Token], n: int, k: int) -> bool:
    """True where the "and" at `n` joins a second office."""
    return any(is_head(t.low) for t in tokens[n + 1 : min(k, n + 6)])


def _list_in_office(tokens: Sequence[Token], k: int, begin: int) -> bool:
    """True where a comma lists fields ("Energy, Mines and Water") rather than closes the apposition."""
    if k + 1 >= len(tokens) or not tokens[k + 1].cap:
        return False
    return (
        between_fields(tokens, k)
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
    """True where what follows the "and" at `n` belongs to the office, as another head or field."""
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
