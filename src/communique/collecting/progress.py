"""How far the collecting of a source has come, kept in the store."""

from __future__ import annotations

import datetime as dt

from communique.collecting.unread import noted
from communique.sources.state import Known, Progress
from communique.store import Store, StoreError


class StoreState:
    """The progress of one source under its name; `save` returns once it is on the disk."""

    def __init__(self, store: Store, source: str) -> None:
        self._store, self._name = store, f"collect {source}"

    def load(self) -> Progress:
        """:raises StoreError: for what this version cannot have saved."""
        kept = self._store.load_state(self._name)
        if kept is None:
            return Progress()
        try:
            return Progress.of_json(kept)
        except (KeyError, TypeError, ValueError) as error:
            raise StoreError(
                self._name, "the progress saved is not understood", "Begin again with --restart (restart=True)."
            ) from error

    def save(self, progress: Progress) -> None:
        self._store.save_state(self._name, progress.as_json())

    def known(self, url: str) -> Known | None:
        """What the store keeps of an earlier fetch, or of one that could not be read."""
        if (failed := noted(self._store, url)) is not None:
            return failed
        kept = self._store.known(url)
        if kept is None:
            return None
        day = dt.datetime.fromisoformat(kept.fetched).date() if kept.fetched else None
        return Known(kept.etag, kept.modified, kept.hash, day)
