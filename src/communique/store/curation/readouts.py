"""A document → what it tells of its encounter, and its matches with other readouts, without looking at all of them.

A readout is compared with those that share a country with it and whose days lie close: two indexed columns. A date that
spans more than a month is too vague to compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select

from communique.days import span_of, when
from communique.linking.encounters import Told, match, told
from communique.record import Record
from communique.store import schema as t
from communique.store.curation import tables as c

_LONGEST = dt.timedelta(days=31)
_NEAR = dt.timedelta(days=1)
_NOBODY = ("none", "message")


def link(connection: Connection, document: int, record: Record | None) -> set[int]:
    """Puts down what a document tells; gives the documents whose encounters may be others now."""
    r = c.readouts.c
    before = connection.execute(select(r.encounter).where(r.document == document)).first()
    touched = {document} | (_forget(connection, document) if before is not None else set())
    if record is None:
        return touched
    account = _account(record)
    first, last = span_of(when(record, record.document.published))
    tells = record.meeting.kind not in _NOBODY
    encounter = before.encounter if before is not None else None
    row = {
        "document": document, "first_day": first, "last_day": last, "tells": tells,
        "told": _packed(account) if account else None, "encounter": encounter or (document if tells else None),
    }  # fmt: skip
    connection.execute(insert(c.readouts).values(row))
    if account is None:
        return touched
    sides = [{"document": document, "country": s, "first_day": first} for s in sorted(account.sides) or [""]]
    connection.execute(insert(c.readout_sides), sides)
    found = _matches(connection, document, account)
    if found:
        connection.execute(insert(c.matches), found)
    return touched | {key for row in found for key in (row["one"], row["other"])}


def _forget(connection: Connection, document: int) -> set[int]:
    """Takes out what a document told; gives the documents that matched it."""
    m, found = c.matches.c, neighbours(connection, {document})
    for table in (c.readout_sides, c.readouts):
        connection.execute(delete(table).where(table.c.document == document))
    connection.execute(delete(c.matches).where(or_(m.one == document, m.other == document)))
    return found


def neighbours(connection: Connection, documents: Iterable[int]) -> set[int]:
    """The documents that match one of these."""
    m, given = c.matches.c, list(documents)
    ends = select(m.other).where(m.one.in_(given)), select(m.one).where(m.other.in_(given))
    return {int(key) for query in ends for key in connection.execute(query).scalars()}


def _account(record: Record) -> Told | None:
    account = told(record)
    return account if account and account.last - account.first <= _LONGEST else None


def _matches(connection: Connection, document: int, account: Told) -> list[dict[str, Any]]:
    rows = []
    for key, other in _candidates(connection, account).items():
        if key == document:
            continue
        found = match(*sorted((account, other), key=lambda one: one.document))
        if found is not None:
            rows.append(
                {"one": min(document, key), "other": max(document, key), "score": found.score, "why": found.why}
            )
    return rows


def _candidates(connection: Connection, account: Told) -> dict[int, Told]:
    s, r = c.readout_sides.c, c.readouts.c
    days = s.first_day.between((account.first - _NEAR - _LONGEST).isoformat(), (account.last + _NEAR).isoformat())
    blocks = and_(days, s.country.in_([*sorted(account.sides), ""])) if account.sides else days
    query = (
        select(r.document, r.told, t.documents.c.id, r.first_day, r.last_day)
        .join(t.documents, t.documents.c.key == r.document)
        .where(
            r.document.in_(select(s.document).where(blocks)), r.last_day >= (account.first - _NEAR).isoformat()
        )
        .order_by(r.document)
    )  # fmt: skip
    return {row.document: unpacked(row.id, row) for row in connection.execute(query) if row.told}


def _packed(account: Told) -> dict[str, Any]:
    return {
        "issuer": account.issuer, "remote": account.remote, "place": account.place, "people": list(account.people),
    }  # fmt: skip


def unpacked(name: str, row: Any) -> Told:
    """What a row of `readouts` tells of document `name`; its ``told`` must not be NULL."""
    told_: Mapping[str, Any] = row.told
    place = told_["place"]
    return Told(
        document=name, issuer=told_["issuer"], remote=told_["remote"], first=dt.date.fromisoformat(row.first_day),
        last=dt.date.fromisoformat(row.last_day), place=(place[0], place[1]) if place else None,
        people=tuple((person, country) for person, country in told_["people"]),
    )  # fmt: skip
