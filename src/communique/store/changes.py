"""What two records of a document do not share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from communique.record import Record
from communique.store.model import Change, Changes

_FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "participants": ("name", ("role", "organisation", "country", "capacity")),
    "statements": ("quote", ("speaker", "country", "act", "addressees", "topics", "polarity", "condition")),
    "dates": ("quote", ("value",)),
    "references": ("quote", ("what", "who", "date", "since")),
    "formulae": ("quote", ("id", "speaker")),
}
"""Field of the record → what names an item of it, and the values of an item that are compared."""
_MEETING = ("kind", "date", "place")

Values = dict[tuple[str, str], dict[str, str | None]]


def compare(before: Record, after: Record) -> Changes:
    """What `after` gained, lost and has otherwise. Items are matched by name or quote, so they may have moved."""
    old, new = _values(before), _values(after)
    gained = tuple(Change(f, key, None, _shown(new[f, key])) for f, key in new if (f, key) not in old)
    lost = tuple(Change(f, key, _shown(old[f, key]), None) for f, key in old if (f, key) not in new)
    changed = tuple(
        Change(f"{f}.{name}".rstrip("."), key, old[f, key][name], value)
        for (f, key), item in new.items()
        if (f, key) in old
        for name, value in item.items()
        if old[f, key][name] != value
    )
    return Changes(gained, lost, changed)


def _values(record: Record) -> Values:
    met = {f"meeting.{name}": _text(getattr(record.meeting, name)) for name in _MEETING}
    values: Values = {(field, ""): {"": value} for field, value in met.items() if value is not None}
    values |= {("topics", topic): {"": topic} for topic in record.topics}
    for field, (naming, compared) in _FIELDS.items():
        for key, item in _named(getattr(record, field), naming):
            values[field, key] = {name: _text(getattr(item, name)) for name in compared}
    return values


def _named(items: Iterable[Any], naming: str) -> Iterable[tuple[str, Any]]:
    """Items with what names them; the second of one name is named "… (2)"."""
    seen: Counter[str] = Counter()
    for item in items:
        name = getattr(item, naming)
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), item


def _text(value: Any) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return ", ".join(value)
    if hasattr(value, "quote"):
        return str(value.quote)
    if hasattr(value, "name"):
        return f"{value.name} ({value.country})" if value.country else str(value.name)
    return str(value)


def _shown(item: Mapping[str, str | None]) -> str:
    return ", ".join(value for value in item.values() if value is not None)
