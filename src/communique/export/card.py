"""A record as a card for the terminal: who, where, when; who said what; what the text leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.export.view.escape import printable, shorten
from communique.export.view.groups import (
    Speech,
    date_words,
    flags,
    heading,
    offices,
    share,
    sides,
    speaker_name,
    speeches,
)
from communique.export.view.marks import reference_words
from communique.export.view.palette import LOOKS
from communique.record import Record, Statement

_TALL = 25
_MOST_UNREAD = 10


def render(record: Record, width: int = 100) -> str:
    """The card as plain text, without colour, in lines of at most `width` columns."""
    out = StringIO()
    console = Console(file=out, width=width, height=_TALL, color_system=None, force_terminal=False, _environ={})
    print_card(record, console)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def print_card(record: Record, console: Console) -> None:
    """Print the card of `record`; it is laid out for 80 columns and more."""
    for part in _parts(record):
        console.print(part, highlight=False, markup=False, emoji=False)


def _parts(record: Record) -> Iterator[RenderableType]:
    yield from _head(record)
    yield from _people(record)
    for speech in speeches(record):
        yield from _speech(speech)
    yield from _pairs("Dates", [(date_words(d.value), d.quote) for d in record.dates])
    yield from _pairs(
        "Events referred to",
        [(" ".join(reference_words(r.what, r.date, r.since)), r.quote) for r in record.references],
    )
    yield from _words("Topics", record.topics)
    yield from _words("Set phrases", list(dict.fromkeys(f.phrase for f in record.formulae)))
    yield from _unread(record)
    yield from _words("Notes", record.notes)


def _head(record: Record) -> Iterator[RenderableType]:
    kind, *rest = heading(record)
    line = Text()
    line.append(kind.upper(), style="bold")
    for part in rest:
        line.append(" · ", style="dim").append(printable(part), style="bold")
    yield line
    about = record.document
    if about.title:
        yield Text(printable(about.title), style="italic")
    published = f"published {date_words(about.published)}" if about.published else ""
    yield Text(printable(", ".join(part for part in (about.issuer, published, about.id) if part)), style="dim")


def _people(record: Record) -> Iterator[RenderableType]:
    if not record.participants:
        return
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for country, persons in sides(record).items():
        for n, person in enumerate(persons):
            row = Text(printable(person.name), style="bold")
            held = "; ".join(offices(person))
            row.append(f"  {printable(held)}" if held else "", style="not bold")
            row.append("" if person.capacity == "principal" else f"  ({person.capacity})", style="not bold dim")
            table.add_row(Text(printable(country or "?") if n == 0 else "", style="bold dim"), row)
    yield Padding(table, (1, 0, 0, 0))


def _speech(speech: Speech) -> Iterator[RenderableType]:
    who = f"{speaker_name(speech.speaker)} ({speech.country})" if speech.country else speaker_name(speech.speaker)
    yield Padding(_rule(who), (1, 0, 0, 0))
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(no_wrap=True, width=max(map(len, LOOKS)))
    table.add_column()
    for said in speech.statements:
        table.add_row(Text(said.act, style=f"bold {LOOKS[said.act].terminal}"), _statement(said))
    yield table


def _statement(said: Statement) -> Text:
    body = Text(printable(said.quote))
    more = [f"→ {', '.join(said.addressees)}"] if said.addressees else []
    more += [*flags(said), *([", ".join(said.topics)] if said.topics else [])]
    if more:
        body.append("\n" + printable(" · ".join(more)), style="dim")
    return body


def _pairs(name: str, pairs: list[tuple[str, str]]) -> Iterator[RenderableType]:
    if not pairs:
        return
    yield Padding(_rule(name), (1, 0, 0, 0))
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(max_width=34)
    table.add_column()
    for value, quote in pairs:
        table.add_row(Text(printable(value)), Text(shorten(printable(quote), 140), style="dim"))
    yield table


def _words(name: str, words: list[str] | tuple[str, ...]) -> Iterator[RenderableType]:
    if words:
        yield Padding(_rule(name), (1, 0, 0, 0))
        yield Text(" · ".join(printable(word) for word in words))


def _unread(record: Record) -> Iterator[RenderableType]:
    unread = record.unread
    yield Padding(_rule(f"Read: {share(record)} of the text"), (1, 0, 0, 0))
    for sentence in unread.sentences[:_MOST_UNREAD]:
        yield Text(f"unread  {shorten(printable(sentence.quote), 160)}", style="dim")
    if len(unread.sentences) > _MOST_UNREAD:
        yield Text(f"… and {len(unread.sentences) - _MOST_UNREAD} more sentences", style="dim")
    if unread.names:
        yield Text("names   " + ", ".join(dict.fromkeys(printable(n.quote) for n in unread.names)), style="dim")


def _rule(name: str) -> Rule:
    return Rule(Text(printable(name), style="bold"), align="left", style="dim")
