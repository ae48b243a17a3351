"""The uses of a set phrase over time: who, when, in which words; since when, and whether it was dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from communique.account import Cite
from communique.analysis.chance import holds
from communique.arrow import Columns

Wording = Literal["as asked", "listed", "inflected", "reordered", "added", "replaced"]
"""How a use is worded: as it was asked for; as a form that the lexicon lists for the same phrase; with other
endings or small words ("of", "the"); with its words in another order; with one word more between; with one word, not the last, for another."""


class Use(NamedTuple):
    """One use, and the sentence around it.

    ``by`` is the state or body of the speaker, else of the issuer; None where both sides say it. ``day`` is the first day of the
    encounter. ``words`` are folded.
    """

    wording: Wording
    words: str
    cite: Cite
    sentence: Cite
    event: str
    day: str | None
    issuer: str | None
    speaker: str | None
    by: str | None
    url: str | None


class Course(NamedTuple):
    """How encounters with a use lie among all, in order of time.

    ``encounters`` are those with a day; of these ``used`` have a use, the first on day ``first``, the last on ``last``;
    ``before`` lie before the first, ``since`` after the last. ``new`` and ``dropped`` are the probabilities that chance alone
    leaves so many without, each issuer at its own usual rate (`communique.analysis.chance.without`); None where there are too
    few uses to say.
    """

    encounters: int
    used: int
    first: str | None
    last: str | None
    before: int
    since: int
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


class House(NamedTuple):
    """What one issuer does: in how many of its readouts the phrase stands, and the course of these alone, whose chances are
    corrected for the number of issuers."""

    issuer: str | None
    readouts: int
    used: int
    course: Course


class Within(NamedTuple):
    """Uses of a longer set phrase in which the words of this one stand: they count for the longer one."""

    phrase: str
    cites: tuple[Cite, ...]


class Shift(NamedTuple):
    """Another set phrase of the lexicon that is new or dropped. ``chance`` is corrected for all that were looked at."""

    state: Literal["new", "dropped"]
    phrase: str
    course: Course
    chance: float
    first: Use
    last: Use


@dataclass(frozen=True, slots=True)
class Formula:
    """All uses of a set phrase in some readouts, in order of time.

    ``entry`` is its id in the lexicon and ``known`` how that quotes it, None where the lexicon does not have it. ``unsearched``
    counts readouts in whose text variants were not looked for, since the text was not given. ``undated`` uses are in no course.
    ``looked_at`` is the number of tests among which `shifts` are corrected.
    """

    phrase: str
    entry: str | None
    known: str | None
    by: str | None
    other: str | None
    uses: tuple[Use, ...]
    within: tuple[Within, ...]
    course: Course
    houses: tuple[House, ...]
    shifts: tuple[Shift, ...]
    looked_at: int
    readouts: int
    encounters: int
    undated: int
    unsearched: int

    @property
    def variants(self) -> Mapping[str, Sequence[Use]]:
        """The uses by their words, those that are used most first."""
        found: dict[str, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.words, []).append(use)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each use, each use within a longer phrase, and the first and last use of each shift."""
        return [
            *(_use(use, "use", self.known or self.phrase) for use in self.uses),
            *({"part": "within", "phrase": w.phrase, **c._asdict()} for w in self.within for c in w.cites),
            *(row for shift in self.shifts for row in _shift(shift)),
        ]  # fmt: skip


_COLUMNS: Mapping[str, Any] = {
    "part": "text", "phrase": "text", "wording": "text", "words": "text", "day": "text", "event": "text", "issuer": "text",
    "speaker": "text", "by": "text", "url": "text", "encounters": "number", "used": "number", "before": "number",
    "since": "number", "chance": "real", "document": "text", "start": "number", "end": "number", "quote": "text",
    "sentence": "text",
}  # fmt: skip


def _shift(shift: Shift) -> list[dict[str, Any]]:
    c = shift.course
    figures = {"encounters": c.encounters, "used": c.used, "before": c.before, "since": c.since, "chance": shift.chance}
    ends = {"first": shift.first, "last": shift.last}
    return [{**_use(use, f"{shift.state}, {name} use", shift.phrase), **figures} for name, use in ends.items()]


def _use(use: Use, part: str, phrase: str) -> dict[str, Any]:
    row = {**use._asdict(), **use.cite._asdict(), "sentence": use.sentence.quote}
    return {"part": part, "phrase": phrase, **{name: row[name] for name in _COLUMNS if name in row}}
