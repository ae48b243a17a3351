"""Which store a command works on, and which of its documents; the same options for every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from communique.store import Store

DEFAULT = "communique.db"
Command = Callable[..., Any]

_STORE = click.option(
    "--store",
    default=DEFAULT,
    envvar="COMMUNIQUE_STORE",
    show_default=True,
    metavar="PATH | URL",
    help="The store: a file, or postgresql://user:password@host/database. Also from COMMUNIQUE_STORE.",
)
_ISSUER = click.option("--issuer", help="Documents of this issuer: whole words of its name.")
_PERIOD = (
    click.option("--from", "since", metavar="DATE", help="From this day, month or year on (2023-01)."),
    click.option("--to", "until", metavar="DATE", help="To the end of this day, month or year."),
)
_SINCE = click.option("--from", "--since", "since", metavar="DATE", help="From this day, month or year on (2019).")
_FILTERS = (
    click.option("--actor", help="Somebody who took part or spoke: a name, or whole words of one."),
    click.option("--country", help="A country of a participant, speaker or addressee: FRA or France."),
    click.option("--pair", metavar="A-B", help="Two such countries: CHN-FRA."),
    click.option("--act", help="A statement of this act (request); with --actor, his."),
    click.option("--topic", help="A topic of the text (trade-barriers); with --act, of that statement."),
    click.option("--kind", help="The kind of encounter (meeting, call, visit)."),
    *_PERIOD,
    click.option("--once", is_flag=True, help="Of near copies, only the earliest."),
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def store_option(command: Command) -> Command:
    """Adds ``--store`` to a command."""
    return _STORE(command)


def json_option(command: Command) -> Command:
    """Adds ``--json`` to a command, as `as_json`."""
    return _JSON(command)


def filter_options(command: Command) -> Command:
    """Adds the filters of `communique.store.filters.FilterWords`, under their names there."""
    return filters_but_issuer(_ISSUER(command))


def filters_but_issuer(command: Command) -> Command:
    """The same without ``--issuer``."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def period_options(command: Command) -> Command:
    """Adds ``--from`` and ``--to``, as `since` and `until`."""
    for option in reversed(_PERIOD):
        command = option(command)
    return command


def since_options(command: Command) -> Command:
    """The same, with ``--since`` as another name of ``--from``."""
    return _SINCE(_PERIOD[1](command))


def page_options(most: int) -> Callable[[Command], Command]:
    """Adds ``--limit`` (by default `most`) and ``--offset`` to a command."""

    def add(command: Command) -> Command:
        limit = click.option("--limit", default=most, show_default=True, metavar="N", help="Show so many.")
        offset = click.option("--offset", default=0, show_default=True, metavar="N", help="Leave out the first N.")
        return limit(offset(command))

    return add


def opened(store: str, *, create: bool = False) -> Store:
    """The store of ``--store``, for a with-statement.

    :raises StoreError: where it cannot be opened, or is not there and `create` is False.
    """
    from communique.store import Store

    return Store(store, create=create)


def linked(store: str) -> Store:
    """The same, with encounters and persons of all that was read since the last time; a bar shows while they are linked."""
    from communique.cli.progress import Bar

    found = opened(store)
    try:
        with Bar("linking", found.unlinked()) as bar:
            found.link(bar.step)
    except BaseException:
        found.close()
        raise
    return found
