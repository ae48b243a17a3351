"""Where everybody has to log in, nobody gets to a page, or has a body taken, without.

The pages ask for a role once more (`who.AReader` and the others); a page that forgot to is shut all the same.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.web.entry.who import LoginNeededError, visitor_of

OPEN = ("/login", "/health/live.json")
"""What is answered without a login, beside styles and scripts: the way in, and that the server lives."""
_STATIC = "/static/"


class LoginFirst:
    """Finds out who asks before anything else is done for the request; the pages take it from ``request.state``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            request.state.visitor = await run_in_threadpool(visitor_of, request, scope["app"].state.desk)
        except LoginNeededError as error:
            handler = scope["app"].exception_handlers[LoginNeededError]
            await (await run_in_threadpool(handler, request, error))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_open(path: str) -> bool:
    """Whether a path is answered without a login."""
    return path in OPEN or (path.startswith(_STATIC) and "/" not in path.removeprefix(_STATIC))
