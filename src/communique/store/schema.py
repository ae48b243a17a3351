"""The tables. ``migrations/`` makes them; a test holds the two against each other.

What was given: documents, versions, and the content-addressed blobs (original bytes) and texts. What was read:
readings, with records content-addressed too, so that a re-reading that changes nothing costs next to nothing. The flat
tables below them hold the newest reading of the newest version with what people corrected in it, for searching and for
analyses; they can be made again at any time.
Days are ISO 8601 (YYYY-MM-DD), instants ISO 8601 in UTC, dates EDTF, countries ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _packed(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        Column("hash", String(64), primary_key=True),
        Column("data", LargeBinary, nullable=False),
        *columns,
    )


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _spot() -> tuple[Column[Any], ...]:
    return (
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
    )


def _cite(of: str) -> tuple[Column[Any], ...]:
    return Column(f"{of}_start", Integer), Column(f"{of}_end", Integer), Column(f"{of}_quote", Text)


def _document(**more: bool) -> Column[int]:
    return Column("document", Integer, ForeignKey("documents.key"), nullable=False, **more)  # type: ignore[arg-type]


blobs = _packed("blobs", Column("size", Integer, nullable=False), Column("media_type", String, nullable=False))
texts = _packed("texts")
records = _packed("records")

names = Table("names", metadata, _key(), Column("folded", String, nullable=False, unique=True))
"""Every name of a person or issuer, folded by `words.plain`, once."""

documents = Table(
    "documents",
    metadata,
    _key(),
    Column("id", String(16), nullable=False, unique=True),
    Column("given", String, nullable=False, index=True),
    Column("url", String, index=True),
    Column("part", String, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("title", String),
    Column("issuer", String),
    Column("issuer_name", Integer, ForeignKey("names.key"), index=True),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("same_as", Integer, ForeignKey("documents.key"), index=True),
    Index("documents_days", "first_day", "key"),
)
"""``title`` to ``same_as`` are those of the newest version; the days those of the encounter, else of publication."""

versions = Table(
    "versions",
    metadata,
    _key(),
    _document(),
    Column("number", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("text", String(64), ForeignKey("texts.hash"), nullable=False, index=True),
    Column("title", String),
    Column("issuer", String),
    Column("published", String),
    Column("language", String),
    Column("added", String(32), nullable=False),
    Column("fetched", String(32)),
    Column("headers", JSON),
    Column("blob", String(64), ForeignKey("blobs.hash")),
    Column("copy_of", Integer, ForeignKey("versions.key")),
    Column("similarity", Float),
    Column("sketch", String, nullable=False),
    UniqueConstraint("document", "number", name="versions_number"),
    Index("versions_newest", "document", unique=True, sqlite_where=text("newest"), postgresql_where=text("newest")),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("version", Integer, ForeignKey("versions.key"), primary_key=True),
    sqlite_with_rowid=False,
)
"""MinHash bands: two versions that share one may be nearly the same."""

readings = Table(
    "readings",
    metadata,
    _key(),
    Column("version", Integer, ForeignKey("versions.key"), nullable=False, index=True),
    Column("newest", Boolean, nullable=False),
    Column("schema", String, nullable=False),
    Column("software", String, nullable=False),
    Column("lexicons", String, nullable=False),
    Column("record", String(64), ForeignKey("records.hash"), nullable=False),
    Column("made", String(32), nullable=False),
    Index("readings_newest", "version", unique=True, sqlite_where=text("newest"), postgresql_where=text("newest")),
)

fetches = Table(
    "fetches",
    metadata,
    Column("url", String, primary_key=True),
    Column("etag", String),
    Column("modified", String),
    Column("hash", String(64)),
    Column("fetched", String(32)),
)
"""The last fetch of each URL, for asking "only if changed"."""

states = Table(
    "states",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("saved", String(32), nullable=False),
)
"""Where an interrupted run goes on."""

meetings = Table(
    "meetings",
    metadata,
    _document(primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("date", String),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("place", String),
    Column("country", String(3), index=True),
    *_cite("date"),
    *_cite("place"),
)
"""``date_start`` to ``place_quote``: where the text says so."""

participants = Table(
    "participants",
    metadata,
    _key(),
    _document(index=True),
    Column("name", String, nullable=False),
    Column("role", String),
    Column("organisation", String),
    Column("country", String(3)),
    Column("capacity", String, nullable=False),
    *_spot(),
)

actors = Table(
    "actors",
    metadata,
    Column("name", Integer, ForeignKey("names.key"), primary_key=True),
    _document(primary_key=True, index=True),
)
"""Who took part or spoke, under each name and alias."""

countries = Table(
    "countries",
    metadata,
    Column("country", String, primary_key=True),
    _document(primary_key=True, index=True),
)
"""To whom a document belongs: the countries of participants, speakers and addressees."""

statements = Table(
    "statements",
    metadata,
    _key(),
    _document(),
    Column("id", String(12), nullable=False),
    Column("speaker", String, nullable=False),
    Column("speaker_name", Integer, ForeignKey("names.key"), nullable=False),
    Column("country", String(3)),
    Column("act", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("condition", Text),
    Column("entry", String),
    Column("words", Text),
    *_spot(),
    Index("statements_document", "document", "act", "speaker"),
    Index("statements_act", "act", "document"),
    Index("statements_country", "country", "act"),
    Index("statements_entry", "entry", "document"),
)


def _of_statement(name: str, value: str) -> Table:
    owner = ForeignKey("statements.key", ondelete="CASCADE")
    return Table(
        name,
        metadata,
        Column(value, String, primary_key=True),
        Column("statement", Integer, owner, primary_key=True, index=True),
    )


addressees = _of_statement("addressees", "addressee")
statement_topics = _of_statement("statement_topics", "topic")

topics = Table(
    "topics",
    metadata,
    Column("topic", String, primary_key=True),
    _document(primary_key=True),
    Index("topics_document", "document", "topic"),
)

dates = Table(
    "dates",
    metadata,
    _key(),
    _document(index=True),
    Column("value", String, nullable=False),
    Column("first_day", String(10), index=True),
    Column("last_day", String(10)),
    *_spot(),
)

formulae = Table(
    "formulae",
    metadata,
    _key(),
    _document(index=True),
    Column("id", String, nullable=False, index=True),
    Column("phrase", String, nullable=False),
    Column("speaker", String),
    *_spot(),
)

mentions = Table(
    "mentions",
    metadata,
    _key(),
    _document(index=True),
    Column("what", String, nullable=False),
    Column("who", JSON, nullable=False),
    Column("date", String),
    Column("since", String),
    *_spot(),
)
"""The references of a record."""

FLAT = (meetings, participants, actors, countries, statements, topics, dates, formulae, mentions)
"""The tables of what holds of a document that have a row for a document; those of a statement go with it."""
