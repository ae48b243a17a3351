"""What Alembic runs: the steps, in the transaction of the connection that `migrate` gives."""

from __future__ import annotations

from alembic import context

from communique.store.migrate import VERSION_TABLE
from communique.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
