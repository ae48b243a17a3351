"""Codings beside the record in force, who may log in, and indexes by which values are counted.

An undoing gets the document of what it undoes, so that all decisions about a document are found by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_OF_WHAT_IS_UNDONE = (
    "UPDATE decisions SET document = (SELECT d.document FROM decisions d WHERE d.key = decisions.undoes)"
    " WHERE document IS NULL AND undoes IN (SELECT key FROM decisions WHERE document IS NOT NULL)"
)


_INDEXES = {
    "decisions": (("decisions_document", "document", "kind", "active"),),
    "statements": (("statements_document", "document", "act", "speaker"), ("statements_entry", "entry", "document")),
    "topics": (("topics_document", "document", "topic"),),
}
"""Those of the document alone are parts of these."""


def upgrade() -> None:
    """Adds a column, indexes and two tables, and fills in the documents of undoings."""
    op.add_column("decisions", sa.Column("coding", sa.String(), nullable=True))
    _documents_of_undoings()
    for table, indexes in _INDEXES.items():
        op.drop_index(op.f(f"ix_{table}_document"), table_name=table)
        for name, *columns in indexes:
            op.create_index(name, table, columns, unique=False)
    _users()
    _sessions()


def _documents_of_undoings() -> None:
    """An undoing of an undoing takes a round more."""
    while op.get_bind().execute(sa.text(_OF_WHAT_IS_UNDONE)).rowcount:
        pass


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_users")),
        sa.UniqueConstraint("folded", name=op.f("uq_users_folded")),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("seen", sa.String(length=32), nullable=False),
        sa.Column("expires", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.key"], name=op.f("fk_sessions_user")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"], unique=False)
