"""About the reading room itself: every address, and the key to what the pages show."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import OnDesk
from communique.web.entry.who import AReader
from communique.web.pages.about.apidoc import Api, api_of
from communique.web.pages.about.keys import Key, key

router = APIRouter()


@router.get("/api", **PAGE)
def api(request: Request, desk: OnDesk, _: AReader) -> Response:
    """Every address of the reading room: what it takes, and what it answers."""
    return render(request, "api.html", api=_api(request, desk))


@router.get("/api.json", **described(Api))
def api_json(request: Request, desk: OnDesk, _: AReader) -> Response:
    """The same as JSON; `/openapi.json` is for programs."""
    return as_json(_api(request, desk))


@router.get("/openapi.json", response_class=JSONResponse, tags=["json"])
def openapi(request: Request, _: AReader) -> Response:
    """The same as OpenAPI, for programs that make clients and tests of it."""
    return JSONResponse(request.app.openapi())


@router.get("/key", **PAGE)
def key_page(request: Request, _: AReader) -> Response:
    """What the acts, kinds, capacities and dates of a record mean."""
    return render(request, "key.html", key=key())


@router.get("/key.json", **described(Key))
def key_json(_: AReader) -> Response:
    """The same as JSON."""
    return as_json(key())


def _api(request: Request, desk: OnDesk) -> Api:
    return desk.remembered(("api",), lambda: api_of(request.app.openapi()))
