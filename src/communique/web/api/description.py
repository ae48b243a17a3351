"""The description of all addresses (OpenAPI), with what every one of them may answer beside its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from communique.web.entry.who import SESSION
from communique.web.safety.logins import is_open

_REFUSED = "What went wrong: where, what was found, and how to mend it."
_LEADS_ON = "Done; it leads to the page that shows it."
_WRONG = {
    "type": "object",
    "description": _REFUSED,
    "required": ["where", "what", "mend"],
    "properties": {name: {"type": "string"} for name in ("where", "what", "mend")},
}
_AS_JSON = {"application/json": {"schema": {"$ref": "#/components/schemas/Wrong"}}}
_AS_PAGE = {kind: {"schema": {"type": "string"}} for kind in ("text/html", "text/plain")}
_RIGHT = {"json": "The same as the page shows.", "pages": "The page.", "files": "A file to keep."}
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI, *, logs_in: bool) -> None:
    """Lets ``app.openapi()`` also tell of errors as they are answered here, and of logging in.

    :param logs_in: whether everybody has to.
    """
    made = app.openapi

    def openapi() -> dict[str, Any]:
        known = app.openapi_schema
        found = made()
        return found if found is known else _completed(found, logs_in)

    app.openapi = openapi  # type: ignore[method-assign]


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method in capitals, and operation."""
    for path, item in description["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def _completed(description: dict[str, Any], logs_in: bool) -> dict[str, Any]:
    parts = description.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in _OF_FASTAPI:
        schemas.pop(name, None)
    schemas["Wrong"] = _WRONG
    if logs_in:
        parts["securitySchemes"] = {"login": {"type": "apiKey", "in": "cookie", "name": SESSION}}
        description["security"] = [{"login": []}]
    for path, method, operation in operations(description):
        answers = operation["responses"]
        answers.pop("422", None)
        answers["200"]["description"] = _RIGHT[operation["tags"][0]]
        if method == "POST" and not path.endswith(".json"):
            answers["303"] = {"description": _LEADS_ON}
        answers["default"] = {"description": _REFUSED, "content": _AS_JSON if path.endswith(".json") else _AS_PAGE}
        if logs_in and is_open(path):
            operation["security"] = []
    return description
