"""CAMEO events, tab-separated and without a header: date (YYYYMMDD), source, target, code.

The table is ``codes/cameo.toml``. An actor is an ISO 3166-1 alpha-3 code and the role of who spoke for it (CHNGOV,
FRAPTY), or the code alone where the role is not known. CAMEO is dyadic: what has no addressee is a loss, and what the
sides agree or negotiate together stands once in each direction.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from communique.export.report import Loss, Report, whole
from communique.export.rules import first, rules, table
from communique.export.who import (
    addressees,
    days,
    encounter_facts,
    host,
    sectors,
    sides,
    speakers,
    statement_facts,
    voice,
)
from communique.record import JOINT, Participant, Record, Statement

NO_DATE = "the encounter is not known to the day; CAMEO requires a date"
NO_SOURCE = "the speaker's country is not known; CAMEO requires a source"
NO_TARGET = "nobody is named to whom it is directed; CAMEO requires a target"
ONE_SIDE = "fewer than two sides are named as having taken part"
NO_RULE = "no rule of codes/cameo.toml covers it"


class Row(NamedTuple):
    """One event; `date` is YYYYMMDD."""

    date: str
    source: str
    target: str
    code: str


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes one event a line; what CAMEO cannot say is in the losses, statement by statement."""
    count, losses = 0, list[Loss]()
    with whole(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, "excel-tab", lineterminator="\n")
        for record in records:
            for row in events(record):
                if isinstance(row, Loss):
                    losses.append(row)
                else:
                    lines.writerow(row)
                    count += 1
    return Report(count, tuple(losses))


def events(record: Record) -> Iterator[Row | Loss]:
    """The events of one record, the encounter's first, with a loss for each thing that is not coded."""
    on = days(record.meeting.date)
    if on is None:
        keys = (None, *(said.id for said in record.statements))
        yield from (Loss(record.document.id, key, NO_DATE) for key in keys)
        return
    day = on.start.replace("-", "")
    yield from _encounter(record, day)
    for said in record.statements:
        yield from _statement(record, day, said)


def _encounter(record: Record, day: str) -> Iterator[Row | Loss]:
    rule = first(rules("cameo", "encounter"), encounter_facts(record))
    at_home = host(record)
    actors = {code: _actor(code, people[0]) for code, people in sides(record).items()}
    if rule is None or "loss" in rule.outcome:
        yield Loss(record.document.id, None, rule.outcome["loss"] if rule else NO_RULE)
    elif len(actors) < 2:
        yield Loss(record.document.id, None, ONE_SIDE)
    elif "host" in rule.outcome and at_home is not None:
        for visitor in (code for code in actors if code != at_home):
            yield Row(day, actors[visitor], actors[at_home], rule.outcome["code"])
            yield Row(day, actors[at_home], actors[visitor], rule.outcome["host"])
    else:
        for one, other in permutations(actors.values(), 2):
            yield Row(day, one, other, rule.outcome["code"])


def _statement(record: Record, day: str, said: Statement) -> Iterator[Row | Loss]:
    rule = first(rules("cameo", "statement"), statement_facts(record, said), said.quote)
    pairs = list(_dyads(record, said, mutual=bool(rule and rule.outcome.get("mutual"))))
    if rule is None or "loss" in rule.outcome:
        yield Loss(record.document.id, said.id, rule.outcome["loss"] if rule else NO_RULE)
    elif not speakers(record, said):
        yield Loss(record.document.id, said.id, NO_SOURCE)
    elif not pairs:
        yield Loss(record.document.id, said.id, NO_TARGET)
    else:
        for source, target in pairs:
            yield Row(day, source, target, rule.outcome["code"])


def _dyads(record: Record, said: Statement, *, mutual: bool) -> Iterator[tuple[str, str]]:
    """From each speaker to each addressee; what the sides agree or negotiate together, between one another."""
    actors = [_actor(code, voice(record, said, code)) for code in speakers(record, said)]
    targets = [_actor(code, None) for code in addressees(record, said)]
    if mutual and said.speaker == JOINT and not targets:
        yield from permutations(actors, 2)
    else:
        yield from ((source, target) for source in actors for target in targets)


def _actor(code: str, person: Participant | None) -> str:
    named: str = table("cameo")["countries"].get(code, code)
    own = sectors(person) if person is not None and person.country == code else ()
    return named + ("" if named.startswith("IGO") else "".join(own))
