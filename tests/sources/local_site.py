"""A web server on the loopback that answers, and misbehaves, as a test tells it; and a clock that takes no time."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; a test's handler answers it by `reply`, or by writing to `wfile` itself."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append(self.path)
        site.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.nth = site.count[self.path] = site.count[self.path] + 1
        self.site = site
        self.close_connection = True
        handler = site.pages.get(self.path)
        try:
            if handler is not None:
                handler(self)
            elif self.path == "/robots.txt" or site.other is None:
                self.reply(404, b"nothing here")
            else:
                site.other(self)
        except OSError:
            pass  # the client hung up, as it should on much of what is sent here

    def reply(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Answer with `body`; an underscore in a header's name stands for a hyphen."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if not any(name.lower() in ("content_length", "transfer_encoding") for name in headers) and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Site:
    """What the server holds: path → handler, `other` for the rest; and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.other: Handler | None = None
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.count: Counter[str] = Counter()
        self.ended = threading.Event()  # set when the test is over, for handlers that wait
        self.base = ""

    def page(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Let `path` answer with `body`; gives its URL."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = lambda request: request.reply(status, data, **headers)
        return self.base + path

    def on(self, path: str, handler: Handler) -> str:
        """Let `handler` answer for `path`; gives its URL."""
        self.pages[path] = handler
        return self.base + path

    def paths(self) -> list[str]:
        """What was asked, without robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Request)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site()
    server.site = site  # type: ignore[attr-defined]
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    site.base = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()


class Time:
    """A clock that only `sleep` moves, and that keeps what was slept."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
