"""The place of the encounter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from communique.reading.encounter.scene import READER, Scene, dateline_city
from communique.reading.page import Page
from communique.reading.places import PlaceHit, state_name
from communique.record import Evidence, Kind, Place
from communique.span import Span

_PURPOSE = re.compile(
    r"\b(?:to discuss|regarding|about the|to reaffirm|to follow up|to underscore|to advance|ahead of the)\b"
)
_BEFORE_PLACE = re.compile(
    r"(?:\b(?:in|at|to|visited|visiting|of)|,)\s+(?:the\s+)?(?:(?:capital|city|resort) (?:of )?)?$"
)
_VISITS = re.compile(
    r"\b(?:visits?|visited|visiting|trip|tour|travel(?:l?ed|s)?|was|were)(?: to| of| in)? (?:the )?(?:[\w-]+ of )?$"
)
_AFFAIRS = re.compile(
    r"\b(?:developments?|situation|war|conflict|crisis|attacks?|ceasefire|fighting|events|stability|violence|aggression|operations?|people|civilians) (?:in|on|of) (?:the )?$|\binvit\w+ [^,;]{0,60} to $"
)
"""Before a place of which was spoken ("the dangerous developments in Gaza")."""
_UNKNOWN_CITY = re.compile(r"\b(?:in|at) ((?:[A-Z][\w'\u2019-]+ ?){1,4}), (?:the )?$")
_DATED = re.compile(r", (?:\d{1,2} [a-z]+|[a-z]+ \d{1,2}),? \d{4}\)")
"""Behind a city in brackets at the end of a headline: "(Paris, 4 February 2025)"."""

_AT_SEAT = re.compile(r"(?:\b(?:at|in)|\b(?:welcomed|received|hosted|came|returned)\b.* to) (?:the )?$")
"""Before a seat of government in which the encounter was ("welcomed the Chancellor to the White House")."""


def find_place(
    page: Page, view: Scene, kind: Kind, offices: Sequence[tuple[int, int]]
) -> tuple[Place | None, tuple[Evidence, ...]]:
    """The city of the encounter (else the state), and the words that name it; none for calls and messages."""
    label = _place_line(page)
    if kind in ("none", "call", "message"):
        return None, ()
    if kind == "video":
        return _placed(page, label) if label else (None, ())
    hit = (
        (_visited(page, view) if kind == "visit" else None)
        or _dateline_place(page, view)
        or _said_place(page, view, offices)
        or label
        or next((found for row in view.lead[3:] if (found := _city_in(page, row, offices))), None)
        or _state_place(page, view, offices, kind)
    )
    if hit is None:
        return None, ()
    return _placed(page, hit)


def _visited(page: Page, view: Scene) -> PlaceHit | None:
    """The state or city that a visit goes to, by the first sentence, else by the headline."""
    for span in (*view.lead[:1], *([view.title_span] if view.title_span else [])):
        for hit in page.places_in(span):
            before = page.folded[max(span.start, hit.start - 40) : hit.start]
            if hit.kind in ("state", "city") and _VISITS.search(before):
                return hit
    return None


def _placed(page: Page, hit: PlaceHit) -> tuple[Place | None, tuple[Evidence, ...]]:
    """The place as the record gives it, with the words that name it."""
    words = page.text[hit.start : hit.end]
    in_city = hit.kind == "seat" and "," in words  # "State House, Nairobi"
    if in_city:
        name = words.rsplit(", ", 1)[-1]
    elif hit.kind == "city" or (hit.kind == "state" and not hit.code):
        name = words
    else:
        name = state_name(hit.code or "")
    name = name.title() if name.isupper() and len(name) > 3 else name
    return Place(name=name, country=hit.code), (page.evidence("place", (hit.start, hit.end), READER, hit.entry),)


def _place_line(page: Page) -> PlaceHit | None:
    """A line of its own that names the place ("Novo-Ogaryovo, Moscow Region")."""
    for block in page.layout.of("label"):
        text = block.span.of(page.text)
        if len(text) > 60 or not block.span:
            continue
        for hit in page.places:
            if (
                block.span.contains((hit.start, hit.end))
                and hit.start - block.span.start <= 4
                and hit.kind in ("city", "seat")
            ):
                rest = text[hit.end - block.span.start :]
                later = next(
                    (
                        p
                        for p in page.places
                        if block.span.contains((p.start, p.end)) and p.start > hit.start and p.kind == "city"
                    ),
                    None,
                )
                if not rest or rest.startswith((",", ":")):
                    if hit.kind == "seat" and later is None and "region" in rest.lower():
                        return hit._replace(kind="city")
                    return later if hit.kind == "seat" and later is not None else hit
    return None


def _dateline_place(page: Page, view: Scene) -> PlaceHit | None:
    """The city of the dateline, unless the sentence behind it puts the encounter elsewhere."""
    found = dateline_city(page, view)
    if found is None:
        return None
    (own, end), lead = found, view.lead[0]
    said = _said_place(page, view, ())
    said = said if said is not None and said.end <= lead.end else None
    here = re.search(r"\bhere\b", page.folded[lead.start : lead.end])
    return own if here or said is None or said.start < end else said


def _city_in(page: Page, sentence: Span, offices: Sequence[tuple[int, int]]) -> PlaceHit | None:
    """The first city in which a sentence puts the encounter."""
    stop = _purpose_starts(page, sentence)
    for hit in page.places_in((sentence.start, stop)):
        inside = hit.kind == "city" and not any(s <= hit.start and hit.end <= e for s, e in offices)
        put = inside and _BEFORE_PLACE.search(page.folded, max(0, hit.start - 40), hit.start)
        if put and not _elsewhere(page, sentence, hit):
            return hit
    return _before_state(page, sentence, stop)


def _said_place(page: Page, view: Scene, offices: Sequence[tuple[int, int]]) -> PlaceHit | None:
    """The first city that the lead puts the encounter in: "in Paris", "traveled to Kyiv", "the Munich Security Conference"."""
    for n, sentence in enumerate(view.lead[:2]):
        found = _city_in(page, sentence, offices)
        if found is not None:
            return found
        stop = _purpose_starts(page, sentence)
        if n == 0:
            named = [
                h
                for h in page.places
                if sentence.start <= h.start < stop
                and h.kind == "city"
                and re.search(
                    r"(?:sidelines|margins) of (?:the )?(?:[\w-]+ )?$", page.folded[max(0, h.start - 50) : h.start]
                )
            ]
            if named:
                return named[0]
    if view.title_span is not None:
        for hit in page.places:
            if (
                view.title_span.contains((hit.start, hit.end))
                and hit.kind == "city"
                and (
                    page.folded[max(0, hit.start - 3) : hit.start] == "in "
                    or (page.folded[hit.start - 1] == "(" and _DATED.match(page.folded, hit.end))
                )
            ):
                return hit
    return None


def _before_state(page: Page, sentence: Span, stop: int) -> PlaceHit | None:
    """A city that no table knows, by the state behind it ("in Villers-Cotterêts, France")."""
    for hit in page.places_in((sentence.start, stop)):
        found = _UNKNOWN_CITY.search(page.text[sentence.start : hit.start]) if hit.kind == "state" else None
        if found is not None:
            start, end = (sentence.start + at for at in found.span(1))
            return hit._replace(start=start, end=end, kind="city", name=found[1], entry="city.unknown")
    return None


def _elsewhere(page: Page, sentence: Span, hit: PlaceHit) -> bool:
    """True for a city of another event ("the talks held in Istanbul", "from Dammam")."""
    before = page.folded[sentence.start : hit.start]
    if _AFFAIRS.search(before):
        return True
    return (
        re.search(
            r"(?:speech|statement|conference|talks held|summit held|from|embassy|university|mayor|back) (?:in|at|of|to)? ?$",
            before,
        )
        is not None
        and "met" not in before
    )


def _purpose_starts(page: Page, sentence: Span) -> int:
    """Where the sentence goes over to what the encounter was for; cities behind that are not its place."""
    match = _PURPOSE.search(page.folded, sentence.start, sentence.end)
    return match.start() if match else sentence.end


def _state_place(page: Page, view: Scene, offices: Sequence[tuple[int, int]], kind: Kind) -> PlaceHit | None:
    """A seat of government, or the state that is visited."""
    counts: Counter[str] = Counter()
    for sentence in (*view.lead[:2], *view.lead[3:]):
        stop = _purpose_starts(page, sentence)
        for hit in page.places:
            if not sentence.start <= hit.start < stop or any(s <= hit.start and hit.end <= e for s, e in offices):
                continue
            before = page.folded[max(sentence.start, hit.start - 90) : hit.start]
            if hit.kind == "seat" and _AT_SEAT.search(before):
                return hit
            if hit.kind == "state" and re.search(
                r"(?:\bin (?:the )?|visit to (?:the )?|visit(?:ed|s|ing)? (?:the )?|on a (?:\w+ )?visit to (?:the )?|travel(?:l)?ed to (?:the )?)$",
                before,
            ):
                counts[hit.code or ""] += 1
                return hit
    if kind == "visit" and view.title_span is not None:
        for hit in page.places:
            if (
                view.title_span.contains((hit.start, hit.end))
                and hit.kind == "state"
                and re.search(r"(?:to|visits?|in) (?:the )?$", page.folded[max(0, hit.start - 12) : hit.start])
            ):
                return hit
    return None
