"""The full-text index: FTS5 in SQLite, a GIN index over tsvector in PostgreSQL, with one interface.

Both index the title and text of each document's newest version as `words.plain` gives them, without keeping the text
a second time, and both find a word by its English stem.
"""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection, TextualSelect

from communique.store.query import Query


class FullText(Protocol):
    """What `search` and `adding` ask of an index; documents are named by their key."""

    def put(self, connection: Connection, document: int, new: tuple[str, str], old: tuple[str, str] | None) -> None:
        """Indexes title and text of a document; `old` are those that stand in the index until now."""

    def matching(self, query: Query) -> TextualSelect:
        """Selects `document`, the keys of the documents that a query finds."""

    def ranked(self, query: Query) -> TextualSelect:
        """Selects `document` and `rank`, which is least for the best hit."""

    def count(self, connection: Connection) -> int:
        """How many documents are indexed."""


def index_of(embedded: bool) -> FullText:
    """The index of a SQLite file (`embedded`) or of a PostgreSQL server."""
    if embedded:
        from communique.store.fulltext.sqlite import Fts5

        return Fts5()
    from communique.store.fulltext.postgres import Gin

    return Gin()
