"""communique brief: the page that one takes into the room."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.analysis.briefing import Brief, brief_of, chosen, offices_kept, people_of, scope
from communique.cli.outputs import deliver, output_options
from communique.cli.stores import linked, period_options, store_option
from communique.export.view.escape import printable
from communique.store.filters import check

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.accounts import Part

_WHO: tuple[Part, ...] = ("attendees",)
_PERSONS = 8
"""Persons whose offices are looked up."""


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
    from communique.export.brief import docx as word
    from communique.export.brief import html as web
    from communique.export.brief import markdown
    from communique.export.brief import pdf as portable
    from communique.export.report import whole

    code = check({"country": them}).country
    own = check({"country": us}).country if us else None
    with linked(store) as opened_store:
        made = _made(opened_store, code or "", own, meeting, on, filters)
    writers = {".docx": word.write, ".pdf": portable.write, ".html": web.write, ".md": markdown.write}
    named = [(docx, ".docx"), (pdf, ".pdf"), (html, ".html"), (md, ".md")]
    for path, form in named:
        if path is not None:
            with whole(path) as part:
                writers[form](made, part, pages)
            click.echo(f"wrote {path}", err=True)
    if output is not None or as_json or not any(path for path, _ in named):
        deliver(
            made, lambda: "\n".join(printable(line) for line in markdown.text(made, pages).split("\n")), as_json=as_json, output=output,
            writers={form: partial(_write, write, pages) for form, write in writers.items()},
        )  # fmt: skip


def _made(store: Store, them: str, us: str | None, meeting: str | None, on: str | None, filters: Any) -> Brief:
    """The briefing. Only of encounters of the two sides all is loaded; of others who took part."""
    heads = {a.document: a for a in store.accounts(country=them, once=True, parts=_WHO, **filters)}
    day = on or _last_day(store, filters)
    about = scope(heads.values(), them=them, us=us, on=day)
    whole = {a.document: a for a in store.accounts(met=f"{them}-{about.us}", **filters) if a.document in heads}
    events = {a.event for a in whole.values()}
    alone = [a for a in heads.values() if a.event in events and a.document not in whole]
    whole.update((a.document, store.account(a.document)) for a in alone)
    accounts = tuple(whole.get(a.document, a) for a in about.accounts)
    people = people_of(accounts, them, about.us)
    persons = [store.person(who) for who in chosen(people, meeting)[:_PERSONS] if who == people[who][0].attendee.person]
    notes = about.notes if on or day is None else (f"As of {day}, the last day in the store.", *about.notes)
    return brief_of(replace(about, accounts=accounts, notes=notes), meeting, offices_kept(persons))


def _last_day(store: Store, filters: Any) -> str | None:
    """The last day of the newest document that the filters leave; None where it has none."""
    newest = store.search(limit=1, **filters)
    return store.account(newest[0].id).last if newest else None


def _write(write: Any, pages: int, made: Any, path: Path) -> None:
    write(made, path, pages)


__all__ = ["command"]
