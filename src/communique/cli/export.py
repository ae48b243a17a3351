"""communique export: records in a format of the field, with a report of what the format could not say."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from communique.cli.about import document_options
from communique.document.load import Failure
from communique.export.csv import write as write_csv
from communique.export.formats import EXPORTS, writer
from communique.export.report import OutputError, Report, whole
from communique.record import Record

_WIDTH = max(len(name) for name in EXPORTS)
_LISTED = "\n".join(f"  {f.name:{_WIDTH}}  {f.holds}" for f in EXPORTS.values())
_HELP = f"""Export readouts, or records that `communique read --jsonl` wrote.

INPUT is a .jsonl or .json file of records, or documents as `communique read` takes them, which are read first.
What a format cannot say is counted by reason at the end; --losses writes it out.

\b
Formats:
{_LISTED}
"""


@click.command("export", help=_HELP)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT... | -")
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
def command(inputs: tuple[str, ...], name: str, output: Path, table: str | None, losses: Path | None, published: str | None, issuer: str | None, title: str | None, encoding: str | None) -> int:  # fmt: skip
    """Writes one format; exit code 1 where some inputs failed, 2 where nothing could be exported."""
    if table and name != "csv":
        raise click.UsageError("--table goes with --format csv")
    from communique.export.given import records_of

    failures: list[Failure] = []
    defaults = {"published": published, "issuer": issuer, "title": title, "language": None}
    records = _good(records_of(inputs, defaults, encoding), failures)
    first = next(records, None)
    if first is not None:
        report = _write(name, output, table, _again(first, records))
        _tell(report, output, losses)
    for failure in failures:
        click.echo(f"error: {failure.error}", err=True)
    if first is None:
        return 2
    return 1 if failures else 0


def _write(name: str, output: Path, table: str | None, records: Iterator[Record]) -> Report:
    if table:
        return write_csv(records, output, table=table)
    try:
        return writer(name)(records, output)
    except ModuleNotFoundError as error:
        extra = EXPORTS[name].extra
        raise OutputError(
            f"--format {name}", f"it needs {error.name}", f'Install it with pip install "communique[{extra}]".'
        ) from None


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
