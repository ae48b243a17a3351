"""communique watch: what is new since the last look."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import rows
from communique.cli.stores import filter_options, json_option, opened, store_option
from communique.export.report import OutputError, whole
from communique.wording import plural

if TYPE_CHECKING:
    from communique.store import News, Store


@click.command("watch")
@click.argument("query", required=False)
@filter_options
@click.option("--peek", is_flag=True, help="Look without noting it: the next look tells the same again.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a feed to this file: .atom or .rss.",
)
@click.option(
    "--entries",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    metavar="N",
    help="Documents in the feed: the newest.",
)
@json_option
@store_option
def command(
    query: str | None, peek: bool, output: Path | None, entries: int, as_json: bool, store: str, **filters: Any
) -> int:
    """What is new in the store since the last look with the same query and filters; all there is at the first look.

    Documents that came since, however old, and those that changed. Exit code 0: something is new; 1: nothing; 2: an error.
    The look is noted in the store once all is printed: a run that is broken off tells the same again.
    """
    with opened(store) as opened_store:
        asked = {"query": query, **{name: value for name, value in filters.items() if value}}
        name = f"watch-{hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:24]}"
        seen = (opened_store.load_state(name) or {}).get("reading", 0)
        found, last = opened_store.news(query, after=seen, **filters)
        if output is not None:
            _write(opened_store, output, asked, name, entries)
        _print(found, as_json=as_json)
        sys.stdout.flush()
        if not peek:
            opened_store.save_state(name, {"reading": last, "asked": asked})
    return 0 if found else 1


def _write(store: Store, output: Path, asked: Mapping[str, Any], name: str, entries: int) -> None:
    from communique.export import feed

    writers: Mapping[str, Any] = {".atom": feed.atom, ".rss": feed.rss}
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise OutputError(str(output), "no feed", "Name a file that ends in .atom or .rss.")
    newest, _ = store.news(newest=entries, **asked)
    title = "Communiqué: " + (", ".join(f"{key} {value}" for key, value in asked.items() if value) or "all documents")
    with whole(output) as part:
        part.write_bytes(writer(newest, title, f"urn:communique:{name}"))


def _print(found: list[News], *, as_json: bool) -> None:
    if as_json:
        from communique.analysis.result import plain

        rows.echo_json({"count": len(found), "news": [{"status": n.status, **plain(n)} for n in found]})
        return
    for one in found:
        click.echo(f"{one.status:7}  {rows.hit(one.hit)}")
    click.echo(f"{plural(len(found), 'document')} new or changed since the last look", err=True)


__all__ = ["command"]
