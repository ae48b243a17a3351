"""Records of the newest documents, without loading those of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from communique.days import span_of
from communique.record import Record
from communique.store import Listed, Store, StoreError

T = TypeVar("T")


def of_records(
    store: Store, listed: Sequence[Listed], make: Callable[[Record], T], *, issuer: str | None = None
) -> dict[str, T]:
    """What `make` gives of the record of each listed document, by id in the order of the list; unread ones are left out.

    :param issuer: the issuer of all of the documents, so that those of others are not loaded in vain.
    """
    ids = {one.id for one in listed}
    found: dict[str, T] = {}
    days = [span_of(one.date)[0] for one in listed if one.date]
    known = [day for day in days if day]
    if listed and len(known) == len(listed):
        within = store.records(since=min(known), issuer=issuer)
        found = {record.document.id: make(record) for record in within if record.document.id in ids}
    ordered: dict[str, T] = {}
    for one in listed:
        if one.id in found:
            ordered[one.id] = found[one.id]
        elif (record := _record(store, one.id)) is not None:
            ordered[one.id] = make(record)
    return ordered


def _record(store: Store, id: str) -> Record | None:
    try:
        return store.corrected(id)
    except StoreError:
        return None
