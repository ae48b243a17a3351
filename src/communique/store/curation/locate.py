"""Which item of a record a correction means, though a later reading may have moved or respelt it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from communique.linking.names import alike
from communique.store.words import plain

Item = dict[str, Any]
_ENOUGH = 0.5
"""How much two stretches of text must share to be one statement: intersection over union."""

TELLS = ("topic", "what")
"""Fields that tell items on the same words apart."""


def anchor_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """What finds the item again: its characters, its words or name, its id, what tells it from others on the same words."""
    return {name: item[name] for name in ("id", "start", "end", "quote", "name", *TELLS) if name in item}


def find(items: Sequence[Item], anchor: Mapping[str, Any], text: str) -> int | None:
    """The number of the item that `anchor` means; None where it is gone."""
    return _by_words(items, anchor, text) if "quote" in anchor else _by_name(items, anchor)


def there(items: Sequence[Item], anchor: Mapping[str, Any], span: tuple[int, int]) -> int | None:
    """The number of the item that is what a person added: the same name, or the same kind of thing at much the same
    characters.
    """
    if "quote" not in anchor:
        return next((n for n, item in enumerate(items) if plain(item["name"]) == plain(anchor["name"])), None)
    shares = [_share(item, {"start": span[0], "end": span[1]}) if _is_such(item, anchor) else 0.0 for item in items]
    best = max(range(len(items)), key=lambda n: shares[n], default=None)
    return best if best is not None and shares[best] >= _ENOUGH else None


def named(items: Sequence[Item], key: str) -> int | None:
    """The number of the item that a user means by id, number, name or quote."""
    for field in ("id", "name", "quote"):
        found = [n for n, item in enumerate(items) if item.get(field) == key]
        if len(found) == 1:
            return found[0]
    return int(key) if key.isdecimal() and int(key) < len(items) else None


def nearest(text: str, quote: str, start: int) -> int | None:
    """Where a quote stands in the text, nearest to `start`; None where it does not."""
    if not quote:
        return None
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - start), default=None)


def _by_words(items: Sequence[Item], anchor: Mapping[str, Any], text: str) -> int | None:
    """The same words, those of the same kind and the nearest first; else, where the text is still the same there, what
    overlaps most.
    """
    alike_ = [n for n, item in enumerate(items) if item["quote"] == anchor["quote"]]
    if alike_:
        return min(alike_, key=lambda n: (not _is_such(items[n], anchor), abs(items[n]["start"] - anchor["start"])))
    if text[anchor["start"] : anchor["end"]] != anchor["quote"]:
        return None
    shares = {n: _share(item, anchor) for n, item in enumerate(items)}
    same = [n for n, item in enumerate(items) if "id" in anchor and "speaker" in item and item["id"] == anchor["id"]]
    best = max(shares, key=lambda n: shares[n], default=None)
    return same[0] if same else best if best is not None and shares[best] >= _ENOUGH else None


def _is_such(item: Mapping[str, Any], anchor: Mapping[str, Any]) -> bool:
    return all(item.get(name) == anchor[name] for name in TELLS if name in anchor)


def _share(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(0, common) / whole if whole else 0.0


def _by_name(items: Sequence[Item], anchor: Mapping[str, Any]) -> int | None:
    """The same name, nearest first; else the only name that is like it."""
    for same in (lambda name: name == anchor["name"], lambda name: plain(name) == plain(anchor["name"])):
        found = [n for n, item in enumerate(items) if same(item["name"])]
        if found:
            return min(found, key=lambda n: abs(items[n]["start"] - anchor["start"]))
    near = [n for n, item in enumerate(items) if alike(item["name"], anchor["name"])]
    return near[0] if len(near) == 1 else None
