"""Addresses of actors, encounters and places in texts."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from communique.account import Cite
from communique.analysis.contacts import By

PEOPLE, COUNTRIES, BODIES, PAIRS = (f"/actors/{kind}" for kind in ("people", "countries", "bodies", "pairs"))
_PERSON = re.compile(r"p[0-9a-f]{12}")
_ENCOUNTER = re.compile(r"e[0-9a-f]{16}")


def is_person(id: str) -> bool:
    """Whether an id is one that the store gives to a person."""
    return _PERSON.fullmatch(id) is not None


def place(cite: Cite) -> str:
    """Where a quotation stands."""
    return f"/documents/{cite.document}?at={cite.start}"


def event(id: str) -> str:
    """The page of an encounter, else of the one document that tells of it."""
    return f"/encounters/{id}" if _ENCOUNTER.fullmatch(id) else f"/documents/{id}"


def body_address(name: str, country: str | None) -> str:
    """The page of a body."""
    return f"{BODIES}?{urlencode({'name': name, **({'country': country} if country else {})})}"


def pair_address(one: str, other: str) -> str:
    """The page of two countries, the same in whatever order they come."""
    return f"{PAIRS}/{'-'.join(sorted((one, other)))}"


def node(by: By, id: str, label: str, country: str | None) -> str | None:
    """The page of a node of a network; None for a person whom nobody linked."""
    if by == "country":
        return f"{COUNTRIES}/{id}"
    if by == "body":
        return body_address(label, country)
    return f"{PEOPLE}/{id}" if is_person(id) else None
