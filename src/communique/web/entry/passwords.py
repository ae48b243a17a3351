"""Passwords: hashed by argon2-cffi with its defaults (RFC 9106, low memory), checked in the same time whoever asks."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from communique.errors import InputError

SHORTEST, LONGEST = 10, 200
"""Characters of a password; without other rules, after NIST SP 800-63B."""


def hashed(password: str) -> str:
    """What is kept of a password.

    :raises InputError: for one that is too short or too long, or holds half a character.
    """
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise InputError("the password", f"{len(plain)} characters", f"Give {SHORTEST} to {LONGEST}.")
    try:
        return _hasher().hash(plain)  # type: ignore[no-any-return]
    except UnicodeEncodeError:
        raise InputError("the password", "a lone surrogate, which is no character", "Type it anew.") from None


def holds(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed. Where there is no such user, another is checked, so that the time
    does not tell."""
    from argon2.exceptions import InvalidHashError, VerificationError

    given = _plain(password[: LONGEST * 4])[: LONGEST + 1].encode("utf-8", "replace")
    try:
        return bool(_hasher().verify(kept or _nobodys(), given)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_password() -> str:
    """A password that nobody guesses: 15 random bytes as 20 characters."""
    return secrets.token_urlsafe(15)


def new_token() -> str:
    """The token of a session: 32 random bytes."""
    return secrets.token_urlsafe(32)


def _plain(password: str) -> str:
    """The same characters whatever keyboard and system they come from (NFKC, after NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher():  # type: ignore[no-untyped-def]
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    return str(_hasher().hash(secrets.token_urlsafe(15)))
