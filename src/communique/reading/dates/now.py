"""What the words of a date are resolved against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["none", "published", "encounter"]


@dataclass(frozen=True)
class Now:
    """What relative expressions are resolved against: the encounter's last day, else publication; None where unknown."""

    day: dt.date | None
    first: dt.date | None
    published: dt.date | None
    anchor: Anchor
    month_first: bool
