"""What changed between two periods: rates for each readout, with counts, intervals and corrected chances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from communique.account import Cite
from communique.analysis.chance import holds
from communique.arrow import Columns
from communique.record import JOINT

Kind = Literal["topic", "act", "phrase", "rank"]
"""``topic`` and ``phrase``: the share of readouts that have it. ``act``: statements of this act for each readout. ``rank``: the
share of readouts in which the highest of a side who met, of those whose office is stated, has this rank."""


class Rate(NamedTuple):
    """A count in so many readouts, and where each readout has it first."""

    number: int
    readouts: int
    evidence: tuple[Cite, ...]

    @property
    def value(self) -> float | None:
        """The count for each readout; None where there are none."""
        return self.number / self.readouts if self.readouts else None


class Change(NamedTuple):
    """One line: what, of which side (acts and ranks), before and after.

    ``low`` and ``high`` are the ends of the 95 % interval of the difference (after − before); None where no readout differs from
    another within a period, or there are too few. ``chance`` is the probability of so great a difference were the encounters dealt
    to the periods by chance, corrected for all lines that were tested; None where there are too few.
    """

    kind: Kind
    name: str
    side: str | None
    before: Rate
    after: Rate
    low: float | None
    high: float | None
    chance: float | None

    @property
    def difference(self) -> float | None:
        """How much the rate rose; None where one of the two is not known."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def whose(self) -> str:
        """The side in words, to stand behind the name; empty where there is none."""
        if self.side is None:
            return ""
        return " jointly" if self.side == JOINT else f" {'by' if self.kind == 'act' else 'of'} {self.side}"

    @property
    def holds(self) -> bool:
        """Whether the difference is more than chance, after correction."""
        return holds(self.chance)


class Period(NamedTuple):
    """The readouts of one issuer in one period, with the days of the first and the last."""

    readouts: int
    encounters: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class House:
    """One issuer: the two periods and what changed, the least likely by chance first. ``few``: one period has too few encounters to say."""

    issuer: str | None
    before: Period
    after: Period
    few: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed in the readouts of a pair from before `split` to that day and after, each issuer by itself.

    ``halved``: nobody gave the day, it parts the encounters in two halves. ``tests``: how many lines were tested, among which
    chances are corrected; ``draws`` and ``deals``: see `communique.analysis.periods.resampling`. ``undated`` readouts, and those ``across`` whose date may lie on either side, are left out.
    """

    pair: tuple[str, str]
    split: str
    halved: bool
    houses: tuple[House, ...]
    tests: int
    least: int
    draws: int
    deals: int
    undated: int
    across: int

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each place that a line rests on, with the figures of the line; ``part`` is the period it lies in."""
        return [
            {**_figures(house, change), "part": part, **cite._asdict()}
            for house in self.houses
            for change in house.changes
            for part, rate in (("before", change.before), ("after", change.after))
            for cite in rate.evidence
        ]


_COLUMNS: Mapping[str, Any] = {
    "issuer": "text", "kind": "text", "name": "text", "side": "text", "before": "number", "before_readouts": "number",
    "after": "number", "after_readouts": "number", "difference": "real", "low": "real", "high": "real", "chance": "real",
    "holds": "truth", "part": "text", "document": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip


def _figures(house: House, change: Change) -> dict[str, Any]:
    c = change
    return {
        "issuer": house.issuer, "kind": c.kind, "name": c.name, "side": c.side, "before": c.before.number,
        "before_readouts": c.before.readouts, "after": c.after.number, "after_readouts": c.after.readouts,
        "difference": c.difference, "low": c.low, "high": c.high, "chance": c.chance, "holds": c.holds,
    }  # fmt: skip
