"""The way in, and the way out."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from communique.errors import CommuniqueError
from communique.web.answers import PAGE, render
from communique.web.desk import OnDesk
from communique.web.entry.door import Door, WrongError
from communique.web.entry.sessions import address_of, begin, drop, end, keep, local
from communique.web.entry.who import SESSION, AReader, LoginNeededError, visitor_of
from communique.web.errors import status_of

router = APIRouter()
Next = Annotated[str, Form(alias="next")]
_log = logging.getLogger("communique.web")


@router.get("/login", **PAGE)
def login(request: Request, desk: OnDesk, next: str = "/") -> Response:
    """The form. Who is logged in already, and where nobody has to, is led on."""
    if not desk.settings.logs_in:
        return RedirectResponse("/account", 303)
    try:
        visitor_of(request, desk)
    except LoginNeededError:
        return render(request, "login.html", next=local(next), name="", error=None)
    return RedirectResponse(local(next), 303)


@router.post("/login", **PAGE)
async def log_in(
    request: Request, desk: OnDesk, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "",
    after: Next = "/",
) -> Response:  # fmt: skip
    """Begins a session under a new token, and leads to the page that was asked for.

    Ten wrong passwords for a name, or thirty from one address, in a quarter of an hour: 429 until some are as old.
    """
    if not desk.settings.logs_in:
        return RedirectResponse("/account", 303)
    door: Door = request.app.state.door
    try:
        user = await door.user(desk.store, name, password, address_of(request))
        token = await run_in_threadpool(begin, desk, user, request.cookies.get(SESSION))
    except CommuniqueError as error:
        if isinstance(error, WrongError):
            _log.warning("wrong name or password from %s", address_of(request))
        more = {"next": local(after), "name": name[:200], "error": error}
        answer: Response = await run_in_threadpool(render, request, "login.html", status=status_of(error), **more)
        answer.headers.update(getattr(error, "headers", {}))
        return answer
    answer = RedirectResponse(local(after), 303)
    keep(answer, request, SESSION, token, desk.settings.session_seconds)
    return answer


@router.post("/logout", response_class=Response, tags=["pages"])
def log_out(request: Request, desk: OnDesk, _: AReader) -> Response:
    """Ends the session."""
    end(desk, request)
    answer = RedirectResponse("/login", 303)
    drop(answer, request, SESSION)
    return answer
