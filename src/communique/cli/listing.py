"""communique list: the documents of the store."""

from __future__ import annotations

from typing import Any

import click

from communique.cli import rows
from communique.cli.stores import filter_options, json_option, opened, page_options, store_option
from communique.wording import plural


@click.command("list")
@filter_options
@page_options(100)
@json_option
@store_option
def command(limit: int, offset: int, as_json: bool, store: str, **filters: Any) -> None:
    """List the documents of the store that meet every filter, newest first: id, day, issuer, title."""
    with opened(store) as opened_store:
        items = opened_store.list(limit=limit, offset=offset, **filters)
        count = opened_store.count(**filters)
    if as_json:
        from dataclasses import asdict

        rows.echo_json({"count": count, "documents": [asdict(item) for item in items]})
        return
    for item in items:
        click.echo(rows.head(item))
    click.echo(f"{plural(count, 'document')}, near copies counted once; {len(items)} shown", err=True)


__all__ = ["command"]
