"""Which network addresses may be asked (against server-side request forgery)."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from communique.sources.errors import FetchError

Lookup = Callable[[str], Sequence[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The well-known prefix of RFC 6052: its last 32 bits are an IPv4 address that a gateway connects to.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ALLOW = "Give a public address, or allow private ones if you trust it (--allow-private, allow_private=True)."


def system_lookup(host: str) -> list[str]:
    """The addresses of `host` as the system's resolver has them, in its order, each once.

    It also reads what only looks like a name: decimal (2130706433), octal (0177.0.0.1) and short (127.1) forms.
    """
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def checked_addresses(host: str, *, allow_private: bool, lookup: Lookup) -> list[str]:
    """The addresses to connect to. The caller connects to these and does not look the name up again.

    :raises FetchError: `dns` for a name without address; `private-address` where any of its addresses is not public,
        since a name that has both sorts was made to slip through.
    """
    try:
        found = lookup(host)
    except (OSError, UnicodeError) as error:
        passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise FetchError(
            host, f"the name {host!r} has no address ({_reason(error)})",
            "Check the spelling and your connection.", kind="dns", passing=passing,
        ) from None  # fmt: skip
    if not found:
        raise FetchError(
            host, f"the name {host!r} has no address", "Check the spelling and your connection.", kind="dns"
        )
    private = [] if allow_private else [one for one in found if not is_public(one)]
    if private:
        raise FetchError(host, _private(host, private[0]), _ALLOW, kind="private-address")
    return list(found)


def _private(host: str, address: str) -> str:
    return f"{address} is not a public address" if host == address else f"{host} is {address}, no public address"


def is_public(address: str) -> bool:
    """Whether `address` is one of the public Internet, also where IPv6 wraps an IPv4 address."""
    try:
        ip: Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(_plainly_public(one) for one in (ip, *_wrapped(ip)))


def _plainly_public(ip: Address) -> bool:
    mapped = isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None
    if mapped or ip in _NAT64:
        return True  # says nothing itself; the wrapped address decides
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _wrapped(ip: Address) -> list[Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return [one for one in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()), last) if one is not None]


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return "no valid host name"
    return (error.strerror or "look-up failed").lower()
