"""The record of the codebook as frozen, typed models.

Every value carries its evidence; offsets are code points in ``document.text`` and half-open.
Codes: countries ISO 3166-1 alpha-3 (and EUU, UNO, NAT, ASN, AFU, XKX), dates EDTF level 0 or 1.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA = "communique-record-1"
JOINT = "joint"
"""The speaker of what the sides say together."""

Kind = Literal["meeting", "multilateral", "call", "video", "visit", "event", "message", "none"]
Act = Literal["report", "praise", "support", "commit", "request", "concern", "oppose", "agree", "discuss"]
Capacity = Literal["principal", "member", "present"]
Polarity = Literal["positive", "negative"]
Source = Literal["text", "title", "published", "issuer", "hand"]


class Model(BaseModel):
    """Base of all models: frozen, and closed against unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Model):
    """The characters that a value came from, and what read them.

    ``source`` is ``text`` where a quote stands behind the value. A value taken from what the user said of the
    document (``title``, ``published``, ``issuer``) has that as its source and an empty quote. A value that a person gave
    in place of the machine's has ``hand``, and as its entry the number of the decision.
    """

    field: str
    start: int
    end: int
    quote: str
    reader: str
    entry: str | None = None
    source: Source = "text"


Proof = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Document(Model):
    """One text as given; ``text`` is never altered after decoding."""

    id: str
    title: str | None = None
    issuer: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    text: str


class Quoted(Model):
    """A stretch of the text: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str


class Place(Model):
    """The city (else the country) of an encounter and its country code."""

    name: str
    country: str | None


class Meeting(Model):
    """What kind of encounter it was, when and where; null where the text does not say."""

    kind: Kind
    date: str | None = None
    place: Place | None = None
    evidence: tuple[Evidence, ...] = ()


class Office(Model):
    """One office of a person: the role, and the body it is held in where the text names one."""

    role: str
    organisation: str | None = None
    evidence: Proof


class Participant(Model):
    """A named person who took part. ``role`` and ``organisation`` show the first of ``offices``."""

    name: str
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    capacity: Capacity
    start: int
    end: int
    offices: tuple[Office, ...] = ()
    aliases: tuple[str, ...] = ()
    evidence: Proof


class Statement(Quoted):
    """One thing that somebody is reported to have said, or that the sides agreed or discussed.

    ``polarity`` is negative where the deciding verb is negated ("does not oppose"); ``condition`` holds the
    clause ("if the negotiations proceed smoothly") on which it depends.
    """

    id: str
    speaker: str
    country: str | None = None
    act: Act
    addressees: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    polarity: Polarity = "positive"
    condition: Quoted | None = None
    evidence: Proof


class DateMention(Quoted):
    """An expression of calendar time and its EDTF value."""

    value: str
    evidence: Proof


class TopicMention(Quoted):
    """The words by which the text names a topic."""

    topic: str
    evidence: Proof


class Reference(Quoted):
    """An earlier or future event that the text mentions.

    ``what`` is the kind of event (visit, meeting, anniversary …), ``who`` the names and country codes it
    concerns, ``date`` its EDTF date, ``since`` the year that an anniversary counts from.
    """

    what: str
    who: tuple[str, ...] = ()
    date: str | None = None
    since: str | None = None
    evidence: Proof


class Formula(Quoted):
    """A set phrase of the genre: the words as they stand and the phrase of which they are a variant."""

    id: str
    phrase: str
    speaker: str | None = None
    evidence: Proof


class Unread(Model):
    """What no reader understood. ``share_read`` is the share of the body's characters that the record explains."""

    sentences: tuple[Quoted, ...] = ()
    names: tuple[Quoted, ...] = ()
    share_read: float = 0.0


class Trust(Model):
    """A reader's precision as measured on the gold set: ``hits`` right of ``claims``."""

    reader: str
    precision: float
    claims: int


class Version(Model):
    """What made the record: schema, software and a hash of the lexicons."""

    record: str = SCHEMA
    software: str
    lexicons: str


class Record(Model):
    """What one readout says; see ``docs/codebook.md``."""

    document: Document
    meeting: Meeting
    participants: tuple[Participant, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    topics: tuple[str, ...] = ()
    topic_mentions: tuple[TopicMention, ...] = ()
    references: tuple[Reference, ...] = ()
    formulae: tuple[Formula, ...] = ()
    unread: Unread = Unread()
    trust: tuple[Trust, ...] = ()
    version: Version
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _quotes_stand_in_the_text(self) -> Self:
        text = self.document.text
        for item in self.quoted():
            if text[item.start : item.end] != item.quote:
                raise ValueError(f"{item.quote!r} does not stand at {item.start}:{item.end} of the text")
        return self

    def quoted(self) -> list[Quoted | Evidence]:
        """Every stretch of text that the record claims: values first, then their evidence."""
        values: list[Any] = [*self.statements, *self.dates, *self.topic_mentions, *self.references, *self.formulae]
        owners: list[Any] = [*values, *self.participants, *(o for p in self.participants for o in p.offices)]
        conditions = [s.condition for s in self.statements if s.condition]
        proofs = [e for owner in [self.meeting, *owners] for e in owner.evidence]
        return [*values, *conditions, *self.unread.sentences, *self.unread.names, *proofs]

    def _repr_html_(self) -> str:
        """The record as a notebook shows it."""
        from communique.export.html import fragment

        return fragment(self)
