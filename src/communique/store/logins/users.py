"""Users: added, listed, changed. The last active admin stays one, so that somebody can mend what others cannot."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from communique.store.clock import now
from communique.store.errors import StoreError, UnknownUserError
from communique.store.logins import tables as l
from communique.store.logins.model import ROLES, Role, User, folded

_u = l.users.c


def add_user(connection: Connection, name: str, password_hash: str, role: Role) -> User:
    """Writes a user down.

    :raises StoreError: where there is one of this name, or the name, hash or role cannot be one.
    """
    shown = " ".join(name.split())
    if not shown or not shown.isprintable():
        raise StoreError(f"user {name!r}", "no name", "Give letters, figures and spaces.")
    _check_hash(shown, password_hash)
    _check_role(shown, role)
    if user(connection, shown) is not None:
        raise StoreError(f"user {shown!r}", "there is one of this name already", "Take another name.")
    made = User(shown, role, password_hash, now(), True)
    row = {"name": shown, "folded": folded(shown), "role": role, "hash": made.hash, "made": made.made, "active": True}
    connection.execute(insert(l.users).values(row))
    return made


def users(connection: Connection) -> list[User]:
    """All users, by name."""
    return [_user(row) for row in connection.execute(select(l.users).order_by(_u.folded))]


def user(connection: Connection, name: str) -> User | None:
    """One user, in whatever case the name is; None where there is none."""
    row = connection.execute(select(l.users).where(_u.folded == folded(name))).first()
    return None if row is None else _user(row)


def set_password(connection: Connection, name: str, password_hash: str) -> None:
    """Puts another hash in the place of a user's, and ends the user's sessions."""
    key = key_of(connection, name)
    _check_hash(name, password_hash)
    connection.execute(update(l.users).where(_u.key == key).values(hash=password_hash))
    _end_sessions(connection, key)


def set_role(connection: Connection, name: str, role: Role) -> None:
    """Says what a user may do from now on."""
    key = key_of(connection, name)
    _check_role(name, role)
    if role != "admin":
        _not_the_last(connection, name, key)
    connection.execute(update(l.users).where(_u.key == key).values(role=role))


def set_active(connection: Connection, name: str, active: bool) -> None:
    """Says whether a user may log in; who may not any more is logged out."""
    key = key_of(connection, name)
    if not active:
        _not_the_last(connection, name, key)
        _end_sessions(connection, key)
    connection.execute(update(l.users).where(_u.key == key).values(active=active))


def end_sessions(connection: Connection, name: str) -> None:
    """Logs a user out everywhere."""
    _end_sessions(connection, key_of(connection, name))


def key_of(connection: Connection, name: str) -> int:
    """The key of a user.

    :raises UnknownUserError: where there is none of this name.
    """
    key = connection.execute(select(_u.key).where(_u.folded == folded(name))).scalar()
    if key is None:
        raise UnknownUserError(f"user {name!r}", "no such user", "See the names of all users, or add this one.")
    return int(key)


def _user(row: Row[*tuple[Any, ...]]) -> User:
    return User(row.name, row.role, row.hash, row.made, row.active)


def _not_the_last(connection: Connection, name: str, key: int) -> None:
    admin = [_u.role == "admin", _u.active]
    is_one = connection.execute(select(_u.key).where(_u.key == key, *admin)).first() is not None
    others = select(func.count()).select_from(l.users).where(_u.key != key, *admin)
    if is_one and not connection.execute(others).scalar_one():
        raise StoreError(f"user {name!r}", "the only active admin", "Make somebody else an admin first.")


def _end_sessions(connection: Connection, key: int) -> None:
    connection.execute(delete(l.sessions).where(l.sessions.c.user == key))


def _check_role(name: str, role: str) -> None:
    if role not in ROLES:
        raise StoreError(f"user {name!r}", f"no role {role!r}", f"Give one of: {', '.join(ROLES)}.")


def _check_hash(name: str, password_hash: str) -> None:
    if not password_hash.strip() or "\0" in password_hash:
        raise StoreError(f"user {name!r}", "no hash of a password", "Give what a password hasher made of it.")
