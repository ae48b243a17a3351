"""What a user may say of a document on the command line; the same options for every command that reads one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_OPTIONS = (
    click.option("--published", metavar="YYYY-MM-DD", help="Day of publication, where the document does not say."),
    click.option("--issuer", help="Who published it, in any words (IDCPC, US State Department)."),
    click.option("--title", help="The headline, where it is not part of the text."),
    click.option("--encoding", help="Encoding of text files that are not UTF-8 (cp1252)."),
)


def document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds ``--published``, ``--issuer``, ``--title`` and ``--encoding`` to a command, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
