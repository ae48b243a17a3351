"""The name of a body as an office gives it: without a leading "the", and without a state that only says whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique.reading.grammar.tokens import Token
from communique.reading.names import words_of
from communique.reading.places import PlaceHit


def is_body(low: str) -> bool:
    """True for a word that names a kind of body ("ministry", "council")."""
    return low in words_of("body")


def body_name(text: str, tokens: Sequence[Token], b: int, e: int, at: Mapping[int, PlaceHit]) -> str | None:
    """The name of the body at ``tokens[b:e]`` by the rules of the codebook; None where nothing is left of it."""
    b, e = _trimmed(tokens, _without_owner(tokens, b, e), e)
    b = _without_state_before(tokens, b, e, at)
    e = _without_short_form(tokens, b, e)
    e = _without_state_after(tokens, b, e, at)
    e = _without_short_form(tokens, b, e)
    return " ".join(text[tokens[b].start : tokens[e - 1].end].split()) if e > b else None


def _without_short_form(tokens: Sequence[Token], b: int, e: int) -> int:
    """Cuts "(CPV)" behind a name, not the wing of a party ("(Maoist Centre)")."""
    if e <= b or tokens[e - 1].low != ")":
        return e
    opened = next((n for n in range(e - 1, b, -1) if tokens[n].low == "("), e)
    wing = e - 1 - opened > 2 and any(t.low == "party" for t in tokens[b:opened])
    return e if wing else opened


_SHORT = frozenset(
    {"centre", "center", "party", "association", "institute", "foundation", "league", "front", "movement", "alliance",
     "coalition", "academy", "company", "group", "society", "forum", "bank", "agency"}
)  # fmt: skip
"""Bodies that a text calls by their kind once it has named them; an assembly or a ministry may be that of either side."""


def full_name(text: str, low: str, before: int) -> tuple[int, int] | None:
    """Where the text last gave the whole name of what an office calls "the Centre" or "the Party"; None where nowhere.

    :param low: the one word, in lower case.   :param before: where the office stands.
    """
    if low not in _SHORT:
        return None
    name = re.compile(
        rf"(?:(?!The\b)[A-Z][\w'\u2019&-]*[^\S\n])+{re.escape(low.capitalize())}\b"
        r"(?:[^\S\n](?:for|of|on)[^\S\n](?:the[^\S\n])?(?:[A-Z][\w-]+[^\S\n]?(?:and[^\S\n](?=[A-Z]))?)+)?"
    )
    found = [m.span() for m in name.finditer(text, 0, before)]
    if not found:
        return None
    start, end = found[-1]
    return start, start + len(text[start:end].rstrip())


def _trimmed(tokens: Sequence[Token], b: int, e: int) -> tuple[int, int]:
    while b < e and tokens[b].low in ("the", "'s", ",", "and"):
        b += 1
    while e > b and (
        (not tokens[e - 1].word and tokens[e - 1].low != ")") or tokens[e - 1].low in ("of", "the", "and")
    ):
        e -= 1
    return b, e


def _without_owner(tokens: Sequence[Token], b: int, e: int) -> int:
    """Cuts "the party's" or "its" before the name of the body."""
    while b < e and tokens[b].low in ("the", "its", "their", "his", "her"):
        b += 1
    if b + 2 < e and not tokens[b].cap and tokens[b + 1].low == "'s":
        return b + 2
    return b


def _without_state_before(tokens: Sequence[Token], b: int, e: int, at: Mapping[int, PlaceHit]) -> int:
    """Cuts "Chinese" before "Foreign Ministry", not before a name of which it is part ("Slovenian Democratic Party")."""
    place = at.get(tokens[b].start) if b < e else None
    if place is None or place.kind not in ("demonym", "state"):
        return b
    k = b
    while k < e and tokens[k].start < place.end:
        k += 1
    k += k < e and tokens[k].low == "'s"
    return k if k < e and tokens[k].low in words_of("generic") else b


def _without_state_after(tokens: Sequence[Token], b: int, e: int, at: Mapping[int, PlaceHit]) -> int:
    """Cuts " of France" or " of the Republic of Moldova" behind a body's name."""
    for k in range(b + 1, e):
        if tokens[k].low != "of" or k + 1 >= e:
            continue
        j = k + 1 + (tokens[k + 1].low == "the")
        place = at.get(tokens[j].start) if j < e else None
        if place is None or place.kind != "state" or place.end < tokens[e - 1].end:
            continue
        named = tokens[k - 1].low in ("bank", "university", "party")
        if not named:
            return k
    return e
