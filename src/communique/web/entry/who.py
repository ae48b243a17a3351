"""Who asks: by login, or, where nobody logs in, by the name that stands in a cookie."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request

from communique.store.logins.model import ROLES, Role
from communique.web.desk import Desk, OnDesk
from communique.web.settings import Settings

SESSION, NAME = "communique_session", "communique_name"
"""Cookies: of a login, and of the name of a coder where nobody logs in."""
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Visitor:
    """Who asks: a reader looks, a coder also decides and adds, an admin also says who may. `logged_in` is False where
    nobody has to.
    """

    name: str
    role: Role
    logged_in: bool

    def may(self, role: Role) -> bool:
        """Whether the visitor has at least this role."""
        return ROLES.index(self.role) >= ROLES.index(role)


class LoginNeededError(Exception):
    """Nobody is logged in, and somebody must be."""


class NotAllowedError(Exception):
    """Who is logged in may not do this."""

    def __init__(self, role: Role) -> None:
        super().__init__(role)
        self.role = role


def visitor_of(request: Request, desk: Desk) -> Visitor:
    """Who asks.

    :raises LoginNeededError: where a login is needed and there is none.
    """
    if not desk.settings.logs_in:
        return Visitor(given_name(request, desk.settings), "admin", logged_in=False)
    token = request.cookies.get(SESSION)
    user = desk.store.session(token_hash(token)) if token else None
    if user is None:
        raise LoginNeededError
    return Visitor(user.name, user.role, logged_in=True)


def given_name(request: Request, settings: Settings) -> str:
    """The name under which decisions are kept where nobody logs in."""
    name = unquote(request.cookies.get(NAME, ""), errors="replace")
    name = " ".join(c for c in name.split() if c.isprintable())[:_LONGEST_NAME]
    return name or settings.coder


def name_cookie(name: str) -> str:
    """A name as the value of its cookie."""
    return quote(" ".join(name.split())[:_LONGEST_NAME].encode("utf-8", "replace"), safe="")


def token_hash(token: str) -> str:
    """What is kept of a session's token: its SHA-256, so that the store alone lets nobody in."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _reader(request: Request, desk: OnDesk) -> Visitor:
    known: Visitor | None = getattr(request.state, "visitor", None)  # the layer in front has asked already
    visitor = known or visitor_of(request, desk)
    request.state.visitor = visitor
    return visitor


def _coder(visitor: Annotated[Visitor, Depends(_reader)]) -> Visitor:
    return needing("coder", visitor)


def _admin(visitor: Annotated[Visitor, Depends(_reader)]) -> Visitor:
    return needing("admin", visitor)


def needing(role: Role, visitor: Visitor) -> Visitor:
    """A visitor with at least this role.

    :raises NotAllowedError: where the visitor has a lesser one.
    """
    if not visitor.may(role):
        raise NotAllowedError(role)
    return visitor


AReader = Annotated[Visitor, Depends(_reader)]
ACoder = Annotated[Visitor, Depends(_coder)]
AnAdmin = Annotated[Visitor, Depends(_admin)]
"""Dependencies of a page: who asks, with at least this role."""
