"""Where an interrupted run goes on: small JSON values under names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select, update

from communique.store import schema as t
from communique.store.clock import now
from communique.store.database import Database


def load_state(database: Database, name: str) -> dict[str, Any] | None:
    """The value last saved under `name`, or None."""
    with database.reading() as connection:
        value = connection.execute(select(t.states.c.value).where(t.states.c.name == name)).scalar()
    return None if value is None else dict(value)


def save_state(database: Database, name: str, value: Mapping[str, Any]) -> None:
    """Saves a value in place of the one before."""
    with database.writing() as connection:
        there = update(t.states).where(t.states.c.name == name).values(value=dict(value), saved=now())
        if connection.execute(there).rowcount == 0:
            connection.execute(insert(t.states).values(name=name, value=dict(value), saved=now()))
