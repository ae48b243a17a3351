"""A record → rows of the tables that are searched. They replace those of the document's earlier reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from communique.account import decided_by, proof_of
from communique.days import span_of
from communique.record import Record
from communique.store import schema as t
from communique.store.words import plain

_SPOT = ("start", "end", "quote")


def clear(connection: Connection, document: int) -> None:
    """Takes a document out of the flat tables."""
    for table in t.FLAT:
        connection.execute(delete(table).where(table.c.document == document))


def fill(connection: Connection, document: int, record: Record, *, replaces: bool) -> None:
    """Puts a record into the flat tables; `replaces` says that something of the document may stand there."""
    if replaces:
        clear(connection, document)
    names = keys_of(connection, _names(record))
    _put(connection, t.meetings, [_meeting(document, record)])
    _put(connection, t.participants, [_participant(document, record, p) for p in record.participants])
    _put(connection, t.actors, [{"document": document, "name": key} for key in sorted(set(names.values()))])
    _put(connection, t.countries, [{"document": document, "country": code} for code in sorted(_countries(record))])
    _put(connection, t.topics, [{"document": document, "topic": topic} for topic in sorted(set(record.topics))])
    _put(connection, t.dates, [_date(document, d) for d in record.dates])
    _put(connection, t.formulae, [_row(document, f, ("id", "phrase", "speaker", *_SPOT)) for f in record.formulae])
    _put(connection, t.mentions, [_mention(document, r) for r in record.references])
    _statements(connection, document, record, names)


def keys_of(connection: Connection, folded: Iterable[str]) -> dict[str, int]:
    """The keys of folded names; new ones are written down."""
    wanted = sorted(set(folded))
    n = t.names.c
    query = select(n.folded, n.key).where(n.folded.in_(wanted))
    known = {row.folded: row.key for row in connection.execute(query)}
    missing = [{"folded": name} for name in wanted if name not in known]
    if missing:
        connection.execute(insert(t.names), missing)
        known = {row.folded: row.key for row in connection.execute(query)}
    return known


def _names(record: Record) -> set[str]:
    people = [name for p in record.participants for name in (p.name, *p.aliases)]
    return {plain(name) for name in [*people, *(s.speaker for s in record.statements)]}


def _countries(record: Record) -> set[str]:
    sides = {p.country for p in record.participants} | {s.country for s in record.statements}
    return {code for code in sides if code} | {code for s in record.statements for code in s.addressees}


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _row(document: int, item: Any, fields: Iterable[str]) -> dict[str, Any]:
    return {"document": document, **{field: getattr(item, field) for field in fields}}


def _meeting(document: int, record: Record) -> dict[str, Any]:
    met = record.meeting
    first, last = span_of(met.date)
    row: dict[str, Any] = {
        "document": document, "kind": met.kind, "date": met.date, "first_day": first, "last_day": last,
        "place": met.place.name if met.place else None, "country": met.place.country if met.place else None,
    }  # fmt: skip
    for field in ("date", "place"):
        proof = proof_of(met.evidence, field)
        row |= {f"{field}_{name}": getattr(proof, name) if proof else None for name in _SPOT}
    return row


def _participant(document: int, record: Record, person: Any) -> dict[str, Any]:
    row = _row(document, person, ("name", "role", "organisation", "country", "capacity", "start", "end"))
    return row | {"quote": record.document.text[person.start : person.end]}


def _date(document: int, mention: Any) -> dict[str, Any]:
    first, last = span_of(mention.value)
    return _row(document, mention, ("value", *_SPOT)) | {"first_day": first, "last_day": last}


def _mention(document: int, reference: Any) -> dict[str, Any]:
    return _row(document, reference, ("what", "date", "since", *_SPOT)) | {"who": list(reference.who)}


def _statement(document: int, statement: Any) -> dict[str, Any]:
    row = _row(document, statement, ("id", "speaker", "country", "act", "polarity", *_SPOT))
    condition, (entry, words) = statement.condition, decided_by(statement)
    return row | {"condition": condition.quote if condition else None, "entry": entry, "words": words}


def _statements(connection: Connection, document: int, record: Record, names: Mapping[str, int]) -> None:
    rows = [_statement(document, s) | {"speaker_name": names[plain(s.speaker)]} for s in record.statements]
    if not rows:
        return
    given = insert(t.statements).returning(t.statements.c.key, sort_by_parameter_order=True)
    keys = list(connection.execute(given, rows).scalars())
    pairs = list(zip(keys, record.statements, strict=True))
    addressees = [{"statement": key, "addressee": who} for key, s in pairs for who in sorted(set(s.addressees))]
    topics = [{"statement": key, "topic": topic} for key, s in pairs for topic in sorted(set(s.topics))]
    _put(connection, t.addressees, addressees)
    _put(connection, t.statement_topics, topics)
