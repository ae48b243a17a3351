"""Values ↔ what stands in the fields of a form: each field holds one or more strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from communique.errors import InputError
from communique.store.filters import check
from communique.web.pages.review.fields import Field, Widget

Raw = tuple[str, ...]
Raws = Mapping[str, Raw]
_MOST = 20_000
"""Characters of one field."""
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def shown(field: Field, item: Mapping[str, Any]) -> Raw:
    """What stands in a field for an item, given as plain values."""
    return sent(field, _SHOW[field.widget](item.get(field.name)))


def sent(field: Field, raw: Iterable[str]) -> Raw:
    """The strings that a browser sends of a field, without what it adds: other line ends, rows left empty."""
    texts = [_LINE_END.sub("\n", text) for text in raw]
    if field.widget == "topics":
        return tuple(sorted({text for text in texts if text}))
    if field.widget == "offices":
        rows = [(_line(one), _line(other)) for one, other in zip(texts[::2], texts[1::2], strict=False)]
        return tuple(text for row in rows if any(row) for text in row)
    return tuple(texts) if field.widget == "words" else tuple(map(_line, texts))


def read(field: Field, raw: Raw) -> Any:
    """The value that the strings of a field say; None where they say nothing.

    :raises InputError: where they cannot be understood.
    """
    if sum(map(len, raw)) > _MOST:
        raise InputError(field.label, f"more than {_MOST:,} characters", "Shorten it.")
    if any(map(_CONTROL.search, raw)):
        raise InputError(field.label, "a control character in it", "Type it anew.")
    return _READ[field.widget](field, raw)


def _line(text: str) -> str:
    return " ".join(text.split())


def _show_one(value: Any) -> Raw:
    if isinstance(value, Mapping):  # a condition stands with its characters
        return (str(value["quote"]),)
    return ("" if value is None else str(value),)


def _show_list(value: Any) -> Raw:
    return ("; ".join(value or ()),)


def _show_many(value: Any) -> Raw:
    return tuple(value or ())


def _show_offices(value: Any) -> Raw:
    return tuple(part or "" for office in value or () for part in (office["role"], office.get("organisation")))


def _show_place(value: Any) -> Raw:
    return (value["name"], value["country"] or "") if value else ("", "")


def _one(_: Field, raw: Raw) -> str | None:
    return _line("".join(raw)) or None


def _choice(field: Field, raw: Raw) -> str | None:
    given = _one(field, raw)
    if given is not None and given not in field.choices():
        raise InputError(field.label, f"{given!r} is none of its values", f"Choose: {', '.join(field.choices())}.")
    return given


def _code(_: Field, raw: Raw) -> str | None:
    given = "".join(raw)
    return check({"country": given}).country if given else None


def _list(_: Field, raw: Raw) -> list[str]:
    return [word.strip() for word in ";".join(raw).split(";") if word.strip()]


def _many(_: Field, raw: Raw) -> list[str]:
    return list(raw)


def _offices(field: Field, raw: Raw) -> list[dict[str, str | None]]:
    rows = list(zip(raw[::2], raw[1::2], strict=True))
    if not all(role for role, _ in rows):
        raise InputError(field.label, "a body without a role", "Give the role, or leave both empty.")
    return [{"role": role, "organisation": body or None} for role, body in rows]


def _place(field: Field, raw: Raw) -> dict[str, str | None] | None:
    name, country = (*raw, "", "")[:2]
    if country and not name:
        raise InputError(field.label, "a country without a name", "Give the city, or the name of the country.")
    return {"name": name, "country": _code(field, (country,))} if name else None


_SHOW: Mapping[Widget, Callable[[Any], Raw]] = {
    "words": _show_one, "line": _show_one, "choice": _show_one, "act": _show_one, "code": _show_one, "date": _show_one,
    "list": _show_list, "topics": _show_many, "offices": _show_offices, "place": _show_place,
}  # fmt: skip
_READ: Mapping[Widget, Callable[[Field, Raw], Any]] = {
    "words": _one, "line": _one, "choice": _choice, "act": _choice, "code": _code, "date": _one, "list": _list, "topics": _many,
    "offices": _offices, "place": _place,
}  # fmt: skip
