"""Every person that a text names, with offices, country and all mentions joined."""

from __future__ import annotations

import re
from itertools import pairwise

from communique.reading.page import Page
from communique.reading.people.join import join
from communique.reading.people.mentions import mentions_in
from communique.reading.people.person import Mention, Person, Side

_PEOPLE_BLOCKS = ("title", "label", "body", "bullet", "caption", "heading")


_BRACKETS = re.compile(r" \([^()]*\)")
"""A portfolio behind a name: "Cabinet Secretaries A (Energy) and B (Health)"."""


def find_people(page: Page) -> tuple[Person, ...]:
    """The persons of a text in order of first mention."""
    mentions: list[Mention] = []
    blocks = page.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind in _PEOPLE_BLOCKS:
            mentions.extend(mentions_in(page, block, blocks[n + 1] if n + 1 < len(blocks) else None))
    return join(page, _shared_titles(page, mentions))


def _shared_titles(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Gives B the office in "Senators A and B", which stands once for both."""
    for first, second in pairwise(mentions):
        between = _BRACKETS.sub("", page.folded[first.span.end : second.whole.start])
        titled = first.offices and first.span.start - first.offices[-1].span[1] <= 1
        plural = titled and page.folded[first.offices[-1].span[0] : first.span.start].strip().endswith("s")
        if plural and not second.offices and between in (" and ", ", "):
            second.offices, second.titled = first.offices, True
    return mentions


__all__ = ["Mention", "Person", "Side", "find_people"]
