"""FollowTheMoney entities, one a line: documents, persons, bodies, who holds which office, and encounters.

A person is one entity by name and country, a body by name; ids are hashes of these, so that files of several runs merge.
An encounter is an ``Event`` with those ``involved``; ``Documentation`` ties it, and each person, to the text. Countries
are ISO 3166-1 alpha-2 as FollowTheMoney has them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.export.report import Loss, Report, whole
from communique.export.who import days, office, sectors
from communique.record import Participant, Record
from communique.score.match import plain

Entity = dict[str, Any]
_OWN_CODES = {"EUU": "eu", "XKX": "xk"}
_NO_STATES = ("UNO", "NAT", "ASN", "AFU")
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "ja": "jpn", "ko": "kor",
    "pt": "por", "ru": "rus", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes documents and encounters as they come, then persons, bodies and offices, each once."""
    count, losses = 0, list[Loss]()
    kept: dict[str, Entity] = {}
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as lines:
        for record in records:
            for entity in entities(record):
                if isinstance(entity, Loss):
                    losses.append(entity)
                elif entity["schema"] in ("Person", "PublicBody", "Organization"):
                    _merge(kept, entity)
                else:
                    lines.write(json.dumps(entity, ensure_ascii=False) + "\n")
                    count += 1
        for entity in kept.values():
            lines.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return Report(count + len(kept), tuple(losses))


def entities(record: Record) -> Iterator[Entity | Loss]:
    """The entities of one record; what FollowTheMoney has no place for is a loss."""
    page = _page(record)
    yield page
    people = []
    for person in record.participants:
        entity = _person(person)
        people.append(entity["id"])
        yield entity
        yield from _offices(record, person, entity["id"])
        yield _link(record, page["id"], entity["id"])
        if person.country in _NO_STATES:
            yield Loss(record.document.id, None, f"country {person.country}: FollowTheMoney knows no such territory")
    if record.meeting.kind == "none":
        yield Loss(record.document.id, None, "the text reports no encounter")
    else:
        event = _event(record, people)
        yield event
        yield _link(record, page["id"], event["id"])
    for said in record.statements:
        yield Loss(record.document.id, said.id, "FollowTheMoney has no schema for what somebody said")


def country(code: str | None) -> str | None:
    """The alpha-2 code, in small letters, of an alpha-3 code; None where FollowTheMoney has none."""
    import pycountry

    if code in _OWN_CODES or code is None:
        return _OWN_CODES.get(code or "")
    found = pycountry.countries.get(alpha_3=code)
    return str(found.alpha_2).lower() if found else None


def _page(record: Record) -> Entity:
    about = record.document
    return _entity("PlainText", ("document", about.id), {
        "fileName": about.id, "title": about.title, "publisher": about.issuer, "publishedAt": _date(about.published),
        "sourceUrl": about.url, "language": _LANGUAGES.get(about.language or ""), "bodyText": about.text,
    })  # fmt: skip


def _person(person: Participant) -> Entity:
    return _entity("Person", ("person", plain(person.name), person.country or ""), {
        "name": person.name, "alias": list(person.aliases), "country": country(person.country),
        "position": office(person),
    })  # fmt: skip


def _offices(record: Record, person: Participant, holder: str) -> Iterator[Entity]:
    held = [(o.role, o.organisation) for o in person.offices] or [(person.role or "", person.organisation)]
    for role, name in held:
        if not name:
            continue
        kinds = sectors(person.model_copy(update={"role": role, "organisation": name}))
        schema = "Organization" if "PTY" in kinds or not kinds else "PublicBody"
        body = _entity(schema, ("body", plain(name), person.country or ""), {
            "name": name, "country": country(person.country), "topics": "pol.party" if "PTY" in kinds else None,
        })  # fmt: skip
        yield body
        yield _entity("Employment", ("office", record.document.id, holder, body["id"], role), {
            "employee": holder, "employer": body["id"], "role": role, "date": _date(record.meeting.date),
        })  # fmt: skip


def _event(record: Record, people: list[str]) -> Entity:
    meeting, on = record.meeting, days(record.meeting.date)
    names = ", ".join(p.name for p in record.participants)
    place = meeting.place
    return _entity("Event", ("event", record.document.id), {
        "name": f"{meeting.kind.capitalize()}: {names}" if names else meeting.kind.capitalize(), "involved": people,
        "startDate": on.start if on else _date(meeting.date), "endDate": on.end if on else None,
        "location": place.name if place else None, "country": country(place.country) if place else None,
        "keywords": list(record.topics), "recordId": record.document.id, "sourceUrl": record.document.url,
    })  # fmt: skip


def _link(record: Record, page: str, entity: str) -> Entity:
    return _entity("Documentation", ("link", page, entity), {
        "document": page, "entity": entity, "date": _date(record.document.published),
    })  # fmt: skip


def _date(value: str | None) -> str | None:
    return value if value and _DATE.fullmatch(value) else None


def _entity(schema: str, key: tuple[str, ...], properties: dict[str, str | list[str] | None]) -> Entity:
    made = {k: [v] if isinstance(v, str) else list(dict.fromkeys(v)) for k, v in properties.items() if v}
    name = hashlib.sha256("\0".join(key).encode()).hexdigest()[:24]
    return {"id": f"communique-{name}", "schema": schema, "properties": made}


def _merge(kept: dict[str, Entity], entity: Entity) -> None:
    known = kept.setdefault(entity["id"], {**entity, "properties": {}})
    for key, values in entity["properties"].items():
        known["properties"][key] = list(dict.fromkeys([*known["properties"].get(key, ()), *values]))
