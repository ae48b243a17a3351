"""The ledger as a picture: a line for each thread over the years, a mark for each mention, higher the stronger it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from communique.analysis.ledger import Ledger, Thread
from communique.analysis.result import AnalysisError
from communique.analysis.strength import PROMISES, REQUESTS, step
from communique.export.picture.canvas import INK, MID, PALE, captioned, drawing, safe
from communique.export.view.escape import shorten

MOST = 40
"""Threads that one picture shows: those mentioned most, then last."""
_WIDTH, _ROW, _HEAD = 10.0, 0.34, 1.6
_SIZES = {None: 14, 1: 18, 2: 34, 3: 56, 4: 84}
"""Area of a mark by the step on the scale, in square points."""
_KEY = f"Circle: request ({' < '.join(REQUESTS)}). Square: promise ({' < '.join(PROMISES)}). The larger the stronger; hollow: not on the scale."
_ENDS = {"accepted": "answered: yes", "refused": "answered: no", "quiet": "quiet"}


def write(result: Ledger, path: Path) -> None:
    """Writes the picture as SVG or PNG, as the suffix says.

    :raises AnalysisError: where there is nothing to draw.
    """
    rows = [thread for thread in result.threads if any(m.day for m in thread.made)]
    if not rows:
        raise AnalysisError("asks", "no dated request or promise to draw", "Widen the filters.")
    rows.sort(key=lambda t: (-t.encounters, t.id))
    shown = sorted(rows[:MOST], key=lambda t: (t.made[0].day or "", t.id), reverse=True)
    with drawing(
        path, size=(_WIDTH, _HEAD + _ROW * len(shown)), title=_title(result), words=_words(result, shown)
    ) as figure:
        _draw(figure.subplots(), shown, one=result.by is not None and result.of is not None)
        left = f" The {len(shown)} of {len(rows)} threads that were mentioned most." if len(shown) < len(rows) else ""
        captioned(figure, _title(result), _KEY + left)


def _draw(axes: Any, threads: list[Thread], *, one: bool) -> None:
    """:param one: all threads are of the same two sides, which need not be said then."""
    last = max(day for t in threads for day in _days(t))
    for height, thread in enumerate(threads):
        days = _days(thread)
        axes.plot([days[0], days[-1]], [height, height], color=PALE, linewidth=1.2, zorder=1)
        for made in thread.made:
            if made.day is None:
                continue
            fill = INK if made.strength else "white"
            shape = "o" if thread.kind == "request" else "s"
            size = _SIZES[step(thread.kind, made.strength)]
            axes.scatter(
                [_day(made.day)], [height], s=size, marker=shape, color=fill, edgecolors=INK, linewidths=0.8, zorder=2
            )
        ends = ", ".join(words for name, words in _ENDS.items() if thread.state(name))  # type: ignore[arg-type]
        if ends:
            axes.annotate(
                ends, (days[-1], height), xytext=(9, 0), textcoords="offset points", va="center", color=MID, fontsize=7
            )
    axes.set_yticks(range(len(threads)), [safe(_label(t, one)) for t in threads])
    axes.set_ylim(-0.7, len(threads) - 0.3)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.12)
    axes.set_xlim(right=last + dt.timedelta(days=max(60, (last - min(_days(t)[0] for t in threads)).days // 5)))
    axes.grid(axis="x", color=PALE, linewidth=0.4)
    axes.set_axisbelow(True)


def _days(thread: Thread) -> list[dt.date]:
    return sorted(_day(m.day) for m in thread.made if m.day)


def _day(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def _label(thread: Thread, one: bool) -> str:
    sides = "" if one else f"{thread.by} → {thread.of or '?'}  "
    return f"{sides}{shorten(thread.made[0].statement.cite.quote, 70)}"


def _title(result: Ledger) -> str:
    return f"Requests and promises by {result.by or 'anybody'} to {result.of or 'anybody'}"


def _words(result: Ledger, threads: list[Thread]) -> str:
    """What the picture shows, thread by thread."""
    head = f"{len(threads)} threads in {result.encounters} encounters ({result.readouts} readouts)."
    return "\n".join([head, *(_told(t) for t in reversed(threads))])


def _told(thread: Thread) -> str:
    made = "; ".join(f"{m.day or 'no day'} {m.strength or 'not on the scale'}" for m in thread.made)
    states = ", ".join(s.name for s in thread.states)
    return f"{thread.kind} {thread.by} to {thread.of or 'nobody named'}: {thread.made[0].statement.cite.quote} ({made}). {states}."
