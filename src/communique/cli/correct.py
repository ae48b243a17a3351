"""communique correct: a person's value beside the machine's."""

from __future__ import annotations

import json
from typing import Any

import click

from communique.cli.curation import deciding, done, opened
from communique.errors import InputError


@click.command("correct")
@click.argument("id")
@click.argument("path", required=False)
@click.argument("value", required=False)
@click.option(
    "--confirm", is_flag=True, help="Say that the record, with its corrections, is right; without PATH and VALUE."
)
@deciding
def command(id: str, path: str | None, value: str | None, confirm: bool, store: str, by: str, why: str) -> None:
    """Correct a value of the record of document ID; the machine's stays beside it, and readings to come are corrected too.

    PATH is like meeting.date, participants[2].role, "participants[Ona Vale].country", statements[STATEMENT].act. VALUE is
    text, or JSON: null, a list, an object. PATH statements[+] adds a statement, VALUE null takes one out.
    """
    if confirm == (path is not None) or (path is None) != (value is None):
        raise click.UsageError("Give PATH and VALUE, or --confirm.")
    with opened(store) as held:
        if path is None or value is None:
            done(held.confirm(id, by=by, why=why))
        else:
            done(held.correct(id, path, _value(value), by=by, why=why))


def _value(given: str) -> Any:
    """Text, or JSON where it can be nothing else; "2024" is text, for a date."""
    if given != "null" and not given.lstrip().startswith(("{", "[", '"')):
        return given
    try:
        return json.loads(given)
    except json.JSONDecodeError as error:
        raise InputError("VALUE", f"no valid JSON ({error.msg.lower()})", "Mend it, or write plain text.") from None


__all__ = ["command"]
