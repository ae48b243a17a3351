"""What a store knows of users and sessions; the work is done by the modules beside this one."""

from __future__ import annotations

import builtins

from communique.store.database import Database
from communique.store.logins import tables as _tables  # noqa: F401  (they belong to the schema)
from communique.store.logins.model import Role, User


class Logins:
    """The part of `Store` for who may use the reading room.

    A name is the same in any case. Only hashes come here: of a password what a password hasher made of it, of a
    session's token its SHA-256 in hexadecimal figures.
    """

    _database: Database

    def add_user(self, name: str, password_hash: str, role: Role) -> User:
        """Adds a user.

        :raises StoreError: where there is one of this name, or the name, hash or role cannot be one.
        """
        from communique.store.logins.users import add_user

        with self._database.writing() as connection:
            return add_user(connection, name, password_hash, role)

    def users(self) -> builtins.list[User]:
        """All users, by name."""
        from communique.store.logins.users import users

        with self._database.reading() as connection:
            return users(connection)

    def user(self, name: str) -> User | None:
        """One user; None where there is none of this name."""
        from communique.store.logins.users import user

        with self._database.reading() as connection:
            return user(connection, name)

    def set_password(self, name: str, password_hash: str) -> None:
        """Gives a user another password, and ends all sessions of the user.

        :raises UnknownUserError: where there is no such user.
        """
        from communique.store.logins.users import set_password

        with self._database.writing() as connection:
            set_password(connection, name, password_hash)

    def set_role(self, name: str, role: Role) -> None:
        """Says what a user may do.

        :raises UnknownUserError: where there is no such user.   :raises StoreError: for the last active admin.
        """
        from communique.store.logins.users import set_role

        with self._database.writing() as connection:
            set_role(connection, name, role)

    def set_active(self, name: str, active: bool) -> None:
        """Says whether a user may log in; with False, all sessions of the user end.

        :raises UnknownUserError: where there is no such user.   :raises StoreError: for the last active admin.
        """
        from communique.store.logins.users import set_active

        with self._database.writing() as connection:
            set_active(connection, name, active)

    def end_sessions(self, name: str) -> None:
        """Ends all sessions of a user.

        :raises UnknownUserError: where there is no such user.
        """
        from communique.store.logins.users import end_sessions

        with self._database.writing() as connection:
            end_sessions(connection, name)

    def open_session(self, name: str, token_hash: str, seconds: float) -> None:
        """Opens a session of so many seconds.

        :raises UnknownUserError: where there is no such user.   :raises StoreError: where the user is not active.
        """
        from communique.store.logins.sessions import open_session

        with self._database.writing() as connection:
            open_session(connection, name, token_hash, seconds)

    def prolong_session(self, token_hash: str, seconds: float) -> bool:
        """Lets a session last so many seconds from now; False where there is none, or it has expired."""
        from communique.store.logins.sessions import prolong_session

        with self._database.writing() as connection:
            return prolong_session(connection, token_hash, seconds)

    def session(self, token_hash: str) -> User | None:
        """Whose session it is; None where there is none, it has expired, or the user is not active. It writes nothing."""
        from communique.store.logins.sessions import user_of

        with self._database.reading() as connection:
            return user_of(connection, token_hash)

    def close_session(self, token_hash: str) -> None:
        """Ends a session; one that is not there is no error."""
        from communique.store.logins.sessions import close_session

        with self._database.writing() as connection:
            close_session(connection, token_hash)

    def sweep_sessions(self) -> int:
        """Takes out the sessions that have expired, and gives their number."""
        from communique.store.logins.sessions import sweep

        with self._database.writing() as connection:
            return sweep(connection)
