"""What a page answers: itself, the same as JSON, or a file to keep."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from communique.analysis.result import plain
from communique.web.api.described import model_of
from communique.web.templating import environment


def render(request: Request, template: str, *, status: int = 200, **given: Any) -> HTMLResponse:
    """A page. Templates know the request, who asks (`visitor`) and what is given here."""
    visitor = getattr(request.state, "visitor", None)
    html = environment().get_template(template).render(request=request, visitor=visitor, path=request.url.path, **given)
    return HTMLResponse(html, status)


def as_json(value: Any, status: int = 200) -> JSONResponse:
    """A result as JSON, in the same form as `--json` of the command line."""
    return JSONResponse(plain(value), status)


def described(kind: Any) -> dict[str, Any]:
    """Keyword arguments of a JSON route, that describe its answer: ``@router.get("/x.json", **described(Kind))``."""
    return {
        "responses": {200: {"model": model_of(kind), "description": "The same as the page shows."}},
        "tags": ["json"],
    }


PAGE: dict[str, Any] = {"response_class": HTMLResponse, "tags": ["pages"]}
"""Keyword arguments of a route that answers a page."""


def file(data: bytes | str, name: str, media_type: str) -> Response:
    """A file for the reader to keep. Nothing of it is shown by the browser as a page of ours."""
    shown = quote(name.encode("utf-8", "replace").decode(), safe="")
    return Response(
        data, media_type=media_type, headers={"content-disposition": f"attachment; filename*=UTF-8''{shown}"}
    )


def written(write: Callable[[Path], Any], suffix: str) -> bytes:
    """The bytes of a file that some function writes to a path."""
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        path = Path(folder) / f"file{suffix}"
        write(path)
        return path.read_bytes()
