"""Values of a record in words, for lists of what was decided and of what differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PLACES = frozenset({"start", "end", "id", "evidence", "words"})
"""Where something stands: shown by a link, not in words."""


def worded(value: Any) -> str:
    """A value on one line; "" for nothing."""
    if isinstance(value, Mapping):
        said = {name: text for name, part in value.items() if name not in _PLACES and (text := worded(part))}
        if set(said) <= {"name", "country"} or set(said) <= {"role", "organisation"} or set(said) == {"quote"}:
            return ", ".join(said.values())
        return " · ".join(f"{name} {text}" for name, text in said.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(worded, value))
    return "" if value is None else str(value)
