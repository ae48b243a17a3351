"""How the file of an embedded store is opened: to write in it, or only to read where it or its folder is read-only."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL

from communique.store.errors import StoreError


def is_read_only(path: Path) -> bool:
    """Whether a file that is there may not be written to. SQLite also needs its folder, for the log beside the file."""
    real = path.resolve()
    return real.exists() and not (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK))


def url_of(path: Path, *, read_only: bool) -> URL:
    """What SQLAlchemy opens.

    A file that nobody has open is read as it lies (``immutable``), which needs no log; else by the log that is there.
    See https://www.sqlite.org/wal.html#read_only_databases.

    :raises StoreError: where there is a log with changes, but not its index, which a reader cannot make.
    """
    if not read_only:
        return URL.create("sqlite+pysqlite", database=str(path))
    real = path.resolve()
    log, index = (real.with_name(real.name + end) for end in ("-wal", "-shm"))
    query = {"uri": "true", "mode": "ro"}
    if not (log.exists() and index.exists()):
        if log.exists() and log.stat().st_size:
            raise StoreError(
                str(path), f"it is read-only, and its last changes still stand in {log.name}",
                "Open it once where it can be written to, or copy both files to such a folder.",
            )  # fmt: skip
        query["immutable"] = "1"
    return URL.create("sqlite+pysqlite", database=f"file:{quote(str(real))}", query=query)
