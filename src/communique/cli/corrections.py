"""communique corrections: listed, undone, exported as gold and as tests of the lexicons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.curation import json_option, opened, print_json, store_option
from communique.cli.undo import command as undo

if TYPE_CHECKING:
    from communique.store import Store

_STATUS = ("applied", "settled", "dangling", "undone")


@click.group("corrections")
def command() -> None:
    """What people corrected: the machine's value, theirs, and what became of it."""


@command.command("list")
@click.argument("document", required=False)
@store_option
@click.option("--status", type=click.Choice(_STATUS), help="Only these.")
@click.option("--undone", is_flag=True, help="Those undone too.")
@json_option
def listing(document: str | None, store: str, status: str | None, undone: bool, as_json: bool) -> None:
    """List corrections, of one DOCUMENT or all.

    applied: the machine says otherwise; settled: it now says the same; dangling: what was corrected is gone.
    """
    with opened(store) as held:
        found = held.corrections(document, status=status, undone=undone)  # type: ignore[arg-type]
    if as_json:
        return print_json(found)
    for row in found:
        values = " → ".join(json.dumps(v, ensure_ascii=False) for v in (row.machine, row.value))
        click.echo(f"{row.decision.number:5}  {row.status:8}  {row.document}  {row.path}  {values}")
        click.echo(f"       {row.decision.by}, {row.decision.made[:10]}: {row.decision.why}")
    return None


command.add_command(undo, "undo")


@command.command("export")
@store_option
@click.option(
    "--gold",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Corrected records, JSONL for `score`.",
)
@click.option(
    "--test",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Tables with the corrected acts as test sentences.",
)
@click.option("--confirmed", is_flag=True, help="With --gold: only documents confirmed as a whole.")
@click.option("--by", metavar="NAME", help="With --gold: only what this person decided on.")
def export(store: str, gold: Path | None, folder: Path | None, confirmed: bool, by: str | None) -> None:
    """Write corrected and confirmed records as gold, or corrected acts as tests of the lexicon entries that fired."""
    if (gold is None) == (folder is None):
        raise click.UsageError("Give --gold FILE or --test FOLDER.")
    if folder is not None and (confirmed or by):
        raise click.UsageError("--confirmed and --by go with --gold")
    with opened(store) as held:
        if gold is not None:
            _gold(held, gold, confirmed, by)
        elif folder is not None:
            _tests(held, folder)


def _gold(held: Store, gold: Path, confirmed: bool, by: str | None) -> None:
    from communique.export.report import whole

    count = 0
    with whole(gold) as part, part.open("w", encoding="utf-8") as file:
        for record in held.gold(by=by, confirmed=confirmed):
            file.write(record.model_dump_json() + "\n")
            count += 1
    dangling = len(held.corrections(status="dangling"))
    click.echo(f"wrote {gold}: {count} records", err=True)
    if dangling:
        click.echo(
            f"{dangling} corrections are dangling: see `communique corrections list --status dangling`", err=True
        )


def _tests(held: Store, folder: Path) -> None:
    from communique.export.report import whole
    from communique.store.curation.lexicon_tests import LexiconTest, NoTest, tables_with

    found = held.lexicon_tests()
    tests = [one for one in found if isinstance(one, LexiconTest)]
    tables = tables_with(tests)
    for name, source in tables.items():
        with whole(folder / f"{name}.toml") as part:
            part.write_text(source, encoding="utf-8")
    click.echo(f"wrote {folder}: {len(tests)} sentences in {len(tables)} tables", err=True)
    for one in found:
        if isinstance(one, NoTest):
            click.echo(f"correction {one.decision} gives none: {one.why}", err=True)
    if tests:
        click.echo(
            "The sentences are those of the documents: put them in your own words before you share them.", err=True
        )


__all__ = ["command"]
