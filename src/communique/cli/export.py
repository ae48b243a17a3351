"""communique export: records in a format of the field, with a report of what the format could not say."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from communique.cli.about import document_options
from communique.cli.stores import filters_but_issuer, opened, store_option
from communique.document.load import Failure
from communique.export.csv import write as write_csv
from communique.export.formats import EXPORTS, write_as
from communique.export.report import Report, whole
from communique.record import Record

_OF_INPUT = ("published", "title", "encoding")
_OF_STORE = ("store", "query", "actor", "country", "pair", "act", "topic", "kind", "since", "until", "once", "as_read")
_WIDTH = max(len(name) for name in EXPORTS)
_LISTED = "\n".join(f"  {f.name:{_WIDTH}}  {f.holds}" for f in EXPORTS.values())
_HELP = f"""Export readouts, or records that `communique read --jsonl` wrote, or those of a store.

INPUT is a .jsonl or .json file of records, or documents as `communique read` takes them, which are read first. Without
INPUT, the records of the store are exported: all, or those that meet --query and the filters of `communique search`.
What a format cannot say is counted by reason at the end; --losses writes it out.

\b
Formats:
{_LISTED}
"""


@click.command("export", help=_HELP)
@click.argument("inputs", nargs=-1, metavar="[INPUT... | -]")
@click.option(
    "--format",
    "name",
    type=click.Choice(list(EXPORTS)),
    required=True,
    metavar="NAME",
    help="One of the formats above.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file or folder to write.")
@click.option("--table", help="With csv: only this table, as one file (statements).")
@click.option("--losses", type=click.Path(path_type=Path, dir_okay=False), help="Write the losses to this CSV file.")
@document_options
@store_option
@click.option("--query", help="From the store: documents with these words, as in `communique search`.")
@filters_but_issuer
@click.option("--as-read", is_flag=True, help="From the store: without what people corrected.")
@click.pass_context
def command(context: click.Context, /, inputs: tuple[str, ...], name: str, output: Path, table: str | None, losses: Path | None, store: str, encoding: str | None, **said: Any) -> int:  # fmt: skip
    """Writes one format; exit code 1 where some inputs failed, 2 where nothing could be exported."""
    if table and name != "csv":
        raise click.UsageError("--table goes with --format csv")
    _check(context, bool(inputs))
    failures: list[Failure] = []
    if not inputs:
        filters = {name: value for name, value in said.items() if name not in _OF_INPUT}
        with opened(store) as opened_store:
            return _export(opened_store.records(**filters), failures, name, output, table, losses)
    from communique.export.given import records_of

    defaults = {**{name: said[name] for name in (*_OF_INPUT, "issuer") if name != "encoding"}, "language": None}
    records = _good(records_of(inputs, defaults, encoding), failures)
    return _export(records, failures, name, output, table, losses)


def _check(context: click.Context, has_input: bool) -> None:
    """Options of the store go without INPUT, those of documents with it; ``--issuer`` goes with both."""
    given = [p for p in context.params if context.get_parameter_source(p) is ParameterSource.COMMANDLINE]
    wrong = next((p for p in given if p in (_OF_STORE if has_input else _OF_INPUT)), None)
    if wrong is not None:
        option = next(p.opts[0] for p in context.command.params if p.name == wrong)
        raise click.UsageError(f"{option} goes {'without' if has_input else 'with'} INPUT")


def _export(
    records: Iterator[Record], failures: list[Failure], name: str, output: Path, table: str | None, losses: Path | None
) -> int:
    first = next(records, None)
    if first is not None:
        report = _write(name, output, table, _again(first, records))
        _tell(report, output, losses)
    for failure in failures:
        click.echo(f"error: {failure.error}", err=True)
    if first is None:
        if not failures:
            click.echo("error: no records to export", err=True)
        return 2
    return 1 if failures else 0


def _write(name: str, output: Path, table: str | None, records: Iterator[Record]) -> Report:
    if table:
        return write_csv(records, output, table=table)
    return write_as(name, records, output, where=f"--format {name}")


def _good(given: Iterator[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    for item in given:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item


def _again(first: Record, rest: Iterator[Record]) -> Iterator[Record]:
    yield first
    yield from rest


def _tell(report: Report, output: Path, losses: Path | None) -> None:
    click.echo(f"wrote {output}: {report.rows} rows", err=True)
    if report.losses:
        click.echo(f"{len(report.losses)} not said:", err=True)
    for reason, count in report.reasons().items():
        click.echo(f"  {count:6}  {reason}", err=True)
    if losses is not None:
        with whole(losses) as part, part.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(("document", "statement", "reason"))
            lines.writerows(report.losses)
    sys.stderr.flush()


__all__ = ["command"]
