"""Documents and their records in a database: kept with their bytes and versions, searched, read again."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from communique.account import Account
from communique.record import Document, Record
from communique.store.adding import Origin, add, id_of, note_fetch
from communique.store.counting.methods import Counted
from communique.store.counting.model import Count, Facets, MadeBy, MonthCount, PhraseCount, Use
from communique.store.curation.methods import Curated
from communique.store.curation.model import Coding, Correction, Decision, Encounter, Person, Somebody
from communique.store.database import open_database
from communique.store.errors import (
    ChangedError,
    NewerStoreError,
    QueryError,
    StoreError,
    UnknownDocumentError,
    UnknownUserError,
)
from communique.store.filters import FilterWords, check
from communique.store.fulltext import index_of
from communique.store.logins.methods import Logins
from communique.store.logins.model import User
from communique.store.migrate import settle
from communique.store.model import (
    Added,
    Change,
    Changes,
    Difference,
    Entry,
    Finding,
    Hit,
    Known,
    Listed,
    News,
    Original,
    Piece,
    Reading,
    Reread,
    Said,
    Version,
)
from communique.store.query import parse
from communique.store.refill import refill
from communique.store.reviewing.methods import Reviewed

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Select

    from communique.store.accounts import Part
    from communique.store.frame import Rows

__all__ = [
    "Added", "Change", "ChangedError", "Changes", "Coding", "Correction", "Count", "Decision", "Difference",
    "Encounter", "Entry", "Facets", "Finding", "Hit", "Known", "Listed", "MadeBy", "MonthCount", "NewerStoreError",
    "News", "Original", "Person", "PhraseCount", "Piece", "QueryError", "Reading", "Reread", "Said", "Somebody",
    "Store", "StoreError", "UnknownDocumentError", "UnknownUserError", "Use", "User", "Version", "id_of",
]  # fmt: skip


class Store(Curated, Reviewed, Counted, Logins):
    """A store: one file, or a PostgreSQL database.

    :param where: the path of the file, or a URL ``postgresql://user:password@host/database``.
    :param create: make it where there is none; with False that is an error.
    :raises StoreError: where it cannot be opened; `NewerStoreError` where a newer Communiqué made it. An older store
        is brought up to date, an embedded one after a copy beside it.

    Ids are the store's own (16 hex digits, from the URL or the given id, never from the text); methods that take an
    id also take the given id or the URL. The filters of `search`, `list`, `count`, `records` and `table` are those of
    `filters.FilterWords`.
    """

    def __init__(self, where: str | Path, *, create: bool = True) -> None:
        self._database = open_database(where, create=create)
        self._index = index_of(self._database.embedded)
        settle(self._database, create=create)
        refill(self._database)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file of an embedded store; None where it is on a server."""
        return self._database.path

    def close(self) -> None:
        """Closes the connections."""
        self._database.engine.dispose()

    def add(
        self, document: Document, *, raw: bytes | None = None, media_type: str | None = None, part: str = "",
        headers: Mapping[str, str] | None = None, fetched: dt.datetime | None = None, read: bool = True,
    ) -> Added:  # fmt: skip
        """Keeps a document and, unless `read` is False, reads it. When this returns, it is on the disk.

        What is there already and has not changed (text, title, issuer, day, language) adds nothing; else it is a new
        version. A near copy of another document is linked to it.

        :param raw: the bytes it came from, of type `media_type`.
        :param part: which part of a container it is (a member of an archive, an item of a feed).
        :param headers: what the server said; `fetched` when, with its time zone.
        :raises InputError: for a text that cannot be read.
        """
        return add(self._database, self._index, document, Origin(raw, media_type, part, headers, fetched), read=read)

    def reread(self, ids: Iterable[str] | None = None) -> Iterator[Reread]:
        """Reads documents again and says what changed; the older readings are kept.

        Without ids: all that this software has not read with these lexicons. One after another, as they are asked for.
        """
        from communique.store.rereading import reread

        return reread(self._database, ids)

    def reread_all(self, *, restart: bool = False) -> Iterator[Reread]:
        """Reads all documents again, also those that this software has read with these lexicons.

        A run that was broken off goes on behind the last document that it read, unless lexicons or software are others.

        :param restart: begin with the first document all the same.
        """
        from communique.store.rereading import reread_all

        return reread_all(self._database, restart=restart)

    def reread_progress(self) -> tuple[int, int]:
        """How many documents a broken off `reread_all` has behind it, and how many there are."""
        from communique.store.rereading import progress_of_all

        return progress_of_all(self._database)

    def outdated(self) -> int:
        """How many documents this software has not read with these lexicons."""
        from communique.store.rereading import count_outdated

        return count_outdated(self._database)

    def search(
        self, query: str | None = None, *, limit: int = 20, offset: int = 0, **filters: Unpack[FilterWords]
    ) -> builtins.list[Hit]:
        """Documents that meet a query (see `query`) and all filters.

        The best come first; without a query, or where very many answer it, the newest.

        :raises QueryError: for a query or filter that cannot be understood.
        """
        from communique.store.search import search

        return search(self._database, self._index, query, check(filters), limit, offset)

    def count(self, query: str | None = None, **filters: Unpack[FilterWords]) -> int:
        """How many documents meet query and filters; near copies of one another count once."""
        from communique.store.search import count

        return count(self._database, self._index, query, check(filters))

    def news(
        self, query: str | None = None, *, after: int = 0, newest: int | None = None, **filters: Unpack[FilterWords]
    ) -> tuple[builtins.list[News], int]:
        """Documents that meet query and filters and came, or changed, after the reading of number `after`, in that order;
        and the number of the last reading there is, for the next look. A document counts once it is read.

        :param newest: only so many, the newest first.
        """
        from communique.store.news import news

        return news(self._database, self._index, query, check(filters), after, newest)

    def show(self, id: str, version: int | None = None) -> Entry:
        """All that is kept of a document in one of its versions (None: the newest).

        :raises UnknownDocumentError: where there is none.
        """
        from communique.store.show import show

        return show(self._database, id, version)

    def history(self, id: str) -> builtins.list[Version]:
        """The versions of a document, oldest first."""
        from communique.store.show import history

        return history(self._database, id)

    def readings(self, id: str) -> builtins.list[Reading]:
        """The readings of a document, of all its versions, oldest first."""
        from communique.store.show import readings

        return readings(self._database, id)

    def difference(
        self, id: str, a: int, b: int, *, readings: tuple[int | None, int | None] = (None, None)
    ) -> Difference:
        """What two versions of a document, given by their numbers, do not share in text and record.

        :param readings: by their numbers, the readings of `a` and `b` to compare; None: the newest of that version.
        :raises UnknownDocumentError: where there is no such version or reading.
        """
        from communique.store.difference import difference

        return difference(self._database, id, a, b, readings)

    def original(self, id: str, version: int | None = None) -> Original | None:
        """The bytes that a version (None: the newest) came from; None where none were given."""
        from communique.store.show import original

        return original(self._database, id, version)

    def records(
        self, query: str | None = None, *, as_read: bool = False, **filters: Unpack[FilterWords]
    ) -> Iterator[Record]:
        """The newest records of the documents that meet query and filters, in the order in which they were added.

        :param as_read: without what people corrected; the filters go by what holds, corrections and all.
        """
        from communique.store.records import records

        return records(self._database, self._chosen(query, filters), as_read=as_read)

    def accounts(
        self, query: str | None = None, *, parts: Collection[Part] = ("attendees", "statements", "phrases", "mentions"),
        about: str | None = None, **filters: Unpack[FilterWords],
    ) -> tuple[Account, ...]:  # fmt: skip
        """The same as accounts, in order of time, for the functions of `communique.analysis`.

        They know the encounters and the persons that were linked (see `link`, which is done first).

        :param parts: only these are loaded, the others are empty; what a question does not need costs most of the time.
        :param about: only statements on this topic.
        """
        from communique.store.accounts import accounts

        self.link()
        return accounts(self._database, self._chosen(query, filters), parts, about)

    def texts(self, query: str | None = None, **filters: Unpack[FilterWords]) -> Iterator[tuple[str, str]]:
        """Id and text of the same documents, in the order in which they were added, without their records."""
        from communique.store.texts import texts

        return texts(self._database, self._chosen(query, filters))

    def account(self, id: str) -> Account:
        """The account of one document.

        :raises StoreError: where there is no such document, or it was not read.
        """
        from communique.store.accounts import account

        self.link()
        return account(self._database, id)

    def _chosen(self, query: str | None, filters: FilterWords) -> Select[Any]:
        from communique.store.search import selection

        return selection(self._index, parse(query) if query is not None else None, check(filters))

    def table(
        self, query: str | None = None, *, rows: Rows = "documents", as_read: bool = False,
        **filters: Unpack[FilterWords],
    ) -> pa.Table:  # fmt: skip
        """The same as an Arrow table with a row for each document, participant or statement.

        :raises CommuniqueError: where pyarrow is not installed.
        """
        from communique.store.frame import table

        return table(self.records(query, as_read=as_read, **filters), rows)

    def known(self, url: str) -> Known | None:
        """What the last fetch of a URL gave; None where it was never fetched."""
        from communique.store.show import known

        return known(self._database, url)

    def note_fetch(self, url: str, *, raw: bytes, headers: Mapping[str, str], fetched: dt.datetime) -> None:
        """Notes that all that a fetch of `url` gave is kept, so that `known` gives it.

        `add` does so for a document that is all its URL gave; this is for containers, and for URLs that lead to others.
        """
        note_fetch(self._database, url, Origin(raw, None, "", headers, fetched))

    def load_state(self, name: str) -> dict[str, Any] | None:
        """What was last saved under a name, for a run that goes on; None where nothing was."""
        from communique.store.states import load_state

        return load_state(self._database, name)

    def save_state(self, name: str, value: Mapping[str, Any]) -> None:
        """Saves a JSON value under a name, in place of the one before."""
        from communique.store.states import save_state

        save_state(self._database, name, value)

    def load_states(self, begin: str) -> dict[str, dict[str, Any]]:
        """All that was saved under names that begin so, by name."""
        from communique.store.states import load_states

        return load_states(self._database, begin)

    def drop_state(self, name: str) -> None:
        """Takes away what was saved under a name."""
        from communique.store.states import drop_state

        drop_state(self._database, name)

    def backup(self, to: Path) -> None:
        """Copies the store to a new file, whole or not at all, while others read and write it.

        :raises StoreError: where the file is there already or cannot be written.
        """
        from communique.store.backup import back_up

        back_up(self._database, to)

    def relink(self) -> int:
        """Makes encounters and persons anew from readings and decisions, and gives the number of documents linked."""
        from communique.store.curation.refresh import relink_all

        return relink_all(self._database)

    def doctor(self) -> builtins.list[Finding]:
        """Examines everything that is kept; empty where all is well."""
        from communique.store.doctor import examine

        return builtins.list(examine(self._database, self._index))

    def list(self, *, limit: int = 100, offset: int = 0, **filters: Unpack[FilterWords]) -> builtins.list[Listed]:
        """The documents that meet the filters, newest first."""
        from communique.store.search import listed

        return listed(self._database, self._index, check(filters), limit, offset)
