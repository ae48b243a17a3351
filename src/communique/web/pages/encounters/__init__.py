"""Encounters: the list, the accounts of one side by side, any two documents compared, what people decide of them."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.pages.encounters import decided, listing, pair, told

router = APIRouter()
for _part in (listing, pair, told, decided):
    router.include_router(_part.router)

__all__ = ["router"]
