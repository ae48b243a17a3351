"""communique asks: the ledger of requests and promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique.analysis.ledger import KINDS, Ledger, Made, State, Thread, asks
from communique.cli.cited import lines, quoted
from communique.cli.outputs import deliver, output_options
from communique.cli.stores import linked, period_options, store_option
from communique.export.view.escape import printable
from communique.record import JOINT
from communique.store.filters import check
from communique.wording import plural

_WORDS = {"request": "request", "commit": "promise"}
_NAMED = 5
"""Readouts without a mention that are named."""


@click.command("asks")
@click.option("--by", metavar="COUNTRY", help="Who asks or promises: CHN or China.")
@click.option("--of", metavar="COUNTRY", help="Of whom, or to whom: EUU or European Union.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only requests (request), or promises (commit).")
@click.option("--topic", help="Only threads that touch on this topic (trade-barriers).")
@click.option("--issuer", help="Only readouts of this issuer: whole words of its name.")
@period_options
@click.option("--quiet-after", type=click.IntRange(1), default=3, show_default=True, metavar="N", help="Encounters without a mention that make a thread quiet.")  # fmt: skip
@output_options(".svg", ".png")
@store_option
def command(by: str | None, of: str | None, kind: Any, topic: str | None, quiet_after: int, as_json: bool, output: Path | None, store: str, **filters: Any) -> None:  # fmt: skip
    """Follow requests and promises: first made, repeated, changed, last seen, answered by the other side, gone quiet.

    Give --by, --of or both. What is asked in other words is the same thread; each state cites its sentences.
    """
    from communique.export.picture.asks import write

    if by is None and of is None:
        raise click.UsageError("give --by, --of or both")
    sides = [check({"country": side}).country if side else None for side in (by, of)]
    check({"topic": topic})
    both = "-".join(side for side in sides if side)
    chosen = {"pair": both} if by and of else {"country": both}
    with linked(store) as opened_store:
        accounts = opened_store.accounts(parts=("attendees", "statements"), **{**filters, **chosen}, once=True)
    ledger = asks(
        accounts, by=sides[0], of=sides[1], kinds=[kind] if kind else KINDS, topic=topic, quiet_after=quiet_after
    )
    deliver(
        ledger, lambda: lines(_lines(ledger)), as_json=as_json, output=output, writers={".svg": write, ".png": write}
    )


def _lines(ledger: Ledger) -> Iterator[str]:
    who = f"by {ledger.by or 'anybody'} to {ledger.of or 'anybody'}"
    span = f"{ledger.first or 'no day'} to {ledger.last or 'no day'}"
    over = f"{plural(ledger.encounters, 'encounter')} ({plural(ledger.readouts, 'readout')}), {span}"
    yield f"{plural(len(ledger.threads), 'thread')} of requests and promises {who}, in {over}"
    if not ledger.threads:
        yield "None was found in what these readouts say; that is not to say that none was made."
    for number, thread in enumerate(ledger.threads, 1):
        yield from _thread(number, thread)


def _thread(number: int, thread: Thread) -> Iterator[str]:
    sides = f"{thread.by} → {thread.of or 'nobody named'}"
    yield ""
    head = [f"{number}. {_WORDS[thread.kind]}", sides, ", ".join(thread.topics) or "no topic known"]
    yield " · ".join([*head, "; ".join(_state(thread, s) for s in thread.states)])
    for made in thread.made:
        yield f"    {made.day or 'no day'} {made.strength or 'not on the scale'} {_mention(made)}"
    for state in thread.states:
        if state.name in ("accepted", "refused", "echoed"):
            yield from (f"    → {state.name}: {quoted(cite)}" for cite in state.evidence)
        if state.name == "quiet":
            yield f"    → quiet: no mention in {_named(state.without)}"


def _state(thread: Thread, state: State) -> str:
    if state.name == "quiet":
        return f"quiet: not mentioned in the last {plural(state.encounters or 0, 'encounter')} of the two"
    if state.name in ("hardened", "softened"):
        before, now = (next(m for m in thread.made if m.statement.cite == cite) for cite in state.evidence)
        return f"{state.name}: {before.strength} ({before.day or 'no day'}) to {now.strength} ({now.day or 'no day'})"
    return state.name


def _named(documents: tuple[str, ...]) -> str:
    """The latest of the readouts that were looked through, and how many there are before them."""
    before = f", and {len(documents) - _NAMED} before these" if len(documents) > _NAMED else ""
    return ", ".join(documents[-_NAMED:]) + before


def _mention(made: Made) -> str:
    unsaid = "" if made.addressed else " (addressee not stated)"
    speaker = "the sides together" if made.statement.speaker == JOINT else made.statement.speaker
    return f"{printable(speaker)}{unsaid}: {quoted(made.statement.cite, made.issuer)}"


__all__ = ["command"]
