"""One's own account: password and sessions; where nobody logs in, the name under which decisions are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from communique.errors import CommuniqueError, InputError
from communique.store.logins.model import Role, User
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.door import Door
from communique.web.entry.passwords import LONGEST, SHORTEST
from communique.web.entry.sessions import address_of, begin, drop, end_others, keep
from communique.web.entry.who import NAME, SESSION, AReader, Visitor, name_cookie
from communique.web.errors import status_of

router = APIRouter()
_YEAR = 365 * 24 * 3600
_DONE: Mapping[str, str] = {
    "name": "From now on decisions are kept under this name.",
    "password": "The password is changed. Everywhere else you are logged out.",
    "others": "Everywhere else you are logged out.",
}


@dataclass(frozen=True)
class Account:
    """Who asks: under which name decisions are kept, what may be done, and whether by a login."""

    name: str
    role: Role
    logged_in: bool


class NotLoggedInError(CommuniqueError):
    """What only accounts have, where nobody logs in."""

    status = 403

    def __init__(self) -> None:
        mend = "Start the reading room with --accounts, or use `communique users`."
        super().__init__("accounts", "nobody logs in here", mend)


def account_of(visitor: Visitor) -> Account:
    """The account of who asks."""
    return Account(visitor.name, visitor.role, visitor.logged_in)


@router.get("/account", **PAGE)
def account(request: Request, visitor: AReader, done: str = "") -> Response:
    """The page of one's own account."""
    return _page(request, visitor, done=_DONE.get(done, ""))


@router.get("/account.json", **described(Account))
def account_json(visitor: AReader) -> Response:
    """The same as JSON."""
    return as_json(account_of(visitor))


@router.post("/account/name", response_class=Response, tags=["pages"])
def set_name(request: Request, visitor: AReader, name: Annotated[str, Form()] = "") -> Response:
    """Where nobody logs in: keeps decisions under this name; without one, under that of this machine's user."""
    if visitor.logged_in:
        raise InputError("the name", "it is that of the login", "Ask an admin for another account.")
    answer = RedirectResponse("/account?done=name", 303)
    cookie = name_cookie(name)
    if cookie:
        keep(answer, request, NAME, cookie, _YEAR)
    else:
        drop(answer, request, NAME)
    return answer


@router.post("/account/password", **PAGE)
async def set_password(
    request: Request, desk: OnDesk, visitor: AReader, current: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "", again: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Changes one's own password; every other session ends, and this one goes on under a new token."""
    check_logged_in(visitor)
    door: Door = request.app.state.door
    try:
        if password != again:
            raise InputError("the new password", "not the same both times", "Type it again.")
        await door.user(desk.store, visitor.name, current, address_of(request))
        kept = await door.hashed(password)
        token = await run_in_threadpool(_changed, desk, visitor.name, kept)
    except CommuniqueError as error:
        answer: Response = await run_in_threadpool(_page, request, visitor, error=error)
        answer.headers.update(getattr(error, "headers", {}))
        return answer
    return _again(request, desk, token, "password")


@router.post("/account/others", response_class=Response, tags=["pages"])
def log_out_elsewhere(request: Request, desk: OnDesk, visitor: AReader) -> Response:
    """Ends all sessions; this one goes on under a new token."""
    check_logged_in(visitor)
    return _again(request, desk, begin(desk, end_others(desk, visitor.name)), "others")


def check_logged_in(visitor: Visitor) -> None:
    """Whether accounts are of use here.

    :raises NotLoggedInError: where nobody logs in.
    """
    if not visitor.logged_in:
        raise NotLoggedInError


def _page(request: Request, visitor: Visitor, *, done: str = "", error: CommuniqueError | None = None) -> Response:
    return render(
        request, "account.html", status=status_of(error) if error else 200, account=account_of(visitor), done=done,
        error=error, shortest=SHORTEST, longest=LONGEST,
    )  # fmt: skip


def _changed(desk: Desk, name: str, kept: str) -> str:
    desk.store.set_password(name, kept)
    user = desk.store.user(name)
    assert user is not None
    return begin(desk, User(user.name, user.role, kept, user.made, user.active))


def _again(request: Request, desk: Desk, token: str, done: str) -> Response:
    answer = RedirectResponse(f"/account?done={done}", 303)
    keep(answer, request, SESSION, token, desk.settings.session_seconds)
    return answer
