"""Words of a briefing's lines."""

from __future__ import annotations


def plural(number: int, noun: str) -> str:
    """ "1 encounter", "2 encounters"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def looked_through(readouts: int, encounters: int) -> str:
    """What was looked through and nothing found: "in 12 readouts of 11 encounters"."""
    return f"in {plural(readouts, 'readout')} of {plural(encounters, 'encounter')}"
