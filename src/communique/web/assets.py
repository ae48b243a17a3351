"""Styles, scripts and pictures of the pages, each under a name that changes with its content."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from communique.export.html import style as record_style
from communique.export.view import palette

router = APIRouter(include_in_schema=False)
_SHEETS = ("base.css", "parts.css", "pages.css")
_YEAR = "public, max-age=31536000, immutable"


class Asset(NamedTuple):
    """One file as it is sent."""

    data: bytes
    media_type: str
    tag: str


@cache
def assets() -> dict[str, Asset]:
    """Every file by its name; ``style.css`` is made of the style of records, the tokens and all sheets."""
    folder = files("communique.web") / "static"
    found = {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith(".css")}
    own = sorted(f.name for f in folder.iterdir() if f.name.endswith(".css") and f.name not in _SHEETS)
    sheets = [(folder / name).read_text(encoding="utf-8") for name in (*_SHEETS, *own)]
    found["style.css"] = "\n".join([record_style(), voices(), _tokens(), *sheets]).encode()
    return {name: Asset(data, _type(name), hashlib.sha256(data).hexdigest()[:12]) for name, data in found.items()}


def asset(name: str) -> str:
    """The address of a file."""
    return f"/static/{name}?v={assets()[name].tag}"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """One file. Its address changes with its content, so that browsers may keep it."""
    found = assets().get(name)
    if found is None:
        raise HTTPException(404)
    return Response(found.data, media_type=found.media_type, headers={"cache-control": _YEAR})


def voices(most: int = 60) -> str:
    """CSS by which the checkboxes of speakers and acts put out marks in the text, and take statements out of the list."""
    marks = ",\n".join(f".cq:has(.f-v{n}:not(:checked)) .st.v{n}" for n in range(most))
    cards = [f".cq:has(.f-v{n}:not(:checked)) .card.v{n}" for n in range(most)]
    cards += [f".cq:has(.f-{act}:not(:checked)) .card.a-{act}" for act in palette.LOOKS]
    return f"{marks}{{--act:transparent;--label:none}}\n" + ",\n".join(cards) + "{display:none}"


def _tokens() -> str:
    light, dark = palette.scheme("light"), palette.scheme("dark")
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{palette.acts()}"


def _type(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
