"""Working through readouts one by one: correct, add, take out, confirm; alone or blind to others; agreement, gold."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.pages.review import agreement, document, start

router = APIRouter()
for _part in (start, agreement, document):
    router.include_router(_part.router)

__all__ = ["router"]
