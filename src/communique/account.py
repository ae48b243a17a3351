"""One readout as analyses over many take it: who met, what was said; each value with the characters it came from.

An `Account` is a record made small: of one readout it keeps what can be counted, compared or quoted, in tuples that are
quick to load by the ten thousand. `account_of` makes one from a record, `Store.accounts` makes them from a store; both
give the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from communique.days import span_of, when
from communique.record import Evidence, Kind, Participant, Polarity, Record
from communique.record import Statement as RecordStatement

Dated = Literal["text", "published"]


class Cite(NamedTuple):
    """Where it stands: ``text[start:end] == quote`` of the document with this id."""

    document: str
    start: int
    end: int
    quote: str


class Attendee(NamedTuple):
    """Somebody who took part. ``person`` is the store's id of the person, None where nobody linked the documents."""

    name: str
    person: str | None
    role: str | None
    organisation: str | None
    country: str | None
    capacity: str
    cite: Cite


class Stated(NamedTuple):
    """A statement. ``entry`` and ``words`` are the lexicon entry and the words that decided the act ("called on")."""

    id: str
    speaker: str
    country: str | None
    act: str
    polarity: Polarity
    addressees: tuple[str, ...]
    topics: tuple[str, ...]
    condition: str | None
    entry: str | None
    cite: Cite
    words: str | None = None


class Phrase(NamedTuple):
    """A set phrase of the lexicon: ``id`` and ``phrase`` are those of its entry, ``cite.quote`` the variant."""

    id: str
    phrase: str
    speaker: str | None
    cite: Cite


class Mention(NamedTuple):
    """An earlier or future event that the text mentions; see `communique.record.Reference`."""

    what: str
    who: tuple[str, ...]
    date: str | None
    since: str | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Account:
    """What one readout says.

    ``document`` is its id. ``side`` is the state or body for which the issuer speaks, None where it is not known.
    ``date`` is the EDTF date of the encounter (None: not stated); ``first`` and ``last`` the days (YYYY-MM-DD) between
    which that lies, else the day of publication, as ``dated`` says. ``encounter`` names the encounter that several
    readouts tell of; None where they were not linked. ``date_at`` and ``place_at`` is where date and place stand.
    """

    document: str
    title: str | None
    issuer: str | None
    side: str | None
    url: str | None
    published: str | None
    kind: Kind
    date: str | None
    first: str | None
    last: str | None
    dated: Dated | None
    place: str | None
    country: str | None
    date_at: Cite | None
    place_at: Cite | None
    encounter: str | None
    attendees: tuple[Attendee, ...]
    statements: tuple[Stated, ...]
    phrases: tuple[Phrase, ...]
    mentions: tuple[Mention, ...]

    @property
    def event(self) -> str:
        """The encounter, or the document itself where it is the only one known to tell of it."""
        return self.encounter or self.document

    @property
    def countries(self) -> frozenset[str]:
        """The states and bodies whose people took part."""
        return frozenset(a.country for a in self.attendees if a.country)

    @property
    def sides(self) -> frozenset[str]:
        """The states and bodies that took part or spoke."""
        return self.countries | {s.country for s in self.statements if s.country}


def account_of(record: Record, *, encounter: str | None = None) -> Account:
    """A record as an account."""
    document, met = record.document, record.meeting
    published = document.published[:10] if document.published else None
    first, last = span_of(when(record, published))
    return Account(
        document=document.id, title=document.title, issuer=document.issuer, side=side_of(document.issuer),
        url=document.url, published=published, kind=met.kind, date=met.date, first=first, last=last,
        dated=dated(met.date, published), place=met.place.name if met.place else None,
        country=met.place.country if met.place else None, date_at=_proof(document.id, met.evidence, "date"),
        place_at=_proof(document.id, met.evidence, "place"), encounter=encounter,
        attendees=tuple(_attendee(record, p) for p in record.participants),
        statements=tuple(_stated(record, s) for s in record.statements),
        phrases=tuple(
            Phrase(f.id, f.phrase, f.speaker, Cite(document.id, f.start, f.end, f.quote)) for f in record.formulae
        ),
        mentions=tuple(
            Mention(m.what, m.who, m.date, m.since, Cite(document.id, m.start, m.end, m.quote))
            for m in record.references
        ),
    )  # fmt: skip


def accounts_of(items: Iterable[Record | Account]) -> tuple[Account, ...]:
    """Records and accounts as accounts, in order of time, each document once."""
    made = (item if isinstance(item, Account) else account_of(item) for item in items)
    return tuple(sorted({a.document: a for a in made}.values(), key=lambda a: (a.first or "", a.document)))


def dated(date: str | None, published: str | None) -> Dated | None:
    """Whether an account is dated by its text or by its publication; None where by neither."""
    return "text" if date else "published" if published else None


def side_of(issuer: str | None) -> str | None:
    """The state or body for which an issuer speaks, by its name (ISO 3166-1 alpha-3, EUU, UNO …)."""
    from communique.reading.issuers import find_issuer

    found = find_issuer(issuer, "", "") if issuer else None
    return found.country if found else None


def decided_by(statement: RecordStatement) -> tuple[str | None, str | None]:
    """The lexicon entry and the words that decided the act of a statement."""
    proof = proof_of(statement.evidence, "act")
    return (proof.entry, proof.quote) if proof else (None, None)


def proof_of(evidence: Iterable[Evidence], field: str) -> Evidence | None:
    """The first evidence of a field that stands in the text."""
    return next((e for e in evidence if e.field == field and e.end > e.start), None)


def _proof(document: str, evidence: Iterable[Evidence], field: str) -> Cite | None:
    found = proof_of(evidence, field)
    return Cite(document, found.start, found.end, found.quote) if found else None


def _attendee(record: Record, person: Participant) -> Attendee:
    quote = record.document.text[person.start : person.end]
    cite = Cite(record.document.id, person.start, person.end, quote)
    return Attendee(person.name, None, person.role, person.organisation, person.country, person.capacity, cite)


def _stated(record: Record, statement: RecordStatement) -> Stated:
    s = statement
    entry, words = decided_by(s)
    return Stated(
        s.id, s.speaker, s.country, s.act, s.polarity, tuple(sorted(set(s.addressees))), tuple(sorted(set(s.topics))),
        s.condition.quote if s.condition else None, entry, Cite(record.document.id, s.start, s.end, s.quote), words,
    )  # fmt: skip
