"""communique lexicons: the lint, the list of tables, one entry with where it fires."""

from __future__ import annotations

import difflib

import click

from communique.document.load import Failure, load_paths
from communique.errors import InputError
from communique.lexicon import Entry, Lexicon, load
from communique.lexicon.check import check as lint
from communique.lexicon.load import names, purpose


@click.group("lexicons")
def command() -> None:
    """Look at the tables by which Communiqué reads, and check them."""


@command.command("check")
def check() -> int:
    """Run the tables' own tests: each `yes` sentence must fire, no `no` sentence may. Exit code 1 where one fails."""
    faults = [line for name in names() for line in lint(load(name))]
    for line in faults:
        click.echo(line)
    total = sum(len(load(name).entries) for name in names())
    click.echo(f"{len(names())} tables, {total} entries, {len(faults)} faults")
    return 1 if faults else 0


@command.command("list")
def listing() -> None:
    """List the tables: entries, and what each is for."""
    for name in names():
        click.echo(f"{name:14} {len(load(name).entries):5}  {purpose(name)}")


@command.command("show")
@click.argument("entry_id", metavar="ENTRY")
@click.option("--in", "paths", multiple=True, metavar="PATH", help="Show where it fires in these documents.")
def show(entry_id: str, paths: tuple[str, ...]) -> None:
    """Show one entry (request.call-on): what it says, its forms, and where it fires."""
    lexicon, entry = _entry(entry_id)
    click.echo(f"{entry.id}  (lexicons/{lexicon.name}.toml, line {entry.line})")
    click.echo(f"value   {entry.value or '-'}")
    for name, value in entry.attributes.items():
        click.echo(f"{name:7} {value}")
    click.echo(f"forms   {', '.join(dict.fromkeys(f.text for f in entry.forms))}")
    for label, rows in (("unless", entry.unless), ("no", entry.no), ("wrong", entry.wrong)):
        for row in rows:
            click.echo(f"{label:7} {row}")
    if entry.note:
        click.echo(f"note    {entry.note}")
    for example in entry.yes:
        click.echo(f"yes     {example}")
    for where, line in _fired(lexicon, entry, paths):
        click.echo(f"{where}: {line}")


def _entry(entry_id: str) -> tuple[Lexicon, Entry]:
    known: dict[str, tuple[Lexicon, Entry]] = {e.id: (load(n), e) for n in names() for e in load(n).entries}
    if entry_id in known:
        return known[entry_id]
    near = difflib.get_close_matches(entry_id, known, 3, 0.5)
    raise InputError(
        entry_id,
        "no entry of this id",
        f"Did you mean {', '.join(near)}?" if near else "See `communique lexicons list`.",
    )


def _fired(lexicon: Lexicon, entry: Entry, paths: tuple[str, ...]) -> list[tuple[str, str]]:
    rows = []
    for loaded in load_paths(list(paths), {}, None) if paths else ():
        if isinstance(loaded, Failure):
            raise loaded.error
        for hit in lexicon.find(loaded.text):
            if hit.entry.id == entry.id:
                before = " ".join(loaded.text[max(0, hit.start - 40) : hit.start].split())
                after = " ".join(loaded.text[hit.end : hit.end + 40].split())
                words = loaded.text[hit.start : hit.end]
                rows.append((f"{loaded.id}:{hit.start}", f"{before} [{words}] {after}"))
    return rows


__all__ = ["command"]
