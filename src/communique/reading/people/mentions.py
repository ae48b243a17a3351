"""Where a block names persons, with the offices around each name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from communique.reading.apposition import office_after
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.names import is_head, name_runs, words_of
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
    text = page.text
    tokens = page.tokens(block.span)
    places = page.places_in(block.span)
    found: list[Mention] = []
    known: set[str] = set()
    placed = _placed(tokens, places)
    runs = name_runs(tokens, placed)
    starts = [r.start for r in runs if r.end - r.start > 1 and not is_part_of_body(tokens, r.start, r.end)]
    for run in runs:
        if is_part_of_body(tokens, run.start, run.end) or is_no_person(text, tokens, run.start, run.end, block):
            continue
        begin = office_before(tokens, run.start, placed)
        office_end = run.start
        while office_end > begin and is_honorific(tokens, office_end - 1):
            office_end -= 1
        if office_end - begin > 1 and tokens[office_end - 1].low in _NOBLE:
            office_end -= any(is_head(t.low) for t in tokens[begin : office_end - 1])
        before = read_offices(text, tokens, begin, office_end, places) if begin < office_end else ()
        honorific = (
            run.start > 0 and tokens[run.start - 1].low in words_of("honorific") and tokens[run.start - 1].low != "the"
        )
        behind = office_after(tokens, run.end, starts)
        if behind and block.kind == "title" and behind[1] < len(tokens) and tokens[behind[1]].low in _HEADLINE_VERBS:
            behind = None
        after_offices = read_offices(text, tokens, *behind, places) if behind else ()
        if not after_offices and block.kind == "label" and after is not None and run.end >= len(tokens) - 1:
            after_offices = _office_line(page, after)
        words = _name_words(tokens, run.start, run.end)
        if before and after_offices and before[0].role.lower() in _NOBLE | COUNTERPARTS:
            state = before[0].country
            before, after_offices = (), tuple(o._replace(country=o.country or state) for o in after_offices)
        offices = after_offices if block.kind == "label" and after_offices else before or after_offices
        plain = not offices and not honorific
        if (
            plain
            and not (run.end - run.start > 1 and acts_as_person(tokens, run.start, run.end))
            and not (set(words) & known)
        ):
            continue
        if not words or (len(words) == 1 and plain and not (set(words) & known)):
            continue
        known.update(words)
        span = Span(tokens[run.start].start, tokens[run.end - 1].end)
        whole = Span(
            tokens[begin if before else run.start].start,
            tokens[behind[1] - 1].end if behind and after_offices else span.end,
        )
        found.append(
            Mention(
                span,
                whole,
                words,
                (*before, *after_offices) if before and after_offices else offices,
                block.kind,
                not plain,
            )
        )
    return found


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


def _name_words(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    skip = {"jr.", "jr", "sr.", "ii", "iii", "iv"} | words_of("particle")
    words = tuple(t.low for t in tokens[start:end] if t.word and len(t.low) > 1 and t.low not in skip)
    return words or tuple(t.low for t in tokens[start:end] if t.word and len(t.low) > 1)
