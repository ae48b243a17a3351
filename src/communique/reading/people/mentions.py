"""Where a block names persons, with the offices around each name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import itemgetter

from communique.reading.apposition import office_after
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.names import NameRun, is_head, name_runs, words_of
from communique.reading.offices import OfficeFound, read_offices
from communique.reading.page import Page
from communique.reading.people.person import COUNTERPARTS, Mention
from communique.reading.people.signs import acts_as_person, is_honorific, is_no_person, is_part_of_body
from communique.reading.places import PlaceHit
from communique.reading.prenominal import office_before
from communique.span import Span

_NOBLE = frozenset({"prince", "princess", "senator", "king", "queen", "duke"})
"""Titles that give way to an office behind the name ("Prince X, Crown Prince and Prime Minister")."""
_HEADLINE_VERBS = frozenset(
    {"discuss", "meet", "review", "hold", "exchange", "explore", "sign", "agree", "talk", "speak", "confer", "stress",
     "call", "attend", "witness", "chair"}
)  # fmt: skip
"""Behind "X, Greek Foreign Minister" in a headline these show that the comma lists two persons."""


def mentions_in(page: Page, block: Block, after: Block | None) -> list[Mention]:
    """The persons that a block names, in order.

    :param after: the next block, which may give the office of a name that stands in a line of its own.
    """
    tokens = page.tokens(block.span)
    places = page.places_in(block.span)
    placed = _placed(tokens, places)
    runs = name_runs(tokens, placed)
    starts = [r.start for r in runs if r.end - r.start > 1 and not is_part_of_body(tokens, r.start, r.end)]
    found: list[Mention] = []
    known: set[str] = set()
    for run in runs:
        if is_part_of_body(tokens, *run) or is_no_person(page.text, tokens, *run, block):
            continue
        begin, before = _before(page.text, tokens, run.start, placed, places)
        end, behind = _behind(page.text, tokens, run.end, starts, places, headline=block.kind == "title")
        if not behind and block.kind == "label" and after is not None and run.end >= len(tokens) - 1:
            behind = _office_line(page, after)
        if before and behind and before[0].role.lower() in _NOBLE | COUNTERPARTS:
            state = before[0].country
            before, behind = (), tuple(o._replace(country=o.country or state) for o in behind)
        words = _name_words(tokens, *run)
        plain = not before and not behind and not _styled(tokens, run.start)
        if not words or (plain and not (set(words) & known) and not _named_alone(tokens, run, words)):
            continue
        known.update(words)
        span = Span(tokens[run.start].start, tokens[run.end - 1].end)
        last = tokens[end - 1].end if behind and end > run.end else span.end
        whole = Span(tokens[begin if before else run.start].start, last)
        found.append(Mention(span, whole, words, (*before, *behind), block.kind, not plain))
    return found


def _before(
    text: str, tokens: Sequence[Token], start: int, placed: Mapping[int, PlaceHit], places: Sequence[PlaceHit]
) -> tuple[int, tuple[OfficeFound, ...]]:
    """The offices before the name at token `start`, and where their words begin."""
    begin, end = office_before(tokens, start, placed), start
    while end > begin and is_honorific(tokens, end - 1):
        end -= 1
    if end - begin > 1 and tokens[end - 1].low in _NOBLE:
        end -= any(is_head(t.low) for t in tokens[begin : end - 1])
    return begin, read_offices(text, tokens, begin, end, places) if begin < end else ()


def _behind(
    text: str, tokens: Sequence[Token], end: int, starts: Sequence[int], places: Sequence[PlaceHit], *, headline: bool
) -> tuple[int, tuple[OfficeFound, ...]]:
    """The offices in apposition behind a name that ends at token `end`, and where their words end."""
    found = office_after(tokens, end, starts)
    if found is None:
        return end, ()
    if headline and found[1] < len(tokens) and tokens[found[1]].low in _HEADLINE_VERBS:
        return end, ()
    return found[1], read_offices(text, tokens, *found, places)


def _styled(tokens: Sequence[Token], start: int) -> bool:
    """True for a name behind "Mr" or another honorific."""
    before = tokens[start - 1].low if start else "the"
    return before != "the" and before in words_of("honorific")


def _named_alone(tokens: Sequence[Token], run: NameRun, words: Sequence[str]) -> bool:
    """True for a name of several words without title that nonetheless is a person's."""
    return len(words) > 1 and run.end - run.start > 1 and acts_as_person(tokens, *run)


def _placed(tokens: Sequence[Token], places: Sequence[PlaceHit]) -> dict[int, PlaceHit]:
    """The place that each token belongs to, by the token's number; tokens outside all places are left out."""
    placed: dict[int, PlaceHit] = {}
    for place in places:
        for k in range(bisect_left(tokens, place.start, key=itemgetter(0)), len(tokens)):
            if tokens[k].start >= place.end:
                break
            placed[k] = place
    return placed


def _office_line(page: Page, after: Block) -> tuple[OfficeFound, ...]:
    """The office on the line below a name ("Senator the Hon X / Minister for Foreign Affairs")."""
    tokens = page.tokens(after.span)
    if after.kind != "label" or not tokens or not any(is_head(t.low) for t in tokens[:3]):
        return ()
    return read_offices(page.text, tokens, 0, len(tokens), page.places_in(after.span))


_NUMERALS = frozenset({"ii", "iii", "iv", "v", "vi", "vii", "viii", "x", "xiv", "xvi"})
"""Behind one given name they are those of a monarch ("King Faris II")."""


def _name_words(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    """The folded words of a name without initials, particles and "Jr"; with particles where nothing else is left."""
    reigns = end - start == 2 and tokens[end - 1].low in _NUMERALS
    skip = {"jr.", "jr", "sr."} | (set() if reigns else _NUMERALS) | words_of("particle")
    words = tuple(t.low for t in tokens[start:end] if t.word and len(t.low) > 1 and t.low not in skip)
    return words or tuple(t.low for t in tokens[start:end] if t.word and len(t.low) > 1)
