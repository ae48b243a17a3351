"""The parts of a page that say what the encounter was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.reading.page import Page
from communique.span import Span

READER = "encounter"
_LEAD = 3
DATELINE = re.compile(r"^[^.\n]{3,70}?(?:--|\u2014|\u2013|:(?!\d)| - |\bVGP\b)")
VISIT_ENDED = re.compile(
    r"\b(?:conclud\w+|wrap\w+ up|complet\w+|end\w*) (?:an?|his|her|my|their|the)?(?: [\w-]+){0,4} visit\b"
)


@dataclass(frozen=True)
class Scene:
    """The parts of the page that say what the encounter was: headline and first sentences."""

    title: str
    title_span: Span | None
    lead: tuple[Span, ...]
    body: tuple[Span, ...]


def scene(page: Page) -> Scene:
    """The headline (the document's own, else the given one) and the first sentences of the body."""
    titles = page.layout.of("title")
    body = [s for block in page.layout.of("body", "bullet") for s in page.sentences[block.span]]
    span = titles[0].span if titles else None
    title = " ".join(t.span.of(page.text) for t in titles) or page.document.title or ""
    return Scene(title, span, tuple(body[:_LEAD]), tuple(body))
