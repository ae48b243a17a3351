"""What became of the documents of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, Self

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.store import Added

Status = Literal["new", "changed", "unchanged", "failed"]


class Kept(Protocol):
    """What became of one document, wherever it came from; the fields are those of `Item`."""

    @property
    def where(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def id(self) -> str | None: ...
    @property
    def version(self) -> int | None: ...
    @property
    def copy_of(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def error(self) -> CommuniqueError | None: ...


@dataclass(frozen=True)
class Item:
    """One document of a run: what it is in the store, or why it could not be added.

    :param where: the file, and the path inside it where it is an archive.
    :param id: the store's; None for a failure, as the others.
    """

    where: str
    status: Status
    id: str | None = None
    version: int | None = None
    copy_of: str | None = None
    title: str | None = None
    error: CommuniqueError | None = None

    @classmethod
    def of(cls, where: str, added: Added, title: str | None) -> Self:
        """From what the store says."""
        status: Status = "unchanged" if added.status == "same" else added.status
        return cls(where, status, added.id, added.version, added.copy_of, title)


@dataclass
class Tally:
    """Counts of a run, and what failed.

    ``copies`` of the new ones and the new versions are nearly the same as an earlier document. ``passed_over`` are
    files of a folder that no document can be in: pictures, styles, scripts.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    copies: int = 0
    passed_over: int = 0
    failures: list[CommuniqueError] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Documents of the run that are in the store."""
        return self.new + self.changed + self.unchanged

    def take(self, item: Kept) -> None:
        """Counts one more."""
        if item.error is not None:
            self.failures.append(item.error)
        else:
            setattr(self, item.status, getattr(self, item.status) + 1)
            self.copies += item.copy_of is not None
