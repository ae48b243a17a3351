"""How far each reader can be trusted: its precision on hand-coded readouts, as ``make bench`` measured it.

The rules were written with these texts at hand, so that the figures are higher than on texts nobody has seen.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from communique.record import Trust


@cache
def measured() -> tuple[Trust, ...]:
    """The figures of ``reading/trust.json``, which the bench writes; empty where none were measured."""
    file = files("communique.reading") / "trust.json"
    if not file.is_file():
        return ()
    rows = json.loads(file.read_text(encoding="utf-8"))
    return tuple(Trust(reader=row["reader"], precision=row["precision"], claims=row["claims"]) for row in rows)
