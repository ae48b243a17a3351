"""One request and its answer, within the limits; no redirect is followed here."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from communique.sources.address import Lookup
from communique.sources.coding import ACCEPTED, CodingError, decoded
from communique.sources.errors import FetchError
from communique.sources.manners import Manners

if TYPE_CHECKING:
    import httpx2

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_TLS_MEND = "Check the address, or tell the site; a connection that cannot be trusted is not used."
_SIZE_MEND = "Raise the limit (max_bytes) if you want it all the same."
_LATER = "Try again later."


@dataclass(frozen=True)
class Answer:
    """What a host answered to one request; header names in lower case; the body free of its content coding, and empty but for a 200."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


class Exchange:
    """Sends single requests; a context manager.

    :param tls: whom to trust; None for the certificates of the system.
    """

    def __init__(self, manners: Manners, lookup: Lookup, tls: ssl.SSLContext | None) -> None:
        import httpx2

        from communique.sources.network import PinnedBackend, PinnedTransport

        self._manners = manners
        backend = PinnedBackend(
            allow_private=manners.allow_private, lookup=lookup, max_seconds=manners.max_seconds
        )  # fmt: skip
        self._client = httpx2.Client(
            transport=PinnedTransport(backend, tls or httpx2.create_ssl_context()),
            headers={"user-agent": manners.user_agent, "accept": _ACCEPT, "accept-encoding": ACCEPTED,
                     "connection": "close"},
            timeout=manners.timeout, follow_redirects=False, trust_env=False,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, url: str, headers: Mapping[str, str], *, cut_at: int | None = None) -> Answer:
        """The answer to a GET of `url`.

        :param cut_at: take only so many bytes of the body and no more, instead of refusing a larger one.
        :raises FetchError: for all that goes wrong between here and the last byte; any status is an answer.
        """
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                told = {name.lower(): value for name, value in response.headers.items()}
                body = self._body(url, response, told, cut_at) if response.status_code == 200 else b""
                return Answer(url, response.status_code, told, body)
        except FetchError as error:
            raise error.at(url) from None
        except Exception as error:
            found = _found(url, error, self._manners)
            if found is None:
                raise
            raise found from error

    def cookies(self) -> tuple[tuple[str, str], ...]:
        """The cookies held now, in order."""
        return tuple(sorted((one.name, one.value or "") for one in self._client.cookies.jar))

    def _body(self, url: str, response: httpx2.Response, headers: Mapping[str, str], cut_at: int | None) -> bytes:
        limit = self._manners.max_bytes
        announced = headers.get("content-length", "")
        if cut_at is None and announced.isdecimal() and int(announced[:18]) > limit:
            raise _too_large(url, f"{int(announced[:18]):,} bytes announced", limit)
        taken, size = [], 0
        for piece in decoded(self._wire(url, response, cut_at), headers.get("content-encoding", "")):
            taken.append(piece)
            size += len(piece)
            if cut_at is not None and size >= cut_at:
                return b"".join(taken)[:cut_at]
            if cut_at is None and size > limit:
                raise _too_large(url, f"more than {limit:,} bytes", limit)
        return b"".join(taken)

    def _wire(self, url: str, response: httpx2.Response, cut_at: int | None) -> Iterator[bytes]:
        size = 0
        for piece in response.iter_raw():
            size += len(piece)
            if cut_at is None and size > self._manners.max_bytes:
                raise _too_large(url, f"more than {self._manners.max_bytes:,} bytes", self._manners.max_bytes)
            yield piece


def _too_large(url: str, what: str, limit: int) -> FetchError:
    return FetchError(url, f"{what}, where at most {limit:,} are taken", _SIZE_MEND, kind="too-large")


def _found(url: str, error: Exception, manners: Manners) -> FetchError | None:
    """What an exception of the libraries below means for the user; None for one that is no fault of the network."""
    import httpcore2
    import httpx2

    cause = _tls_cause(error)
    if cause is not None:
        reason = getattr(cause, "verify_message", None) or cause.reason or "handshake failed"
        return FetchError(url, f"no trustworthy TLS connection ({str(reason).lower()})", _TLS_MEND, kind="tls")
    if isinstance(error, httpcore2.TimeoutException):
        what = f"no full answer within {manners.timeout:g} s for a step and {manners.max_seconds:g} s in all"
        return FetchError(url, what, _LATER, kind="timeout", passing=True)
    table: tuple[tuple[type[Exception], Callable[[Exception], str]], ...] = (
        (CodingError, lambda e: f"the body cannot be decompressed: {e}"),
        (httpcore2.ConnectError, lambda e: f"no connection ({_plain(e)})"),
        (httpcore2.NetworkError, lambda e: f"the connection broke off ({_plain(e)})"),
        (httpcore2.ProtocolError, lambda e: f"no valid HTTP answer ({_plain(e)})"),
        (httpx2.HTTPError, lambda e: f"no valid HTTP answer ({_plain(e)})"),
    )
    for sort, tell in table:
        if isinstance(error, sort):
            return FetchError(url, tell(error), _LATER, kind="connection", passing=True)
    return None


def _tls_cause(error: BaseException) -> ssl.SSLError | None:
    """The TLS failure behind `error`: httpcore2 hands it on as an argument and cuts the chain of causes."""
    behind = [error, *error.args, error.__cause__, error.__context__]
    return next((one for one in behind if isinstance(one, ssl.SSLError)), None)


def _plain(error: Exception) -> str:
    text = (str(error) or type(error).__name__).rstrip(".")
    return text[:1].lower() + text[1:]
