"""What can go wrong with a store, in words that say how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.store.curation.model import Decision


class StoreError(CommuniqueError):
    """A store that cannot be opened, read or written."""


class FailedStoreError(StoreError):
    """The database failed, or is not to be had: locked, full, read-only, damaged, stopped."""


class NewerStoreError(StoreError):
    """A store written by a newer Communiqué than this one."""


class QueryError(CommuniqueError):
    """A search that cannot be understood: its words, or the value of a filter."""


class UnknownDocumentError(StoreError):
    """No document of this id, given id or URL is in the store."""


class UnknownUserError(StoreError):
    """No user of this name is in the store."""


class ChangedError(StoreError):
    """Somebody decided on a document since the person who decides now last saw it; nothing was written.

    ``decisions`` are those that the person has not seen, oldest first.
    """

    def __init__(self, where: str, what: str, mend: str, decisions: tuple[Decision, ...]) -> None:
        self.decisions = decisions
        super().__init__(where, what, mend)
