"""What is given back of users."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal, get_args

Role = Literal["reader", "coder", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class User:
    """Somebody who may log in: what they may do, the hash of the password, since when (ISO 8601 in UTC).

    One who is not ``active`` may not log in any more; what they decided stays.
    """

    name: str
    role: Role
    hash: str = field(repr=False)
    made: str
    active: bool


def folded(name: str) -> str:
    """A name as it is compared: without case, with one space between its words."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
