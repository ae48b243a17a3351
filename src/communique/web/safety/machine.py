"""Where nobody logs in, only for this machine: a server in front that lets others in is told so."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from communique.web.safety.addresses import ip_of
from communique.web.safety.refused import refuse


class OwnMachine:
    """Refuses requests that come from elsewhere, as a server in front says (``X-Forwarded-For``)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "http" and client and _is_elsewhere(client[0]):
            mend = "Start it with --accounts to let others in."
            await refuse(
                scope, receive, send, 403, "the reading room", "for this machine alone, as nobody logs in", mend
            )
            return
        await self._app(scope, receive, send)


def _is_elsewhere(address: str) -> bool:
    ip = ip_of(address)
    return ip is not None and not ip.is_loopback
