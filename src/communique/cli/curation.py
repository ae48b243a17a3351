"""What the commands of encounters, people and corrections share: which store, who decides and why, how it is printed."""

from __future__ import annotations

import dataclasses
import getpass
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from communique.cli.stores import Command, json_option, opened, store_option

if TYPE_CHECKING:
    from communique.store.curation.model import Decision


limit_option = click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most.")
offset_option = click.option("--offset", type=click.IntRange(0), default=0, help="How many to pass over.")


def deciding(command: Command) -> Command:
    """The options of a command that decides something."""
    why = click.option("--why", required=True, metavar="TEXT", help="Why; kept with the decision.")
    by = click.option("--by", default=_user, metavar="NAME", help="Who decides (default: your login name).")
    return store_option(why(by(command)))


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        raise click.UsageError("This system knows no login name: say who decides with --by NAME.") from None


def print_json(value: Any) -> None:
    """Prints dataclasses, or a list of them, as JSON."""
    rows = [dataclasses.asdict(row) for row in value] if isinstance(value, list) else dataclasses.asdict(value)
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def print_decisions(decisions: Iterable[Decision]) -> None:
    """Prints what people decided, a line each."""
    for made in decisions:
        click.echo(f"decided {made.number}: {made.kind} by {made.by}, {made.made[:10]}: {made.why}")


def done(made: Decision) -> None:
    """Says under which number a decision is kept."""
    click.echo(f"decision {made.number}: {made.kind}. `communique undo {made.number}` takes it back.", err=True)


__all__ = [
    "deciding",
    "done",
    "json_option",
    "limit_option",
    "offset_option",
    "opened",
    "print_decisions",
    "print_json",
    "store_option",
]
