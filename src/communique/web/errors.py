"""What goes wrong → the answer: a page, or JSON, that says where, what and how to mend it. Never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from communique.errors import CommuniqueError
from communique.store.errors import ChangedError, FailedStoreError, UnknownDocumentError
from communique.web.answers import as_json, render
from communique.web.entry.who import LoginNeededError, NotAllowedError

_log = logging.getLogger("communique.web")
_STATUS: Mapping[type[CommuniqueError], int] = {
    UnknownDocumentError: 404, ChangedError: 409, FailedStoreError: 503,
}  # fmt: skip
_WORDS = {
    404: ("nothing is there", "Go back, or begin with the library."),
    405: ("this address does not take that kind of request", "Open the page, and use its buttons."),
}
_FAULT = (
    "the reading room",
    "something went wrong here, and was written to the log",
    "Try again; if it stays, report it.",
)


class NotFoundError(CommuniqueError):
    """Nothing of that name."""

    status = 404


def handle(app: FastAPI) -> None:
    """Adds the handlers to an application."""
    app.add_exception_handler(CommuniqueError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(LoginNeededError, _login)
    app.add_exception_handler(NotAllowedError, _not_allowed)
    app.add_exception_handler(Exception, _fault)


def answer(request: Request, status: int, where: str, what: str, mend: str) -> Response:
    """An error as a page, or as JSON where JSON was asked for."""
    if wants_json(request):
        return as_json({"where": where, "what": what, "mend": mend}, status)
    return render(request, "error.html", status=status, code=status, where=where, what=what, mend=mend)


def wants_json(request: Request) -> bool:
    """Whether the answer is to be JSON: by the address."""
    return request.url.path.endswith(".json")


def status_of(error: CommuniqueError) -> int:
    """The status of an error: 404 for what is not there, 409 for what changed meanwhile, 503 where the database
    fails, else 400.
    """
    own: int | None = getattr(error, "status", None)
    if own is not None:
        return own
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, CommuniqueError)
    # Where the store lies is nobody's business who asks for a page.
    where = "the library" if isinstance(error, FailedStoreError) else error.where
    told = answer(request, status_of(error), where, error.what, error.mend)
    told.headers.update(getattr(error, "headers", {}))
    return told


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = " ".join(str(part) for part in first["loc"])
    return answer(request, 422, where, str(first["msg"]).lower(), "See /openapi.json for what is taken.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what, mend = _WORDS.get(error.status_code, (str(error.detail).lower(), "Go back, and try otherwise."))
    told = answer(request, error.status_code, request.url.path, what, mend)
    told.headers.update(error.headers or {})
    return told


def _login(request: Request, _: Exception) -> Response:
    if wants_json(request) or request.method != "GET":
        return answer(request, 401, request.url.path, "nobody is logged in", "Log in, and try again.")
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)


def _not_allowed(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotAllowedError)
    return answer(
        request, 403, request.url.path, f"only for the role {error.role}", "Ask an admin of this reading room."
    )


def _fault(request: Request, error: Exception) -> Response:
    _log.error("%s %r", request.method, request.url.path, exc_info=error)
    return answer(request, 500, *_FAULT)
