"""Contacts of the International Department of the CPC and its partners: one row a contact, as CSV.

A contact is one readout's encounter of somebody of the department with the leader of another side. `direction` is
``in China``, ``abroad`` (in the partner's country), ``third place`` or ``remote``; blank where the place is not known.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.export.report import Loss, Report, whole
from communique.export.safe import guarded
from communique.export.tables import joined
from communique.export.who import REMOTE, office, rank, sectors, sides
from communique.record import Participant, Record

COLUMNS = (
    "date", "country", "party", "counterpart_name", "counterpart_office", "chinese_name", "chinese_office", "rank",
    "direction", "form", "topics",
)  # fmt: skip
FORMS = {
    "meeting": "meeting", "multilateral": "meeting", "call": "call", "video": "call", "visit": "visit",
    "event": "forum",
}  # fmt: skip
"""What form of contact a kind of encounter is; `message` and `none` are no contact."""
_DEPARTMENT = re.compile(r"International (?:Liaison )?Department|\bIDCPC\b|\bILD\b")
Row = tuple[str | None, ...]


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes one row a contact; a record that reports none is a loss with the reason."""
    count, losses = 0, list[Loss]()
    with whole(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for record in records:
            for row in contacts(record):
                if isinstance(row, Loss):
                    losses.append(row)
                else:
                    writer.writerow([guarded(cell) for cell in row])
                    count += 1
    return Report(count, tuple(losses))


def contacts(record: Record) -> Iterator[Row | Loss]:
    """The contacts of one record, one for each side but China's; a loss where there is none."""
    ours = [p for p in record.participants if p.country == "CHN" and _DEPARTMENT.search(p.organisation or "")]
    theirs = {code: people[0] for code, people in sides(record).items() if code != "CHN"}
    why = None
    if record.meeting.kind not in FORMS:
        why = f"kind {record.meeting.kind} is no contact"
    elif not ours:
        why = "nobody of the CPC's International Department took part"
    elif not theirs:
        why = "no partner with a country is named"
    if why:
        yield Loss(record.document.id, None, why)
        return
    for code, other in theirs.items():
        yield (
            record.meeting.date, code, _party(other), other.name, office(other), ours[0].name, office(ours[0]),
            rank(ours[0]), _direction(record, code), FORMS[record.meeting.kind], joined(record.topics),
        )  # fmt: skip


def _party(person: Participant) -> str | None:
    """The party for which the partner acts; None where his office is in no party."""
    return person.organisation if "PTY" in sectors(person) else None


def _direction(record: Record, partner: str) -> str | None:
    if record.meeting.kind in REMOTE:
        return "remote"
    place = record.meeting.place
    if place is None or place.country is None:
        return None
    return {"CHN": "in China", partner: "abroad"}.get(place.country, "third place")
