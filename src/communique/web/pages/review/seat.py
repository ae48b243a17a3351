"""A coder at work: under which name, in which coding, on which queue of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from starlette.responses import RedirectResponse, Response

from communique.store import Store
from communique.store.query import parse
from communique.store.reviewing.progress import Neighbours
from communique.web.asked import Asked, AskedHere
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import ACoder
from communique.web.templating import query


@dataclass(frozen=True)
class Seat:
    """``name`` decides; ``blind`` is in a coding of this name, beside what is in force and what others see or do."""

    desk: Desk
    name: str
    blind: bool
    asked: Asked

    @property
    def store(self) -> Store:
        """The store."""
        return self.desk.store

    @property
    def coding(self) -> str | None:
        """The coding in which decisions are kept; None: they are in force."""
        return self.name if self.blind else None

    @property
    def given(self) -> dict[str, Any]:
        """Queue and coding under the names of the address."""
        return {**self.asked.given, **({"blind": "1"} if self.blind else {})}

    def check(self) -> None:
        """Whether the queue can be understood, before anything is decided.

        :raises QueryError: where it cannot.
        """
        self.asked.check()
        if self.asked.query is not None:
            parse(self.asked.query)

    def progress(self) -> tuple[int, int]:
        """How many documents of the queue are confirmed, and how many there are."""

        def counted() -> tuple[int, int]:
            return self.store.review_progress(coding=self.coding, query=self.asked.query, **self.asked.filters)

        return self.desk.remembered(("review progress", self.asked.key, self.coding), counted)

    def next_unconfirmed(self, after: str | None = None) -> str | None:
        """The id of the next document of the queue that is not confirmed; None where all are."""
        return self.store.next_unconfirmed(after, coding=self.coding, query=self.asked.query, **self.asked.filters)

    def onward(self, after: str | None) -> Response:
        """Leads to that next document; where all are confirmed, back to the beginning."""
        found = self.next_unconfirmed(after)
        more = query(self.given) if found else query(self.given, finished="1")
        return RedirectResponse(f"/review/{found}?{more}" if found else f"/review?{more}", 303)

    def neighbours(self, document: str) -> Neighbours:
        """The documents of the queue next to one."""
        return self.store.neighbours(document, self.asked.query, **self.asked.filters)


def _seat(desk: OnDesk, visitor: ACoder, asked: AskedHere, blind: bool = False) -> Seat:
    return Seat(desk, visitor.name, blind, asked)


ASeat = Annotated[Seat, Depends(_seat)]
"""Dependency of a page: a coder, as the address says."""
