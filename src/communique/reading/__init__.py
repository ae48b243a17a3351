"""From a document to its record: the readers, in the order in which each builds on those before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.load import digest
from communique.reading import encounter
from communique.reading.actors import Actor, Cast
from communique.reading.called import complete
from communique.reading.dates import Candidate, DateFound, date_words, find_dates, settle
from communique.reading.formulae import make_formulae
from communique.reading.home import home_of
from communique.reading.issuers import find_issuer
from communique.reading.page import Page
from communique.reading.participants import (
    find_author,
    find_participants,
    first_guess,
    is_spokesperson,
    name_by_byline,
)
from communique.reading.people import Person, find_people
from communique.reading.places import state_name
from communique.reading.references import make_references
from communique.reading.sides import bodies_of
from communique.reading.speech import Listener, Speech
from communique.reading.statements import make_statements
from communique.reading.topics import TopicFound, find_topics
from communique.reading.trust import measured
from communique.reading.unread import find_unread
from communique.record import DateMention, Document, Evidence, Kind, Meeting, Participant, Record, TopicMention, Version
from communique.span import Span

READERS = (
    "layout",
    "places",
    "people",
    "offices",
    "participants",
    "encounter",
    "dates",
    "speech",
    "stance",
    "addressees",
    "topics",
    "formulae",
    "references",
    "unread",
)
"""The readers in order; a file under reading/ for each question."""


def read_document(document: Document) -> Record:
    """The record of one document. The same document gives the same record, to the byte."""
    page = Page(document)
    issuer = find_issuer(document.issuer, page.text, page.folded)
    home = issuer.country if issuer else None
    view = encounter.scene(page)
    people = find_people(page)
    home = home or home_of(page, view, people)
    complete(page, view, people, home)
    words = date_words(page.text, page.folded)
    first_dates = _dates(page, words, None, home)
    author = find_author(page, people)
    lead = author or name_by_byline(page, view, people, home)
    known = first_guess(page, view, people, home, lead)
    sides = [k.country for k in known if k.part and k.capacity == "principal"]
    kind, kind_proof = encounter.find_kind(
        page, view, sides, sum(k.part for k in known), [m.whole for p in people for m in p.mentions]
    )
    cast = Cast(page.text, known, page.places, home, bodies_of(page, people), author.name if author else None)
    sender = _sender(people, home) if kind == "message" else None
    narrator = Actor(author.name, author.country or home, "author") if author and not sender else None
    speech = _listen(page, cast, kind, home, sender or narrator)
    said = [s.span for s in speech.said]
    meeting = _meeting(page, view, kind, kind_proof, first_dates, people)
    dates = first_dates
    if meeting.date not in (None, document.published):
        dates = settle(first_dates, _dates(page, words, meeting.date, home), meeting.date)
    participants: tuple[Participant, ...] = ()
    if kind != "none":
        participants = find_participants(
            page, view, people, said, [s.actor.name for s in speech.said], home, sender.name if sender else None, lead
        )
    topics = find_topics(page.text, page.folded, said)
    return _record(page, meeting, participants, speech, cast, dates, topics)


def _record(
    page: Page,
    meeting: Meeting,
    participants: tuple[Participant, ...],
    speech: Speech,
    cast: Cast,
    dates: Sequence[DateFound],
    topics: Sequence[TopicFound],
) -> Record:
    from communique import __version__

    statements = make_statements(page, speech.said, cast, topics, participants)
    mentions = tuple(
        TopicMention(
            start=t.start,
            end=t.end,
            quote=page.text[t.start : t.end],
            topic=t.topic,
            evidence=(page.evidence("topic", (t.start, t.end), "topics", t.entry),),
        )
        for t in topics
    )
    date_mentions = tuple(
        DateMention(
            start=d.start,
            end=d.end,
            quote=page.text[d.start : d.end],
            value=d.value,
            evidence=(page.evidence("value", (d.start, d.end), "dates", d.entry),),
        )
        for d in dates
    )
    formulae = make_formulae(page, speech.said)
    known = [(p.start, p.end) for p in page.places] + _name_spans(page, cast) + [(f.start, f.end) for f in formulae]
    body = [b.span for b in page.layout.of("body", "bullet")]
    told = [Span(e.start, e.end) for e in meeting.evidence if e.source == "text"]
    told += [Span(p.start, p.end) for p in participants]
    unread = find_unread(
        page.text, speech.sentences, [*speech.narrated, *told], [s.span for s in speech.said], known, body
    )
    return Record(
        document=page.document, meeting=meeting, participants=participants, statements=statements, dates=date_mentions,
        topics=tuple(sorted({t.topic for t in topics})), topic_mentions=mentions, references=make_references(page, dates, speech.sentences, cast, meeting.date),
        formulae=formulae, unread=unread, trust=measured(), version=Version(software=__version__, lexicons=digest()), notes=_notes(page),
    )  # fmt: skip


def _notes(page: Page) -> tuple[str, ...]:
    notes = []
    if any(c in page.text for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"):
        notes.append("The text holds bidirectional control characters; it is kept as given.")
    if page.document.language not in (None, "en"):
        notes.append(
            f"No grammar for language {page.document.language!r} yet: only dates, places and set phrases can be relied on."
        )
    return tuple(notes)


def _name_spans(page: Page, cast: Cast) -> list[tuple[int, int]]:
    found = []
    for person in cast.known:
        at = page.text.find(person.name)
        while at >= 0:
            found.append((at, at + len(person.name)))
            at = page.text.find(person.name, at + len(person.name))
    return found


def _dates(page: Page, words: Sequence[Candidate], day: str | None, home: str | None) -> tuple[DateFound, ...]:
    return find_dates(
        page.text,
        published=page.document.published,
        encounter=day,
        month_first=home in ("USA", "PHL"),
        folded=page.folded,
        words=words,
    )


def _sender(people: Sequence[Person], home: str | None) -> Actor | None:
    """Of a message: the person of the issuer's side who is named first, in the byline or the lead."""
    own = [p for p in people if (p.country or home) == home and not is_spokesperson(p)]
    labelled = [p for p in own if any(m.block == "label" for m in p.mentions)]
    first = next(iter(labelled or own), None)
    return Actor(first.name, home, "sender") if first else None


def _listen(page: Page, cast: Cast, kind: Kind, home: str | None, sender: Actor | None) -> Speech:
    initial = sender
    announces = kind == "none"
    if announces:
        initial = Actor(state_name(home), home, "issuer") if home else None
    return Listener(page, cast, initial, announces=announces).read(page.layout.blocks)


def _meeting(
    page: Page,
    view: encounter.Scene,
    kind: Kind,
    proof: tuple[Evidence, ...],
    dates: Sequence[DateFound],
    people: Sequence[Person],
) -> Meeting:
    if kind == "none":
        return Meeting(kind="none")
    offices = [o.span for p in people for o in p.offices] + [m.span for p in people for m in p.mentions]
    day, day_proof = encounter.find_day(page, view, kind, dates)
    place, place_proof = encounter.find_place(page, view, kind, offices)
    return encounter.meeting_of(kind, proof, day, day_proof, place, place_proof)


__all__ = ["READERS", "read_document"]
