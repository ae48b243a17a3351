"""URLs of pages: which may be fetched, and how two spellings of one become the same."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from communique.sources.errors import FetchError

_SCHEMES = ("http", "https")


def checked_url(url: str, *, where: str | None = None) -> str:
    """`url` in its normal spelling: host in lower-case ASCII, path escaped, no fragment.

    :param where: the URL to name in an error, where `url` came from a redirect.
    :raises FetchError: `scheme` for other than http and https, `url` for one without host or with credentials.
    """
    import httpx2

    at, bare = _shown(where or url), urldefrag(url.strip())[0]
    told = "" if where is None else f"redirects to {_shown(bare)}: "
    try:
        parsed = httpx2.URL(bare)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(at, f"{told}no valid URL ({_lower(str(error))})", "Check the address.", kind="url") from None
    if parsed.scheme not in _SCHEMES:
        found = f"the scheme {parsed.scheme!r}" if parsed.scheme else "no scheme"
        raise FetchError(at, f"{told}{found}", "Only http:// and https:// are fetched.", kind="scheme")
    if not parsed.host:
        raise FetchError(at, f"{told}no host", "Write https://host/path.", kind="url")
    if parsed.userinfo:
        raise FetchError(
            at, f"{told}a user name or password in the URL",
            "Leave it out; pages behind a log-in are not fetched.", kind="url",
        )  # fmt: skip
    parts = urlsplit(str(parsed))
    return urlunsplit(parts if parts.path else parts._replace(path="/"))


def joined(base: str, href: str) -> str | None:
    """The page that `href` on the page `base` leads to, in its normal spelling; None where it leads to no page."""
    try:
        return checked_url(urljoin(base, href.strip()))
    except (FetchError, ValueError):
        return None


def host_of(url: str) -> str:
    """The host of a URL in lower case, without port."""
    return (urlsplit(url).hostname or "").lower()


def is_of(url: str, hosts: Collection[str]) -> bool:
    """Whether `url` is of one of `hosts`; "www." makes no difference."""
    return _bare(host_of(url)) in {_bare(host.lower()) for host in hosts}


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _shown(url: str) -> str:
    """`url` for a message: a password must not end up in a log."""
    return re.sub(r"//[^/?#]*@", "//…@", url)


def _lower(message: str) -> str:
    return (message[:1].lower() + message[1:]).rstrip(".")
