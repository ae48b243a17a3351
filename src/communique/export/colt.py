"""COLT, the dataset of leaders' travel: one row a trip, as CSV with COLT's columns.

A trip is a leader (head of state or government, foreign or finance minister, crown prince, head of an international
organisation) in another country than his own; readouts of the same leader in the same country on the same or the next
day are one trip. A blank cell means "not known": it is never "No", which no readout is evidence for. Blank throughout
are the columns that a readout cannot fill (regions, COLT's own identifiers of leaders, Confidence).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique.export.report import Loss, Report, whole
from communique.export.safe import guarded
from communique.export.who import IN_PERSON, Days, days, leader_role
from communique.reading.places import state_name
from communique.record import Participant, Record
from communique.score.match import plain

_LINKS = 33
COLUMNS = (
    "TripID", "LeaderID", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRegion", "LeaderSubregion", "PriorityLeader",
    "LeaderRole", "LeaderTitle", "LeaderSurname", "LeaderFullName", "CountryVisited", "CountryVisitedISO",
    "RegionVisited", "SubRegionVisited", "DisputedTerritory", "SemiAutoTerritory", "CityVisited", "TripYear",
    "TripStartDate", "TripEndDate", "TripDuration", "MetHostHoGS", "HostHOGSName", "AttendedMultilatEvent",
    "AttendedMultilatMinisterialEvent", "NameMultilatEvent", "MetNonhostHOGS", "NonhostHOGSNames", "PublicAddress",
    "SignedAgreement", "CulturalSiteOrCeremony", "BusinessLeaderOrForum", "MetIGOLeader", "IGOLeaderName", "Exiled",
    "Notes", "Confidence(1-5)", *(f"SourceLink{n}" for n in range(1, _LINKS + 1)),
)  # fmt: skip
_HOGS = ("GS", "G", "S", "De Facto")


@dataclass
class _Trip:
    """What is known of one trip so far."""

    leader: Participant
    role: str
    visited: str
    span: Days
    cities: dict[str, None] = field(default_factory=dict)
    hosts: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    igos: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)
    multilateral: bool = False
    signed: bool = False


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes one row a trip, in order of country, leader and day; a record without a trip is a loss with the reason."""
    found, losses = list[_Trip](), list[Loss]()
    for record in records:
        why = _why_none(record)
        trips = [] if why else list(_trips(record))
        found.extend(trips)
        if not trips:
            losses.append(Loss(record.document.id, None, why or "no leader whom COLT counts was abroad"))
    rows = [_row(trip) for trip in _merged(found)]
    with whole(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", extrasaction="raise")
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)
    return Report(len(rows), tuple(losses))


def _why_none(record: Record) -> str | None:
    place = record.meeting.place
    if record.meeting.kind not in IN_PERSON:
        return f"kind {record.meeting.kind}: nobody travelled"
    if place is None or place.country is None:
        return "it is not known where the encounter was"
    return "the encounter is not known to the day" if days(record.meeting.date) is None else None


def _trips(record: Record) -> Iterator[_Trip]:
    place, span = record.meeting.place, days(record.meeting.date)
    assert place is not None and place.country is not None and span is not None
    for person in record.participants:
        role = leader_role(person)
        if role is None or person.country is None or person.country == place.country:
            continue
        trip = _Trip(person, role, place.country, span, multilateral=record.meeting.kind == "multilateral")
        if place.name != state_name(place.country):
            trip.cities[place.name] = None
        _met(trip, [p for p in record.participants if p.country not in (None, person.country)])
        trip.links |= {record.document.url: None} if record.document.url else {}
        trip.signed = any(s.act == "agree" and " signed " in f" {plain(s.quote)} " for s in record.statements)
        yield trip


def _met(trip: _Trip, others: list[Participant]) -> None:
    for other in others:
        role = leader_role(other)
        if role == "I":
            trip.igos[other.name] = None
        elif role in _HOGS:
            (trip.hosts if other.country == trip.visited else trip.others)[other.name] = None


def _merged(trips: list[_Trip]) -> list[_Trip]:
    def key(trip: _Trip) -> tuple[str, str, str, str, str]:
        return trip.leader.country or "", plain(trip.leader.name), trip.visited, *trip.span

    done: list[_Trip] = []
    for trip in sorted(trips, key=key):
        last = done[-1] if done else None
        if last is None or key(last)[:3] != key(trip)[:3] or _gap(last.span, trip.span) > 1:
            done.append(trip)
            continue
        last.span = Days(last.span.start, max(last.span.end, trip.span.end))
        for mine, more in zip(_sets(last), _sets(trip), strict=True):
            mine |= more
        last.multilateral |= trip.multilateral
        last.signed |= trip.signed
    return done


def _sets(trip: _Trip) -> tuple[dict[str, None], ...]:
    return trip.cities, trip.hosts, trip.others, trip.igos, trip.links


def _gap(one: Days, other: Days) -> int:
    return (date.fromisoformat(other.start) - date.fromisoformat(one.end)).days


def _row(trip: _Trip) -> dict[str, str | int]:
    leader, span = trip.leader, trip.span
    country = leader.country or ""
    key = "|".join((country, plain(leader.name), trip.visited, span.start))
    return {
        "TripID": "communique-" + hashlib.sha256(key.encode()).hexdigest()[:12],
        "LeaderCountryOrIGO": state_name(country), "LeaderCountryISO": country, "LeaderRole": trip.role,
        "LeaderTitle": leader.role or "", "LeaderFullName": leader.name, "CountryVisited": state_name(trip.visited),
        "CountryVisitedISO": trip.visited, "CityVisited": "; ".join(trip.cities), "TripYear": int(span.start[:4]),
        "TripStartDate": span.start, "TripEndDate": span.end,
        "TripDuration": (date.fromisoformat(span.end) - date.fromisoformat(span.start)).days + 1,
        "MetHostHoGS": _yes(trip.hosts), "HostHOGSName": "; ".join(trip.hosts),
        "AttendedMultilatEvent": _yes(trip.multilateral), "MetNonhostHOGS": _yes(trip.others),
        "NonhostHOGSNames": "; ".join(trip.others), "SignedAgreement": _yes(trip.signed),
        "MetIGOLeader": _yes(trip.igos), "IGOLeaderName": "; ".join(trip.igos),
        **{f"SourceLink{n}": url for n, url in enumerate(list(trip.links)[:_LINKS], 1)},
    }  # fmt: skip


def _yes(seen: object) -> str:
    """ "Yes" where there is evidence, else blank."""
    return "Yes" if seen else ""
