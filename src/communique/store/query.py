"""What a user types into a search → the words to find.

``trade tariffs`` finds both words, ``"market access"`` a phrase, ``steel OR aluminium`` one of the two, ``-beef``
leaves out, ``tarif*`` finds what begins so. OR binds its two neighbours; AND may be written and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.store.errors import QueryError
from communique.store.words import words

_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_SHORTEST = 3
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


@dataclass(frozen=True)
class Term:
    """Words that stand next to each other; with `prefix`, the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Query:
    """One term of each of `all`, and none of `none`."""

    all: tuple[tuple[Term, ...], ...]
    none: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Every term that a hit may show."""
        return tuple(term for choice in self.all for term in choice)


def parse(source: str) -> Query:
    """The query that a user typed.

    :raises QueryError: for a quotation mark that is not closed, an OR without two neighbours, a query that only
        leaves out, or one without a word.
    """
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    joins = False
    before = ""
    for piece in _pieces(source):
        text = piece[0]
        if text == "OR":
            if before in ("", "OR", "-"):
                raise _wrong(source, piece.start(), "an OR without a word before it", "Write it between two words.")
            joins = True
        elif text == "AND":
            continue
        elif piece["minus"]:
            if joins:
                raise _wrong(source, piece.start(), "an OR before a word to leave out", "Leave that OR out.")
            unwanted.append(_term(source, piece))
        elif joins:
            wanted[-1].append(_term(source, piece))
            joins = False
        else:
            wanted.append([_term(source, piece)])
        before = "-" if piece["minus"] else text
    if joins:
        raise _wrong(source, len(source), "an OR without a word after it", "Write it between two words.")
    if not wanted:
        what = "only words to leave out" if unwanted else "no words"
        raise QueryError(f"search {source!r}", what, "Give at least one word to find.")
    return Query(tuple(tuple(choice) for choice in wanted), tuple(unwanted))


def _pieces(source: str) -> Iterator[re.Match[str]]:
    straight = source.translate(_QUOTES)
    if straight.count('"') % 2:
        raise _wrong(source, straight.rindex('"'), "a quotation mark that is not closed", 'Close the "phrase".')
    return _PIECE.finditer(straight)


def _term(source: str, piece: re.Match[str]) -> Term:
    text = piece["word"] if piece["phrase"] is None else piece["phrase"]
    found = tuple(words(text))
    if not found:
        raise _wrong(source, piece.start(), f"{piece[0]!r} holds no letter or figure", "Leave it out, or add a word.")
    prefix = piece["phrase"] is None and text.endswith("*")
    if prefix and len(found[-1]) < _SHORTEST:
        raise _wrong(source, piece.start(), f"{piece[0]!r} is too short", f"Give {_SHORTEST} letters before the *.")
    return Term(found, prefix)


def _wrong(source: str, at: int, what: str, mend: str) -> QueryError:
    return QueryError(f"search {source!r}, character {at}", what, mend)
