"""communique serve: the reading room, a web page over a store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from communique.cli.stores import store_option
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from communique.web.settings import Settings

PORT = 8765
_CONNECTIONS, _BACKLOG = 400, 512
"""Connections at one time, of which each takes some 30 KB; those over it get a 503. Those that wait to be one."""
_HEAD = 32_768
"""Bytes of the head of a request."""
_PROXIES = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
"""Whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` hold: a server in front stands on this machine."""


class ServeError(CommuniqueError):
    """The reading room cannot be opened as asked."""


@click.command("serve")
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; any but this machine's own demands accounts.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port; 0 takes any that is free.")  # fmt: skip
@click.option("--name", "names", multiple=True, metavar="HOST", help="A host name under which it is asked for, beside those of --host. Repeat for several.")  # fmt: skip
@click.option("--accounts", is_flag=True, help="Demand a login on this machine's own address too.")
@click.option("--as", "coder", metavar="NAME", help="Without accounts: under which name decisions are kept (default: your login).")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Also fetch addresses in the private network.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def command(store: str, host: str, port: int, names: tuple[str, ...], accounts: bool, coder: str | None, allow_private: bool, opens: bool) -> None:  # fmt: skip
    """Open the reading room: paste a text or drop a file and see it read; search, compare, follow, review, take away.

    It runs on this machine for this machine, until Ctrl-C. On another address everybody has to log in: make accounts with
    `communique users add`, and put a server that speaks HTTPS in front of it.
    """
    from communique.cli.progress import Bar
    from communique.web.settings import Settings, own_name

    settings = Settings(
        store, host=host, names=names, accounts=accounts, coder=coder or own_name(), allow_private=allow_private
    )  # fmt: skip
    from communique.web.app import create_app

    with _listening(settings, port) as listening:
        app = create_app(settings)
        held = app.state.desk.store
        try:
            if settings.logs_in and not any(user.active for user in held.users()):
                mend = "Make one first: communique users add NAME --role admin"
                raise ServeError(host, "everybody has to log in there, and nobody has an account", mend)
            with Bar("linking", held.unlinked()) as bar:
                held.link(bar.step)
        except BaseException:
            app.state.desk.close()
            raise
        _run(app, host, listening, opens)


def _listening(settings: Settings, port: int) -> socket.socket:
    """A socket at the address that was asked for; where nobody logs in, the system must agree that it is this machine's."""
    import ipaddress
    import socket

    host = settings.host
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except (OSError, UnicodeError, TypeError) as error:  # the latter for what no host name can be made of
        listening.close()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        mend = "Give another --port, or 0 for any that is free; --host is an address of this machine."
        raise ServeError(f"{host}:{port}", f"it cannot listen there ({reason})", mend) from None
    bound = listening.getsockname()[0]
    if not settings.logs_in and not ipaddress.ip_address(bound).is_loopback:
        listening.close()
        raise ServeError(host, f"others can reach it ({bound})", "Give --accounts, or --host 127.0.0.1.")
    return listening


def _run(app: FastAPI, host: str, listening: socket.socket, opens: bool) -> None:
    import uvicorn

    from communique.web.safety.connections import TimedProtocol

    shown = f"[{host}]" if ":" in host else host or "0.0.0.0"
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"The reading room is open at {address} (Ctrl-C closes it)", err=True)
    if opens:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(
        app, http=TimedProtocol, ws="none", log_level="warning", server_header=False, date_header=True,
        timeout_keep_alive=15, timeout_graceful_shutdown=3, limit_concurrency=_CONNECTIONS, backlog=_BACKLOG,
        h11_max_incomplete_event_size=_HEAD, proxy_headers=True, forwarded_allow_ips=_PROXIES,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


__all__ = ["command"]
