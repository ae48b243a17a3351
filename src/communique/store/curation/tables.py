"""The tables of this part; ``migrations/`` makes them, a test holds the two against each other.

``decisions`` is what people said; it is never changed but for ``active``, which follows from the undoing. All else is
derived from the newest readings and the active decisions, and can be made again at any time. Days are ISO 8601,
countries ISO 3166-1 alpha-3 ("" where none is known, so that it can be part of a key).
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from communique.store.schema import metadata


def _document(**more: bool) -> Column[int]:
    return Column("document", Integer, ForeignKey("documents.key"), nullable=False, **more)  # type: ignore[arg-type]


decisions = Table(
    "decisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("document", Integer, ForeignKey("documents.key")),
    Column("what", JSON, nullable=False),
    Column("by", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Column("undoes", Integer, ForeignKey("decisions.key"), index=True),
    Column("active", Boolean, nullable=False),
    Column("coding", String),
    Index("decisions_kind", "kind", "active"),
    Index("decisions_document", "document", "kind", "active"),
)
"""``document`` is that of a correction or confirmation, and of what undoes it. ``active``: no active decision undoes this
one. ``coding`` is NULL for what is in force, else the name of a coding that stands beside it."""

readouts = Table(
    "readouts",
    metadata,
    _document(primary_key=True),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("tells", Boolean, nullable=False),
    Column("told", JSON),
    Column("encounter", Integer, ForeignKey("documents.key"), index=True),
)
"""A row for each document that was linked. ``tells``: of an encounter. ``told`` is what helps to find other readouts of
it; ``encounter`` the first added document of the encounter, by which it is named; NULL where there is none."""

readout_sides = Table(
    "readout_sides",
    metadata,
    _document(primary_key=True),
    Column("country", String(3), primary_key=True),
    Column("first_day", String(10), nullable=False),
    Index("readout_sides_block", "country", "first_day"),
)
"""The blocks in which a readout is compared with others."""

matches = Table(
    "matches",
    metadata,
    Column("one", Integer, ForeignKey("documents.key"), primary_key=True),
    Column("other", Integer, ForeignKey("documents.key"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("why", JSON, nullable=False),
)

forms = Table(
    "forms",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(12), nullable=False, unique=True),
    Column("words", String, nullable=False),
    Column("country", String(3), nullable=False),
    Column("part", Integer, nullable=False),
    Column("person", Integer, ForeignKey("forms.key"), index=True),
    UniqueConstraint("words", "country", "part", name="forms_name"),
)
"""A name as `linking.names.words` has it, of one state. ``part`` is the decision that took some appearances of the name
apart, else 0. ``person`` is the form by which the person is named."""

form_starts = Table(
    "form_starts",
    metadata,
    Column("form", Integer, ForeignKey("forms.key"), primary_key=True),
    Column("start", String(3), primary_key=True),
    Column("country", String(3), nullable=False),
    Index("form_starts_block", "start", "country"),
)
"""The blocks in which a form is compared with others: how its words begin."""

likenesses = Table(
    "likenesses",
    metadata,
    Column("one", Integer, ForeignKey("forms.key"), primary_key=True),
    Column("other", Integer, ForeignKey("forms.key"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("why", String, nullable=False),
)

appearances = Table(
    "appearances",
    metadata,
    Column("key", Integer, primary_key=True),
    _document(index=True),
    Column("form", Integer, ForeignKey("forms.key"), nullable=False),
    Column("name", String, nullable=False),
    Column("day", String(10)),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("appearances_form", "form", "document"),
)
"""A participant as one document has him."""

offices = Table(
    "offices",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("appearance", Integer, ForeignKey("appearances.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("organisation", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
)

DERIVED = (offices, appearances, likenesses, form_starts, forms, matches, readout_sides, readouts)
"""All but the decisions, those that point at others first."""
