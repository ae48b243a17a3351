"""What a person may put in place of a value: checked before it is kept."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any

from communique.days import span_of
from communique.record import Record
from communique.store.curation.locate import Item, anchor_of, named, there
from communique.store.curation.overlay import SPOT, item_of, value_in
from communique.store.curation.paths import LISTS, NEEDED, Where, parse
from communique.store.errors import StoreError

_CODE = re.compile(r"[A-Z]{3}")


def anchor(record: Record, where: Where, path: str, value: Any) -> dict[str, Any] | None:
    """What finds the item of a path in later readings; None for the meeting and the topics, of which there is one.

    :raises StoreError: where the record has no such item, or the words of a new one do not stand in the text.
    """
    if where.key is None:
        return None
    items = record.model_dump(mode="json")[where.head]
    if where.adds:
        return _not_there(items, where, path, _new_anchor(record.document.text, where, path, value))
    at = named(items, where.key)
    if at is None:
        what = f"the record has {len(items)} {where.head}, and none of them is {where.key!r}"
        raise StoreError(path, what, "Give its number from 0, its id, its name or its whole quote.")
    return anchor_of(items[at])


def machine_value(record: Record | None, where: Where, anchor: Mapping[str, Any] | None) -> Any:
    """What a record has where the path leads; None where there is nothing."""
    if record is None or where.adds:
        return None
    item = item_of(record.model_dump(mode="json"), where, anchor)
    if item is None or where.of_item:
        return {k: v for k, v in item.items() if k != "evidence"} if item else None
    value = value_in(item, where)
    return value["quote"] if where.field == "condition" and value else value


def checked(where: Where, path: str, value: Any) -> Any:
    """The value as it is kept.

    :raises StoreError: where it cannot be a value of this path.
    """
    if where.of_item:
        if where.adds:
            return _checked_item(where, path, value)
        if value is not None:
            raise StoreError(path, "an item as a whole can only be taken out", "Give null, or name one of its fields.")
        return None
    field = where.field or where.head
    if field in LISTS:
        return _words(path, field, value)
    check = _CHECKS.get(field.rpartition(".")[2])
    return check(path, value) if check else value


def _checked_item(where: Where, path: str, value: Any) -> Item:
    if not isinstance(value, Mapping):
        raise StoreError(path, "a new item needs several values", f"Give an object with {_all(NEEDED[where.head])}.")
    missing = [name for name in NEEDED[where.head] if name not in value]
    if missing:
        raise StoreError(path, f"`{missing[0]}` is missing", f"Give an object with {_all(NEEDED[where.head])}.")
    given: Item = {}
    for name, said in value.items():
        if name in SPOT:
            given[name] = said
        else:
            given[name] = checked(parse(f"{where.head}[0].{name}"), f"{path} {name}", said)
    return given


def _new_anchor(text: str, where: Where, path: str, value: Item) -> dict[str, Any]:
    """Where the words of a new item stand: its quote; of a participant the name, or `words` that name him."""
    by = "quote" if "quote" in value else "words" if "words" in value else "name"
    words, start = value[by], value.get("start")
    count = text.count(words) if isinstance(words, str) and words else 0
    if not count:
        raise StoreError(path, f"{words!r} does not stand in the text", "Copy the words exactly from the document.")
    if start is None and count > 1 and where.head != "participants":
        raise StoreError(path, f"{words!r} stands there {count} times", 'Add "start": the character where it begins.')
    start = text.find(words) if start is None else start
    if not isinstance(start, int) or text[start : start + len(words)] != words:
        raise StoreError(path, f"{words!r} does not stand at character {start}", "Mend the start, or leave it out.")
    spot = {"start": start, "end": start + len(words)}
    if where.head == "participants":
        return {**spot, "words": words, "name": value["name"]}
    return anchor_of({**value, **spot, "quote": words})


def _not_there(items: list[Item], where: Where, path: str, new: dict[str, Any]) -> dict[str, Any]:
    """Two items for one thing would count twice."""
    at = there(items, new, (new["start"], new["end"]))
    if at is not None:
        what = f"the record has it already, as {where.head}[{at}]"
        raise StoreError(path, what, f"Correct {where.head}[{at}], or take it out first.")
    return new


def _words(path: str, field: str, value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) and word for word in value):
        raise StoreError(path, "not a list of words", 'Give a list, for example ["trade", "energy"].')
    if field == "topics":
        for topic in value:
            _topic(path, topic)
    return list(value) if field == "aliases" else sorted(set(value))


def _topic(path: str, value: Any) -> str:
    from communique.lexicon.load import load

    known = load("topics").values
    if value not in known:
        near = difflib.get_close_matches(str(value), known, n=3) or sorted(known)
        raise StoreError(path, f"no topic {value!r}", f"Give one of: {', '.join(near)}.")
    return str(value)


def _date(path: str, value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or span_of(value)[0] is None):
        raise StoreError(
            path, f"{value!r} is no EDTF date", "Write 2024-05-17, 2024-05, 2024 or 2024-05-17/2024-05-19."
        )
    return value


def _country(path: str, value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not _CODE.fullmatch(value)):
        raise StoreError(path, f"{value!r} is no country code", "Give three letters: FRA, CHN, EUU.")
    return value


def _place(path: str, value: Any) -> Item | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or set(value) != {"name", "country"} or not value["name"]:
        raise StoreError(path, "not a place", 'Give {"name": "Lisbon", "country": "PRT"}; the country may be null.')
    return {"name": value["name"], "country": _country(path, value["country"])}


def _offices(path: str, value: Any) -> list[Item]:
    rows = list(value) if isinstance(value, list | tuple) else [value]
    if not all(isinstance(row, Mapping) and row.get("role") and set(row) <= {"role", "organisation"} for row in rows):
        raise StoreError(path, "not a list of offices", 'Give [{"role": "Minister", "organisation": null}].')
    return [{"role": row["role"], "organisation": row.get("organisation")} for row in rows]


def _all(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "date": _date, "value": _date, "country": _country, "place": _place, "offices": _offices, "topic": _topic,
}  # fmt: skip
