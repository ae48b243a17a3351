"""communique read: documents in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from communique.cli.about import document_options
from communique.cli.progress import Bar
from communique.document.load import Failure, Loaded, load_paths
from communique.errors import InputError
from communique.record import Document, Record


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH... | -")
@click.option("--json", "form", flag_value="json", help="Print the record as JSON.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Print one record a line; for many documents.")
@click.option("--html", "html", type=click.Path(dir_okay=False), help="Write one self-contained HTML page.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of standard output.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted --jsonl run (FILE.part of -o FILE).")
@document_options
@click.option("--language", help="Language code (en); asked for nothing else yet.")
def command(paths: tuple[str, ...], form: str | None, html: str | None, output: str | None, resume: bool, published: str | None, issuer: str | None, title: str | None, language: str | None, encoding: str | None) -> int:  # fmt: skip
    """Read readouts: text files, .json or .jsonl files, folders of these, or - for standard input.

    One document prints a card; several print a line each. A document that fails does not stop the rest: it is named
    at the end, and the exit code is 1 (2 where nothing could be read).
    """
    if resume and not (output and form == "jsonl"):
        raise click.UsageError("--resume goes with --jsonl and -o FILE")
    if html and form:
        raise click.UsageError("--html goes without --json and --jsonl")
    defaults = {"published": published, "issuer": issuer, "title": title, "language": language}
    run = _Run(form, html, output, resume)
    return run.over(load_paths(list(paths), defaults, encoding))


class _Run:
    """One run over documents: writes what is read, remembers what failed."""

    def __init__(self, form: str | None, html: str | None, output: str | None, resume: bool) -> None:
        self.form, self.html, self.output = form, html, output
        self.part = Path(f"{output}.part") if output and form == "jsonl" else None
        self.done = _ids_in(self.part) if resume and self.part else frozenset()
        self.append = bool(self.done)
        self.failures: list[Failure] = []
        self.read = 0

    def over(self, documents: Iterator[Loaded]) -> int:
        """Reads all, prints the summary, returns the exit code."""
        if self.form == "jsonl":
            self._lines(documents)
        else:
            self._few(documents)
        return self._finish()

    def _records(self, documents: Iterator[Loaded]) -> Iterator[Record]:
        from communique.reading import read_document

        for document in documents:
            if isinstance(document, Failure):
                self.failures.append(document)
            elif document.id not in self.done:
                yield read_document(document)
                self.read += 1

    def _lines(self, documents: Iterator[Loaded]) -> None:
        with _sink(self.part, append=self.append) as out, Bar("reading", None) as bar:
            for record in self._records(documents):
                out.write(record.model_dump_json() + "\n")
                bar.step()
        if self.part is not None and self.output is not None and (self.read or self.done):
            self.part.replace(self.output)

    def _few(self, documents: Iterator[Loaded]) -> None:
        records = self._records(documents)
        first = next(records, None)
        second = next(records, None) if first is not None else None
        if first is None:
            return
        if second is not None and (self.html or self.form == "json"):
            self.failures.append(
                Failure(
                    "--html" if self.html else "--json",
                    InputError("several documents", "this form holds one", "Use --jsonl, or name one document."),
                )
            )
        with _sink(Path(self.output) if self.output else None) as out:
            if self.html:
                from communique.export.html import page

                Path(self.html).write_text(page(first), encoding="utf-8")
                click.echo(f"wrote {self.html}", err=True)
            elif self.form == "json":
                out.write(first.model_dump_json(indent=2) + "\n")
            elif second is None:
                _card(first, out, self.output)
            else:
                for record in (first, second, *records):
                    out.write(_line(record) + "\n")

    def _finish(self) -> int:
        several = self.form == "jsonl" or len(self.failures) > 1 or self.read > 1
        if several and (self.read or self.done):
            kept = f", {len(self.done)} kept from before" if self.done else ""
            click.echo(f"{self.read} read, {len(self.failures)} failed{kept}", err=True)
        for failure in self.failures:
            click.echo(f"error: {failure.error}", err=True)
        if not self.failures:
            return 0
        return 1 if self.read or self.done else 2


def _ids_in(part: Path) -> frozenset[str]:
    """The ids already written; a last line that was cut off is dropped from the file."""
    import json

    if not part.exists():
        return frozenset()
    lines = part.read_text(encoding="utf-8").splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("\n")]
    if len(whole) != len(lines):
        part.write_text("".join(whole), encoding="utf-8")
    return frozenset(json.loads(line)["document"]["id"] for line in whole)


class _Out:
    """Standard output under a with-statement, which leaves it open."""

    def __enter__(self) -> IO[str]:
        return sys.stdout

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()


def _sink(path: Path | None, *, append: bool = False) -> _Out | IO[str]:
    return _Out() if path is None else path.open("a" if append else "w", encoding="utf-8")


def _card(record: Record, out: IO[str], output: str | None) -> None:
    from communique.export.card import print_card, render

    if output:
        out.write(render(record))
        return
    from rich.console import Console

    print_card(record, Console(file=out))


def _line(record: Record) -> str:
    meeting = record.meeting
    place = meeting.place.name if meeting.place else "-"
    names = ", ".join(p.name for p in record.participants[:4])
    return f"{record.document.id}: {meeting.kind} {meeting.date or '-'} {place}; {names}; {len(record.statements)} statements"


__all__ = ["Document", "command"]
