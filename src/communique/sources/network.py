"""The way to the network: connect to the address that was checked, and be done in time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from communique.sources.address import Lookup, checked_addresses


class TimedStream(httpcore2.NetworkStream):
    """A connection that serves one request and fails once that has taken too long.

    A time-out for each read does not end an answer that trickles in byte by byte; `until` does.

    :param until: when time is up, on the monotonic clock.
    """

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._left(timeout, httpcore2.ConnectTimeout)
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[Exception]) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise error("not done in time")
        return left if timeout is None else min(left, timeout)


class PinnedBackend(httpcore2.NetworkBackend):
    """Looks a name up once, checks every address, and connects to an address: no second look-up can differ.

    The host name still serves for the Host header and for the certificate.
    """

    def __init__(self, *, allow_private: bool, lookup: Lookup, max_seconds: float) -> None:
        self._allow_private, self._lookup, self._max_seconds = allow_private, lookup, max_seconds
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        until = time.monotonic() + self._max_seconds
        failed: Exception | None = None
        for address in checked_addresses(host, allow_private=self._allow_private, lookup=self._lookup):
            try:
                stream = self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return TimedStream(stream, until)
        raise failed or httpcore2.ConnectError("no address")


class PinnedTransport(httpx2.BaseTransport):
    """What an `httpx2.Client` sends its requests through. No proxy, no connection kept for a second request."""

    def __init__(self, backend: PinnedBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend, max_keepalive_connections=0)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
