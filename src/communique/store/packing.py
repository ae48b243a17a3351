"""Bytes as the store keeps them: compressed, named by the SHA-256 of what they hold."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from sqlalchemy import Connection, Table, select


def hash_of(data: bytes) -> str:
    """SHA-256 in 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def keep(connection: Connection, table: Table, data: bytes, **columns: Any) -> str:
    """Puts `data` into a table with the columns hash, data and `columns`, unless it is there; gives its hash."""
    name = hash_of(data)
    if connection.execute(select(table.c.hash).where(table.c.hash == name)).first() is None:
        connection.execute(table.insert().values(hash=name, data=zlib.compress(data), **columns))
    return name


def unpack(data: bytes) -> bytes:
    """What `keep` was given."""
    return zlib.decompress(data)
