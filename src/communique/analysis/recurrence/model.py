"""Word sequences that recur and are no set phrases of the lexicon yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from communique.analysis.chance import holds
from communique.analysis.setphrases.model import Course, Use
from communique.arrow import Columns


class Recurring(NamedTuple):
    """A sequence of words (folded) in the statements of one issuer's readouts.

    ``uses`` are those in the readouts looked at, in ``used`` of ``encounters``; in ``elsewhere`` of ``others`` it stands in the
    background. ``cohesion`` is G² (Dunning 1993) of the sequence against its parts coming together by chance. ``chance`` is the
    probability of so many uses here were it used here as elsewhere (Fisher's exact test), None without a background; ``course``
    goes over all encounters. ``new`` and ``dropped`` are those of the course. All three are corrected for all sequences tested.
    """

    issuer: str | None
    words: str
    uses: tuple[Use, ...]
    used: int
    encounters: int
    elsewhere: int
    others: int
    cohesion: float
    chance: float | None
    course: Course
    new: float | None
    dropped: float | None

    @property
    def is_new(self) -> bool:
        """Whether it came into use within these encounters, by more than chance."""
        return holds(self.new)

    @property
    def is_dropped(self) -> bool:
        """Whether it went out of use within these encounters, by more than chance."""
        return holds(self.dropped)


class Looked(NamedTuple):
    """An issuer whose readouts were looked at: encounters here and in the background. ``few``: too few to find anything."""

    issuer: str | None
    encounters: int
    others: int
    few: bool


@dataclass(frozen=True, slots=True)
class NewFormulae:
    """Recurring sequences, those first that are most of these readouts, or newest.

    ``tested`` is the number of sequences among which chances are corrected, ``least`` the number of encounters in which one must
    stand. With a background only those are given that are more frequent here than there.
    """

    found: tuple[Recurring, ...]
    issuers: tuple[Looked, ...]
    tested: int
    least: int

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each use of each sequence."""
        return [_row(one, use) for one in self.found for use in one.uses]


_COLUMNS: Mapping[str, Any] = {
    "words": "text", "issuer": "text", "used": "number", "encounters": "number", "elsewhere": "number", "others": "number",
    "cohesion": "real", "chance": "real", "new": "real", "dropped": "real", "first": "text", "last": "text", "day": "text",
    "event": "text", "speaker": "text", "by": "text", "url": "text", "document": "text", "start": "number", "end": "number",
    "quote": "text", "sentence": "text",
}  # fmt: skip


def _row(one: Recurring, use: Use) -> dict[str, Any]:
    days = {"first": one.course.first, "last": one.course.last}
    row = {**use._asdict(), **one._asdict(), **days, **use.cite._asdict(), "sentence": use.sentence.quote}
    return {name: row[name] for name in _COLUMNS}
