"""Sessions: begun at a login under a new token, kept in a cookie, ended."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.store.logins.model import User
from communique.web.desk import Desk
from communique.web.entry.door import WrongError
from communique.web.entry.passwords import new_token
from communique.web.entry.who import SESSION, token_hash


def begin(desk: Desk, user: User, before: str | None = None) -> str:
    """The token of a new session of somebody whose password was right just now; the session `before` ends.

    :raises WrongError: where the password was changed in the meantime.   :raises StoreError: for a locked account.
    """
    store, token = desk.store, new_token()
    store.sweep_sessions()
    store.open_session(user.name, token_hash(token), desk.settings.session_seconds)
    now = store.user(user.name)
    if now is None or now.hash != user.hash:
        store.close_session(token_hash(token))
        raise WrongError
    if before:
        store.close_session(token_hash(before))
    return token


def end(desk: Desk, request: Request) -> None:
    """Ends the session of a request, if it has one."""
    token = request.cookies.get(SESSION)
    if token:
        desk.store.close_session(token_hash(token))


def end_others(desk: Desk, name: str) -> User:
    """Ends all sessions of a user."""
    user = desk.store.user(name)
    assert user is not None  # who is logged in is in the store
    desk.store.end_sessions(name)
    return user


def keep(answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
    """Lets the browser keep a cookie: for this host alone, out of reach of scripts and of other sites' forms; where the
    request came by HTTPS, for HTTPS only."""
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=secure)


def drop(answer: Response, request: Request, name: str) -> None:
    """Lets the browser forget a cookie."""
    secure = request.url.scheme == "https"
    answer.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=secure)


def address_of(request: Request) -> str:
    """From where a request comes, as the server (or the proxy it trusts) says."""
    return request.client.host if request.client else "nowhere"


def local(address: str) -> str:
    """An address to go on to: a path of ours as it is, anything else the start page.

    Browsers take a backslash for a slash, and pass over tabs and line ends: what holds one leads nowhere.
    """
    plain = address.isascii() and address.isprintable() and not set(address) & {"\\", " "}
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
