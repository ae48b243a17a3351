"""communique brief: the page that one takes into the room."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from communique.briefing import brief_from
from communique.cli.outputs import deliver, output_options
from communique.cli.stores import linked, period_options, store_option
from communique.export.view.escape import printable


@click.command("brief")
@click.option("--with", "them", required=True, metavar="COUNTRY", help="The other side: FRA or France.")
@click.option("--us", metavar="COUNTRY", help="Our side; else the one that issued most of the readouts.")
@click.option("--meeting", metavar="NAME", help="Whom one is to meet: words of a name.")
@click.option("--on", metavar="YYYY-MM-DD", help="As of this day; else the last day in the store.")
@click.option(
    "--pages", type=click.IntRange(1), default=2, show_default=True, metavar="N", help="Pages of A4, with the sources."
)
@period_options
@click.option("--docx", type=click.Path(path_type=Path, dir_okay=False), help="Write a Word document.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write a PDF.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page.")
@click.option("--md", type=click.Path(path_type=Path, dir_okay=False), help="Write Markdown.")
@output_options(".docx", ".pdf", ".html", ".md")
@store_option
def command(them: str, us: str | None, meeting: str | None, on: str | None, pages: int, docx: Path | None, pdf: Path | None, html: Path | None, md: Path | None, as_json: bool, output: Path | None, store: str, **filters: Any) -> None:  # fmt: skip
    """A briefing for a meeting: who they are, last encounters, asks and promises of both, phrases, what is open, dates ahead.

    Every line has numbered sources; nothing stands there that a readout does not say. Prints Markdown, or writes files.
    """
    from communique.export.brief import FORMS, markdown, writer
    from communique.export.report import whole

    with linked(store) as opened_store:
        made = brief_from(opened_store, them=them, us=us or None, meeting=meeting, on=on, **filters)
    named = {"docx": docx, "pdf": pdf, "html": html, "md": md}
    for form, path in named.items():
        if path is not None:
            with whole(path) as part:
                writer(form)(made, part, pages)
            click.echo(f"wrote {path}", err=True)
    if output is not None or as_json or not any(named.values()):
        deliver(
            made, lambda: "\n".join(printable(line) for line in markdown.text(made, pages).split("\n")), as_json=as_json, output=output,
            writers={f".{form}": partial(_write, form, pages) for form in FORMS},
        )  # fmt: skip


def _write(form: str, pages: int, made: Any, path: Path) -> None:
    from communique.export.brief import writer

    writer(form)(made, path, pages)


__all__ = ["command"]
