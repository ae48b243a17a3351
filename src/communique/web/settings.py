"""What the reading room is started with."""

from __future__ import annotations

import getpass
import ipaddress
from dataclasses import dataclass, field


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def own_name() -> str:
    """The name of the user of this machine; "reader" where it is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"


@dataclass(frozen=True)
class Settings:
    """How the reading room is run.

    :param store: path or URL of the store.
    :param host: the address it listens on.
    :param names: host names under which it is asked for, beside those of `host` and of this machine.
    :param accounts: whether everybody has to log in; on an address that others can reach, always.
    :param coder: under which name decisions are kept where nobody logs in.
    :param allow_private: whether addresses of the private network may be fetched.
    :param text_characters: longest text that is read at once; a readout has some 5,000.
    :param upload_bytes: largest body of a request.
    :param upload_seconds: time in which a body must have come.
    :param read_seconds: time for finding and reading the text of a file or page.
    :param session_seconds: how long a login holds.
    """

    store: str
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    accounts: bool = False
    coder: str = field(default_factory=own_name)
    allow_private: bool = False
    text_characters: int = 200_000
    upload_bytes: int = 10_000_000
    upload_seconds: float = 60.0
    read_seconds: float = 20.0
    session_seconds: int = 12 * 3600

    @property
    def logs_in(self) -> bool:
        """Whether everybody has to log in."""
        return self.accounts or not is_loopback(self.host)
