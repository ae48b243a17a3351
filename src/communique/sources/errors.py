"""What can go wrong on the way to a page, from a closed list of kinds."""

from __future__ import annotations

from typing import Literal, Self

from communique.errors import CommuniqueError

Kind = Literal[
    "robots",  # robots.txt forbids the page, or could not be had
    "private-address",  # the host stands in a private, loopback or otherwise not public network
    "too-large",  # on the wire or after decompression
    "timeout",  # nothing came for too long, or not all of it in time
    "redirect-loop",  # a loop, or too many steps
    "status",  # an answer other than 200 and 304
    "tls",  # no trustworthy encrypted connection
    "dns",  # the host's name has no address
    "scheme",  # neither http nor https
    "url",  # no host, a user name or password, or otherwise no address of a page
    "connection",  # refused, broken off, or an answer that is no valid HTTP
    "outside",  # a redirect away from the issuer's hosts
    "listing",  # a listing or feed in which no items were found, or that does not end
]


class FetchError(CommuniqueError):
    """A page that could not be fetched.

    :param where: the URL.
    :param kind: what sort of failure it is, from the closed list `Kind`.
    :param passing: whether the same request may well succeed later (a time-out, a 503, a lost connection).
    :param status: the HTTP status, where there was an answer.
    :param retry_after: the seconds the server asked to wait, where it did.
    """

    def __init__(
        self, where: str, what: str, mend: str, *, kind: Kind,
        passing: bool = False, status: int | None = None, retry_after: float | None = None,
    ) -> None:  # fmt: skip
        self.kind, self.passing, self.status, self.retry_after = kind, passing, status, retry_after
        super().__init__(where, what, mend)

    def at(self, url: str) -> Self:
        """The same error, said of `url`: what is found while connecting knows the host only."""
        return type(self)(
            url, self.what, self.mend,
            kind=self.kind, passing=self.passing, status=self.status, retry_after=self.retry_after,
        )  # fmt: skip
