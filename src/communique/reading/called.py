"""What mentions alone do not say: the whole name of a body, an office by which a person is called elsewhere, the side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.reading.bodies import body_name, full_name, is_body
from communique.reading.encounter import Scene
from communique.reading.offices import OfficeFound
from communique.reading.page import Page
from communique.reading.people import Person
from communique.reading.sides import assign_sides


def complete(page: Page, view: Scene, people: Sequence[Person], home: str | None) -> None:
    """Fills what mentions alone do not say: the side, and an office by which a person is called elsewhere."""
    for person in people:
        person.offices = tuple(_in_full(page, office) for office in person.offices)
    assign_sides(page, view, people, home)
    for person in people:
        if not person.offices:
            described = _described(page, person, home) or _counterpart(page, person, people)
            if described is not None:
                person.offices = (described,)


def _in_full(page: Page, office: OfficeFound) -> OfficeFound:
    """An office in "the Centre" or "the Party", with the name by which the text gave that body before."""
    low = (office.organisation or "").lower()
    span = full_name(page.text, low, office.span[0]) if is_body(low) else None
    if span is None:
        return office
    block = next((b.span for b in page.layout.blocks if b.span.contains(span)), None)
    tokens = page.tokens(block) if block is not None else []
    inside = [k for k, token in enumerate(tokens) if span[0] <= token.start and token.end <= span[1]]
    if not inside:
        return office
    at = {p.start: p for p in page.places_in(span)}
    return office._replace(
        organisation=body_name(page.text, tokens, inside[0], inside[-1] + 1, at) or office.organisation
    )


_COUNTERPART = re.compile(r"\b(?:his|her|its|their)(?: [\w-]+){0,3}? (counterpart),?\s+(?:[\w.]+\s+){0,2}$")
_REACH = 90
"""How many characters before a name may say that he is somebody's counterpart."""


def _counterpart(page: Page, person: Person, people: Sequence[Person]) -> OfficeFound | None:
    """The office of him whose counterpart a person is called ("Foreign Minister A met her Omani counterpart B")."""
    for mention in person.mentions:
        found = _COUNTERPART.search(page.folded, max(0, mention.span.start - _REACH), mention.span.start)
        if found is None:
            continue
        before = ((m.span.end, other) for other in people if other is not person for m in other.mentions)
        near = max((row for row in before if row[0] <= found.start()), key=lambda row: row[0], default=None)
        if near is not None and near[1].offices:
            return OfficeFound(near[1].offices[0].role, None, person.country, found.span(1))
    return None


_CALLED = re.compile(
    r" ((?:deputy )?(?:prime minister|president|chancellor|king|foreign minister|defen[cs]e minister))\b(?! [A-Z])"
)


def _by_demonym(page: Page, country: str) -> OfficeFound | None:
    """The office of "the Iraqi foreign minister", where no name follows."""
    for hit in page.places:
        if hit.code != country or hit.kind != "demonym" or page.folded[max(0, hit.start - 4) : hit.start] != "the ":
            continue
        match = _CALLED.match(page.folded, hit.end)
        if match is not None and not page.text[match.end() : match.end() + 2].strip()[:1].isupper():
            return OfficeFound(page.text[slice(*match.span(1))], None, country, match.span(1))
    return None


def _described(page: Page, person: Person, home: str | None) -> OfficeFound | None:
    """The office by which the text calls him apart from his name ("the President of Russia", "the two presidents")."""
    country = person.country or home
    for hit in page.places:
        if hit.code != country or hit.kind not in ("state", "demonym"):
            continue
        before = page.folded[max(0, hit.start - 34) : hit.start]
        match = re.search(
            r"\bthe (prime minister|president|federal chancellor|chancellor|king|foreign minister) of (?:the )?$",
            before,
        )
        if match is not None and country is not None and not page.text[hit.end : hit.end + 2].strip()[:1].isupper():
            start = hit.start - len(before) + match.start(1)
            role = page.text[start : start + len(match[1])]
            return OfficeFound(role.title() if role.islower() else role, None, country, (start, start + len(match[1])))
    called = _by_demonym(page, country) if country else None
    if called is not None:
        return called
    plural = re.search(r"\b(?:the (?:two )?|both )(presidents|prime ministers|foreign ministers)\b", page.folded)
    if plural is not None:
        start, end = plural.span(1)
        return OfficeFound(page.text[start : end - 1].title(), None, country, (start, end - 1))
    return None
