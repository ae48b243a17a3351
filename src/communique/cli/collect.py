"""communique collect: what an issuer lists, into the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from communique.cli.progress import Bar
from communique.cli.stores import opened, store_option
from communique.errors import CommuniqueError, by_installing

if TYPE_CHECKING:
    from communique.collecting import Kept, Summary

_STOPPED = {
    "limit": "stopped at --limit",
    "pages": "stopped after very many listing pages",
    "failing": "stopped, since too much failed in a row",
}
_AGAIN = "run the same command again to go on"


@click.command("collect")
@click.argument("source", required=False)
@click.option("--list", "only_list", is_flag=True, help="Show the issuers that can be collected.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m", "%Y"]), metavar="DATE", help="Leave out what was published before (2024-01-31, 2024-01, 2024).")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Keep at most N pages; run again for the rest.")
@store_option
@click.option("--delay", type=click.FloatRange(0), metavar="S", help="Seconds between two requests to a host (2).")
@click.option("--item", metavar="CSS", help="The links to follow on a listing that is given by its URL.")
@click.option("--allow-private", is_flag=True, help="Allow hosts in private and loopback networks.")
@click.option("--restart", is_flag=True, help="Forget how far earlier runs came; follow the listing to its end.")
def command(source: str | None, only_list: bool, since: dt.datetime | None, limit: int | None, store: str, delay: float | None, item: str | None, allow_private: bool, restart: bool) -> int:  # fmt: skip
    """Collect what an issuer publishes, into the store: only what is new or changed, newest first.

    SOURCE is an issuer's id or name (see --list), or the URL of a listing, feed or sitemap. robots.txt is obeyed.
    Interrupt it at any time: what was kept stays, and the same command goes on.
    """
    if only_list:
        _list()
        return 0
    if source is None:
        raise click.UsageError("name a SOURCE, or give --list")
    try:
        return _collect(source, since.date() if since else None, limit, store, delay, item, allow_private, restart)
    except ModuleNotFoundError as error:
        mend = by_installing("web")
        raise CommuniqueError("communique collect", f"it needs {error.name}", mend) from None


def _collect(source: str, since: dt.date | None, limit: int | None, store: str, delay: float | None, item: str | None, allow_private: bool, restart: bool) -> int:  # fmt: skip
    from communique.collecting import collect_into, find_source
    from communique.sources.fetch import Fetcher
    from communique.sources.manners import Manners

    found = find_source(source)
    manners = Manners(allow_private=allow_private)
    if delay is not None:
        manners = replace(manners, delay=delay)
    with opened(store, create=True) as kept_in, Fetcher(manners) as fetcher:
        kept = collect_into(kept_in, found, since=since, limit=limit, fetcher=fetcher, item=item, restart=restart)
        return _Run().over(kept)


def _list() -> None:
    from communique.collecting import collectable

    for source in collectable():
        site = source.site or {}
        ways = [*(["feed"] if site.get("feed") else []), *(["listings"] if site.get("listings") else [])]
        click.echo(f"{source.name:28} {source.issuer or '':44} {', '.join(ways)}")


class _Run:
    """Tells what is kept, counts it, and remembers what failed."""

    def __init__(self) -> None:
        from communique.intake import Tally

        self.tally = Tally()
        self.summary: Summary | None = None

    def over(self, outcomes: Iterable[Kept | Summary]) -> int:
        """Goes through all, prints the summary, returns the exit code."""
        from communique.collecting import Kept

        interrupted = False
        with Bar("collecting", None) as bar:
            try:
                for outcome in outcomes:
                    if isinstance(outcome, Kept):
                        self._take(outcome, bar)
                    else:
                        self.summary = outcome
            except KeyboardInterrupt:
                interrupted = True
            except CommuniqueError:
                bar.__exit__()
                self._tell(interrupted)
                raise
        self._tell(interrupted)
        if interrupted:
            return 130
        if not self.tally.failures:
            return 0
        return 1 if self.tally.kept else 2

    def _take(self, kept: Kept, bar: Bar) -> None:
        self.tally.take(kept)
        if kept.status in ("new", "changed"):
            bar.line(f"{kept.status:8} {kept.id}  {kept.title or kept.where}")
        bar.at(", ".join(f"{number} {status}" for status, number in sorted(self.tally.counts.items()) if number))
        bar.step()

    def _tell(self, interrupted: bool) -> None:
        tally = self.tally
        if self.summary is not None:
            tally.unchanged += self.summary.unchanged
        counts = ", ".join(f"{number} {status}" for status, number in tally.counts.items())
        click.echo(f"{counts}{f'; near copies: {tally.copies}' if tally.copies else ''}", err=True)
        for error in tally.failures:
            click.echo(f"error: {error}", err=True)
        if interrupted:
            click.echo(f"interrupted; {_AGAIN}", err=True)
        elif self.summary is not None and (self.summary.stopped != "done" or self.summary.left):
            stopped = _STOPPED.get(self.summary.stopped, "some pages are to be tried once more")
            click.echo(f"{stopped}{f'; {_AGAIN}' if self.summary.left else ''}", err=True)


__all__ = ["command"]
