"""A record as rows of flat tables, for the formats that know nothing else. The first column is the document's id.

Lists stand in one cell, parted by "|"; a "|" or backslash within an item has a backslash before it. What is not known
is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.export.safe import Cell
from communique.record import Record

Rows = Iterator[tuple[Cell, ...]]


@dataclass(frozen=True)
class Table:
    """One table: the names of its columns, and the rows that a record gives."""

    columns: tuple[str, ...]
    rows: Callable[[Record], Rows]


def joined(items: Iterable[str]) -> str | None:
    """Several values as one cell; None where there are none."""
    return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items) or None


def parted(cell: str | None) -> tuple[str, ...]:
    """The values that `joined` was given."""
    if not cell:
        return ()
    items, escaped = [""], False
    for char in cell:
        if escaped or char not in "\\|":
            items[-1] += char
            escaped = False
        elif char == "\\":
            escaped = True
        else:
            items.append("")
    return tuple(items)


def _meetings(record: Record) -> Rows:
    about, meeting, place = record.document, record.meeting, record.meeting.place
    yield (
        about.id, meeting.kind, meeting.date, place.name if place else None, place.country if place else None,
        joined(dict.fromkeys(p.country for p in record.participants if p.country)), about.issuer, about.published,
        about.title, about.language, about.url, record.unread.share_read, record.version.software,
        record.version.lexicons,
    )  # fmt: skip


def _participants(record: Record) -> Rows:
    for number, person in enumerate(record.participants):
        yield (
            record.document.id, number, person.name, person.role, person.organisation, person.country, person.capacity,
            joined(o.role if o.organisation is None else f"{o.role}, {o.organisation}" for o in person.offices),
            joined(person.aliases), person.start, person.end,
        )  # fmt: skip


def _statements(record: Record) -> Rows:
    for said in record.statements:
        yield (
            record.document.id, said.id, said.speaker, said.country, said.act, joined(said.addressees),
            joined(said.topics), said.polarity, said.condition.quote if said.condition else None, said.start, said.end,
            said.quote,
        )  # fmt: skip


def _dates(record: Record) -> Rows:
    for date in record.dates:
        yield record.document.id, date.value, date.start, date.end, date.quote


def _topics(record: Record) -> Rows:
    for topic in record.topics:
        mentions = [m.quote for m in record.topic_mentions if m.topic == topic]
        yield record.document.id, topic, len(mentions), joined(dict.fromkeys(mentions))


def _references(record: Record) -> Rows:
    for event in record.references:
        yield (
            record.document.id, event.what, joined(event.who), event.date, event.since, event.start, event.end,
            event.quote,
        )  # fmt: skip


def _formulae(record: Record) -> Rows:
    for phrase in record.formulae:
        yield record.document.id, phrase.id, phrase.phrase, phrase.speaker, phrase.start, phrase.end, phrase.quote


TABLES: Mapping[str, Table] = {
    "meetings": Table(
        ("document", "kind", "date", "place", "place_country", "countries", "issuer", "published", "title", "language",
         "url", "share_read", "software", "lexicons"),
        _meetings,
    ),
    "participants": Table(
        ("document", "number", "name", "role", "organisation", "country", "capacity", "offices", "aliases", "start",
         "end"),
        _participants,
    ),
    "statements": Table(
        ("document", "statement", "speaker", "country", "act", "addressees", "topics", "polarity", "condition", "start",
         "end", "quote"),
        _statements,
    ),
    "dates": Table(("document", "value", "start", "end", "quote"), _dates),
    "topics": Table(("document", "topic", "mentions", "quotes"), _topics),
    "references": Table(("document", "what", "who", "date", "since", "start", "end", "quote"), _references),
    "formulae": Table(("document", "formula", "phrase", "speaker", "start", "end", "quote"), _formulae),
}  # fmt: skip
"""The tables by name, in the order in which they are written."""
