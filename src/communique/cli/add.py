"""communique add: files, folders and addresses into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import click

from communique.cli.about import document_options
from communique.cli.progress import Bar
from communique.cli.stores import opened, store_option
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.intake.tally import Tally
    from communique.store import Store
    from communique.store.kept import Kept

_SCHEMES = ("http://", "https://")
_PIPE = "-"
Defaults = Mapping[str, str | None]


@click.command("add")
@click.argument("given", nargs=-1, required=True, metavar="FILE | DIR | URL ... | -")
@store_option
@document_options
@click.option("--language", help="Language code (en), where the document does not say.")
@click.option("--url", help="Of -: the address it came from, by which a later version is known.")
@click.option("--no-read", is_flag=True, help="Keep the documents now, and read them later with `communique reread`.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses of private networks too.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line for each document: its id, what is new, its title.")
def command(given: tuple[str, ...], store: str, url: str | None, no_read: bool, allow_private: bool, verbose: bool, encoding: str | None, **defaults: str | None) -> int:  # fmt: skip
    """Add documents to the store: files, folders with all that is below them, addresses of pages, - for standard input.

    Pages, PDF, Word, text, Markdown, feeds, mail, JSON, JSON lines, and archives of these (ZIP, tar, gzip, mbox, WARC,
    WACZ). The bytes are kept with the text. What was added before and has not changed adds nothing, so an interrupted
    run is simply run again; what has changed becomes a new version. A document that fails does not stop the rest: it is
    named at the end, and the exit code is 1 (2 where nothing could be added).
    """
    from communique.intake import Tally, keep_files, walk

    _check(defaults, encoding)
    tally = Tally()
    urls = [name for name in given if name.startswith(_SCHEMES)]
    piped = _PIPE in given
    if urls and no_read:
        raise click.UsageError("--no-read goes without URL")
    if url and not piped:
        raise click.UsageError("--url goes with -")
    address = _checked(url) if url else None
    with opened(store, create=True) as opened_store:
        found = walk((name for name in given if name not in (*urls, _PIPE)), besides=opened_store.path)
        tally.passed_over = found.passed_over
        try:
            with Bar("adding", len(found.files) + len(urls) + piped) as bar:
                items = chain(
                    keep_files(
                        opened_store, found.failures, bar.over(found.files), defaults, encoding, read=not no_read
                    ),
                    _piped(opened_store, defaults, encoding, address, not no_read) if piped else (),
                    _fetched(opened_store, urls, defaults, allow_private, bar) if urls else (),
                )
                for item in items:
                    bar.at(item.where)
                    tally.take(item)
                    if verbose and item.error is None:
                        _tell_one(item)
        except BaseException:
            _tell(tally, broken_off=True)
            raise
    _tell(tally)
    if tally.failures:
        return 1 if tally.kept else 2
    return 0


def _piped(store: Store, defaults: Defaults, encoding: str | None, url: str | None, read: bool) -> Iterator[Kept]:
    from communique.document.limits import Limits
    from communique.intake import keep_piped

    most = Limits().max_total
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        raise InputError("standard input", f"more than the {most:,} bytes that are read", "Split it.")
    yield from keep_piped(store, data, defaults, encoding, url=url, read=read)


def _fetched(store: Store, urls: list[str], defaults: Defaults, private: bool, bar: Bar) -> Iterator[Kept]:
    from communique.collecting import fetch_into
    from communique.sources.fetch import Fetcher
    from communique.sources.manners import Manners

    # One fetcher for all, so that the pauses between requests to one host hold.
    with Fetcher(Manners(allow_private=private)) as fetcher:
        for url in bar.over(urls):
            yield from fetch_into(store, url, fetcher=fetcher, defaults=dict(defaults), allow_private=private)


def _checked(url: str) -> str:
    from communique.sources.urls import checked_url

    return checked_url(url)


def _check(defaults: Defaults, encoding: str | None) -> None:
    """What would fail of every document fails before the first."""
    import codecs

    from communique.document.check import checked
    from communique.record import Document

    checked(Document(id="--published", text="-", published=defaults["published"]))
    if encoding:
        try:
            codecs.lookup(encoding)
        except LookupError:
            mend = "Use a name such as utf-8, utf-16 or cp1252."
            raise InputError("--encoding", f"encoding {encoding!r} is unknown", mend) from None


def _tell_one(item: Kept) -> None:
    from communique.export.view.escape import printable

    copy = f" (near copy of {item.copy_of})" if item.copy_of else ""
    version = f" (version {item.version})" if item.status == "changed" else ""
    click.echo(f"{item.id or '-':16}  {item.status}{version}{copy}  {printable(item.title or item.where)}")


def _tell(tally: Tally, *, broken_off: bool = False) -> None:
    found = f"{tally.new} new, {tally.changed} changed, {tally.unchanged} unchanged, {len(tally.failures)} failed"
    also = [f"near copies of others among them: {tally.copies}"] if tally.copies else []
    also += [f"files passed over (pictures, styles, scripts): {tally.passed_over}"] if tally.passed_over else []
    click.echo("; ".join([found, *also]), err=True)
    for error in tally.failures:
        click.echo(f"error: {error}", err=True)
    if broken_off:
        click.echo("broken off; what is counted here is kept, and the same command goes on", err=True)


__all__ = ["command"]
