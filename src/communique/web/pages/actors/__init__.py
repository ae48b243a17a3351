"""Who acts: people, countries, bodies and pairs, each with encounters, words, requests and the network around."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.pages.actors import decide, index, one

router = APIRouter()
for part in (index, decide, one):
    router.include_router(part.router)
