"""communique timeline: encounters in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique.analysis.chronology import Encounter, Mentioned, Timeline, timeline
from communique.cli.cited import lines, quoted
from communique.cli.outputs import deliver, output_options
from communique.cli.stores import linked, period_options, store_option
from communique.export.view.escape import printable, shorten
from communique.store.filters import check
from communique.wording import plural


@click.command("timeline")
@click.option("--pair", metavar="A-B", help="Encounters of two states or bodies: CHN-FRA.")
@click.option("--actor", help="Encounters of a person: a name, or whole words of one; and what he said.")
@click.option("--topic", help="Encounters in which this was spoken about (ukraine); and what was said about it.")
@click.option("--issuer", help="Only readouts of this issuer: whole words of its name.")
@period_options
@click.option("--statements", type=click.IntRange(0), default=5, show_default=True, metavar="N", help="Print so many statements of an encounter.")  # fmt: skip
@output_options(".svg", ".png")
@store_option
def command(pair: str | None, actor: str | None, topic: str | None, statements: int, as_json: bool, output: Path | None, store: str, **filters: Any) -> None:  # fmt: skip
    """Encounters in order of time: who met, where, what was said. Several readouts of one encounter are one entry.

    Give --pair, --actor or --topic, or several. Events that a text only mentions stand apart, marked as mentioned.
    """
    from communique.export.picture.timeline import write

    if not (pair or actor or topic):
        raise click.UsageError("give --pair, --actor or --topic")
    chosen = check({"pair": pair, "actor": actor, "topic": topic})
    with linked(store) as opened_store:
        accounts = opened_store.accounts(
            parts=("attendees", "statements", "mentions"),
            about=topic,
            pair=pair,
            actor=actor,
            topic=topic,
            once=True,
            **filters,
        )
    result = timeline(accounts, pair=chosen.pair, actor=actor, topic=topic)
    deliver(
        result, lambda: lines(_lines(result, statements)), as_json=as_json, output=output,
        writers={".svg": write, ".png": write},
    )  # fmt: skip


def _lines(result: Timeline, most: int) -> Iterator[str]:
    yield f"{plural(len(result.encounters), 'encounter')} in {plural(result.readouts, 'readout')}"
    if result.undated:
        yield f"{plural(result.undated, 'encounter')} without any day"
    for encounter in result.encounters:
        yield from _encounter(encounter, most)
    if result.mentioned:
        yield from ("", "Mentioned in these readouts")
        yield from (_mention(m) for m in result.mentioned)


def _encounter(encounter: Encounter, most: int) -> Iterator[str]:
    e = encounter
    days = e.first or "no day" if e.first == e.last else f"{e.first} to {e.last}"
    published = " (published; the day of the encounter is not stated)" if e.dated == "published" else ""
    yield ""
    yield f"{days}{published}  {e.kind}, {' / '.join(e.places) or 'place not stated'}  {', '.join(e.countries)}"
    people = [f"{a.name}{f', {a.role}' if a.role else ''}{f' ({a.country})' if a.country else ''}" for a in e.people]
    yield f"    {'; '.join(people) or 'nobody named'}"
    about = {s.document: s for s in e.sources}
    for said in e.statements[:most]:
        yield f"    {said.act}  {said.speaker}: {quoted(said.cite, about[said.cite.document].issuer)}"
    if len(e.statements) > most:
        yield f"    and {plural(len(e.statements) - most, 'statement')} more"
    for source in e.sources:
        yield f"    from {source.document}  {source.issuer or 'no issuer'}  {shorten(printable(source.title or '-'), 90)}  {source.url or ''}"


def _mention(found: Mentioned) -> str:
    mention = found.mention
    told = f"; told of in {', '.join(found.told)}" if found.told else ""
    who = f" {', '.join(mention.who)}" if mention.who else ""
    since = f" since {mention.since}" if mention.since else ""
    return f"    {mention.date}  {mention.what}{who}{since}{told}: {quoted(mention.cite)}"


__all__ = ["command"]
