"""A briefing: sections of lines, each line with the places in the texts that it rests on, and the sources with numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from communique.account import Cite
from communique.arrow import Columns


class Line(NamedTuple):
    """One sentence of the briefing: fixed words, filled with what records say. ``sources`` are numbers of sources."""

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
    """A numbered place: the readout, and the words that stand there."""

    number: int
    title: str | None
    issuer: str | None
    url: str | None
    day: str | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing of side ``us`` for a meeting with side ``them`` (codes), as of ``on`` (YYYY-MM-DD).

    ``meeting`` is whom one is to meet, as asked. ``notes`` say how the sides and the day were chosen.
    """

    them: str
    us: str
    on: str
    meeting: str | None
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
        """A row for each source of each line."""
        about = {s.number: s for s in self.sources}
        return [
            {"section": section.title, "line": n, "text": line.text, "source": number, "issuer": about[number].issuer,
             "url": about[number].url, "day": about[number].day, **about[number].cite._asdict()}
            for section in self.sections
            for n, line in enumerate(section.lines, 1)
            for number in line.sources
        ]  # fmt: skip


_COLUMNS: Mapping[str, Any] = {
    "section": "text", "line": "number", "text": "text", "source": "number", "issuer": "text", "url": "text", "day": "text",
    "document": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip
