"""A timeline as a picture: a row for each encounter, its mark at its day; shapes tell kinds, hollow marks what is only dated
by publication."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from communique.analysis.chronology import Encounter, Timeline
from communique.analysis.result import AnalysisError
from communique.export.picture.canvas import INK, MID, PALE, captioned, drawing, safe
from communique.export.view.escape import shorten

MOST = 60
"""Encounters that one picture shows: the newest."""
_WIDTH, _ROW, _HEAD = 10.0, 0.27, 1.1
_SHAPES = {"meeting": "o", "multilateral": "h", "call": "^", "video": "v", "visit": "s", "event": "D", "message": "x"}
"""A matplotlib marker for each kind of encounter."""
_NAMES = {
    "o": "circle",
    "h": "hexagon",
    "^": "triangle up",
    "v": "triangle down",
    "s": "square",
    "D": "diamond",
    "x": "cross",
}


def write(result: Timeline, path: Path) -> None:
    """Writes the picture as SVG or PNG, as the suffix says.

    :raises AnalysisError: where no encounter has a day.
    """
    dated = [e for e in result.encounters if e.first]
    if not dated:
        raise AnalysisError("timeline", "no encounter with a day to draw", "Widen the question.")
    shown = dated[-MOST:]
    title = f"{len(result.encounters)} encounters, {dated[0].first} to {dated[-1].first}"
    words = "\n".join([title, *(_told(e) for e in shown)])
    with drawing(path, size=(_WIDTH, _HEAD + _ROW * len(shown)), title=title, words=words) as figure:
        _draw(figure.subplots(), shown)
        kinds = dict.fromkeys(e.kind for e in shown)
        key = "; ".join(f"{_NAMES[_SHAPES[kind]]}: {kind}" for kind in _SHAPES if kind in kinds)
        left = f" The newest {len(shown)} of {len(dated)}." if len(shown) < len(dated) else ""
        captioned(figure, title, f"{key}. Hollow: the day of publication, where the text gives none.{left}")


def _draw(axes: Any, encounters: list[Encounter]) -> None:
    for height, e in enumerate(reversed(encounters)):
        first = dt.date.fromisoformat(e.first or "")
        last = dt.date.fromisoformat(e.last or e.first or "")
        axes.axhline(height, color=PALE, linewidth=0.4, zorder=0)
        if last != first:
            axes.plot([first, last], [height, height], color=MID, linewidth=2.5, zorder=1)
        shape = _SHAPES[e.kind]
        fill = (
            {"color": INK} if shape == "x" else {"color": "white" if e.dated == "published" else INK, "edgecolors": INK}
        )
        axes.scatter([first], [height], marker=shape, s=34, linewidths=0.9, zorder=2, **fill)
    axes.set_yticks(range(len(encounters)), [safe(_label(e)) for e in reversed(encounters)])
    axes.set_ylim(-0.7, len(encounters) - 0.3)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.06)
    axes.grid(axis="x", color=PALE, linewidth=0.4)
    axes.set_axisbelow(True)


def _label(encounter: Encounter) -> str:
    people = ", ".join(a.name for a in encounter.people if a.capacity == "principal") or ", ".join(encounter.countries)
    where = f"{encounter.places[0]}: " if encounter.places else ""
    return shorten(f"{encounter.first}  {where}{people}", 76)


def _told(encounter: Encounter) -> str:
    e = encounter
    people = ", ".join(a.name for a in e.people) or "nobody named"
    dated = " (day of publication)" if e.dated == "published" else ""
    return f"{e.first}{dated}: {e.kind}, {' / '.join(e.places) or 'place not stated'}; {people}."
