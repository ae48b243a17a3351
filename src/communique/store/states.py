"""Where an interrupted run goes on: small JSON values under names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from communique.store import schema as t
from communique.store.clock import now
from communique.store.database import Database


def load_state(database: Database, name: str) -> dict[str, Any] | None:
    """The value last saved under `name`, or None."""
    with database.reading() as connection:
        return state_of(connection, name)


def save_state(database: Database, name: str, value: Mapping[str, Any]) -> None:
    """Saves a value in place of the one before."""
    with database.writing() as connection:
        put_state(connection, name, value)


def state_of(connection: Connection, name: str) -> dict[str, Any] | None:
    """The same as `load_state` within a transaction."""
    value = connection.execute(select(t.states.c.value).where(t.states.c.name == name)).scalar()
    return None if value is None else dict(value)


def put_state(connection: Connection, name: str, value: Mapping[str, Any] | None) -> None:
    """The same as `save_state` within a transaction; None takes the state away."""
    own = t.states.c.name == name
    if value is None:
        connection.execute(delete(t.states).where(own))
        return
    row = {"value": dict(value), "saved": now()}
    if connection.execute(update(t.states).where(own).values(row)).rowcount == 0:
        connection.execute(insert(t.states).values(name=name, **row))


def load_states(database: Database, begin: str) -> dict[str, dict[str, Any]]:
    """The values saved under names that begin so, by name."""
    name = t.states.c.name
    with database.reading() as connection:
        rows = connection.execute(
            select(name, t.states.c.value).where(name.startswith(begin, autoescape=True)).order_by(name)
        )
        return {row.name: dict(row.value) for row in rows}


def drop_state(database: Database, name: str) -> None:
    """Takes a value away; where there is none, nothing happens."""
    with database.writing() as connection:
        put_state(connection, name, None)
