"""communique backup: a copy of the store."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.stores import opened, store_option


@click.command("backup")
@click.argument("to", type=click.Path(path_type=Path), metavar="FILE")
@store_option
def command(to: Path, store: str) -> None:
    """Copy the store to a new file, while others read and write it: a store of its own, or what pg_dump writes."""
    with opened(store) as opened_store:
        opened_store.backup(to)
    click.echo(f"wrote {to}: {to.stat().st_size:,} bytes", err=True)


__all__ = ["command"]
