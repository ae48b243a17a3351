"""What became of the documents of one run."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.errors import CommuniqueError
from communique.store.kept import Kept


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
    def counts(self) -> dict[str, int]:
        """How many there are of each status."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged, "failed": len(self.failures)}

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
