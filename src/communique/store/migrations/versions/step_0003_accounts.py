"""The flat tables hold what analyses over many documents need; they are filled again afterwards (`store.refill`)."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

OLD = (
    "addressees",
    "statement_topics",
    "statements",
    "participants",
    "meetings",
    "actors",
    "countries",
    "topics",
    "dates",
)
STALE = "flat"
"""The state in which it stands that the tables have to be filled again."""


def upgrade() -> None:
    """Empties the flat tables, makes three of them anew, and adds two."""
    there = op.get_bind().execute(sa.text("SELECT count(*) FROM meetings")).scalar()
    for name in OLD:
        op.execute(sa.text(f"DELETE FROM {name}"))
    for name in OLD[:5]:
        op.drop_table(name)
    _meetings()
    _participants()
    _statements()
    _new()
    if there:
        states = sa.table("states", sa.column("name"), sa.column("value", sa.JSON), sa.column("saved"))
        op.execute(
            sa.insert(states).values(name=STALE, value=sa.literal(json.loads('{"after": 0}'), sa.JSON), saved="")
        )


def _spot() -> list[sa.Column[object]]:
    return [
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
    ]


def _head(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f(f"fk_{table}_document")),
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{table}")),
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("date_start", sa.Integer(), nullable=True),
        sa.Column("date_end", sa.Integer(), nullable=True),
        sa.Column("date_quote", sa.Text(), nullable=True),
        sa.Column("place_start", sa.Integer(), nullable=True),
        sa.Column("place_end", sa.Integer(), nullable=True),
        sa.Column("place_quote", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_meetings_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_meetings")),
    )
    _index("meetings", "kind", "country")


def _participants() -> None:
    op.create_table(
        "participants",
        *_head("participants"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        *_spot(),
    )
    _index("participants", "document")


def _statements() -> None:
    op.create_table(
        "statements",
        *_head("statements"),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("speaker_name", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        *_spot(),
        sa.ForeignKeyConstraint(["speaker_name"], ["names.key"], name=op.f("fk_statements_speaker_name")),
    )
    _index("statements", "document")
    op.create_index("statements_act", "statements", ["act", "document"], unique=False)
    op.create_index("statements_country", "statements", ["country", "act"], unique=False)
    for name, value in (("addressees", "addressee"), ("statement_topics", "topic")):
        owner = op.f(f"fk_{name}_statement")
        op.create_table(
            name,
            sa.Column(value, sa.String(), nullable=False),
            sa.Column("statement", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(["statement"], ["statements.key"], name=owner, ondelete="CASCADE"),
            sa.PrimaryKeyConstraint(value, "statement", name=op.f(f"pk_{name}")),
        )
        _index(name, "statement")


def _new() -> None:
    op.create_table(
        "formulae",
        *_head("formulae"),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        *_spot(),
    )
    _index("formulae", "document", "id")
    op.create_table(
        "mentions",
        *_head("mentions"),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        *_spot(),
    )
    _index("mentions", "document")
