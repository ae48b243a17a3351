"""The parts of a page that say what the encounter was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.lexicon import Hit
from communique.reading.page import Page
from communique.reading.places import PlaceHit
from communique.span import Span

READER = "encounter"
_LEAD = 3
DATELINE = re.compile(r"^(?:[^.\n]|(?<=[A-Z][a-z][a-z])\.|(?<=Sept)\.){3,70}?(?:--|\u2014|\u2013|:(?!\d)| - |\bVGP\b)")
VISIT_ENDED = re.compile(
    r"\b(?:conclud\w+|wrap\w+ up|complet\w+|end\w*) (?:an?|his|her|my|their|the)?(?: [\w-]+){0,4} visit\b"
)


_TELLING = frozenset({"meeting", "call", "video"})
_ANY = _TELLING | {"visit", "message", "multilateral", "event"}
_OPENS = 3
"""How many characters may stand before the city of a dateline."""
_REACH = 8
"""In how many sentences the encounter is looked for where the first ones go straight to its outcome."""


@dataclass(frozen=True)
class Scene:
    """The parts of the page that say what the encounter was: headline and first sentences.

    `lead` are the first three sentences; where these only give the outcome, as news agencies do, the sentence further
    down that tells of the encounter ("She spoke when she held talks with …") is the fourth. `told` is the one of them
    that names the encounter first.
    """

    title: str
    title_span: Span | None
    lead: tuple[Span, ...]
    body: tuple[Span, ...]
    told: Span | None
    hits: tuple[Hit, ...]
    """The words of encounters.toml in the whole text."""


def scene(page: Page) -> Scene:
    """The headline (the document's own, else the given one) and the first sentences of the body."""
    titles = page.layout.of("title")
    body = [s for block in page.layout.of("body", "bullet") for s in page.sentences[block.span]]
    span = titles[0].span if titles else None
    title = " ".join(t.span.of(page.text) for t in titles) or page.document.title or ""
    found = tuple(page.find("encounters", overlapping=True))
    hits = [h for h in found if h.entry.get("where") != "title"]
    lead = list(body[:_LEAD])
    if not any(_holds(row, hits, _ANY) for row in lead):
        lead += [row for row in body[_LEAD:_REACH] if _holds(row, hits, _TELLING)][:1]
    told = next((row for row in lead if _holds(row, hits, _TELLING)), None)
    return Scene(title, span, tuple(lead), tuple(body), told, found)


def dateline_city(page: Page, view: Scene) -> tuple[PlaceHit, int] | None:
    """The city with which the first sentence begins ("Rabat, 9 May - …"), and where its dateline ends."""
    if not view.lead:
        return None
    lead = view.lead[0]
    match = DATELINE.match(page.text[lead.start : lead.end])
    if match is None:
        return None
    end = lead.start + match.end()
    city = next((p for p in page.places if lead.start <= p.start < end and p.kind == "city"), None)
    return (city, end) if city is not None and city.start - lead.start <= _OPENS else None


def _holds(row: Span, hits: Sequence[Hit], values: frozenset[str]) -> bool:
    """True where a sentence has words for an encounter of these kinds."""
    return any(h.entry.value in values and row.contains((h.start, h.end)) for h in hits)
