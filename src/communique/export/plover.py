"""PLOVER 0.8 events as JSON lines: one for the encounter, one for each statement that can be coded; the rest are losses.

The table is ``codes/plover.toml``, each row with the manual's sentence. ``link`` is the same for all events of one
readout; the codebook's version stands in ``cite_info.codebook``. Dates are days: an encounter that is not known to the
day is a loss, since PLOVER requires one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.export.report import Loss, Report, whole
from communique.export.rules import Rule, first, rules, table
from communique.export.who import (
    Days,
    addressees,
    days,
    encounter_facts,
    host,
    office,
    sectors,
    sides,
    speakers,
    statement_facts,
    voice,
)
from communique.record import Participant, Record, Statement

Event = dict[str, Any]
NO_DATE = "the encounter is not known to the day; PLOVER requires a date"
NO_ACTOR = "the speaker's country is not known; PLOVER requires an actor"
ONE_SIDE = "fewer than two sides are named as having taken part"
NO_RULE = "no rule of codes/plover.toml covers it"


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes one event a line; what PLOVER cannot say is in the losses, statement by statement."""
    count, losses = 0, list[Loss]()
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as lines:
        for record in records:
            for row in events(record):
                if isinstance(row, Loss):
                    losses.append(row)
                else:
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                    count += 1
    return Report(count, tuple(losses))


def events(record: Record) -> Iterator[Event | Loss]:
    """The events of one record, the encounter's first, with a loss for each thing that is not coded."""
    name, on = record.document.id, days(record.meeting.date)
    if on is None:
        yield from (Loss(name, key, NO_DATE) for key in (None, *(s.id for s in record.statements)))
        return
    yield _encounter(record, on)
    for number, said in enumerate(record.statements, 1):
        yield _statement(record, on, number, said)


def _encounter(record: Record, on: Days) -> Event | Loss:
    rule = first(rules("plover", "encounter"), encounter_facts(record))
    if rule is None or "loss" in rule.outcome:
        return Loss(record.document.id, None, rule.outcome["loss"] if rule else NO_RULE)
    at_home = host(record) if rule.outcome.get("mode") == "visit" else None
    people = [(code, person) for code, side in sides(record).items() for person in side]
    actors = [_entity(code, person) for code, person in people if code != at_home]
    if len(sides(record)) < 2:
        return Loss(record.document.id, None, ONE_SIDE)
    recipients = [_entity(code, person) for code, person in people if code == at_home]
    told = {"context": ["diplomatic"], "text": None, "text_info": None}
    return _event(record, f"{record.document.id}:encounter", on, rule, (actors, recipients), told)


def _statement(record: Record, on: Days, number: int, said: Statement) -> Event | Loss:
    rule = first(rules("plover", "statement"), statement_facts(record, said), said.quote)
    if rule is None or "loss" in rule.outcome:
        return Loss(record.document.id, said.id, rule.outcome["loss"] if rule else NO_RULE)
    actors = [_entity(code, voice(record, said, code)) for code in speakers(record, said)]
    if not actors:
        return Loss(record.document.id, said.id, NO_ACTOR)
    recipients = [_entity(code, None) for code in addressees(record, said)]
    contexts = table("plover")["contexts"]
    told = {
        "context": list(dict.fromkeys(contexts[t] for t in said.topics if t in contexts)),
        "text": said.quote,
        "text_info": {"sequence": number, "start": said.start, "end": said.end},
    }
    return _event(record, f"{record.document.id}:{said.id}", on, rule, (actors, recipients), told)


def _event(
    record: Record,
    name: str,
    on: Days,
    rule: Rule,
    who: tuple[list[Event], list[Event]],
    told: Mapping[str, Any],
) -> Event:
    about, place, codes = record.document, record.meeting.place, table("plover")
    kind, mode = rule.outcome["event"], rule.outcome.get("mode")
    row = {
        "id": name,
        "has_event": True,
        "date": on.start,
        "enddate": on.end if on.end != on.start else None,
        "actor": who[0],
        "recipient": who[1],
        "event": [kind],
        "event_loc": {"name": place.name, "country": place.country} if place else None,
        "quad_code": codes["quad"][kind],
        "mode": [mode] if mode else [],
        "link": f"communique:{about.id}",
        **told,
        "cite_info": _known(
            {
                "citation": about.id, "url": about.url, "title": about.title, "language": about.language,
                "publication": about.issuer, "coder": f"communique {record.version.software}",
                "codebook": codes["version"], "version": record.version.record,
            }
        ),
        "coder": f"communique {record.version.software}",
        "comment": f"rule {rule.id}",
    }  # fmt: skip
    return _known(row)


def _entity(code: str, person: Participant | None) -> Event:
    """An entity; a person's sector and office stand with it where they are known."""
    row = {"code": table("plover")["countries"].get(code, code)}
    if person is not None and person.country == code:
        row |= {"sector": "".join(sectors(person)), "entity_text": person.name, "office": office(person)}
    return _known(row)


def _known(row: Mapping[str, Any]) -> Event:
    return {key: value for key, value in row.items() if value not in (None, "", [])}
