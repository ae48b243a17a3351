"""What people decide, and what is linked: encounters, persons, corrections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the tables of `store.curation`."""
    op.create_table(
        "forms",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["forms.key"], name=op.f("fk_forms_person")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_forms")),
        sa.UniqueConstraint("id", name=op.f("uq_forms_id")),
        sa.UniqueConstraint("words", "country", "part", name="forms_name"),
    )
    op.create_index(op.f("ix_forms_person"), "forms", ["person"], unique=False)
    op.create_table(
        "form_starts",
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(length=3), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(["form"], ["forms.key"], name=op.f("fk_form_starts_form")),
        sa.PrimaryKeyConstraint("form", "start", name=op.f("pk_form_starts")),
    )
    op.create_index("form_starts_block", "form_starts", ["start", "country"], unique=False)
    op.create_table(
        "likenesses",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["forms.key"], name=op.f("fk_likenesses_one")),
        sa.ForeignKeyConstraint(["other"], ["forms.key"], name=op.f("fk_likenesses_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_likenesses")),
    )
    op.create_index(op.f("ix_likenesses_other"), "likenesses", ["other"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_appearances_document")),
        sa.ForeignKeyConstraint(["form"], ["forms.key"], name=op.f("fk_appearances_form")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_appearances")),
    )
    op.create_index("appearances_form", "appearances", ["form", "document"], unique=False)
    op.create_index(op.f("ix_appearances_document"), "appearances", ["document"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_decisions_document")),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.key"], name=op.f("fk_decisions_undoes")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decisions")),
    )
    op.create_index("decisions_kind", "decisions", ["kind", "active"], unique=False)
    op.create_index(op.f("ix_decisions_document"), "decisions", ["document"], unique=False)
    op.create_index(op.f("ix_decisions_undoes"), "decisions", ["undoes"], unique=False)
    op.create_table(
        "matches",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["documents.key"], name=op.f("fk_matches_one")),
        sa.ForeignKeyConstraint(["other"], ["documents.key"], name=op.f("fk_matches_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_matches")),
    )
    op.create_index(op.f("ix_matches_other"), "matches", ["other"], unique=False)
    op.create_table(
        "readout_sides",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_readout_sides_document")),
        sa.PrimaryKeyConstraint("document", "country", name=op.f("pk_readout_sides")),
    )
    op.create_index("readout_sides_block", "readout_sides", ["country", "first_day"], unique=False)
    op.create_table(
        "readouts",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("tells", sa.Boolean(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=True),
        sa.Column("encounter", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name=op.f("fk_readouts_document")),
        sa.ForeignKeyConstraint(["encounter"], ["documents.key"], name=op.f("fk_readouts_encounter")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_readouts")),
    )
    op.create_index(op.f("ix_readouts_encounter"), "readouts", ["encounter"], unique=False)
    op.create_table(
        "offices",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("appearance", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appearance"], ["appearances.key"], name=op.f("fk_offices_appearance"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_offices")),
    )
    op.create_index(op.f("ix_offices_appearance"), "offices", ["appearance"], unique=False)
