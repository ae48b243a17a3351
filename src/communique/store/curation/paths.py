"""Paths by which a correction names a value: "meeting.date", "participants[2].role", "statements[<id>].act"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from communique.store.errors import StoreError

_PATH = re.compile(r"(?P<head>\w+)(?:\[(?P<key>[^\]]+)\])?(?:\.(?P<field>[\w.]+))?")
_ADD = "+"

FIELDS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("kind", "date", "place", "place.name", "place.country"),
    "participants": ("name", "role", "organisation", "country", "capacity", "aliases", "offices"),
    "statements": ("quote", "speaker", "country", "act", "addressees", "topics", "polarity", "condition"),
    "dates": ("quote", "value"),
    "references": ("quote", "what", "who", "date", "since"),
    "formulae": ("quote", "id", "phrase", "speaker"),
    "topic_mentions": ("quote", "topic"),
    "topics": (),
}
"""What can be corrected: part of the record → its fields; a part without fields is one value. The characters of an item
follow from its quote, evidence from the decision, all other parts of the record from the machine."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "participants": ("name", "capacity"),
    "statements": ("quote", "speaker", "act"),
    "dates": ("quote", "value"),
    "references": ("quote", "what"),
    "formulae": ("quote", "id", "phrase"),
    "topic_mentions": ("quote", "topic"),
}
"""What an item that is added must say; the parts of the record that are lists of items."""

LISTS = frozenset({"aliases", "addressees", "topics", "who"})
"""Fields that hold several words; their order does not matter."""


class Where(NamedTuple):
    """A path, taken apart: part of the record, which item of it ("+" for a new one), which field of the item."""

    head: str
    key: str | None
    field: str | None

    @property
    def adds(self) -> bool:
        """Whether it names an item that is not there yet."""
        return self.key == _ADD

    @property
    def of_item(self) -> bool:
        """Whether it names an item as a whole, or one that is new."""
        return self.key is not None and self.field is None


def parse(path: str) -> Where:
    """Takes a path apart.

    :raises StoreError: where it names nothing that can be corrected.
    """
    found = _PATH.fullmatch(path.strip())
    where = Where(**found.groupdict()) if found else Where("", None, None)
    if where.head not in FIELDS:
        raise StoreError(path, "no value that can be corrected", f"Begin with one of: {', '.join(FIELDS)}.")
    if (where.key is not None) != (where.head in NEEDED):
        mend = f"Write {where.head}[…] with its number, id or name, or [+] for a new one."
        if where.head not in NEEDED:
            mend = f"There is only one: write {where.head}, with a field behind it where it has some."
        raise StoreError(path, "which one is not clear", mend)
    fields = FIELDS[where.head]
    if where.field is None and not where.of_item and fields:
        raise StoreError(path, "which value is not clear", f"Add a field: {', '.join(fields)}.")
    if where.field is not None and (where.adds or where.field not in fields):
        known = ", ".join(fields) if fields and not where.adds else "none"
        raise StoreError(path, f"no field {where.field!r} that can be corrected there", f"Fields: {known}.")
    return where
