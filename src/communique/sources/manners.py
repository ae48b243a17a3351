"""How a fetcher behaves towards the hosts it asks, and what it puts up with from them."""

from __future__ import annotations

from dataclasses import dataclass

from communique import __version__


def user_agent(contact: str | None = None) -> str:
    """An honest user agent: the program's name, version and purpose, and whom to ask about it.

    :param contact: a web page or e-mail address of the person or institution that runs the program.
    """
    about = "reads official readouts" if contact is None else f"reads official readouts; +{contact}"
    return f"communique/{__version__} ({about})"


@dataclass(frozen=True, kw_only=True)
class Manners:
    """Options of a `Fetcher`; times in seconds, sizes in bytes.

    :param user_agent: sent with every request; the name before the "/" is the one looked for in robots.txt.
    :param delay: between the end of one request to a host and the start of the next; a longer Crawl-delay wins.
    :param max_delay: the longest Crawl-delay that is kept.
    :param retries: how often a passing failure is tried again.
    :param back_off: the wait before the first retry, doubled for each further one.
    :param max_wait: the longest wait before a retry; a server that asks for more is not asked again in this run.
    :param timeout: for connecting, and for each read.
    :param max_seconds: for one request with its answer, so that a body that trickles for ever ends.
    :param max_bytes: of a body, on the wire and after decompression.
    :param max_redirects: steps from the URL asked to the page.
    :param allow_private: whether hosts in private and loopback networks may be asked.
    """

    user_agent: str = user_agent()
    delay: float = 2.0
    max_delay: float = 60.0
    retries: int = 3
    back_off: float = 2.0
    max_wait: float = 300.0
    timeout: float = 30.0
    max_seconds: float = 180.0
    max_bytes: int = 50_000_000
    max_redirects: int = 10
    allow_private: bool = False

    def __post_init__(self) -> None:
        """:raises ValueError: for a negative number, or a user agent that cannot stand in a header."""
        for name in ("delay", "max_delay", "retries", "back_off", "max_wait", "max_redirects"):
            if getattr(self, name) < 0:
                raise ValueError(f"`{name}` is {getattr(self, name)}; it cannot be negative")
        for name in ("timeout", "max_seconds", "max_bytes"):
            if getattr(self, name) <= 0:
                raise ValueError(f"`{name}` is {getattr(self, name)}; it must be more than 0")
        if not self.robot or not self.user_agent.isascii() or not self.user_agent.isprintable():
            raise ValueError("`user_agent` must start with a name and be printable ASCII")

    @property
    def robot(self) -> str:
        """The name by which robots.txt may address this fetcher."""
        return self.user_agent.split("/", 1)[0].split(" ", 1)[0].strip()
