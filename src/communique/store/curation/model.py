"""What is given back of encounters, persons, decisions and corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from communique.linking.encounters import Match

Kind = Literal["join", "split", "merge", "part", "correct", "confirm", "undo"]
Status = Literal["applied", "settled", "dangling", "undone"]


@dataclass(frozen=True)
class Decision:
    """What a person decided: ``kind``, ``what`` (ids, path, value), who, when (ISO 8601 in UTC) and why.

    ``undoes`` is the number of the decision that this one undoes; ``active`` says that none undoes this one. ``coding``
    names the coding that it belongs to; None: it is in force.
    """

    number: int
    kind: Kind
    what: Mapping[str, Any]
    by: str
    made: str
    why: str
    active: bool = True
    undoes: int | None = None
    coding: str | None = None


@dataclass(frozen=True)
class Readout:
    """One document that tells of an encounter. ``same_as`` is the document of which it is a near copy."""

    document: str
    title: str | None
    issuer: str | None
    date: str | None
    same_as: str | None


@dataclass(frozen=True)
class Encounter:
    """One encounter: its readouts in the order in which they were added, why they match, and what people decided of them.

    ``first`` and ``last`` are the days (YYYY-MM-DD) between which the readouts date it, ``countries`` the sides.
    ``id`` names the first added readout; it stays the same when readouts are added or read again.
    """

    id: str
    first: str | None
    last: str | None
    countries: tuple[str, ...]
    readouts: tuple[Readout, ...]
    matches: tuple[Match, ...]
    decisions: tuple[Decision, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the readouts' documents."""
        return tuple(r.document for r in self.readouts)


@dataclass(frozen=True)
class Attested:
    """Where an office stands: ``quote`` is at ``start:end`` of the document's text; ``day`` is that of the document."""

    document: str
    day: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Held:
    """An office with the first and last day on which documents attest it, and where."""

    role: str
    organisation: str | None
    first: str | None
    last: str | None
    evidence: tuple[Attested, ...]


@dataclass(frozen=True)
class Appearance:
    """A person as one document has him: the name at ``start:end``."""

    document: str
    name: str
    day: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Person:
    """One person: the fullest name, all names, offices in order of time, where he appears, and why the names are his."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    offices: tuple[Held, ...]
    appearances: tuple[Appearance, ...]
    why: tuple[str, ...]
    decisions: tuple[Decision, ...]

    def office_on(self, day: dt.date | str) -> Held | None:
        """The office as of a day: the last that was attested on it or before, else the first after it."""
        asked = str(day)
        dated = [(o, o.first, o.last) for o in self.offices if o.first and o.last]
        before = [(min(last, asked), first, n) for n, (_, first, last) in enumerate(dated) if first <= asked]
        if before:
            return dated[max(before)[2]][0]
        return min(dated, key=lambda row: row[1])[0] if dated else None


@dataclass(frozen=True)
class Somebody:
    """A person in a list: ``documents`` is in how many he appears, ``first`` and ``last`` between which days."""

    id: str
    name: str
    country: str | None
    role: str | None
    documents: int
    first: str | None
    last: str | None


@dataclass(frozen=True)
class Correction:
    """A value that a person gave in place of the machine's.

    ``path`` names the value, ``value`` is what it should be (None: not there), ``machine`` what the machine said when
    it was corrected. ``status``: applied; settled where the machine now gives it too; dangling where what it corrects
    is gone from the machine's record; undone.
    """

    decision: Decision
    document: str
    path: str
    value: Any
    machine: Any
    status: Status


@dataclass(frozen=True)
class Coding:
    """A coding beside the record in force, normally of one coder, who does not see what others did.

    ``documents`` is how many it corrected or confirmed, ``confirmed`` how many are confirmed as they now are, ``last``
    the instant of its last decision (ISO 8601 in UTC).
    """

    name: str
    documents: int
    confirmed: int
    last: str
