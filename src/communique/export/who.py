"""Who is who in an encounter: the sides, the host, the day, and what an office makes of its holder."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from communique.export.rules import Fact, first, rules, table
from communique.record import JOINT, Participant, Record, Statement

IN_PERSON = ("meeting", "multilateral", "visit", "event")
REMOTE = ("call", "video")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Days(NamedTuple):
    """First and last day, YYYY-MM-DD; the same for a single day."""

    start: str
    end: str


def days(value: str | None) -> Days | None:
    """The days of an EDTF date or interval; None where it is not known to the day."""
    start, _, end = (value or "").partition("/")
    end = end or start
    return Days(start, end) if _DAY.fullmatch(start) and _DAY.fullmatch(end) else None


def sides(record: Record) -> dict[str, list[Participant]]:
    """Those who took part, by country, in the order of the record; who was merely present or has no country is left out."""
    found: dict[str, list[Participant]] = {}
    for person in record.participants:
        if person.country and person.capacity != "present":
            found.setdefault(person.country, []).append(person)
    return found


def host(record: Record) -> str | None:
    """The side in whose country an encounter in person took place; None where there is none or it is not known."""
    place = record.meeting.place
    if place is None or record.meeting.kind not in IN_PERSON or place.country not in sides(record):
        return None
    return place.country


def encounter_facts(record: Record) -> dict[str, Fact]:
    """What rules may ask of an encounter: its kind, whether it has a host side, whether a third state hosted it."""
    place, taking_part = record.meeting.place, sides(record)
    third = place is not None and place.country is not None and place.country not in taking_part
    return {"kind": record.meeting.kind, "host": host(record) is not None, "third": third and len(taking_part) > 1}


def statement_facts(record: Record, said: Statement) -> dict[str, Fact]:
    """What rules may ask of a statement."""
    return {
        "act": said.act, "polarity": said.polarity, "joint": said.speaker == JOINT, "topics": said.topics,
        "addressed": bool(addressees(record, said)), "conditional": said.condition is not None,
        "kind": record.meeting.kind,
    }  # fmt: skip


def speakers(record: Record, said: Statement) -> tuple[str, ...]:
    """The codes of those who speak: all sides where they speak together; empty where the speaker's is not known."""
    if said.speaker == JOINT:
        return tuple(sides(record))
    return (said.country,) if said.country else ()


def addressees(record: Record, said: Statement) -> tuple[str, ...]:
    """Those to whom a statement is directed, the speakers' own left out."""
    own = speakers(record, said)
    return tuple(code for code in said.addressees if code not in own)


def voice(record: Record, said: Statement, code: str) -> Participant | None:
    """Who speaks for `code`: the speaker, or the first of a side where the sides speak together; None where the speaker
    is no participant."""
    if said.speaker == JOINT:
        return next(iter(sides(record).get(code, ())), None)
    return next((p for p in record.participants if p.name == said.speaker), None)


def sectors(person: Participant) -> tuple[str, ...]:
    """The sectors of an office (GOV, PTY, LEG …); empty where the table knows none, never a default."""
    if person.country in table("roles")["organisations"]:
        return ("IGO",)
    return _outcome("sector", person, "sectors")


def leader_role(person: Participant) -> str | None:
    """COLT's role of an office (GS, G, S, F, E, I, CP); None where it is none that COLT counts."""
    roles = _outcome("leader", person, "role")
    return roles[0] if roles else None


def rank(person: Participant) -> str | None:
    """The rank of a party official (minister, vice-minister, director …); None where the office says none."""
    found = _outcome("rank", person, "rank")
    return found[0] if found else None


def office(person: Participant) -> str | None:
    """Role and organisation as one phrase; None where neither is known."""
    return ", ".join(part for part in (person.role, person.organisation) if part) or None


def _outcome(section: str, person: Participant, key: str) -> tuple[str, ...]:
    return _coded(section, person.role or "", person.organisation or "", person.country, key)


@lru_cache(maxsize=4096)
def _coded(section: str, role: str, body: str, country: str | None, key: str) -> tuple[str, ...]:
    facts: dict[str, Fact] = {"country": country, "body": bool(body)}
    found = first(rules("roles", section), facts, f"{role} | {body}")
    return tuple(found.outcome[key]) if found else ()
