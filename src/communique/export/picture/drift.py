"""What changed between two periods as dots with intervals: shares of readouts above, statements for each readout below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from communique.analysis.periods.model import Change, Drift, House
from communique.analysis.result import AnalysisError
from communique.export.picture.canvas import INK, MID, PALE, captioned, drawing, safe
from communique.export.view.escape import shorten

MOST = 16
"""Lines of a panel: those that hold, then the largest differences."""
_WIDTH, _ROW, _HEAD = 9.0, 0.27, 1.9
_KEY = "Dot: how much the rate rose or fell. Bar: 95 % interval of that line; none where the readouts of a period do not differ. Full dot: more than chance after correction for all lines; hollow: no more than chance."


class _Line(NamedTuple):
    house: House
    change: Change


class _Panel(NamedTuple):
    name: str
    lines: Sequence[_Line]
    factor: float


def write(result: Drift, path: Path) -> None:
    """Writes the picture as SVG or PNG, as the suffix says.

    :raises AnalysisError: where no line was tested.
    """
    panels = _panels(result)
    if not panels:
        what = f"no issuer has {result.least} encounters in each period, too few to draw"
        raise AnalysisError("drift", what, "Widen the filters, or choose another --split.")
    rows = [len(panel.lines) for panel in panels]
    with drawing(
        path,
        size=(_WIDTH, _HEAD + _ROW * sum(rows) + 0.6 * len(rows)),
        title=_title(result),
        words=_words(result, panels),
    ) as figure:
        axes = figure.subplots(len(panels), squeeze=False, gridspec_kw={"height_ratios": [n + 1.0 for n in rows]})[:, 0]
        several = len({line.house.issuer for panel in panels for line in panel.lines}) > 1
        for one, panel in zip(axes, panels, strict=True):
            _draw(one, panel, several)
        captioned(figure, _title(result), f"{_over(result)} {_KEY}")


def _panels(result: Drift) -> list[_Panel]:
    tested = [_Line(house, c) for house in result.houses for c in house.changes if c.chance is not None]
    shares = [line for line in tested if line.change.kind != "act"]
    acts = [line for line in tested if line.change.kind == "act"]
    named = (("share of readouts, change in points", shares, 100.0), ("statements for each readout, change", acts, 1.0))
    return [_Panel(name, sorted(lines, key=_order)[:MOST], factor) for name, lines, factor in named if lines]


def _order(line: _Line) -> tuple[bool, float]:
    return not line.change.holds, -abs(line.change.difference or 0.0)


def _draw(axes: Any, panel: _Panel, several: bool) -> None:
    shown = sorted(panel.lines, key=lambda line: line.change.difference or 0.0)
    axes.axvline(0, color=MID, linewidth=0.8, zorder=1)
    for height, (_, change) in enumerate(shown):
        at = panel.factor * (change.difference or 0.0)
        if change.low is not None and change.high is not None:
            ends = [panel.factor * change.low, panel.factor * change.high]
            axes.plot(ends, [height, height], color=INK if change.holds else MID, linewidth=1.4, zorder=2)
        fill = INK if change.holds else "white"
        axes.scatter([at], [height], s=26, color=fill, edgecolors=INK, linewidths=0.9, zorder=3)
    axes.set_yticks(range(len(shown)), [safe(_label(line, several)) for line in shown])
    axes.set_ylim(-0.7, len(shown) - 0.3)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(panel.name, loc="left")
    axes.grid(axis="x", color=PALE, linewidth=0.4)
    axes.set_axisbelow(True)


def _label(line: _Line, several: bool) -> str:
    issuer = f"{shorten(line.house.issuer or 'no issuer', 24)}: " if several else ""
    return f"{issuer}{_name(line.change)}  {_counts(line.change)}"


def _name(change: Change) -> str:
    return f"{change.kind} {shorten(change.name, 44)}{change.whose}"


def _counts(change: Change) -> str:
    of = " in " if change.kind == "act" else "/"
    before, after = (f"{rate.number}{of}{rate.readouts}" for rate in (change.before, change.after))
    return f"{before} → {after}"


def _title(result: Drift) -> str:
    return f"What changed between {' and '.join(result.pair)}: before {result.split}, and from then on"


def _over(result: Drift) -> str:
    shown = [h for h in result.houses if not h.few]
    return " ".join(
        f"{h.issuer or 'No issuer'}: {h.before.readouts} readouts before, {h.after.readouts} after." for h in shown
    )


def _words(result: Drift, panels: Sequence[_Panel]) -> str:
    """What the picture shows, line by line."""
    told = [_told(line, panel) for panel in panels for line in panel.lines]
    return "\n".join([_over(result), *told])


def _told(line: _Line, panel: _Panel) -> str:
    c = line.change
    size = panel.factor * (c.difference or 0.0)
    ends = f", 95 % interval {panel.factor * c.low:+.2f} to {panel.factor * c.high:+.2f}" if c.low is not None and c.high is not None else ""  # fmt: skip
    holds = "more than chance" if c.holds else "no more than chance"
    return f"{line.house.issuer or 'no issuer'}: {_name(c)}: {_counts(c)}, {size:+.2f}{ends}; {holds}."
