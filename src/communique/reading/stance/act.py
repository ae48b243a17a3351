"""An act and why it is one."""

from __future__ import annotations

from typing import NamedTuple


class Stance(NamedTuple):
    """The act of a clause and why: the tokens ``[start:end]`` that decided, the entry, and whether it is negated."""

    act: str
    start: int
    end: int
    entry: str | None
    negative: bool = False
    frames: bool = False
    """True where a verb or noun of saying only opens what is said ("the view that")."""
