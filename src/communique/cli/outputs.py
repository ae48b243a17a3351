"""Where a command of analysis writes: the terminal, JSON, or a file whose suffix says in which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from communique.analysis.result import Result
from communique.cli.stores import json_option
from communique.export.report import OutputError, whole
from communique.export.result import json_text, write_csv, write_json, write_parquet

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
        click.echo(json_text(result) if as_json else text())
        return
    known = {**_TABLES, **(writers or {})}
    writer = known.get(output.suffix.lower())
    if writer is None:
        mend = f"Name a file that ends in one of {', '.join(known)}."
        raise OutputError(str(output), f"no form for {output.suffix or 'a name without suffix'!r}", mend)
    with whole(output) as part:
        writer(result, part)
    click.echo(f"wrote {output}", err=True)


_TABLES: Mapping[str, Writer] = {".csv": write_csv, ".parquet": write_parquet, ".json": write_json}
"""By suffix, what every result can be written as."""
