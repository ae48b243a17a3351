"""The encounter: its kind, day and place (codebook, "meeting" and "Settled cases → Meeting")."""

from __future__ import annotations

from communique.reading.encounter.day import find_day
from communique.reading.encounter.kind import find_kind
from communique.reading.encounter.place import find_place
from communique.reading.encounter.scene import Scene, scene
from communique.record import Evidence, Kind, Meeting, Place


def meeting_of(
    kind: Kind,
    kind_proof: tuple[Evidence, ...],
    day: str | None,
    day_proof: tuple[Evidence, ...],
    place: Place | None,
    place_proof: tuple[Evidence, ...],
) -> Meeting:
    """The meeting with all its evidence; nothing but the kind where there was no encounter."""
    if kind == "none":
        return Meeting(kind="none")
    return Meeting(kind=kind, date=day, place=place, evidence=(*kind_proof, *day_proof, *place_proof))


__all__ = ["Scene", "find_day", "find_kind", "find_place", "meeting_of", "scene"]
