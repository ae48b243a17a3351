"""Who may log in: for admins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from communique.errors import InputError
from communique.store.logins.model import ROLES, Role, folded
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.door import Door
from communique.web.entry.passwords import new_password
from communique.web.entry.who import AnAdmin, Visitor
from communique.web.pages.account.own import check_logged_in

router = APIRouter(prefix="/users")
Name = Annotated[str, Form(max_length=80)]
Chosen = Annotated[Role, Form()]
MAY = {
    "reader": "looks, searches and takes away",
    "coder": "also adds, corrects and confirms",
    "admin": "also says who may",
}
"""What each role may do."""


@dataclass(frozen=True)
class Listed:
    """Somebody who may log in, since when (ISO 8601 in UTC); one who is not ``active`` is locked out."""

    name: str
    role: Role
    made: str
    active: bool


@dataclass(frozen=True)
class Users:
    """All accounts, by name. Neither passwords nor their hashes are given out."""

    users: tuple[Listed, ...]


@dataclass(frozen=True)
class Secret:
    """A password that was made up, to be shown once."""

    name: str
    password: str


def users_of(desk: Desk) -> Users:
    """All accounts of the store."""
    return Users(tuple(Listed(user.name, user.role, user.made, user.active) for user in desk.store.users()))


@router.get("", **PAGE)
def users(request: Request, desk: OnDesk, _: AnAdmin) -> Response:
    """The page of all accounts."""
    return _page(request, desk)


@router.get(".json", **described(Users))
def users_json(desk: OnDesk, _: AnAdmin) -> Response:
    """The same as JSON."""
    return as_json(users_of(desk))


@router.post("/add", **PAGE)
async def add(request: Request, desk: OnDesk, visitor: AnAdmin, name: Name, role: Chosen) -> Response:
    """Makes an account with a password that is made up, and shown once."""
    check_logged_in(visitor)
    password, kept = await _made(request)
    user = await run_in_threadpool(desk.store.add_user, name, kept, role)
    return await run_in_threadpool(_page, request, desk, Secret(user.name, password))


@router.post("/reset", **PAGE)
async def reset(request: Request, desk: OnDesk, visitor: AnAdmin, name: Name) -> Response:
    """Gives an account another password, made up and shown once; whoever is logged in under it is logged out."""
    _check_other(visitor, name)
    password, kept = await _made(request)
    await run_in_threadpool(desk.store.set_password, name, kept)
    return await run_in_threadpool(_page, request, desk, Secret(name, password))


@router.post("/role", response_class=Response, tags=["pages"])
def set_role(desk: OnDesk, visitor: AnAdmin, name: Name, role: Chosen) -> Response:
    """Gives an account another role, from the next page on."""
    _check_other(visitor, name)
    desk.store.set_role(name, role)
    return RedirectResponse("/users", 303)


@router.post("/lock", response_class=Response, tags=["pages"])
def lock(desk: OnDesk, visitor: AnAdmin, name: Name) -> Response:
    """Lets an account in no more, and logs it out."""
    _check_other(visitor, name)
    desk.store.set_active(name, False)
    return RedirectResponse("/users", 303)


@router.post("/unlock", response_class=Response, tags=["pages"])
def unlock(desk: OnDesk, visitor: AnAdmin, name: Name) -> Response:
    """Lets an account in again."""
    check_logged_in(visitor)
    desk.store.set_active(name, True)
    return RedirectResponse("/users", 303)


def _page(request: Request, desk: Desk, secret: Secret | None = None) -> Response:
    return render(request, "users.html", users=users_of(desk).users, roles=ROLES, may=MAY, secret=secret)


async def _made(request: Request) -> tuple[str, str]:
    """A password that is made up, and its hash."""
    door: Door = request.app.state.door
    password = new_password()
    return password, await door.hashed(password)


def _check_other(visitor: Visitor, name: str) -> None:
    """Nobody takes their own role away, or locks themselves out, by a slip."""
    check_logged_in(visitor)
    if folded(name) == folded(visitor.name):
        mend = "Another admin can; your password you change on the page of your account."
        raise InputError(f"user {name!r}", "that is you", mend)
