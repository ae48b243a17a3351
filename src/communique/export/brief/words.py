"""What every form of a briefing says in the same words, and how long it may be."""

from __future__ import annotations

import math
from collections.abc import Iterator

from communique.account import Cite
from communique.analysis.briefing import Brief, Line, Section, Source, shortened
from communique.analysis.briefing.sections.ledgers import OPEN
from communique.export.view.escape import printable, shorten
from communique.reading.places import state_name
from communique.wording import plural

LINE, QUOTE = 260, 110
"""Characters of a line, and of a quotation in the list of sources."""
_SHORT = {OPEN: 150}
"""Sections whose lines are shorter: what stands there is quoted above."""
_ACROSS, _SMALL, _DOWN = 104, 128, 60
"""Characters across a page of A4 with margins of 18 mm in 9 and 7 points, and lines down."""
_MOST = 6
"""Lines of a section for each page at most."""


def title(brief: Brief) -> str:
    """The headline of the briefing, with the full name where one person has the name that was asked for."""
    name = brief.people[0] if len(brief.people) == 1 else brief.meeting
    whom = f": meeting with {name}" if name else ""
    return printable(f"Briefing, {state_name(brief.us)} with {state_name(brief.them)}{whom}")


def basis(brief: Brief) -> str:
    """What the briefing rests on."""
    over = f"{plural(brief.readouts, 'readout')} of {plural(brief.encounters, 'encounter')}"
    told = f"{over} of the two sides, up to {brief.on}."
    return printable(" ".join([told, *brief.notes]))


def line_text(section: Section, line: Line) -> str:
    """A line as it is printed: on one line, cut at a word where it is very long; a quotation that is cut stays closed."""
    cut = shorten(printable(line.text), _SHORT.get(section.title, LINE))
    return cut + "”" if cut.count("“") > cut.count("”") else cut


def said(section: Section) -> list[str]:
    """What else stands in a section: how many lines were left out for want of room, and its note."""
    more = f"and {section.more} more" if section.more else None
    return [printable(words) for words in (more, section.note) if words]


def source_text(source: Source) -> str:
    """A source: issuer, title, day; the quotations with their places; the id. The address stands apart."""
    quotes = "; ".join(f"{quotation(cite)} {cite.start}:{cite.end}" for cite in source.quotes)
    return f"{source_head(source)}: {quotes} [{printable(source.document)}]"


def source_head(source: Source) -> str:
    """Issuer, title and day of a source."""
    return ", ".join(printable(part) for part in (source.issuer, source.title, source.day) if part) or "no title"


def quotation(cite: Cite) -> str:
    """A quotation of a source, in its marks, cut where it is long."""
    return f"“{shorten(printable(cite.quote), QUOTE)}”"


def address(source: Source) -> str:
    """The address of a source, with a space before it; nothing where it has none."""
    return f" {printable(source.url)}" if source.url else ""


def fitting(brief: Brief, pages: float) -> Brief:
    """The briefing with as many lines as fit on so many pages of A4, by the count of characters.

    Each section has one line; then each in turn gets one more while there is room.
    """
    most = [min(1, len(s.lines)) for s in brief.sections]
    kept = shortened(brief, most)
    for n in _turns(brief, round(_MOST * pages)):
        tried = [*most[:n], most[n] + 1, *most[n + 1 :]]
        longer = shortened(brief, tried)
        if _height(longer) <= pages * _DOWN:
            most, kept = tried, longer
    return kept


def _turns(brief: Brief, most: int) -> Iterator[int]:
    """The numbers of the sections, in turn, that have a second line, a third, and so on."""
    for line in range(2, most + 1):
        yield from (n for n, section in enumerate(brief.sections) if len(section.lines) >= line)


def _height(brief: Brief) -> float:
    """Lines of the page."""
    lines = 4.0
    for section in brief.sections:
        texts = [line_text(section, line) for line in section.lines] + said(section)
        lines += 1.9 + sum(math.ceil((len(t) + 6) / _ACROSS) for t in texts)
    return lines + 2 + sum(0.8 * math.ceil((len(source_text(s) + address(s)) + 5) / _SMALL) for s in brief.sources)
