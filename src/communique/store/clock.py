"""Instants as the store writes them: ISO 8601 in UTC."""

from __future__ import annotations

import datetime as dt

from communique.store.errors import StoreError


def now() -> str:
    """This instant, to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat()


def instant(moment: dt.datetime | None, where: str) -> str | None:
    """A moment in UTC.

    :raises StoreError: for a moment without a time zone.
    """
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise StoreError(where, "`fetched` has no time zone", "Give it one, for example datetime.now(UTC).")
    return moment.astimezone(dt.UTC).isoformat()
