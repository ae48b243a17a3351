"""Connections that are too slow, or too many from one place, are ended (uvicorn has time-outs between requests only)."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from communique.web.safety.addresses import Address, ip_of


class TimedProtocol(H11Protocol):
    """HTTP/1.1 with bounds: seconds for the head of a request, whatever trickles in; a least speed at which an answer is
    taken; connections for each address but those of this machine, which a proxy has too. No WebSockets.
    """

    head_seconds: ClassVar[float] = 20.0
    """For a request line with all headers, counted from the connection or the end of the last answer."""
    slowest: ClassVar[tuple[int, float]] = (16_384, 30.0)
    """So many bytes of an answer must be taken in so many seconds."""
    most: ClassVar[int] = 100
    """Connections from one address; a house behind one address has some six for each browser."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head: asyncio.TimerHandle | None = None
        self._answer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._too_many():
            transport.abort()
            return
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        try:
            super().data_received(data)
        except h11.LocalProtocolError:  # rubbish behind a request that is being answered
            self.transport.abort()
            return
        if self._answering():
            self._stop_waiting()
        elif self._head is None:
            self._wait_for_head()

    def on_response_complete(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self._wait_for_head()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        self._stop_watching()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self._answering():
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def _should_upgrade(self) -> bool:
        return False

    def _too_many(self) -> bool:
        own = _other_end(self)
        if own is None or own.is_loopback:
            return False
        return sum(_other_end(one) == own for one in self.connections) > self.most

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self._head = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _give_up(self) -> None:
        if not self._answering():
            self.transport.abort()

    def _watch(self, left: int) -> None:
        size, seconds = self.slowest
        self._answer = self.loop.call_later(seconds, self._look, left - size)

    def _look(self, most: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left > most:
            self.transport.abort()
        else:
            self._watch(left)

    def _stop_watching(self) -> None:
        if self._answer is not None:
            self._answer.cancel()
            self._answer = None


def _other_end(protocol: Any) -> Address | None:
    """The other end; None where it is no network address."""
    host = protocol.client[0] if protocol.client else ""
    return ip_of(host.partition("%")[0])
