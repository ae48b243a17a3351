"""A store of any age → the present tables: made where there is none, moved on where it is older.

An embedded store is copied beside itself before it is moved on. A step is one transaction: it happens or it does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from communique.store.backup import copy_file
from communique.store.database import Database
from communique.store.errors import NewerStoreError, StoreError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"
"""The newest step; a test holds it against the files."""
VERSION_TABLE = "communique_version"
STEPS = Path(__file__).parent / "migrations"


def settle(database: Database, *, create: bool, steps: Path = STEPS, head: str = HEAD) -> None:
    """Brings the store to the step `head` of the folder `steps`.

    :raises NewerStoreError: where a newer Communiqué made it.
    :raises StoreError: where the database holds something else, or nothing and `create` is False.
    """
    with database.reading() as connection:
        found = _step_of(connection, database.where)
    if found == head:
        return
    if found is None and not create:
        raise StoreError(database.where, "no store is there yet", "Add a document to make one.")
    if found is not None:
        _check_known(found, steps, database.where)
        if database.read_only:
            mend = "Copy it to a folder that can be written to, and use the copy."
            raise StoreError(database.where, f"made by an older Communiqué (step {found}), and read-only", mend)
        if database.path is not None:
            copy_file(database, _beside(database.path, found))
    with database.writing() as connection:
        # Another process may have done it while this one waited.
        if _step_of(connection, database.where) != head:
            _upgrade(connection, steps, head)


def _step_of(connection: Connection, where: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        step = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        return None if step is None else str(step)
    if tables:
        raise StoreError(
            where, f"no store, but a database with a table {tables[0]!r}", "Name another file or database."
        )
    return None


def _check_known(step: str, steps: Path, where: str) -> None:
    from alembic.script import ScriptDirectory

    if step not in {s.revision for s in ScriptDirectory.from_config(_config(steps)).walk_revisions()}:
        raise NewerStoreError(
            where, f"made by a newer Communiqué (step {step})", "Update: pip install --upgrade communique."
        )


def _upgrade(connection: Connection, steps: Path, head: str) -> None:
    from alembic import command

    config = _config(steps)
    config.attributes["connection"] = connection
    command.upgrade(config, head)


def _config(steps: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _beside(path: Path, step: str) -> Path:
    """A name for the copy that is not taken yet."""
    name = f"{path.name}.before-upgrade-from-{step}"
    taken = {p.name for p in path.absolute().parent.glob(f"{name}*")}
    return path.with_name(next(n for n in (name, *(f"{name}-{i}" for i in range(2, 10_000))) if n not in taken))
