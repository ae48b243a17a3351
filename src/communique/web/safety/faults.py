"""A fault of ours → the answer that says so, inside the layer of headers, so that it bears them too."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Faults:
    """Calls the application's handler of exceptions that nothing else handles. Where the answer has begun already, the
    exception goes on, and the connection is closed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:
            return
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            handler = scope["app"].exception_handlers[Exception]
            answer = await run_in_threadpool(handler, Request(scope), error)
            await answer(scope, receive, send)
