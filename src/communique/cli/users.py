"""communique users: who may log in to the reading room."""

from __future__ import annotations

from typing import Any

import click

from communique.cli.stores import json_option, opened, store_option
from communique.store.logins.model import ROLES
from communique.web.entry.passwords import hashed, new_password

_ROLE = click.Choice(list(ROLES))


@click.group("users")
def command() -> None:
    """Who may log in to the reading room (`communique serve`), and as what.

    A reader looks; a coder also adds, corrects and confirms; an admin also says who may.
    """


@command.command("add")
@click.argument("name")
@click.option("--role", type=_ROLE, default="coder", show_default=True, help="What the user may do.")
@click.option("--password-stdin", is_flag=True, help="Take the password from standard input.")
@store_option
def add(name: str, role: Any, password_stdin: bool, store: str) -> None:
    """Make an account. Without --password-stdin a password is asked for; on no terminal one is made up and printed."""
    password, made_up = _password(password_stdin)
    with opened(store, create=True) as held:
        held.add_user(name, hashed(password), role)
    click.echo(f"{name} may log in as {role}" + (f"; the password is {password}" if made_up else ""))


@command.command("list")
@json_option
@store_option
def listing(as_json: bool, store: str) -> None:
    """List the accounts."""
    from communique.cli import rows

    with opened(store) as held:
        users = held.users()
    if as_json:
        rows.echo_json([{"name": u.name, "role": u.role, "made": u.made, "active": u.active} for u in users])
        return
    for user in users:
        click.echo(f"{user.name:24} {user.role:8} since {user.made[:10]}{'' if user.active else '  locked'}")


@command.command("change")
@click.argument("name")
@click.option("--role", type=_ROLE, help="Give another role.")
@click.option("--password", "asks", is_flag=True, help="Give another password; whoever is logged in under the name is logged out.")  # fmt: skip
@click.option("--password-stdin", is_flag=True, help="The same, from standard input.")
@click.option("--lock", is_flag=True, help="Let the user in no more.")
@click.option("--unlock", is_flag=True, help="Let the user in again.")
@store_option
def change(name: str, role: Any, asks: bool, password_stdin: bool, lock: bool, unlock: bool, store: str) -> None:
    """Change an account: its role, its password, or whether it may be used."""
    if not (role or asks or password_stdin or lock or unlock) or (lock and unlock):
        raise click.UsageError("give --role or --password, or either --lock or --unlock")
    password, made_up = _password(password_stdin) if asks or password_stdin else (None, False)
    with opened(store) as held:
        if role:
            held.set_role(name, role)
        if password is not None:
            held.set_password(name, hashed(password))
        if lock or unlock:
            held.set_active(name, unlock)
    click.echo(f"{name}: changed" + (f"; the password is {password}" if made_up else ""))


def _password(from_input: bool) -> tuple[str, bool]:
    """A password, and whether it was made up."""
    import sys

    if from_input:
        return sys.stdin.readline().rstrip("\r\n"), False
    if not sys.stdin.isatty():
        return new_password(), True
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True)), False


__all__ = ["command"]
