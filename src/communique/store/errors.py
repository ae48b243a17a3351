"""What can go wrong with a store, in words that say how to mend it."""

from __future__ import annotations

from communique.errors import CommuniqueError


class StoreError(CommuniqueError):
    """A store that cannot be opened, read or written."""


class NewerStoreError(StoreError):
    """A store written by a newer Communiqué than this one."""


class QueryError(CommuniqueError):
    """A search that cannot be understood: its words, or the value of a filter."""


class UnknownDocumentError(StoreError):
    """No document of this id, given id or URL is in the store."""
