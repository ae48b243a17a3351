"""What a store can count; the work is done by the modules beside this one."""

from __future__ import annotations

import builtins
from typing import Unpack

from communique.store.counting.model import Facets, MadeBy, MonthCount, PhraseCount, Use
from communique.store.database import Database
from communique.store.filters import FilterWords, check
from communique.store.fulltext import FullText
from communique.store.query import parse


class Counted:
    """The part of `Store` for numbers of documents, statements and phrases. What is counted is what is in force."""

    _database: Database
    _index: FullText

    def facets(
        self, query: str | None = None, *, most: int = 2000, each: int = 12, **filters: Unpack[FilterWords]
    ) -> Facets:
        """Which countries, acts, topics, issuers, kinds, actors and years the documents of a search have, and how many
        have each; at most `each` of a kind.

        :param most: only so many documents are counted, the first that `search` gives.
        :raises QueryError: for a query or filter that cannot be understood.
        """
        from communique.store.counting.facets import facets

        asked, words = check(filters), parse(query) if query is not None else None
        with self._database.reading() as connection:
            return facets(connection, self._index, words, asked, most, each)

    def months(self) -> builtins.list[MonthCount]:
        """How many documents each issuer has of each month, by issuer and month; those without a day count in `undated`."""
        from communique.store.counting.sums import months

        with self._database.reading() as connection:
            return months(connection)

    def undated(self) -> int:
        """How many documents have no day."""
        from communique.store.counting.sums import undated

        with self._database.reading() as connection:
            return undated(connection)

    def made_by(self) -> builtins.list[MadeBy]:
        """Which software with which lexicons made the readings that count; documents without one count in `unread`."""
        from communique.store.counting.sums import made_by

        with self._database.reading() as connection:
            return made_by(connection)

    def unread(self) -> int:
        """How many documents were not read yet in their newest version."""
        from communique.store.counting.sums import unread

        with self._database.reading() as connection:
            return unread(connection)

    def fired(self) -> dict[str, int]:
        """Ids of lexicon entries → how many statements rest on each, or set phrases are it; entries that never fired are
        not in it."""
        from communique.store.counting.sums import fired

        with self._database.reading() as connection:
            return fired(connection)

    def uses_of(self, entry: str, *, limit: int = 20) -> builtins.list[Use]:
        """Where a lexicon entry fired: statements that rest on it, or set phrases, of the newest documents first."""
        from communique.store.counting.uses import uses_of

        with self._database.reading() as connection:
            return uses_of(connection, entry, limit)

    def phrases(self, limit: int = 200) -> builtins.list[PhraseCount]:
        """Set phrases with how often they stand and between which days, the most used first."""
        from communique.store.counting.uses import phrases

        with self._database.reading() as connection:
            return phrases(connection, limit)
