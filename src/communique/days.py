"""EDTF dates and parts of dates → the days between which they lie, as text that sorts."""

from __future__ import annotations

from communique.reading.dates.calendar import first_of, last_of
from communique.record import Record


def span_of(value: str | None) -> tuple[str | None, str | None]:
    """First and last day (YYYY-MM-DD) of an EDTF value; None where it has none."""
    if value is None:
        return None, None
    first, last = first_of(value), last_of(value)
    return first.isoformat() if first else None, last.isoformat() if last else None


def when(record: Record | None, published: str | None) -> str | None:
    """The date of the encounter, else the day of publication."""
    met = record.meeting.date if record else None
    return met or (published[:10] if published else None)
