"""communique compare: readouts of one encounter side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from communique.account import Account, account_of
from communique.analysis.comparison import compare
from communique.cli.about import document_options
from communique.cli.compared import text
from communique.cli.outputs import deliver, output_options
from communique.cli.stores import opened, store_option
from communique.comparing import accounts_named, compared
from communique.document.load import Failure
from communique.export.given import records_of
from communique.export.picture.comparison import write

if TYPE_CHECKING:
    from communique.store import Store

_GIVEN = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)


@click.command("compare")
@click.argument("inputs", nargs=-1, required=True, metavar="A B [C...] | ENCOUNTER")
@store_option
@output_options(".html")
@document_options
@click.pass_context
def command(context: click.Context, /, inputs: tuple[str, ...], store: str, as_json: bool, output: Path | None, encoding: str | None, **about: Any) -> None:  # fmt: skip
    """Compare readouts of one encounter: what all say, what one leaves out, what they tell differently, facts that disagree.

    Each of A, B, C is a file (a text, a document in JSON, records as `communique read --jsonl` writes them), or the id of a
    document in the store. One id alone, of an encounter or of a document, stands for all readouts of that encounter.

    How often a side raises otherwise what it leaves out here is looked for in the store: where ids are given, or --store.
    """
    files = [name for name in inputs if Path(name).exists()]
    used = len(files) < len(inputs) or context.get_parameter_source("store") in _GIVEN
    with ExitStack() as stack:
        held = stack.enter_context(opened(store)) if used else None
        accounts = [a for name in inputs for a in _accounts(name, held, {**about, "language": None}, encoding)]
        if held is not None and len(accounts) == 1:
            accounts = accounts_named(held, accounts[0].encounter) if accounts[0].encounter else accounts
        result = compare(accounts) if held is None else compared(held, accounts)
    deliver(result, lambda: text(result), as_json=as_json, output=output, writers={".html": write})


def _accounts(name: str, store: Store | None, about: dict[str, str | None], encoding: str | None) -> Iterator[Account]:
    if store is None or Path(name).exists():
        for given in records_of([name], about, encoding):
            if isinstance(given, Failure):
                raise given.error
            yield account_of(given)
    else:
        yield from accounts_named(store, name)


__all__ = ["command"]
