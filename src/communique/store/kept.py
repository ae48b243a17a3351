"""What became of one document on its way into the store, wherever it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from communique.errors import CommuniqueError
from communique.store.model import Added

Status = Literal["new", "changed", "unchanged", "failed"]


@dataclass(frozen=True)
class Kept:
    """One document that was read or fetched, or one file or page that gave none.

    :param where: the file or the URL asked for; behind "!/" the part of it, where it held several documents.
    :param status: "new"; "changed", a new version; "unchanged"; "failed", then `error` says why.
    :param id: the store's id of the document; None where it failed, and where a host answered that nothing changed.
    :param copy_of: the id of an earlier document that says nearly the same.
    """

    where: str
    status: Status
    id: str | None = None
    version: int | None = None
    title: str | None = None
    copy_of: str | None = None
    error: CommuniqueError | None = None

    @classmethod
    def of(cls, where: str, added: Added, title: str | None) -> Self:
        """From what the store says."""
        status: Status = "unchanged" if added.status == "same" else added.status
        return cls(where, status, added.id, added.version, title, added.copy_of)

    @classmethod
    def failed(cls, where: str, error: CommuniqueError) -> Self:
        """From the error that stopped it."""
        return cls(where, "failed", error=error)
