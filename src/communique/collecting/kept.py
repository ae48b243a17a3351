"""What became of a page on its way into the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.errors import CommuniqueError


@dataclass(frozen=True)
class Kept:
    """One document that was fetched, or one page that gave none.

    :param where: the URL that was asked for; behind "!/" the part of it, where it held several documents.
    :param status: "new"; "changed", a new version; "unchanged"; "failed", then `error` says why.
    :param id: the store's id of the document; None where it failed, and where the host answered that nothing changed.
    :param copy_of: the id of an earlier document that says nearly the same.
    """

    where: str
    status: Literal["new", "changed", "unchanged", "failed"]
    id: str | None = None
    version: int | None = None
    title: str | None = None
    copy_of: str | None = None
    error: CommuniqueError | None = None
