"""Searches that a reader has saved, in the store, so that a restart loses none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.store import Store
from communique.web.entry.who import Visitor

_KIND = "search"


@dataclass(frozen=True)
class Saved:
    """A name, and what is asked, under the names of the address."""

    name: str
    given: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The same search has the same id."""
        return hashlib.sha256(json.dumps(dict(self.given), sort_keys=True).encode()).hexdigest()[:12]


def _begin(visitor: Visitor) -> str:
    whose = hashlib.sha256(visitor.name.encode()).hexdigest()[:12] if visitor.logged_in else "all"
    return f"{_KIND}-{whose}-"


def saved(store: Store, visitor: Visitor) -> list[Saved]:
    """The saved searches of a visitor, by name; without logins, of all."""
    found = (Saved(value["name"], value["given"]) for value in store.load_states(_begin(visitor)).values())
    return sorted(found, key=lambda search: search.name.casefold())


def save(store: Store, visitor: Visitor, search: Saved) -> None:
    """Keeps a search; one that asks the same is replaced."""
    store.save_state(f"{_begin(visitor)}{search.id}", {"name": search.name, "given": dict(search.given)})


def drop(store: Store, visitor: Visitor, id: str) -> None:
    """Takes a search away; one that is gone already is no error."""
    store.drop_state(f"{_begin(visitor)}{id}")
