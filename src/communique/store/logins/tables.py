"""The tables of this part; ``migrations/`` makes them. Neither a password nor a token is ever in them, only hashes."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from communique.store.schema import metadata

users = Table(
    "users",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Column("active", Boolean, nullable=False),
)
"""``folded`` is the name by which a user is found: `model.folded`. ``hash`` is that of the password."""

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("user", Integer, ForeignKey("users.key"), nullable=False, index=True),
    Column("made", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
)
"""``token`` is the SHA-256 of what the browser holds. ``seen`` is when the session was opened or last prolonged."""
