"""Where a command of analysis writes: the terminal, JSON, or a file whose suffix says in which form."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from communique.analysis.result import Result, plain, table
from communique.cli.stores import json_option
from communique.export.report import OutputError, whole
from communique.export.safe import guarded

Command = Callable[..., Any]
Writer = Callable[[Any, Path], None]
"""Writes a result to a path, which `report.whole` gave."""


def output_options(*suffixes: str) -> Callable[[Command], Command]:
    """Adds ``--json`` (as `as_json`) and ``-o`` (as `output`) to a command; `suffixes` are those beside the tables'."""
    known = ", ".join([*_TABLES, *suffixes])
    output = click.option(
        "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=f"Write to this file: {known}."
    )

    def add(command: Command) -> Command:
        return output(json_option(command))

    return add


def deliver(
    result: Result, text: Callable[[], str], *, as_json: bool, output: Path | None,
    writers: Mapping[str, Writer] | None = None,
) -> None:  # fmt: skip
    """Prints a result as text or JSON, or writes it to `output`.

    :param writers: by suffix, what this command can write beside tables (".svg").
    :raises OutputError: for a suffix that nobody writes.
    """
    if output is None:
        click.echo(_json(result) if as_json else text())
        return
    known = {**_TABLES, **(writers or {})}
    writer = known.get(output.suffix.lower())
    if writer is None:
        mend = f"Name a file that ends in one of {', '.join(known)}."
        raise OutputError(str(output), f"no form for {output.suffix or 'a name without suffix'!r}", mend)
    with whole(output) as part:
        writer(result, part)
    click.echo(f"wrote {output}", err=True)


def _json(result: Result) -> str:
    return json.dumps(plain(result), ensure_ascii=False, indent=2)


def _write_json(result: Result, path: Path) -> None:
    path.write_text(_json(result) + "\n", encoding="utf-8")


def _write_csv(result: Result, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(result.columns)
        for row in result.rows():
            writer.writerow([guarded(_cell(row.get(name))) for name in result.columns])


def _cell(value: Any) -> Any:
    from communique.export.tables import joined

    return joined(str(item) for item in value) if isinstance(value, list | tuple) else value


def _write_parquet(result: Result, path: Path) -> None:
    arrow = table(result)
    from pyarrow import parquet

    parquet.write_table(arrow, path)


_TABLES: Mapping[str, Writer] = {".csv": _write_csv, ".parquet": _write_parquet, ".json": _write_json}
"""By suffix, what every result can be written as."""
