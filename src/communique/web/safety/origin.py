"""Requests that change something must come from our own pages, and other sites' pages may only lead here.

Browsers say where a request comes from: ``Sec-Fetch-Site`` (Fetch Metadata), older ones ``Origin``. A request that has
neither comes from no browser, so that nobody's login rides on it. The same check stands in Go's ``http.CrossOriginProtection``.

What only reads is refused as well where a browser sends it for a part of another site's page (a picture, a script, a
``fetch``): that page could not read the answer, but it could time it, and so learn what is found here, or keep the
reading room busy. A link that somebody follows, and what is typed into the address bar, are answered.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.web.safety.refused import refuse

_READS = frozenset({"GET", "HEAD"})
_SAFE = _READS | {"OPTIONS"}
_OURS = frozenset({"same-origin", "none"})


class OwnOrigin:
    """Refuses what was sent by another site's page, but for links that lead here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not may_pass(scope["method"], Headers(scope=scope)):
            what, mend = "it was sent by another site's page", "Open the page here, and try again."
            await refuse(scope, receive, send, 403, "the request", what, mend)
            return
        await self._app(scope, receive, send)


def may_pass(method: str, headers: Headers) -> bool:
    """Whether a request of this method may be answered."""
    if method not in _SAFE:
        return is_own(headers)
    return headers.get("sec-fetch-site", "none") in _OURS or (method in _READS and _is_followed(headers))


def is_own(headers: Headers) -> bool:
    """Whether a request comes from our own pages, or from no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in _OURS
    origin, host = headers.get("origin"), headers.get("host", "").lower()
    return origin is None or (host != "" and _host_in(origin) == host)


def _is_followed(headers: Headers) -> bool:
    """Whether somebody followed a link, so that the answer is a whole page of its own."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _host_in(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None
