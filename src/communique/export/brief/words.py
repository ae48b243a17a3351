"""What every form of a briefing says in the same words, and how long it may be."""

from __future__ import annotations

import math

from communique.analysis.briefing import Brief, Section, Source, shortened
from communique.export.view.escape import printable, shorten
from communique.reading.places import state_name

QUOTE = 150
LINE = 260
"""Characters of a source's quotation, and of a line."""
_ACROSS, _SMALL, _DOWN = 104, 128, 60
"""Characters across a page of A4 with margins of 18 mm in 9.5 and 7.5 points, and lines down."""
_MOST = 12


def title(brief: Brief) -> str:
    """The headline of the briefing."""
    whom = f": meeting with {brief.meeting}" if brief.meeting else ""
    return printable(f"Briefing, {state_name(brief.us)} with {state_name(brief.them)}{whom}")


def basis(brief: Brief) -> str:
    """What the briefing rests on."""
    told = (
        f"{brief.readouts} readouts of {brief.encounters} encounters of {brief.us} and {brief.them}, up to {brief.on}."
    )
    return " ".join([told, *brief.notes])


def line_text(text: str) -> str:
    """A line as it is printed: on one line, cut at a word where it is very long; a quotation that is cut stays closed."""
    cut = shorten(printable(text), LINE)
    return cut + "”" if cut.count("“") > cut.count("”") else cut


def more(section: Section) -> str | None:
    """How many lines were left out for want of room."""
    return f"and {section.more} more" if section.more else None


def source_text(source: Source) -> str:
    """A source: issuer, title, day, quotation; the address stands apart."""
    about = ", ".join(printable(part) for part in (source.issuer, source.title, source.day) if part)
    cite = source.cite
    return (
        f"{about or cite.document}: “{shorten(printable(cite.quote), QUOTE)}” [{cite.document} {cite.start}:{cite.end}]"
    )


def fitting(brief: Brief, pages: int, *, most: int = _MOST) -> Brief:
    """The briefing with as many lines in each section as fit on so many pages of A4, by the count of characters."""
    return next(
        (b for n in range(most, 1, -1) if _height(b := shortened(brief, n)) <= pages * _DOWN), shortened(brief, 1)
    )


def _height(brief: Brief) -> float:
    """Lines of the page."""
    lines = 4.0
    for section in brief.sections:
        texts = [line_text(line.text) for line in section.lines] + [t for t in (section.note, more(section)) if t]
        lines += 1.9 + sum(math.ceil((len(t) + 6) / _ACROSS) for t in texts)
    return (
        lines + 2 + sum(0.8 * math.ceil((len(source_text(s)) + len(s.url or "") + 5) / _SMALL) for s in brief.sources)
    )
