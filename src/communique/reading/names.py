"""Where the names of persons stand in a block: runs of capitalised words that are no office, body, place or date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from communique.lexicon import fold, load
from communique.reading.grammar.phrases import finite_forms, is_adverb
from communique.reading.grammar.tokens import Token
from communique.reading.places import PlaceHit


class NameRun(NamedTuple):
    """A possible name at ``tokens[start:end]``."""

    start: int
    end: int


@cache
def words_of(value: str) -> frozenset[str]:
    """The one-word forms of titles.toml with this value."""
    return frozenset(fold(f.text) for e in load("titles").entries if e.value == value for f in e.forms)


@cache
def no_name() -> frozenset[str]:
    """Words that no name is made of."""
    return (
        words_of("head")
        | words_of("modifier")
        | words_of("portfolio")
        | words_of("body")
        | words_of("never")
        | words_of("honorific")
    )


_NONE: frozenset[str] = frozenset()
_ARTICLES = ("al-", "el-", "as-", "ad-", "an-", "ar-", "at-", "ash-", "az-")
_FILIAL = frozenset({"bin", "bint", "ibn", "binti"})
"""Behind these any capitalised word is a name, "Sultan" and "Prince" too."""
_SUFFIXES = frozenset({"jr", "jr.", "sr.", "ii", "iii", "iv", "v", "vi", "vii", "viii", "x", "xiv", "xvi"})


def is_head(low: str) -> bool:
    """True for a word that makes an office, compounds included ("vice-minister", "president-elect")."""
    return (
        low in words_of("head")
        or ("-" in low and low.rsplit("-", 1)[-1] in words_of("head"))
        or low.endswith(("-elect", "-general"))
    )


def name_runs(tokens: Sequence[Token], placed: Mapping[int, PlaceHit]) -> list[NameRun]:
    """The runs of capitalised words that can be names, in order; single words included.

    :param placed: the place that a token belongs to, by the token's number.
    """
    taken = frozenset(k for k, place in placed.items() if not _given_behind_title(tokens, k, place))
    runs: list[NameRun] = []
    end, headline = 0, _is_headline(tokens)
    for k, token in enumerate(tokens):
        if k < end or not (token.cap or token.low.startswith(_ARTICLES)) or not _begins(tokens, k, taken):
            continue
        end = _run(tokens, k, taken)
        if headline:
            end = _before_verb(tokens, k, end)
        runs.append(NameRun(k, end))
    return runs


def _is_headline(tokens: Sequence[Token]) -> bool:
    """True for a line all in capitals or with a capital to each longer word: capitals tell no names there."""
    words = 0
    for token in tokens:
        if token.word and len(token.low) > 3:
            if not token.cap:
                return False
            words += 1
    return words > 2


def _before_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of a name in a headline: before the verb ("PRESIDENT SERETSE PLEDGES SUPPORT")."""
    verbs = finite_forms()
    return next((k for k in range(start + 1, end) if verbs.get(tokens[k].low, _NONE) & {"s", "base"}), end)


def _given_behind_title(tokens: Sequence[Token], k: int, place: PlaceHit) -> bool:
    """True for a place's name that is a given name: behind a title and before another capitalised word."""
    if place.kind not in ("city", "state") or not k or k + 1 >= len(tokens):
        return False
    if not tokens[k + 1].cap or tokens[k + 1].low in no_name():
        return False
    title = tokens[k - 1].low
    if title != "the" and title in words_of("honorific"):
        return True
    if title == "," and k + 2 < len(tokens) and tokens[k + 2].low in (",", "and", "."):
        return any(is_head(t.low) and t.cap for t in tokens[max(0, k - 9) : k - 1])
    return place.kind == "city" and (is_head(title) or (title in words_of("portfolio") and tokens[k - 1].cap))


def _is_name_word(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    if (
        len(token.low) == 1
        and token.cap
        and k + 1 < len(tokens)
        and tokens[k + 1].low == "."
        and tokens[k + 1].start == token.end
    ):
        return True
    if token.low.startswith(_ARTICLES) and not token.cap:
        return True
    if token.low.startswith("co-") and len(token.low) > 5:
        return False
    if not token.word or not token.cap or token.low in no_name() or token.low[0].isdigit():
        return False
    if "-" in token.low and all(part in no_name() or len(part) < 2 for part in token.low.split("-")):
        return False
    return not is_head(token.low)


_LIKE_PRONOUNS = frozenset({"he", "she", "an", "so", "you"})
"""Surnames that are written like a small word; before another capitalised word they are names ("He Jiaming")."""
_NAMED_FOR = frozenset({"minister", "governor", "mayor", "archbishop", "bishop", "prefect", "secretary"})


def _names_a_field(tokens: Sequence[Token], k: int) -> bool:
    """True for the word behind "Minister for" or "Governor of", which says what the office is for."""
    if k > 2 and tokens[k - 1].low == "the" and tokens[k - 2].low == "for":
        return is_head(tokens[k - 3].low) and tokens[k - 3].cap
    if k < 2 or tokens[k - 1].low not in ("for", "of"):
        return False
    head = tokens[k - 2].low
    return head in _NAMED_FOR or (tokens[k - 1].low == "for" and is_head(head) and tokens[k - 2].cap)


def _abbreviation(tokens: Sequence[Token], k: int) -> bool:
    """True for "(UPO)": one word alone in brackets is the short form of a body."""
    closed = k + 1 < len(tokens) and tokens[k + 1].low == ")"
    return closed and k > 0 and tokens[k - 1].low == "("


def _begins(tokens: Sequence[Token], k: int, taken: frozenset[int]) -> bool:
    if (
        (k == 0 or tokens[k - 1].low == ".")
        and k + 1 < len(tokens)
        and tokens[k + 1].low == ","
        and is_adverb(tokens[k])
    ):
        return False
    if k in taken or _names_a_field(tokens, k) or _abbreviation(tokens, k):
        return False
    if tokens[k].low in _LIKE_PRONOUNS and tokens[k].cap:
        after = k + 1 < len(tokens) and k + 1 not in taken
        return after and tokens[k + 1].low not in _LIKE_PRONOUNS and _is_name_word(tokens, k + 1)
    if _is_name_word(tokens, k):
        return True
    follows = k + 1 < len(tokens) and k + 1 not in taken and _is_name_word(tokens, k + 1)
    return (
        tokens[k].cap
        and tokens[k].low in words_of("particle")
        and tokens[k].low not in ("la", "y", "e", "do", "st")
        and follows
    )


def _run(tokens: Sequence[Token], k: int, taken: frozenset[int]) -> int:
    end = k + 1
    while end < len(tokens):
        token = tokens[end]
        if (
            _initial_dot(tokens, end)
            or (end not in taken and _is_name_word(tokens, end))
            or (token.low in _SUFFIXES and token.cap)
        ):
            end += 1
        elif (token.low == "," and end + 1 < len(tokens) and tokens[end + 1].low in ("jr.", "jr", "sr.")) or (
            token.low in _FILIAL and end + 1 < len(tokens) and tokens[end + 1].cap
        ):
            end += 2
        elif token.low in words_of("particle") and _name_after(tokens, end, taken):
            end += 1
        elif (
            token.low in ("'", "\u2019")
            and end + 1 < len(tokens)
            and token.start == tokens[end - 1].end
            and tokens[end + 1].start != token.end
        ):
            end += 1
            break
        elif (
            token.low in words_of("honorific")
            and token.low in ("haji", "seri", "abu", "pehin", "awang")
            and token.cap
            and _name_after(tokens, end, taken)
        ) or (end in taken and _surname_like(tokens, end, taken)):
            end += 1
        else:
            break
    return end


def _initial_dot(tokens: Sequence[Token], k: int) -> bool:
    return (
        tokens[k].low == "."
        and tokens[k - 1].end - tokens[k - 1].start == 1
        and tokens[k].start == tokens[k - 1].end
        and k + 1 < len(tokens)
    )


def _name_after(tokens: Sequence[Token], k: int, taken: frozenset[int]) -> bool:
    for n in range(k + 1, min(len(tokens), k + 4)):
        if n in taken:
            return False
        if _is_name_word(tokens, n):
            return True
        if tokens[n].low not in words_of("particle") and tokens[n].low not in words_of("honorific"):
            return False
    return False


def _surname_like(tokens: Sequence[Token], k: int, taken: frozenset[int]) -> bool:
    """True where a place's one-word name is the last word of a person's or one within ("Lloyd Austin", "Ana Montenegro Dias")."""
    single = k - 1 not in taken and (k + 1 >= len(tokens) or k + 1 not in taken)
    return (
        single
        and tokens[k].cap
        and tokens[k - 1].start + len(tokens[k - 1].low) == tokens[k].start - 1
        and tokens[k].low.isalpha()
        and len(tokens[k].low) > 3
        and k + 1 < len(tokens)
        and (tokens[k + 1].low in (",", "and", "met", "spoke", ".") or _is_name_word(tokens, k + 1))
    )
