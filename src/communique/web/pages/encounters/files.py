"""A comparison as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from starlette.responses import Response

from communique.analysis.comparison import Comparison
from communique.export.picture.comparison import page
from communique.export.result import csv_text, json_text
from communique.web.answers import file
from communique.web.errors import NotFoundError


class Form(NamedTuple):
    """What a form holds, how it is made, and its media type."""

    holds: str
    make: Callable[[Comparison], str]
    media_type: str


FORMS: Mapping[str, Form] = {
    "html": Form("the page, HTML", page, "text/html; charset=utf-8"),
    "csv": Form("its rows, CSV", csv_text, "text/csv; charset=utf-8"),
    "json": Form("all of it, JSON", json_text, "application/json"),
}
"""By the end of the file's name."""


def taken(result: Comparison, form: str, name: str) -> Response:
    """A comparison as a file.

    :raises NotFoundError: for a form in which none is written.
    """
    if form not in FORMS:
        raise NotFoundError(f"form {form!r}", "no comparison is written in it", f"Give one of {', '.join(FORMS)}.")
    return file(FORMS[form].make(result), f"{name}.{form}", FORMS[form].media_type)
