"""The pages, a file or folder each; every one has a `router`."""

from __future__ import annotations

import importlib

from fastapi import APIRouter

PAGES = (
    "read", "library", "documents", "lexicons", "health", "encounters", "brief", "account", "about", "review", "actors", "phrases",
)  # fmt: skip
"""In the order in which their addresses are tried."""


def router_of(name: str) -> APIRouter:
    """The routes of a page."""
    router: APIRouter = importlib.import_module(f"communique.web.pages.{name}").router
    return router
