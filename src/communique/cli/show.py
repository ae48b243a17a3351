"""communique show: one document of the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import rows
from communique.cli.stores import opened, store_option
from communique.export.view.escape import printable

if TYPE_CHECKING:
    from communique.record import Record
    from communique.store import Entry, Store


@click.command("show")
@click.argument("name", metavar="ID")
@click.option("--version", "number", type=click.IntRange(min=1), metavar="N", help="This version; else the newest.")
@click.option("--json", "form", flag_value="json", help="Print the record as JSON.")
@click.option("--text", "form", flag_value="text", help="Print the text.")
@click.option("--original", "form", flag_value="original", help="Write the bytes it came from; with -o FILE.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained HTML page.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@store_option
def command(name: str, number: int | None, form: str | None, html: Path | None, output: Path | None, store: str) -> None:  # fmt: skip
    """Show one document: what is kept of it, and its record as a card. ID may also be its URL or its file."""
    if html and form:
        raise click.UsageError("--html goes without --json, --text and --original")
    with opened(store) as opened_store:
        if form == "original":
            _original(opened_store, name, number, output)
            return
        entry = opened_store.show(name, number)
    if html:
        from communique.export.html import page

        _write(html, page(_record(entry)).encode())
    elif form == "json":
        _put(_record(entry).model_dump_json(indent=2) + "\n", output)
    elif form == "text":
        _put(entry.document.text, output)
    elif output:
        from communique.export.card import render

        _write(output, f"{_head(entry)}\n\n{render(_record(entry))}".encode())
    else:
        _card(entry)


def _original(store: Store, name: str, number: int | None, output: Path | None) -> None:
    found = store.original(name, number)
    if found is None:
        from communique.store import StoreError

        raise StoreError(name, "no bytes were kept of it", "Show its text with --text.")
    if output:
        _write(output, found.data)
    elif sys.stdout.isatty():
        raise click.UsageError(f"--original needs -o FILE on a terminal ({found.media_type})")
    else:
        sys.stdout.buffer.write(found.data)
        sys.stdout.buffer.flush()


def _card(entry: Entry) -> None:
    click.echo(_head(entry))
    if entry.record is None:
        click.echo(f"not read yet; `communique reread {entry.id}` reads it", err=True)
        return
    from rich.console import Console

    from communique.export.card import print_card

    click.echo()
    print_card(entry.record, Console(file=sys.stdout))


def _head(entry: Entry) -> str:
    """What the store knows of a document, a line each."""
    given = entry.given if entry.given not in (entry.id, entry.document.url) else None
    lines = (
        ("id", entry.id),
        ("added as", given),
        ("address", entry.document.url),
        ("version", str(entry.version)),
        ("first seen", rows.moment(entry.first_seen)),
        ("fetched", rows.moment(entry.fetched) if entry.fetched else None),
        ("kept as", entry.media_type),
        ("near copy of", entry.same_as),
        ("near copies", ", ".join(entry.copies)),
    )
    return "\n".join(f"{name:13} {printable(value)}" for name, value in lines if value)


def _record(entry: Entry) -> Record:
    if entry.record is None:
        from communique.store import StoreError

        raise StoreError(entry.id, "not read yet", f"Run `communique reread {entry.id}`, or give --text.")
    return entry.record


def _put(text: str, output: Path | None) -> None:
    if output:
        _write(output, text.encode())
    else:
        click.echo(text, nl=not text.endswith("\n"))


def _write(output: Path, data: bytes) -> None:
    from communique.export.report import whole

    with whole(output) as part:
        part.write_bytes(data)
    click.echo(f"wrote {output}", err=True)


__all__ = ["command"]
