"""The tables by which Communiqué reads: what their entries say, where they fire, and how they are mended."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.pages.lexicons import entries, tables, wrong

router = APIRouter()
for part in (tables, entries, wrong):
    router.include_router(part.router)
