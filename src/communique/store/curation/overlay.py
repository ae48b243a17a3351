"""The machine's reading with what people corrected laid over it, in the order in which they did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from communique.record import Record
from communique.store import schema as t
from communique.store.curation.decisions import decisions
from communique.store.curation.locate import Item, find, nearest, there
from communique.store.curation.model import Decision, Status
from communique.store.curation.paths import LISTS, Where, parse
from communique.store.readings import document_of, newest_record
from communique.store.show import documents_with_text

_READER = "hand"
_NOTHING: Mapping[str, Mapping[str, Any]] = {
    "participants": {"role": None, "organisation": None, "country": None, "offices": [], "aliases": []},
    "statements": {"country": None, "addressees": [], "topics": [], "polarity": "positive", "condition": None},
    "references": {"who": [], "date": None, "since": None},
    "formulae": {"speaker": None},
}
"""What an added item holds where the correction does not say."""


SPOT = ("start", "words")
"""What an added item says of where it stands."""


class GoneError(Exception):
    """What a correction corrects is not in the record any more."""


def record_in_force(connection: Connection, document: int, coding: str | None = None) -> Record | None:
    """The newest reading of a document with its corrections; None where its newest version was not read.

    :param coding: with those of a coding alone; None: those in force.
    """
    found = machine_record(connection, document)
    return corrected(connection, document, found, coding) if found else None


def corrected(connection: Connection, document: int, record: Record, coding: str | None = None) -> Record:
    """A reading of a document with its corrections, those in force or those of a coding."""
    return overlay(record, decisions(connection, "correct", document=document, coding=coding))[0]


def machine_record(connection: Connection, document: int) -> Record | None:
    """The newest reading of the newest version of a document, as the machine made it."""
    v = t.versions.c
    row = connection.execute(documents_with_text().where(v.document == document, v.newest)).first()
    return newest_record(connection, row.version_key, document_of(row)) if row is not None else None


def overlay(record: Record, corrections: Sequence[Decision]) -> tuple[Record, dict[int, Status]]:
    """The corrected record, and what became of each correction by its number.

    A correction that cannot stand in a record of today, because it was made for an older form of it, is dangling.
    """
    try:
        return laid(record, corrections)
    except ValidationError:
        held: list[Decision] = []
        for made in corrections:
            with suppress(ValidationError):
                laid(record, [*held, made])
                held.append(made)
        became: dict[int, Status] = dict.fromkeys((made.number for made in corrections), "dangling")
        corrected, held_became = laid(record, held)
        return corrected, became | held_became


def laid(record: Record, corrections: Sequence[Decision]) -> tuple[Record, dict[int, Status]]:
    """The same as `overlay`.

    :raises pydantic.ValidationError: where a value cannot stand in a record.
    """
    if not corrections:
        return record, {}
    machine, data = record.model_dump(mode="json"), record.model_dump(mode="json")
    became: dict[int, Status] = {}
    for made in corrections:
        try:
            became[made.number] = _lay(data, machine, made)
        except GoneError:
            became[made.number] = "dangling"
    return Record.model_validate(data), became


def _lay(data: Item, machine: Item, made: Decision) -> Status:
    where, value, anchor = parse(made.what["path"]), made.what["value"], made.what["anchor"]
    if where.adds:
        return _add(data, where, value, anchor, made.number)
    if where.of_item:
        return _remove(data, where, anchor)
    target, own = (item_of(d, where, anchor) for d in (data, machine))
    if target is None:
        raise GoneError
    settled = own is not None and equal(where.field or where.head, value_in(own, where), value)
    put(data, target, where, value, made.number)
    return "settled" if settled else "applied"


def item_of(data: Item, where: Where, anchor: Mapping[str, Any] | None) -> Item | None:
    """What holds the value: the meeting, an item, or the record itself; None where the item is gone."""
    if anchor is None:
        return data if where.field is None else data[where.head]
    at = find(data[where.head], anchor, data["document"]["text"])
    return None if at is None else data[where.head][at]


def value_in(item: Item, where: Where) -> Any:
    """The value that the path names in its item."""
    value: Any = item
    for name in (where.field or where.head).split("."):
        value = value.get(name) if value is not None else None
    return value


def equal(field: str, one: Any, other: Any) -> bool:
    """Whether two values say the same: words in any order, places and offices by what was given."""
    if field in LISTS:
        return sorted(one or ()) == sorted(other or ())
    if field == "condition" and one is not None and other is not None:
        return bool(one["quote"] == other)
    if field == "offices":
        return [_bare(o) for o in one or ()] == [_bare(o) for o in other or ()]
    return bool(one == other)


def _bare(office: Mapping[str, Any]) -> tuple[Any, Any]:
    return office["role"], office.get("organisation")


def put(data: Item, target: Item, where: Where, value: Any, number: int) -> None:
    """Sets a value, and puts the decision in the place of the machine's evidence for it.

    :raises GoneError: where the words it needs are not in the text.
    """
    text, field = data["document"]["text"], where.field or where.head
    if target is data:
        target[field] = value
        return
    if field == "quote":
        _move(target, text, value)
    elif field == "condition":
        target[field] = _clause(target, value)
    elif field in ("role", "organisation", "offices"):
        _office(target, field, value, text, number)
    elif field.startswith("place."):
        if target["place"] is None:
            raise GoneError
        target["place"] = {**target["place"], field.removeprefix("place."): value}
    else:
        target[field] = value
    _prove(target, field, text, number)


def _move(item: Item, text: str, quote: str) -> None:
    start = nearest(text, quote, item["start"])
    if start is None:
        raise GoneError
    item.update(start=start, end=start + len(quote), quote=quote)


def _clause(item: Item, quote: str | None) -> Item | None:
    if quote is None:
        return None
    at = item["quote"].find(quote)
    if at < 0:
        raise GoneError
    start = item["start"] + at
    return {"start": start, "end": start + len(quote), "quote": quote}


def _office(person: Item, field: str, value: Any, text: str, number: int) -> None:
    """Role and organisation are those of the first office; the record shows both."""
    offices = [dict(office) for office in person["offices"]]
    if field == "offices":
        offices = [{"role": o["role"], "organisation": o.get("organisation")} for o in value]
    elif field == "role" and value is None:
        offices = offices[1:]
    elif field == "role":
        organisation = offices[0]["organisation"] if offices else person["organisation"]
        offices = [{"role": value, "organisation": organisation}, *offices[1:]]
    elif offices:
        offices = [{"role": offices[0]["role"], "organisation": value}, *offices[1:]]
    proof = _proof("office", person, text, number)
    person["offices"] = [{**o, "evidence": o.get("evidence") or [proof]} for o in offices]
    person["role"] = offices[0]["role"] if offices else None
    person["organisation"] = offices[0]["organisation"] if offices else (value if field == "organisation" else None)


def _prove(item: Item, field: str, text: str, number: int) -> None:
    head = field.split(".")[0]
    kept = [e for e in item["evidence"] if e["field"].split(".")[0] != head]
    item["evidence"] = [*kept, _proof(head, item, text, number)]


def _proof(field: str, item: Mapping[str, Any], text: str, number: int) -> Item:
    """The decision as evidence, at the characters of the item; the meeting has none."""
    start, end = item.get("start", 0), item.get("end", 0)
    return {
        "field": field, "start": start, "end": end, "quote": text[start:end], "reader": _READER, "entry": str(number),
        "source": "hand",
    }  # fmt: skip


def _add(data: Item, where: Where, value: Mapping[str, Any], anchor: Mapping[str, Any], number: int) -> Status:
    """Adds an item; where the machine meanwhile has it, what was given is laid over it."""
    items, text = data[where.head], data["document"]["text"]
    given = {name: said for name, said in value.items() if name not in SPOT}
    words = anchor.get("quote") or anchor["words"]
    start = nearest(text, words, anchor["start"])
    if start is None:
        raise GoneError
    at = there(items, anchor, (start, start + len(words)))
    if at is not None:
        fields = {name: Where(where.head, where.key, name) for name in given}
        differ = [n for n, path in fields.items() if not equal(n, value_in(items[at], path), given[n])]
        for name in differ:
            put(data, items[at], fields[name], given[name], number)
        return "applied" if differ else "settled"
    items.append(_item(data, where, given, (start, words), number))
    if where.head != "participants":
        items.sort(key=lambda item: (item["start"], item["end"]))
    return "applied"


def _item(data: Item, where: Where, given: Mapping[str, Any], words: tuple[int, str], number: int) -> Item:
    start, end = words[0], words[0] + len(words[1])
    item: Item = {**_NOTHING.get(where.head, {}), "start": start, "end": end, "evidence": []}
    if where.head != "participants":
        item["quote"] = words[1]
    if where.head == "statements":
        item["id"] = hashlib.sha256(f"{data['document']['id']}:{start}:{end}".encode()).hexdigest()[:12]
    # The organisation belongs to the office that the role makes.
    for name in sorted(given, key=lambda n: n == "organisation"):
        if name != "quote":
            put(data, item, Where(where.head, where.key, name), given[name], number)
    return item


def _remove(data: Item, where: Where, anchor: Mapping[str, Any]) -> Status:
    at = find(data[where.head], anchor, data["document"]["text"])
    if at is None:
        return "settled"
    del data[where.head][at]
    return "applied"
