"""Only the names under which the reading room is meant to be asked for.

A page elsewhere whose name is made to lead to this machine (DNS rebinding) would be of one origin with ours; its name gives it
away. Where the reading room listens on every address (``0.0.0.0``, ``::``), it answers to numeric addresses, which nobody can
rebind, and to the name of this machine; every other name has to be given by ``--name``, with accounts too: a login that is
typed into a rebound page would be typed into a stranger's.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.web.safety.addresses import ip_of
from communique.web.safety.refused import refuse
from communique.web.settings import Settings

_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?")


def names_of(settings: Settings) -> frozenset[str]:
    """The host names that are answered, in lower case."""
    given = {_plain(name) for name in (settings.host, *settings.names)} - _EVERYWHERE - {""}
    return _OWN | given | (_names_of_machine() if listens_everywhere(settings) else frozenset())


def listens_everywhere(settings: Settings) -> bool:
    """Whether it listens on all addresses of this machine, so that every numeric address may be one of its own."""
    return settings.host in _EVERYWHERE


def _plain(name: str) -> str:
    """A name as browsers send it, without port and brackets: ``Café.example:8443`` → ``xn--caf-dma.example``."""
    try:
        ascii = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        ascii = name
    found = _HOST.fullmatch(ascii.lower())
    return (found[1] or found[2]) if found else ascii.lower()


def _names_of_machine() -> frozenset[str]:
    name = socket.gethostname().lower()
    first = name.partition(".")[0]
    return frozenset({name, first, f"{first}.local"}) - {"", ".local"}


class KnownHosts:
    """Refuses requests for other names.

    :param names: what is answered, in lower case.   :param numeric: whether every numeric address is, too.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], *, numeric: bool = False) -> None:
        self._app, self._names, self._numeric = app, names, numeric

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(host_of(Headers(scope=scope))):
            mend = "Ask for it under its own name, or start it with --name and this one."
            await refuse(scope, receive, send, 421, "the host name", "not one of this reading room", mend)
            return
        await self._app(scope, receive, send)

    def _knows(self, host: str | None) -> bool:
        return host is not None and (host in self._names or (self._numeric and ip_of(host) is not None))


def host_of(headers: Headers) -> str | None:
    """The host that is asked for, in lower case, without port and brackets; None where the header is no host."""
    found = _HOST.fullmatch(headers.get("host", "").lower())
    return (found[1] or found[2]) if found else None
