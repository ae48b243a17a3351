"""communique reread: documents of the store once more, after a change of lexicons or software."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from communique.cli import rows
from communique.cli.progress import Bar
from communique.cli.stores import opened, store_option
from communique.wording import plural

if TYPE_CHECKING:
    from communique.store import Reread, Store

_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


@click.command("reread")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--all", "everything", is_flag=True, help="All documents, also those that are read with today's lexicons."
)
@click.option("--restart", is_flag=True, help="Of --all: begin anew, where an earlier run was broken off.")
@click.option("-v", "--verbose", is_flag=True, help="Print every value that was gained, lost or changed.")
@store_option
def command(ids: tuple[str, ...], everything: bool, restart: bool, verbose: bool, store: str) -> None:
    """Read documents of the store again, and say what that gained and lost. The older readings are kept.

    Without ID, all that this software has not read with today's lexicons. A run that is broken off goes on when it is
    started again.
    """
    if ids and everything:
        raise click.UsageError("--all goes without ID")
    if restart and not everything:
        raise click.UsageError("--restart goes with --all")
    summary = _Summary()
    with opened(store) as opened_store:
        run, total = _all(opened_store, restart) if everything else _some(opened_store, ids)
        try:
            with Bar("reading", total) as bar:
                for reread in run:
                    summary.take(reread, verbose=verbose)
                    bar.step()
        finally:
            summary.tell()


def _all(store: Store, restart: bool) -> tuple[Iterator[Reread], int]:
    done, documents = store.reread_progress()
    if restart:
        done = 0
    if done:
        read = f"{done} of {plural(documents, 'document')} were read before it was broken off"
        click.echo(f"going on: {read}; --restart begins anew", err=True)
    return store.reread_all(restart=restart), documents - done


def _some(store: Store, ids: tuple[str, ...]) -> tuple[Iterator[Reread], int]:
    return store.reread(ids or None), len(ids) or store.outdated()


class _Summary:
    """What a run gained and lost: a line for each document that has changed, and counts by field at the end."""

    def __init__(self) -> None:
        self._read = self._first = self._changed = 0
        self._fields: dict[str, Counter[str]] = {}

    def take(self, reread: Reread, *, verbose: bool) -> None:
        self._read += 1
        self._first += reread.first
        self._changed += bool(reread.changes)
        if not reread.changes:
            return
        found = [(sign, one) for name, sign in _SIGNS.items() for one in getattr(reread.changes, name)]
        for sign, one in found:
            self._fields.setdefault(one.field, Counter())[sign] += 1
        click.echo(f"{reread.id}  {_counts(Counter(sign for sign, _ in found))}")
        if verbose:
            for _, one in found:
                click.echo(f"    {rows.change(one)}")

    def tell(self) -> None:
        first = f", {self._first} for the first time" if self._first else ""
        click.echo(f"{plural(self._read, 'document')} read{first}; {self._changed} changed", err=True)
        for field, counts in sorted(self._fields.items()):
            click.echo(f"  {field:25} {_counts(counts)}", err=True)


def _counts(counts: Counter[str]) -> str:
    return " ".join(f"{sign}{counts[sign]}" for sign in _SIGNS.values() if counts[sign])


__all__ = ["command"]
