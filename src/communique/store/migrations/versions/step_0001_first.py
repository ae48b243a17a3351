"""The first tables, and the full-text index of each database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

FULLTEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE fulltext USING fts5("
        "title, body, content='', tokenize='porter unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TEXT SEARCH DICTIONARY communique_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION communique (COPY = pg_catalog.english)",
        "ALTER TEXT SEARCH CONFIGURATION communique ALTER MAPPING REPLACE english_stem WITH communique_stem",
        "CREATE TABLE fulltext (document INTEGER PRIMARY KEY REFERENCES documents (key), words TSVECTOR NOT NULL)",
        "CREATE INDEX fulltext_words ON fulltext USING gin (words)",
    ),
}


def upgrade() -> None:
    """Makes all tables."""
    op.create_table(
        "blobs",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_blobs")),
    )
    op.create_table(
        "fetches",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("fetched", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_fetches")),
    )
    op.create_table(
        "names",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_names")),
        sa.UniqueConstraint("folded", name=op.f("uq_names_folded")),
    )
    op.create_table(
        "records",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_records")),
    )
    op.create_table(
        "states",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("saved", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_states")),
    )
    op.create_table(
        "texts",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_texts")),
    )
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("first_seen", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issuer_name", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["issuer_name"], ["names.key"], name=op.f("fk_documents_issuer_name")),
        sa.ForeignKeyConstraint(["same_as"], ["documents.key"], name=op.f("fk_documents_same_as")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_index("documents_days", "documents", ["first_day", "key"], unique=False)
    op.create_index(op.f("ix_documents_given"), "documents", ["given"], unique=False)
    op.create_index(op.f("ix_documents_issuer_name"), "documents", ["issuer_name"], unique=False)
    op.create_index(op.f("ix_documents_same_as"), "documents", ["same_as"], unique=False)
    op.create_index(op.f("ix_documents_url"), "documents", ["url"], unique=False)
    op.create_table(
        "actors",
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_actors_document")),
        sa.ForeignKeyConstraint(["name"], ["names.key"], name=op.f("fk_actors_name")),
        sa.PrimaryKeyConstraint("name", "document", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_document"), "actors", ["document"], unique=False)
    op.create_table(
        "countries",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_countries_document")),
        sa.PrimaryKeyConstraint("country", "document", name=op.f("pk_countries")),
    )
    op.create_index(op.f("ix_countries_document"), "countries", ["document"], unique=False)
    op.create_table(
        "dates",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_dates_document")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dates")),
    )
    op.create_index(op.f("ix_dates_document"), "dates", ["document"], unique=False)
    op.create_index(op.f("ix_dates_first_day"), "dates", ["first_day"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_meetings_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_country"), "meetings", ["country"], unique=False)
    op.create_index(op.f("ix_meetings_kind"), "meetings", ["kind"], unique=False)
    op.create_table(
        "participants",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_participants_document")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_participants")),
    )
    op.create_index(op.f("ix_participants_document"), "participants", ["document"], unique=False)
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("speaker_name", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_statements_document")),
        sa.ForeignKeyConstraint(["speaker_name"], ["names.key"], name=op.f("fk_statements_speaker_name")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_document"), "statements", ["document"], unique=False)
    op.create_index("statements_act", "statements", ["act", "document"], unique=False)
    op.create_index("statements_country", "statements", ["country", "act"], unique=False)
    op.create_table(
        "topics",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_topics_document")),
        sa.PrimaryKeyConstraint("topic", "document", name=op.f("pk_topics")),
    )
    op.create_index(op.f("ix_topics_document"), "topics", ["document"], unique=False)
    op.create_table(
        "versions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("fetched", sa.String(length=32), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("blob", sa.String(length=64), nullable=True),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("similarity", sa.Float(), nullable=True),
        sa.Column("sketch", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["blob"], ["blobs.hash"], name=op.f("fk_versions_blob")),
        sa.ForeignKeyConstraint(["copy_of"], ["versions.key"], name=op.f("fk_versions_copy_of")),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_versions_document")),
        sa.ForeignKeyConstraint(["text"], ["texts.hash"], name=op.f("fk_versions_text")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_versions")),
        sa.UniqueConstraint("document", "number", name="versions_number"),
    )
    op.create_index(op.f("ix_versions_text"), "versions", ["text"], unique=False)
    op.create_index(
        "versions_newest",
        "versions",
        ["document"],
        unique=True,
        sqlite_where=sa.text("newest"),
        postgresql_where=sa.text("newest"),
    )
    op.create_table(
        "addressees",
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name=op.f("fk_addressees_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("addressee", "statement", name=op.f("pk_addressees")),
    )
    op.create_index(op.f("ix_addressees_statement"), "addressees", ["statement"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_bands_version")),
        sa.PrimaryKeyConstraint("band", "version", name=op.f("pk_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.Column("schema", sa.String(), nullable=False),
        sa.Column("software", sa.String(), nullable=False),
        sa.Column("lexicons", sa.String(), nullable=False),
        sa.Column("record", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.hash"], name=op.f("fk_readings_record")),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_readings_version")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_version"), "readings", ["version"], unique=False)
    op.create_index(
        "readings_newest",
        "readings",
        ["version"],
        unique=True,
        sqlite_where=sa.text("newest"),
        postgresql_where=sa.text("newest"),
    )
    op.create_table(
        "statement_topics",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name=op.f("fk_statement_topics_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic", "statement", name=op.f("pk_statement_topics")),
    )
    op.create_index(op.f("ix_statement_topics_statement"), "statement_topics", ["statement"], unique=False)
    for statement in FULLTEXT[op.get_bind().dialect.name]:
        op.execute(statement)
