"""The application: layers of safety around, pages inside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from communique import __version__
from communique.web import assets, errors
from communique.web.api.description import describe
from communique.web.desk import Desk
from communique.web.entry.door import Door
from communique.web.pages import PAGES, router_of
from communique.web.safety.bodies import BoundedBodies
from communique.web.safety.faults import Faults
from communique.web.safety.headers import Headers
from communique.web.safety.heads import Heads
from communique.web.safety.hosts import KnownHosts, listens_everywhere, names_of
from communique.web.safety.logins import LoginFirst
from communique.web.safety.machine import OwnMachine
from communique.web.safety.origin import OwnOrigin
from communique.web.settings import Settings

_THREADS = 12
"""Pages made at one time: SQLAlchemy's pool has 15 connections, and Python runs one of them at a time."""
_ABOUT = """Every page of the reading room, and the same as JSON under the same address with `.json` behind it.

Offsets are code points of the document's text, half open. Days are ISO 8601, dates EDTF, countries ISO 3166-1 alpha-3.
Requests that change something are refused where a browser sends them from another site's page."""


def create_app(settings: Settings) -> FastAPI:
    """The reading room over the store of `settings`, which is opened at once.

    :raises StoreError: where the store cannot be opened.
    """
    app = FastAPI(
        title="Communiqué", version=__version__, description=_ABOUT, openapi_url=None, lifespan=_open,
        separate_input_output_schemas=False,
    )  # fmt: skip
    app.state.desk = Desk(settings)
    app.state.door = Door()
    app.include_router(assets.router)
    for name in PAGES:
        app.include_router(router_of(name))
    errors.handle(app)
    describe(app, logs_in=settings.logs_in)
    # The last added is the outermost.
    app.add_middleware(BoundedBodies, most=settings.upload_bytes, seconds=settings.upload_seconds)
    app.add_middleware(LoginFirst if settings.logs_in else OwnMachine)
    app.add_middleware(OwnOrigin)
    app.add_middleware(KnownHosts, names=names_of(settings), numeric=listens_everywhere(settings))
    app.add_middleware(Faults)
    app.add_middleware(Heads)
    app.add_middleware(Headers)
    return app


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = _THREADS
    app.state.desk.workroom.warm()
    yield
    app.state.desk.close()
