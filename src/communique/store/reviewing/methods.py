"""What a store knows of people who look through documents; the work is done by the modules beside this one."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Unpack

from sqlalchemy import Select, func, select

from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.model import Coding, Decision
from communique.store.database import Database
from communique.store.filters import FilterWords

if TYPE_CHECKING:
    from communique.store.reviewing.progress import Neighbours


class Reviewed:
    """The part of `Store` for looking through documents one after another.

    A document is confirmed where somebody confirmed it (see `Store.confirm`) and no correction was made or undone since.
    """

    _database: Database
    _chosen: Callable[[str | None, FilterWords], Select[Any]]

    def last_decision(self, document: str, *, coding: str | None = None) -> int:
        """The number of the last correction, confirmation or undoing about a document in a coding; 0 where there is none.

        :raises UnknownDocumentError: where there is no such document.
        """
        from communique.store.curation.changed import last_decision
        from communique.store.heads import find

        with self._database.reading() as connection:
            return last_decision(connection, find(connection, document), coding)

    def state_number(self) -> tuple[int, int]:
        """The numbers of the last reading and of the last decision, 0 where there is none: what is shown of records
        changes only with them."""
        newest = (select(func.max(key)).scalar_subquery() for key in (t.readings.c.key, c.decisions.c.key))
        with self._database.reading() as connection:
            reading, decision = connection.execute(select(*newest)).one()
        return int(reading or 0), int(decision or 0)

    def codings(self) -> builtins.list[Coding]:
        """The codings beside the record in force, by name."""
        from communique.store.reviewing.confirmed import codings

        with self._database.reading() as connection:
            return codings(connection)

    def confirmed(self, *, by: str | None = None, coding: str | None = None) -> frozenset[str]:
        """The ids of the confirmed documents, of a coding or in force.

        :param by: only those that this person confirmed.
        """
        from communique.store.reviewing.confirmed import confirmed

        with self._database.reading() as connection:
            return confirmed(connection, by, coding)

    def is_confirmed(self, document: str, *, coding: str | None = None) -> bool:
        """Whether a document is confirmed, in a coding or in force.

        :raises UnknownDocumentError: where there is no such document.
        """
        from communique.store.heads import find
        from communique.store.reviewing.confirmed import is_confirmed

        with self._database.reading() as connection:
            return is_confirmed(connection, find(connection, document), coding)

    def next_unconfirmed(
        self, after: str | None = None, *, by: str | None = None, coding: str | None = None, query: str | None = None,
        **filters: Unpack[FilterWords],
    ) -> str | None:  # fmt: skip
        """The id of the next read document that meets query and filters and is not confirmed; None where all are.

        :param after: behind this document, in the order in which they were added, and then from the first on; it comes
            itself where it is the only one left.
        :param by: not confirmed by this person, whatever others did.
        :raises UnknownDocumentError: where there is no document `after`.
        """
        from communique.store.reviewing.confirmed import confirmed_documents
        from communique.store.reviewing.progress import next_unconfirmed

        with self._database.reading() as connection:
            done = confirmed_documents(by, coding)
            return next_unconfirmed(connection, self._chosen(query, filters), done, after)

    def neighbours(self, document: str, query: str | None = None, **filters: Unpack[FilterWords]) -> Neighbours:
        """The read documents that meet query and filters next to a document, which need not be one of them.

        :raises UnknownDocumentError: where there is no such document.
        """
        from communique.store.reviewing.progress import neighbours

        with self._database.reading() as connection:
            return neighbours(connection, self._chosen(query, filters), document)

    def decisions(self, document: str, *, coding: str | None = None, after: int = 0) -> builtins.list[Decision]:
        """Every decision about a document in a coding, undoings and what was undone too, oldest first.

        :param after: only those with a higher number.
        :raises UnknownDocumentError: where there is no such document.
        """
        from communique.store.curation.decisions import about
        from communique.store.heads import find

        with self._database.reading() as connection:
            return about(connection, find(connection, document), coding, after)

    def review_progress(
        self, *, by: str | None = None, coding: str | None = None, query: str | None = None,
        **filters: Unpack[FilterWords],
    ) -> tuple[int, int]:  # fmt: skip
        """How many read documents that meet query and filters are confirmed (by this person), and how many there are."""
        from communique.store.reviewing.confirmed import confirmed_documents
        from communique.store.reviewing.progress import progress

        with self._database.reading() as connection:
            return progress(connection, self._chosen(query, filters), confirmed_documents(by, coding))
