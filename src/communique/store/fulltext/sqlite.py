"""The index in SQLite: one contentless FTS5 table whose rowid is the document's key."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, TextualSelect, column, text

from communique.store.query import Query, Term

_WEIGHTS = "4.0, 1.0"  # a word of the title counts four times


class Fts5:
    """See `FullText`."""

    def put(self, connection: Connection, document: int, new: tuple[str, str], old: tuple[str, str] | None) -> None:
        if old is not None:
            # A contentless table forgets a row only by being told what stands in it.
            connection.execute(
                text("INSERT INTO fulltext(fulltext, rowid, title, body) VALUES ('delete', :document, :title, :body)"),
                {"document": document, "title": old[0], "body": old[1]},
            )
        connection.execute(
            text("INSERT INTO fulltext(rowid, title, body) VALUES (:document, :title, :body)"),
            {"document": document, "title": new[0], "body": new[1]},
        )

    def matching(self, query: Query) -> TextualSelect:
        found = text("SELECT rowid AS document FROM fulltext WHERE fulltext MATCH :words")
        return found.bindparams(words=expression(query)).columns(column("document", Integer))

    def ranked(self, query: Query) -> TextualSelect:
        found = text(
            f"SELECT rowid AS document, bm25(fulltext, {_WEIGHTS}) AS rank FROM fulltext WHERE fulltext MATCH :words"
        )
        return found.bindparams(words=expression(query)).columns(column("document", Integer), column("rank"))

    def count(self, connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM fulltext")).scalar_one())


def expression(query: Query) -> str:
    """The query as FTS5 writes it."""
    wanted = " AND ".join(either(choice) for choice in query.all)
    return f"({wanted})" + "".join(f" NOT {_term(term)}" for term in query.none)


def either(terms: tuple[Term, ...]) -> str:
    """One of several terms, as FTS5 writes it."""
    return "(" + " OR ".join(_term(term) for term in terms) + ")"


def _term(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
