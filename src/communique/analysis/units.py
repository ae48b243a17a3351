"""What two coders are compared on: pairs of labels for each field, and what each marked for each kind of span."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from communique.score.match import pairs, plain, same_name, same_speaker

Pair = tuple[str, str]
Row = Mapping[str, Any]
_NULL = "(null)"
_HALF = 0.5
_DATES = 0.3


def _label(value: Any) -> str:
    """A value as a label; that a coder left a field null is a label too."""
    if isinstance(value, list | tuple):
        return "|".join(sorted(str(v) for v in value)) or _NULL
    return _NULL if value is None else str(value)


def _meeting(key: str) -> Callable[[Row, Row], list[Pair]]:
    def labels(a: Row, b: Row) -> list[Pair]:
        return [(_label((a.get("meeting") or {}).get(key)), _label((b.get("meeting") or {}).get(key)))]

    return labels


def _place(a: Row, b: Row) -> list[Pair]:
    places = [(record.get("meeting") or {}).get("place") or {} for record in (a, b)]
    one, other = (f"{plain(place.get('name'))}|{_label(place.get('country'))}" for place in places)
    return [(one, other)]


def _people(a: Row, b: Row) -> list[tuple[Row, Row]]:
    left, found = list(b.get("participants") or []), []
    for person in a.get("participants") or []:
        match = next((other for other in left if same_name(person["name"], other["name"])), None)
        if match is not None:
            left.remove(match)
            found.append((person, match))
    return found


def _person(key: str) -> Callable[[Row, Row], list[Pair]]:
    def labels(a: Row, b: Row) -> list[Pair]:
        return [(_label(one.get(key)), _label(other.get(key))) for one, other in _people(a, b)]

    return labels


def _spans(kind: str, least: float, a: Row, b: Row) -> list[tuple[Row, Row]]:
    mine, theirs = a.get(kind) or [], b.get(kind) or []
    return [(mine[i], theirs[j]) for i, j in pairs(mine, theirs, least)]


def _said(key: str) -> Callable[[Row, Row], list[Pair]]:
    def labels(a: Row, b: Row) -> list[Pair]:
        return [(_label(one.get(key)), _label(other.get(key))) for one, other in _spans("statements", _HALF, a, b)]

    return labels


def _speaker(a: Row, b: Row) -> list[Pair]:
    """The speakers' names; a shorter form of the same name counts as the same."""
    found = []
    for one, other in _spans("statements", _HALF, a, b):
        mine, theirs = plain(one.get("speaker")), plain(other.get("speaker"))
        found.append((mine, mine if same_speaker(one.get("speaker"), other.get("speaker")) else theirs))
    return found


def _date(a: Row, b: Row) -> list[Pair]:
    return [(_label(one.get("value")), _label(other.get("value"))) for one, other in _spans("dates", _DATES, a, b)]


def _topics(a: Row, b: Row) -> list[Pair]:
    from communique.lexicon.load import load

    mine, theirs = set(a.get("topics") or ()), set(b.get("topics") or ())
    known = [*load("topics").values, *sorted((mine | theirs) - set(load("topics").values))]
    return [("yes" if topic in mine else "no", "yes" if topic in theirs else "no") for topic in known]


FIELDS: Mapping[str, Callable[[Row, Row], list[Pair]]] = {
    "meeting.kind": _meeting("kind"),
    "meeting.date": _meeting("date"),
    "meeting.place": _place,
    "participants.role": _person("role"),
    "participants.organisation": _person("organisation"),
    "participants.country": _person("country"),
    "participants.capacity": _person("capacity"),
    "statements.speaker": _speaker,
    "statements.act": _said("act"),
    "statements.addressees": _said("addressees"),
    "dates.value": _date,
    "topics": _topics,
}
"""Field → the pairs of labels that two records of one document give."""

SPANS: Mapping[str, Callable[[Row, Row], int]] = {
    "participants": lambda a, b: len(_people(a, b)),
    "statements": lambda a, b: len(_spans("statements", _HALF, a, b)),
    "dates": lambda a, b: len(_spans("dates", _DATES, a, b)),
}
"""Kind of span → how many both coders have."""


def labels_of(field: str, a: Row, b: Row) -> list[Pair]:
    """The pairs of labels of one field in one document."""
    return FIELDS[field](a, b)


def spans_of(kind: str, a: Row, b: Row) -> tuple[int, int, int]:
    """How many both coders marked, how many `a` did, how many `b` did."""
    return SPANS[kind](a, b), len(a.get(kind) or ()), len(b.get(kind) or ())
