"""The connection: an embedded SQLite file or a PostgreSQL server, with one way to read and one to write.

A transaction that writes holds the store's one write lock, on SQLite by ``BEGIN IMMEDIATE``, on PostgreSQL by an
advisory lock. Writers therefore wait for each other and cannot deadlock; readers never wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from communique.store.access import is_read_only, url_of
from communique.store.errors import StoreError
from communique.store.failures import READ_ONLY, guarded

BUSY_SECONDS = 30.0
_LOCK = 0x636F6D6D  # "comm": the number of the advisory lock
_SERVER = ("postgresql", "postgres", "postgresql+psycopg")
_READER = ("cache_size = -64000", "temp_store = MEMORY")
_WRITER = (
    "journal_mode = WAL",
    "synchronous = FULL",  # what was acknowledged also outlives a power cut
    "foreign_keys = ON",
)


@dataclass(frozen=True)
class Database:
    """An engine and what to call it in messages (a path, or a URL without its password)."""

    engine: Engine
    where: str
    path: Path | None
    read_only: bool = False

    @property
    def embedded(self) -> bool:
        """Whether this is a SQLite file."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, on one state of the store."""
        with guarded(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: all of it or nothing. Waits for other writers, at most `BUSY_SECONDS`.

        :raises StoreError: where the file or its folder may not be written to.
        """
        if self.read_only:
            raise StoreError(self.where, *READ_ONLY)
        with guarded(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                if not self.embedded:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS * 1000:.0f}ms'"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
                yield connection


def open_database(where: str | Path, *, create: bool) -> Database:
    """The database at a path or a ``postgresql://`` URL.

    :raises StoreError: where there is none and `create` is False, or its folder is not there.
    """
    if isinstance(where, str) and "://" in where:
        return _server(where)
    path = Path(where)
    if path.is_dir():
        raise StoreError(str(path), "a folder, not a file", "Name the file of the store, for example communique.db.")
    if not path.exists() and not create:
        raise StoreError(str(path), "no such file", "Check the path, or add a document to make a new store.")
    if not path.absolute().parent.is_dir():
        raise StoreError(str(path), "its folder does not exist", "Make the folder, or name another place.")
    read_only = is_read_only(path)
    engine = create_engine(
        url_of(path, read_only=read_only), connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _set_up_reader if read_only else _set_up)
    event.listen(engine, "begin", _begin)
    return Database(engine, str(path), path, read_only)


def _server(where: str) -> Database:
    scheme = where.split("://", 1)[0]
    if scheme not in _SERVER:
        raise StoreError(
            f"{scheme}://…", "not a kind of store", "Give the path of a file, or a URL postgresql://user@host/database."
        )
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError(
            f"{scheme}://…", "psycopg is not installed", 'Install it: pip install "communique[postgres]".'
        ) from None
    url = make_url(where).set(drivername="postgresql+psycopg")
    return Database(create_engine(url, pool_pre_ping=True), url.render_as_string(hide_password=True), None)


def _set_up(connection: Any, _: Any) -> None:
    _set_up_reader(connection, _)
    _pragmas(connection, _WRITER)


def _set_up_reader(connection: Any, _: Any) -> None:
    # SQLAlchemy begins transactions (`_begin`); sqlite3 itself must not.
    connection.isolation_level = None
    _pragmas(connection, _READER)


def _pragmas(connection: Any, pragmas: tuple[str, ...]) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
