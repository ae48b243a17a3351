"""A copy of the whole store while others go on reading and writing it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy.exc import DBAPIError

from communique.store.database import Database
from communique.store.errors import StoreError


def back_up(database: Database, to: Path) -> None:
    """Copies the store to the file `to`: a SQLite file, or for PostgreSQL what ``pg_dump -Fc`` writes.

    :raises StoreError: where `to` is there already, or cannot be written.
    """
    if to.exists():
        raise StoreError(str(to), "is there already", "Name a new file for the backup.")
    if not to.absolute().parent.is_dir():
        raise StoreError(str(to), "its folder does not exist", "Make the folder, or name another place.")
    if database.embedded:
        copy_file(database, to)
    else:
        _dump(database, to)


def copy_file(database: Database, to: Path) -> None:
    """Copies an embedded store; `to` appears only when it is whole and on the disk."""
    partial = to.with_name(to.name + ".partial")
    try:
        with database.engine.connect() as source, closing(sqlite3.connect(partial)) as target:
            cast(sqlite3.Connection, source.connection.driver_connection).backup(target)
        _settle(partial, to)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            str(to), f"the copy failed ({error})", "Make room or name another place; nothing was changed."
        ) from error


def _dump(database: Database, to: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StoreError(database.where, "pg_dump is not installed", "Install the PostgreSQL client programs.")
    partial = to.with_name(to.name + ".partial")
    url = database.engine.url
    # The password goes by the environment: arguments can be seen by every user of the machine.
    bare = url.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(
        [program, "--format=custom", f"--file={partial}", bare],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        partial.unlink(missing_ok=True)
        said = (done.stderr.strip().splitlines() or ["no message"])[0]
        raise StoreError(str(to), f"pg_dump failed ({said})", "Mend what it says, then try again.")
    _settle(partial, to)


def _settle(partial: Path, to: Path) -> None:
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(to)
