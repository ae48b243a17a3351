"""Bodies of requests: so large, of UTF-8, and come within so many seconds, or refused."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.safety.refused import refuse

_AT_ONCE = 8
"""So many of the largest bodies are held at one time; a further one is refused for the moment."""
_PLAIN = 3_000_000
"""Bytes of a body that is no upload: forms and JSON are taken apart while everybody waits."""
_LATER = {"retry-after": "5"}
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"',]*)""", re.I)
_TAKEN = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


class _RefusedError(Exception):
    def __init__(self, status: int, what: str, mend: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(what)
        self.status, self.what, self.mend, self.headers = status, what, mend, headers


class BoundedBodies:
    """Takes a whole body before the page is called, so that a page never waits for a slow sender.

    Requests that only read have none: one that comes with a body all the same is refused.

    :param most: bytes.   :param seconds: for the whole body.
    """

    def __init__(self, app: ASGIApp, most: int, seconds: float) -> None:
        self._app, self._most, self._seconds = app, most, seconds
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = _Taken(self, self._most_of(Headers(scope=scope)))
        try:
            body = await self._whole(scope, receive, taken)
        except _RefusedError as refused:
            taken.release()
            where = "the body of the request"
            await refuse(
                scope, receive, send, refused.status, where, refused.what, refused.mend, refused.headers
            )  # fmt: skip
            return
        try:
            await self._app(scope, _again(body, receive), send)
        finally:
            taken.release()

    async def _whole(self, scope: Scope, receive: Receive, taken: _Taken) -> bytes:
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            raise _RefusedError(400, "its length is no number", "Send it again.")
        if scope["method"] in ("GET", "HEAD"):
            if length.strip("0") or "transfer-encoding" in headers:
                raise _RefusedError(400, "a request that only reads has none", "Send it without a body.")
            return b""
        _check_charset(headers)
        if len(length.lstrip("0")) > len(str(taken.most)) or int(length) > taken.most:
            raise too_large(taken.most)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._all(receive, taken)
        except TimeoutError:
            raise _RefusedError(408, f"not here within {self._seconds:g} seconds", "Send it again.") from None

    async def _all(self, receive: Receive, taken: _Taken) -> bytes:
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _RefusedError(400, "broken off", "Send it again.")
            part = message.get("body", b"")
            taken.add(len(part))
            body += part
            more = message.get("more_body", False)
        return bytes(body)

    def hold(self, size: int) -> None:
        """Counts bytes that are held for some request, or with a minus, that are no more."""
        self._held += size

    def check(self) -> None:
        """Refuses a body where all together are too much."""
        if self._held > _AT_ONCE * self._most:
            raise _RefusedError(503, "others are being taken just now", "Send it again in a moment.", _LATER)

    def _most_of(self, headers: Headers) -> int:
        is_upload = headers.get("content-type", "").lower().startswith("multipart/form-data")
        return self._most if is_upload else min(self._most, _PLAIN)


def too_large(most: int) -> _RefusedError:
    """The error for a body over its limit."""
    mend = "Give a smaller file, or add it with `communique add`."
    return _RefusedError(413, f"more than {most:,} bytes", mend)


class _Taken:
    """The bytes that one request holds, of at most `most`."""

    def __init__(self, bodies: BoundedBodies, most: int) -> None:
        self._bodies, self.most, self._own = bodies, most, 0

    def add(self, size: int) -> None:
        self._own += size
        self._bodies.hold(size)
        if self._own > self.most:
            raise too_large(self.most)
        self._bodies.check()

    def release(self) -> None:
        self._bodies.hold(-self._own)
        self._own = 0


def _check_charset(headers: Headers) -> None:
    """Other encodings could make characters that are none (lone surrogates), which no store takes."""
    named = _CHARSET.findall(headers.get("content-type", ""))
    if any(name.lower() not in _TAKEN for name in named):
        raise _RefusedError(415, "not of UTF-8", "Send UTF-8; the text of a file may have any encoding.")


def _again(body: bytes, receive: Receive) -> Receive:
    first = True

    async def given() -> Message:
        nonlocal first
        if first:
            first = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return given
