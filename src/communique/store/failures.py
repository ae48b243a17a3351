"""What a database says when it fails → what the user is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from communique.store.errors import FailedStoreError

_LOCKED = ("another process is writing to it", "Wait for that process to end, then try again; nothing was changed.")
_FULL = ("the disk is full", "Make room, then try again; what was added before is kept.")
READ_ONLY = (
    "it cannot be written to: the file or its folder is read-only",
    "Get the right to write there, or use a copy (`communique backup FILE`); nothing was changed.",
)
_BROKEN = ("the file is damaged", "Restore a backup, or copy what can be read with `sqlite3 FILE .recover`.")
_REFUSED = ("the server refuses this user or password", "Check the URL: postgresql://user:password@host/database.")
_NO_DATABASE = ("the server has no such database", "Make it with `createdb`, or name another in the URL.")
_FAILURES = (
    ("SQLITE_BUSY", *_LOCKED),
    ("SQLITE_LOCKED", *_LOCKED),
    ("SQLITE_FULL", *_FULL),
    ("SQLITE_READONLY", *READ_ONLY),
    ("SQLITE_CANTOPEN", "it cannot be opened or made", "Check the path and the permissions of its folder."),
    ("SQLITE_NOTADB", "not a store: no SQLite file", "Name the file of a store, or a new file."),
    ("SQLITE_CORRUPT", *_BROKEN),
    ("SQLITE_IOERR", "reading or writing the disk failed", "Check the disk; nothing of this step was kept."),
    ("53100", *_FULL),
    ("25006", *READ_ONLY),
    ("42501", "this user may not do that here", "Ask the database's owner for the right to read and write its tables."),
    ("55P03", *_LOCKED),
    ("40P01", *_LOCKED),
    ("28", *_REFUSED),
    ("3D000", *_NO_DATABASE),
    ("57P", "the server is stopping or starting", "Try again when it runs."),
)
"""The start of SQLite's name of an error or of PostgreSQL's SQLSTATE → what was found, how to mend it."""

_ON_CONNECTING = (
    ("authentication failed", *_REFUSED),
    ('role "', *_REFUSED),
    ('database "', *_NO_DATABASE),
)
"""Words of a server's refusal, which comes without SQLSTATE → the same."""


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Turns a database's error inside the block into a `FailedStoreError` about `where`."""
    try:
        yield
    except DBAPIError as error:
        raise _told(where, error) from error


def _told(where: str, error: DBAPIError) -> FailedStoreError:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
    for start, what, mend in _FAILURES:
        if code.startswith(start):
            return FailedStoreError(where, what, mend)
    said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
    for phrase, what, mend in _ON_CONNECTING:
        if not code and phrase in said[0]:
            return FailedStoreError(where, what, mend)
    if not code and isinstance(error, OperationalError):
        return FailedStoreError(where, f"no connection ({said[0]})", "Check that the server runs and the URL is right.")
    return FailedStoreError(
        where, f"the database says: {said[0]}", "Run `communique doctor`; if it finds nothing, report this."
    )
