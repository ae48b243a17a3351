"""A reading room that listens, and a page of a browser that is watched, for tests of the pages."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

_REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says of every answer that refuses something, as it should."""


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """Serves an application on a free port of this machine, in a thread; gives its address."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
        assert thread.is_alive(), "the server did not start"
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


class Watched:
    """A page that keeps what it asks of other hosts and what it says in the console."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, **options)
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.said: list[str] = []
        self.page.on(
            "request",
            lambda r: self.outside.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None,
        )
        self.page.on("console", lambda m: self.said.append(m.text) if not m.text.startswith(_REFUSED) else None)
        self.page.on("pageerror", lambda e: self.said.append(str(e)))

    def close(self) -> None:
        """Closes it; fails where it asked for anything elsewhere or logged an error."""
        self.context.close()
        assert self.outside == [], self.outside
        assert self.said == [], self.said
