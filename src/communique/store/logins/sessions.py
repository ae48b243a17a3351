"""Sessions: opened, recognised by the hash of their token, ended."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import Connection, delete, insert, select, update

from communique.store.errors import StoreError
from communique.store.logins import tables as l
from communique.store.logins.model import User
from communique.store.logins.users import key_of

_HASH = re.compile(r"[0-9a-f]{64}")
_s, _u = l.sessions.c, l.users.c


def open_session(connection: Connection, name: str, token_hash: str, seconds: float) -> None:
    """Writes down that who shows the token of this hash is that user, for so many seconds.

    :raises UnknownUserError: where there is no such user.
    :raises StoreError: where the user may not log in, or what is given is no hash of a token.
    """
    key = key_of(connection, name)
    if not connection.execute(select(_u.active).where(_u.key == key)).scalar_one():
        raise StoreError(f"user {name!r}", "may not log in any more", "An admin can make the user active again.")
    if not _HASH.fullmatch(token_hash):
        raise StoreError("session", "no SHA-256 of a token (64 figures 0-9, a-f)", "Give its hash, never the token.")
    begun, ends = _instant(0), _instant(seconds)
    row = {"token": token_hash, "user": key, "made": begun, "seen": begun, "expires": ends}
    connection.execute(insert(l.sessions).values(row))


def prolong_session(connection: Connection, token_hash: str, seconds: float) -> bool:
    """Lets a session that has not expired last so many seconds from now; False where there is none."""
    own = update(l.sessions).where(_s.token == token_hash, _s.expires > _instant(0))
    return bool(connection.execute(own.values(seen=_instant(0), expires=_instant(seconds))).rowcount)


def user_of(connection: Connection, token_hash: str) -> User | None:
    """Who holds the token of this hash; None where nobody does, or does no more."""
    query = (
        select(_u.name, _u.role, _u.hash, _u.made, _u.active)
        .join_from(l.sessions, l.users, _u.key == _s.user)
        .where(_s.token == token_hash, _s.expires > _instant(0), _u.active)
    )
    row = connection.execute(query).first()
    return None if row is None else User(*row)


def close_session(connection: Connection, token_hash: str) -> None:
    """Ends a session, if there is one."""
    connection.execute(delete(l.sessions).where(_s.token == token_hash))


def sweep(connection: Connection) -> int:
    """Takes out the sessions that have expired; gives their number."""
    return int(connection.execute(delete(l.sessions).where(_s.expires <= _instant(0))).rowcount)


def _instant(seconds: float) -> str:
    """The instant in so many seconds, always as long, so that instants compare as text."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)).isoformat(timespec="microseconds")
