"""The answer to a request that never reaches a page."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, where: str, what: str, mend: str,
    headers: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Answers with the error, as JSON where JSON was asked for."""
    answer: Response
    if scope["path"].endswith(".json"):
        answer = JSONResponse({"where": where, "what": what, "mend": mend}, status, headers)
    else:
        answer = PlainTextResponse(f"{where}: {what}. {mend}\n", status, headers)
    await answer(scope, receive, send)
