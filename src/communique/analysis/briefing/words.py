"""Words of a briefing's lines."""

from __future__ import annotations

from communique.wording import plural


def looked_through(readouts: int, encounters: int) -> str:
    """What was looked through and nothing found: "in 12 readouts of 11 encounters"."""
    return f"in {plural(readouts, 'readout')} of {plural(encounters, 'encounter')}"
