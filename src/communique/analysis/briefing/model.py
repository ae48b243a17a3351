"""A briefing: sections of lines, each line with the places in the texts that it rests on, and the sources with numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from communique.account import Cite
from communique.arrow import Columns


class Line(NamedTuple):
    """One sentence of the briefing: fixed words, filled with what records say. ``sources`` are the numbers of the readouts in
    which ``cites`` stand."""

    text: str
    cites: tuple[Cite, ...]
    sources: tuple[int, ...] = ()


class Section(NamedTuple):
    """A heading with its lines. ``note`` says what else is to be known: that nothing was found, in how many readouts, or that
    it was not looked for; ``more`` counts the lines left out for want of room."""

    title: str
    lines: tuple[Line, ...]
    note: str | None = None
    more: int = 0


class Source(NamedTuple):
    """A numbered readout, with all words of it on which lines rest, in the order of its text. ``day`` is that of the
    encounter, else of publication."""

    number: int
    document: str
    title: str | None
    issuer: str | None
    url: str | None
    day: str | None
    quotes: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing of side ``us`` for a meeting with side ``them`` (codes), as of ``on`` (YYYY-MM-DD).

    ``meeting`` is whom one is to meet, as asked, and ``people`` the full names of the persons on record who have that name.
    ``notes`` say how the sides and the day were chosen.
    """

    them: str
    us: str
    on: str
    meeting: str | None
    people: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    readouts: int
    encounters: int
    notes: tuple[str, ...]

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each place that a line rests on."""
        about = {s.document: s for s in self.sources}
        return [
            {"section": section.title, "line": n, "text": line.text, "source": source.number, "issuer": source.issuer,
             "url": source.url, "day": source.day, **cite._asdict()}
            for section in self.sections
            for n, line in enumerate(section.lines, 1)
            for cite in line.cites
            for source in (about[cite.document],)
        ]  # fmt: skip


_COLUMNS: Mapping[str, Any] = {
    "section": "text", "line": "number", "text": "text", "source": "number", "issuer": "text", "url": "text", "day": "text",
    "document": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip
