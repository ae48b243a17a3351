"""communique formula: every use of a set phrase over time, and set phrases that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique.analysis.setphrases import Course, Formula, House, Shift, Use
from communique.analysis.setphrases.stored import formula_in
from communique.cli.cited import lines, quoted
from communique.cli.outputs import deliver, output_options
from communique.cli.rows import chance
from communique.cli.stores import linked, since_options, store_option
from communique.store.filters import check
from communique.wording import plural


@click.command("formula")
@click.argument("phrase", required=False)
@click.option("--new", "is_new", is_flag=True, help="Find set phrases that the lexicon does not know.")
@click.option("--by", metavar="COUNTRY", help="Uses by this side: CHN or China.")
@click.option("--with", "other", metavar="COUNTRY", help="In readouts that have this side too: FRA or France.")
@click.option("--issuer", help="Only readouts of this issuer: whole words of its name.")
@since_options
@click.option("--most", type=click.IntRange(1), default=40, show_default=True, metavar="N", help="Print so many uses, or new phrases.")  # fmt: skip
@output_options()
@store_option
def command(phrase: str | None, is_new: bool, by: str | None, other: str | None, most: int, as_json: bool, output: Path | None, store: str, **filters: Any) -> None:  # fmt: skip
    """Follow PHRASE over time: variants, first and last use, who used it, and whether it came into use or was dropped.

    A phrase within a longer set phrase counts for the longer one. With --new instead of PHRASE: word sequences that recur in these
    readouts and are no set phrases of the lexicon, each held against the issuer's other readouts.
    """
    if (phrase is None) != is_new:
        raise click.UsageError("give PHRASE or --new")
    sides = [check({"country": side}).country if side else None for side in (by, other)]
    with linked(store) as opened_store:
        if phrase is None:
            from communique.cli.phrases import described, found

            fresh = found(opened_store, sides, filters)
            deliver(fresh, lambda: lines(described(fresh, most)), as_json=as_json, output=output)
            return
        result = formula_in(opened_store, phrase, by=sides[0], other=sides[1], **filters)
    deliver(result, lambda: lines(_lines(result, most)), as_json=as_json, output=output)


def _lines(result: Formula, most: int) -> Iterator[str]:
    yield from _head(result)
    for words, uses in result.variants.items():
        days = f"{uses[0].day or 'no day'} to {uses[-1].day or 'no day'}"
        yield f"  {len(uses):4} × {words}  ({uses[0].wording})  {days}"
    for held in result.within:
        yield f"  not counted: {plural(len(held.cites), 'place')} within the longer phrase “{held.phrase}”, such as {quoted(held.cites[0])}"
    if result.houses:
        yield from ("", "Who used it", *(_house(house) for house in result.houses), f"  by side: {_sides(result)}")
        shown = result.uses[-most:]
        earlier = f", the last {len(shown)} of {len(result.uses)}" if len(shown) < len(result.uses) else ""
        yield from ("", f"Uses{earlier}", *(_use(use) for use in shown))
    yield from _shifts(result)


def _head(result: Formula) -> Iterator[str]:
    c = result.course
    known = f" (in the lexicon: {result.known})" if result.known and result.known != result.phrase else ""
    sides = "".join(f", {word} {side}" for word, side in (("by", result.by), ("with", result.other)) if side)
    yield f"“{result.phrase}”{known}{sides}"
    over = f"{plural(result.encounters, 'encounter')} ({plural(result.readouts, 'readout')})"
    if not result.uses:
        yield f"not found in {over}; looked for in all of them, with its variants"
        return
    events = len({use.event for use in result.uses})
    yield f"{plural(len(result.uses), 'use')} in {events} of {over}, first {c.first or 'no day'}, last {c.last or 'no day'}"
    if result.undated:
        yield f"{plural(result.undated, 'use')} without a day: not in what follows"
    yield from _course(c)


def _course(c: Course) -> Iterator[str]:
    if c.new is None or c.dropped is None:
        yield f"used in {plural(c.used, 'dated encounter')} of {c.encounters}: too few to say whether it is new or was dropped"
        return
    rate = f"used in {c.used} of {c.encounters} dated encounters"
    yield f"{'new' if c.is_new else 'not new'}: {_run(c.before, 'before the first use')}, {chance(c.new)}; {rate}"
    yield f"{'dropped' if c.is_dropped else 'not dropped'}: {_run(c.since, 'since the last use')}, {chance(c.dropped)}; {rate}"


def _run(number: int, when: str) -> str:
    return f"{plural(number, 'encounter')} {when}"


def _house(house: House) -> str:
    c = house.course
    state = " · ".join(word for word, holds in (("new", c.is_new), ("dropped", c.is_dropped)) if holds)
    few = "too few to say more" if c.new is None else ""
    days = f"{c.first or 'no day'} to {c.last or 'no day'}"
    tail = "".join(f"; {part}" for part in (f"{plural(c.since, 'encounter')} since", few, state) if part)
    return f"  {house.issuer or 'no issuer'}: in {house.used} of {plural(house.readouts, 'readout')}, {days}{tail}"


def _sides(result: Formula) -> str:
    counts = Counter(use.by or "both or not known" for use in result.uses)
    return ", ".join(f"{side} {n}" for side, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _use(use: Use) -> str:
    who = f"{use.speaker} ({use.by})" if use.speaker and use.by else use.speaker or "the issuer"
    return f"  {use.day or 'no day':10}  {use.words}  {who}: {quoted(use.sentence, use.issuer)}"


def _shifts(result: Formula) -> Iterator[str]:
    yield ""
    tests = f"{plural(result.looked_at, 'test')}, corrected for so many"
    if not result.shifts:
        yield f"No other set phrase of the lexicon is new or dropped in these readouts ({tests})"
        return
    yield f"Other set phrases of the lexicon that are new or dropped in these readouts ({tests})"
    yield from (_shift(shift) for shift in result.shifts)


def _shift(shift: Shift) -> str:
    c, is_new = shift.course, shift.state == "new"
    use, end = (shift.first, "first") if is_new else (shift.last, "last")
    run = f"{c.before} encounters before" if is_new else f"{c.since} encounters since"
    rate = f"in {c.used} of {c.encounters}, {end} {use.day}, {run}, {chance(shift.chance)}"
    return f"  {shift.state} {shift.phrase}: {rate}{_shown(use)}"


def _shown(use: Use) -> str:
    words = f"“{use.words}” in " if use.sentence != use.cite else ""
    return f"  {words}{quoted(use.sentence, use.issuer)}"


__all__ = ["command"]
