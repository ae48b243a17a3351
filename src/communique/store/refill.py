"""The flat tables filled again from the readings, after a step that changed them. It goes on where it was broken off."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from communique.store import schema as t
from communique.store.clock import now
from communique.store.database import Database
from communique.store.keeping import lay_in_force

STATE = "flat"
_PAGE = 100


def refill(database: Database) -> int:
    """Fills the flat tables where a step emptied them; gives the number of documents. A page is one transaction."""
    done = 0
    with database.reading() as connection:
        waiting = connection.execute(select(t.states.c.value).where(t.states.c.name == STATE)).scalar()
    while waiting is not None:
        with database.writing() as connection:
            # Another process may have gone on with it while this one waited.
            waiting = connection.execute(select(t.states.c.value).where(t.states.c.name == STATE)).scalar()
            if waiting is None:
                break
            query = select(t.documents.c.key).where(t.documents.c.key > waiting["after"]).order_by(t.documents.c.key)
            keys = list(connection.execute(query.limit(_PAGE)).scalars())
            for key in keys:
                lay_in_force(connection, key)
            if len(keys) < _PAGE:
                waiting = None
                connection.execute(delete(t.states).where(t.states.c.name == STATE))
            else:
                there = update(t.states).where(t.states.c.name == STATE)
                connection.execute(there.values(value={"after": keys[-1]}, saved=now()))
            done += len(keys)
    return done
