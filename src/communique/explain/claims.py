"""The values of a record that stand at a character, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.record import Evidence, Record


class Claim(NamedTuple):
    """A value at ``text[start:end]``; `proofs` are the evidences behind it."""

    what: str
    value: str
    start: int
    end: int
    proofs: tuple[Evidence, ...]


def claims_at(record: Record, at: int) -> list[Claim]:
    """Every value whose span, or the span of whose evidence, holds the character `at`; narrow spans first."""
    rows = [
        claim
        for claim in _claims(record)
        if claim.start <= at < claim.end or any(p.start <= at < p.end for p in claim.proofs)
    ]
    return sorted(rows, key=lambda c: (c.end - c.start, c.start, c.what))


def _claims(record: Record) -> Iterator[Claim]:
    meeting = record.meeting
    for proof in meeting.evidence:
        value = {"kind": meeting.kind, "date": meeting.date, "place": meeting.place.name if meeting.place else None}
        yield Claim(f"meeting.{proof.field}", str(value.get(proof.field)), proof.start, proof.end, (proof,))
    for person in record.participants:
        first = _office(person.role, person.organisation)
        value_of = ", ".join(part for part in (person.name, first, person.country, person.capacity) if part)
        yield Claim("participant", value_of, person.start, person.end, person.evidence)
        for held in person.offices:
            words, proof = _office(held.role, held.organisation), held.evidence[0]
            yield Claim("office", f"{person.name}: {words}", proof.start, proof.end, held.evidence)
    for said in record.statements:
        aimed = f" → {', '.join(said.addressees)}" if said.addressees else ""
        topics = f" [{', '.join(said.topics)}]" if said.topics else ""
        yield Claim("statement", f"{said.speaker}: {said.act}{aimed}{topics}", said.start, said.end, said.evidence)
    for date in record.dates:
        yield Claim("date", date.value, date.start, date.end, date.evidence)
    for topic in record.topic_mentions:
        yield Claim("topic", topic.topic, topic.start, topic.end, topic.evidence)
    for event in record.references:
        dated = f" {event.date}" if event.date else ""
        yield Claim("reference", f"{event.what}{dated}", event.start, event.end, event.evidence)
    for formula in record.formulae:
        yield Claim("formula", formula.phrase, formula.start, formula.end, formula.evidence)
    for sentence in record.unread.sentences:
        yield Claim("unread", "no reader understood this sentence", sentence.start, sentence.end, ())
    for name in record.unread.names:
        yield Claim("unread", "a name that no reader knows", name.start, name.end, ())


def _office(role: str | None, organisation: str | None) -> str:
    return " of ".join(part for part in (role, organisation) if part)
