"""communique drift: what changed between two periods in the readouts of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.analysis.periods import Change, Drift, House, Period, Rate, drift
from communique.cli.cited import lines, quoted
from communique.cli.outputs import deliver, output_options
from communique.cli.rows import chance
from communique.cli.stores import linked, since_options, store_option
from communique.store.filters import check
from communique.wording import plural

if TYPE_CHECKING:
    from communique.store.accounts import Part

_PARTS: tuple[Part, ...] = ("attendees", "statements", "phrases")


@click.command("drift")
@click.option("--pair", required=True, metavar="A-B", help="Encounters of two states or bodies: CHN-FRA.")
@click.option("--split", metavar="DATE", help="The day, month or year that begins the second period; else the two have as many encounters.")  # fmt: skip
@click.option("--issuer", help="Only readouts of this issuer: whole words of its name.")
@since_options
@click.option("--most", type=click.IntRange(0), default=10, show_default=True, metavar="N", help="Print so many lines of what does not hold.")  # fmt: skip
@output_options(".svg", ".png")
@store_option
def command(pair: str, split: str | None, most: int, as_json: bool, output: Path | None, store: str, **filters: Any) -> None:  # fmt: skip
    """What changed between two periods: topics, acts, set phrases, rank of those who met; as rates for each readout.

    Issuers are never mixed. Every line has its counts, a 95 % interval and the probability by chance, corrected for all lines.
    """
    from communique.export.picture.drift import write

    sides = check({"pair": pair}).pair
    assert sides is not None
    with linked(store) as opened_store:
        accounts = opened_store.accounts(met=pair, once=True, parts=_PARTS, **filters)
    result = drift(accounts, pair=sides, split=split)
    deliver(
        result, lambda: lines(_lines(result, most)), as_json=as_json, output=output, writers={".svg": write, ".png": write}
    )  # fmt: skip


def _lines(result: Drift, most: int) -> Iterator[str]:
    parted = " (which parts the encounters in two halves)" if result.halved else ""
    yield f"{'-'.join(result.pair)}, before {result.split}{parted} and from then on"
    if result.undated:
        yield f"left out: {plural(result.undated, 'readout')} without a day"
    if result.across:
        yield f"left out: {plural(result.across, 'readout')} whose date may lie on either side"
    if result.tests:
        yield (
            f"{plural(result.tests, 'line')} tested by dealing whole encounters anew {result.deals:,} times; p is corrected for so many "
            "(Benjamini-Hochberg), 95 % intervals are each line's own"
        )
    for house in result.houses:
        yield from ("", *_house(house, result.least, most))


def _house(house: House, least: int, most: int) -> Iterator[str]:
    yield f"{house.issuer or 'no issuer'}: {_period(house.before)} before, {_period(house.after)} after"
    if house.few:
        yield f"  too few to say: each period needs {least} encounters. Counts only"
        yield from (line for change in house.changes[:most] for line in _change(change))
        return
    sure = [c for c in house.changes if c.holds]
    rest = [c for c in house.changes if not c.holds]
    yield f"  {plural(len(sure), 'change')} more than chance" if sure else "  No change is more than chance"
    yield from (line for change in sure for line in _change(change))
    if rest and most:
        yield f"  No more than chance, or too rare to test: {plural(len(rest), 'line')}; the largest of them"
        yield from (line for change in rest[:most] for line in _change(change))


def _period(period: Period) -> str:
    days = f", {period.first or 'no day'} to {period.last or 'no day'}" if period.readouts else ""
    return f"{plural(period.readouts, 'readout')} of {plural(period.encounters, 'encounter')}{days}"


def _change(change: Change) -> Iterator[str]:
    yield f"    {change.kind} {change.name}{change.whose}: {_rate(change, change.before)} → {_rate(change, change.after)}{_figures(change)}"
    for word, rate in (("before", change.before), ("after", change.after)):
        if rate.evidence:
            yield f"      {word}, such as {quoted(rate.evidence[-1])}"


def _rate(change: Change, rate: Rate) -> str:
    if rate.value is None:
        return "office not stated in any readout" if change.kind == "rank" else "no readout"
    if change.kind == "act":
        return f"{rate.number} in {plural(rate.readouts, 'readout')} ({rate.value:.2f} each)"
    return f"{rate.number} of {rate.readouts} ({rate.value:.0%})"


def _figures(change: Change) -> str:
    if change.difference is None:
        return ""
    if change.chance is None:
        return "; not tested"
    ends = f" [{_size(change, change.low)}, {_size(change, change.high)}]" if change.low is not None else " [no interval: readouts of a period do not differ]"  # fmt: skip
    return f"; {_size(change, change.difference)}{ends}, {chance(change.chance)}"


def _size(change: Change, value: float | None) -> str:
    assert value is not None
    return f"{value:+.2f}" if change.kind == "act" else f"{100 * value:+.0f} points"


__all__ = ["command"]
