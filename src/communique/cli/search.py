"""communique search: documents by their words and by what they say."""

from __future__ import annotations

from typing import Any

import click

from communique.cli import rows
from communique.cli.stores import filter_options, json_option, opened, page_options, store_option
from communique.wording import plural


@click.command("search")
@click.argument("query", required=False)
@filter_options
@page_options(20)
@json_option
@store_option
def command(query: str | None, limit: int, offset: int, as_json: bool, store: str, **filters: Any) -> None:
    """Search the store: words, "phrases", one OR other, -without, beg*.

    A document is found where it meets the query and every filter. The best come first; without a query, the newest.
    """
    with opened(store) as opened_store:
        hits = opened_store.search(query, limit=limit, offset=offset, **filters)
        count = opened_store.count(query, **filters)
    if as_json:
        from dataclasses import asdict

        rows.echo_json({"count": count, "hits": [asdict(hit) for hit in hits]})
        return
    for hit in hits:
        click.echo(rows.hit(hit))
    click.echo(f"{plural(count, 'document')} found, near copies counted once; {len(hits)} shown", err=True)


__all__ = ["command"]
