"""Logging in and out, one's own account, and who may log in."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.pages.account import login, own, users

router = APIRouter()
for _part in (login, own, users):
    router.include_router(_part.router)
