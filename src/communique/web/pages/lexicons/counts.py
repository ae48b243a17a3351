"""How often entries fired, and on what that rests.

A record names the entry behind a value where a reader decided by one. Three tables are counted in the whole library; four
stand as evidence in records and are counted in the newest of them; the rest help readers without being named in a record,
so that only matches of their words can be counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, NamedTuple

from communique.lexicon.load import load
from communique.record import Document, Evidence, Record
from communique.store import Store
from communique.web.desk import Desk
from communique.web.records.newest import of_records

Basis = Literal["statements", "phrases", "evidence", "matches"]
NEWEST = 300
_KEPT = 50
"""Places of one entry that are kept in memory."""

BASES: Mapping[str, Basis] = {
    "acts": "statements", "nouns": "statements", "formulae": "phrases", "actors": "evidence", "encounters": "evidence",
    "references": "evidence", "topics": "evidence", "bodies": "matches", "boilerplate": "matches", "issuer-marks": "matches",
    "issuers": "matches", "ranks": "matches", "states": "matches", "strength": "matches", "titles": "matches",
    "words": "matches",
}  # fmt: skip
_READERS: Mapping[str, str] = {
    "actors": "speech",
    "encounters": "encounter",
    "references": "references",
    "topics": "topics",
}
"""The reader whose evidence names entries of a table; other readers have rules of the same name."""


class Place(NamedTuple):
    """Where an entry fired: ``quote`` stands at ``start:end`` of the document's text."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Counts:
    """Entry → how often it fired (0: not at all, where an entry is not in it).

    ``looked`` is the number of documents looked at, ``all`` whether that is every document that was read. ``places`` are the
    newest of each entry, at most 50; none where the store is asked for them.
    """

    basis: Basis
    looked: int
    all: bool
    fired: Mapping[str, int]
    places: Mapping[str, tuple[Place, ...]]


def counts(desk: Desk, table: str) -> Counts:
    """How often the entries of a table fired."""
    basis = BASES[table]
    if basis in ("statements", "phrases"):
        fired = desk.remembered(("fired",), desk.store.fired)
        looked = desk.remembered(("documents read",), lambda: sum(made.documents for made in desk.store.made_by()))
        return Counts(basis, looked, True, fired, {})
    return desk.remembered(("fired in the newest", table), lambda: _in_newest(desk.store, table, basis))


def _in_newest(store: Store, table: str, basis: Basis) -> Counts:
    find = _matched(table) if basis == "matches" else _evident(table)
    records = list(of_records(store, store.list(limit=NEWEST), find).values())
    known = load(table).by_id
    number, places = Counter[str](), dict[str, list[Place]]()
    for found in records:
        for entry, place in found:
            if entry in known:
                number[entry] += 1
                own = places.setdefault(entry, [])
                own += [place] if len(own) < _KEPT else []
    everything = len(records) == sum(made.documents for made in store.made_by())
    return Counts(basis, len(records), everything, dict(number), {id: tuple(own) for id, own in places.items()})


Find = Callable[[Record], list[tuple[str, Place]]]


def _evident(table: str) -> Find:
    """Finds the evidence of a table: each entry at each place once, though several values rest on it."""
    reader = _READERS[table]

    def find(record: Record) -> list[tuple[str, Place]]:
        proofs = (
            proof for proof in evidence_of(record) if proof.reader == reader and proof.entry and proof.end > proof.start
        )
        id = record.document.id
        return sorted(
            {(p.entry, Place(id, p.start, p.end, p.quote)) for p in proofs if p.entry}, key=lambda one: one[1]
        )

    return find


def evidence_of(record: Record) -> Iterator[Evidence]:
    """All evidence of a record."""
    values: list[Any] = [
        *record.statements,
        *record.dates,
        *record.topic_mentions,
        *record.references,
        *record.formulae,
    ]
    people: list[Any] = [*record.participants, *(office for one in record.participants for office in one.offices)]
    return chain(record.meeting.evidence, *(one.evidence for one in (*values, *people)))


def _matched(table: str) -> Find:
    """Finds where the words of a table stand."""
    lexicon = load(table)
    text_of = _TEXT_OF.get(table, _whole)

    def find(record: Record) -> list[tuple[str, Place]]:
        text, id = text_of(record.document), record.document.id
        hits = lexicon.find(text, overlapping=lexicon.shared)
        return [(hit.entry.id, Place(id, hit.start, hit.end, text[hit.start : hit.end])) for hit in hits]

    return find


def _whole(document: Document) -> str:
    return document.text


def _issuer(document: Document) -> str:
    return document.issuer or ""


_TEXT_OF: Mapping[str, Callable[[Document], str]] = {"issuers": _issuer}
"""What a table is matched with where that is not the text."""


def in_text(table: str) -> bool:
    """Whether places of this table are places in the text of the document."""
    return table not in _TEXT_OF
