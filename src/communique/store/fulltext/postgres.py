"""The index in PostgreSQL: a table of tsvectors with a GIN index.

The text search configuration stems English words like `english` does, but drops none, so that a phrase with "of" in
it is found as in SQLite.
"""

from __future__ import annotations

from sqlalchemy import Connection, Integer, TextualSelect, column, text

from communique.store.query import Query, Term

_QUERY = "to_tsquery('communique', :words)"


class Gin:
    """See `FullText`."""

    def put(self, connection: Connection, document: int, new: tuple[str, str], old: tuple[str, str] | None) -> None:  # noqa: ARG002
        connection.execute(
            text(
                "INSERT INTO fulltext (document, words) VALUES (:document,"
                " setweight(to_tsvector('communique', :title), 'A') || to_tsvector('communique', :body))"
                " ON CONFLICT (document) DO UPDATE SET words = excluded.words"
            ),
            {"document": document, "title": new[0], "body": new[1]},
        )

    def matching(self, query: Query) -> TextualSelect:
        found = text(f"SELECT document FROM fulltext WHERE words @@ {_QUERY}")
        return found.bindparams(words=expression(query)).columns(column("document", Integer))

    def ranked(self, query: Query) -> TextualSelect:
        found = text(f"SELECT document, -ts_rank_cd(words, {_QUERY}) AS rank FROM fulltext WHERE words @@ {_QUERY}")
        return found.bindparams(words=expression(query)).columns(column("document", Integer), column("rank"))

    def count(self, connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM fulltext")).scalar_one())


def expression(query: Query) -> str:
    """The query as `to_tsquery` reads it."""
    wanted = ["(" + " | ".join(_term(term) for term in choice) + ")" for choice in query.all]
    return " & ".join([*wanted, *(f"!{_term(term)}" for term in query.none)])


def _term(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return "(" + " <-> ".join(words) + (":*" if term.prefix else "") + ")"
