"""Where two coders differ in one document: values that one gave otherwise, and what only one of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from communique.score.match import pairs, same_name, same_speaker
from communique.web.pages.review.fields import PARTS
from communique.web.pages.review.worded import worded

Row = Mapping[str, Any]
_HALF, _DATES = 0.5, 0.3
"""Spans are of one thing where so much is common, as in `communique.analysis.agreement`."""


class Difference(NamedTuple):
    """What ``a`` and ``b`` have of one value, in words ("" for nothing), and the words of the text that it is about. An
    empty ``field``: only one of them has the item at all.
    """

    document: str
    part: str
    field: str
    a: str
    b: str
    words: str
    start: int | None


def differences(a: Row, b: Row) -> Iterator[Difference]:
    """All differences of two records, given as plain values, of one document."""
    name = str(a["document"]["id"])
    yield from _fields(name, "meeting", a["meeting"], b["meeting"], "", None)
    yield from _fields(name, "topics", a, b, "", None)
    for head, (match, _) in _LISTS.items():
        mine, theirs = a[head], b[head]
        matched = match(mine, theirs)
        for i, j in matched:
            yield from _fields(name, head, mine[i], theirs[j], _words(mine[i], theirs[j]), mine[i]["start"])
        alone = {0: {i for i, _ in matched}, 1: {j for _, j in matched}}
        for side, items in enumerate((mine, theirs)):
            for n, item in enumerate(items):
                if n not in alone[side]:
                    said = ("has it", "") if side == 0 else ("", "has it")
                    yield Difference(name, PARTS[head].one, "", *said, _own(item), item["start"])


def _fields(name: str, head: str, a: Row, b: Row, words: str, start: int | None) -> Iterator[Difference]:
    fields = _LISTS[head][1] if head in _LISTS else _WHOLE[head]
    for field in fields:
        one, other = a.get(field), b.get(field)
        same = same_speaker(one, other) if field == "speaker" else worded(one) == worded(other)
        if not same:
            yield Difference(name, PARTS[head].one, field, worded(one), worded(other), words, start)


def _own(item: Row) -> str:
    return str(item.get("quote") or item.get("name"))


def _words(one: Row, other: Row) -> str:
    return _own(one) if _own(one) == _own(other) else f"{_own(one)} / {_own(other)}"


def _people(a: Sequence[Row], b: Sequence[Row]) -> list[tuple[int, int]]:
    left, found = list(range(len(b))), []
    for i, person in enumerate(a):
        match = next((j for j in left if same_name(person["name"], b[j]["name"])), None)
        if match is not None:
            left.remove(match)
            found.append((i, match))
    return found


def _spans(least: float) -> Callable[[Sequence[Row], Sequence[Row]], list[tuple[int, int]]]:
    return lambda a, b: pairs(a, b, least)


_WHOLE: Mapping[str, tuple[str, ...]] = {"meeting": ("kind", "date", "place"), "topics": ("topics",)}
_LISTS: Mapping[str, tuple[Callable[[Sequence[Row], Sequence[Row]], list[tuple[int, int]]], tuple[str, ...]]] = {
    "participants": (_people, ("role", "organisation", "country", "capacity")),
    "statements": (_spans(_HALF), ("quote", "speaker", "country", "act", "addressees", "polarity", "condition")),
    "dates": (_spans(_DATES), ("quote", "value")),
}
"""Part → what counts as the same item, and its fields."""
