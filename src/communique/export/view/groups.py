"""The record put in order for a reader: people by side, statements by speaker, dates in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.record import Evidence, Participant, Record, Statement

JOINT = "joint"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Speech(NamedTuple):
    """All that one speaker said, in the order of the text."""

    speaker: str
    country: str | None
    statements: tuple[Statement, ...]


def sides(record: Record) -> dict[str | None, list[Participant]]:
    """Participants by country (None where it is not known); sides and people in the order of the record."""
    found: dict[str | None, list[Participant]] = {}
    for person in record.participants:
        found.setdefault(person.country, []).append(person)
    return found


def speeches(record: Record) -> list[Speech]:
    """Statements by speaker, speakers in the order in which they first speak."""
    found: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in sorted(record.statements, key=lambda s: (s.start, s.end)):
        found.setdefault((statement.speaker, statement.country), []).append(statement)
    return [Speech(speaker, country, tuple(said)) for (speaker, country), said in found.items()]


def speaker_name(speaker: str) -> str:
    """The heading of a speaker: his name, or what `joint` stands for."""
    return "The sides together" if speaker == JOINT else speaker


def offices(person: Participant) -> list[str]:
    """A person's offices, each as ``role, organisation``."""
    held = [(o.role, o.organisation) for o in person.offices] or [(person.role or "", person.organisation)]
    return [", ".join(part for part in office if part) for office in held if any(office)]


def date_words(value: str) -> str:
    """An EDTF date in words: ``2023-10-09`` → ``9 October 2023``; what is no plain date stays as it is."""
    start, slash, end = value.partition("/")
    if slash:
        return f"{date_words(start)} – {date_words(end)}"
    parts = value.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return value
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return value
    day = str(int(parts[2])) if len(parts) == 3 else ""
    month = _MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
    return " ".join(word for word in (day, month, parts[0]) if word)


def heading(record: Record) -> list[str]:
    """Kind, date and place of the meeting, each as words; what is unknown is left out."""
    meeting = record.meeting
    kind = "no encounter reported" if meeting.kind == "none" else meeting.kind
    place = meeting.place
    where = ", ".join(part for part in (place.name, place.country) if part) if place else ""
    return [part for part in (kind, date_words(meeting.date) if meeting.date else "", where) if part]


def rule_lines(evidence: Iterable[Evidence]) -> list[str]:
    """What made a value, one line for each reader and entry: ``speaker, act: speech · commit.willing``."""
    fields: dict[str, list[str]] = {}
    for proof in evidence:
        rule = proof.reader + (f" · {proof.entry}" if proof.entry else "")
        known = fields.setdefault(rule, [])
        if proof.field not in known:
            known.append(proof.field)
    return [f"{', '.join(names)}: {rule}" for rule, names in fields.items()]


def flags(statement: Statement) -> list[str]:
    """Polarity and condition of a statement, where they are not the plain ones."""
    negated = ["negated"] if statement.polarity == "negative" else []
    return negated + ([f"condition: {statement.condition.quote}"] if statement.condition else [])


def share(record: Record) -> str:
    """The share of the text that the record explains, in whole per cent."""
    return f"{record.unread.share_read * 100:.0f} %"
