"""States, demonyms, cities, international bodies and seats of government that a text names.

Names: ISO 3166-1 and CLDR (states.tsv), GeoNames CC BY 4.0 (cities.tsv), bodies.toml; words around a name that decide
whether it is one: states.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from communique.lexicon import Entry, Form, Hit, Lexicon, fold, load

PlaceKind = Literal["state", "demonym", "city", "body", "seat"]
_NONE: frozenset[str] = frozenset()
_ORGANISATIONS = frozenset({"EUU", "UNO", "NAT", "ASN", "AFU"})
_STYLE = re.compile(
    r"\b((?:(?:islamic|federal|federative|democratic|socialist|people's|arab|co-operative) )*(?:republic|kingdom|state|sultanate|commonwealth|principality|emirate|federation) of )(?:the )?$"
)


class PlaceHit(NamedTuple):
    """A place named at ``text[start:end]`` (without "the"); `code` is None for bodies without a code."""

    start: int
    end: int
    kind: PlaceKind
    code: str | None
    name: str
    entry: str | None


class _Row(NamedTuple):
    kind: PlaceKind
    code: str | None
    name: str
    mark: str


def find_places(text: str, folded: str) -> tuple[PlaceHit, ...]:
    """Every place that the text names, in order of start; of overlapping names the leftmost, then the longest counts."""
    words = load("states").find(text, folded, overlapping=True)
    hidden = [(h.start, h.end) for h in words if h.entry.value == "hides"]
    after = {h.start for h in words if h.entry.value == "instrument"}
    at = {h.end for h in words if h.entry.value == "at"}
    before = {h.end for h in words if h.entry.value == "before"}
    lexicon, rows = _gazetteer()
    found: list[PlaceHit] = []
    for hit in lexicon.find(*_unaccented(text, folded), overlapping=True):
        row = rows[hit.entry.id]
        if found and hit.start < found[-1].end:
            continue
        if row.kind in ("city", "state", "demonym") and any(s <= hit.start and hit.end <= e for s, e in hidden):
            continue
        if row.kind == "city" and not _is_city(text, hit, row, at, before, after, found):
            continue
        kind: PlaceKind = "body" if row.code in _ORGANISATIONS and row.kind == "state" else row.kind
        start = _with_style(folded, hit.start) if kind == "state" else hit.start
        found.append(PlaceHit(start, hit.end, kind, row.code, row.name, hit.entry.id))
    return tuple(found)


def _unaccented(text: str, folded: str) -> tuple[str, str]:
    """Both with letters in place of accented ones ("Brasília" → "Brasilia"); same length, so same offsets."""
    if text.isascii():
        return text, folded
    for char in {c for c in set(text) if ord(c) > 127 and c.isalpha()}:
        base = unicodedata.normalize("NFD", char)[0]
        if base != char and base.isascii():
            text, folded = text.replace(char, base), folded.replace(char, base).replace(char.lower(), base.lower())
    return text, folded


def _with_style(folded: str, start: int) -> int:
    """The start of "Republic of Turkey" where only "Turkey" stands in the table."""
    style = _STYLE.search(folded, max(0, start - 40), start)
    return style.start(1) if style else start


def _is_city(
    text: str, hit: Hit, row: _Row, at: set[int], before: set[int], after: set[int], found: list[PlaceHit]
) -> bool:
    if hit.end + 1 in after:
        return False
    if row.mark == "region":
        return bool(found) and found[-1].kind == "city" and text[found[-1].end : hit.start].strip() == ","
    if hit.start - 1 in at:
        return True
    if row.mark == "in":
        return False
    if row.mark == "sure" or hit.start - 1 in before:
        return True
    return not _word_in_capitals_touches(text, hit)


def _word_in_capitals_touches(text: str, hit: Hit) -> bool:
    """True where a capitalised word stands right before or after, as in a person's name."""
    head = text[max(0, hit.start - 60) : hit.start]
    if head.endswith(" "):
        word = head[:-1].rsplit(None, 1)[-1:] or [""]
        if word[0][:1].isupper() and word[0][-1:].isalnum():
            return True
    tail = text[hit.end : hit.end + 2]
    return len(tail) == 2 and tail[0] == " " and tail[1].isupper()


def _rows(name: str) -> Iterator[list[str]]:
    source = (files("communique.lexicons") / name).read_text(encoding="utf-8")
    for line in source.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _state_names(names: list[str]) -> dict[str, None]:
    """The names as listed, and those that the table's head says are made from them."""
    forms: dict[str, None] = {}
    for name in names:
        for form in (
            name,
            _plain(name),
            name.replace("&", "and"),
            name.replace("Saint ", "St. "),
            name.replace("Saint ", "St "),
        ):
            forms[form] = None
        if (len(name) > 4 and name.isascii() and " " in name) or len(name) > 5:
            forms[name.upper()] = None
    return forms


def _demonym_forms(names: list[str]) -> dict[str, None]:
    forms: dict[str, None] = {}
    for name in names:
        bare = name.rstrip("/-")
        forms[bare] = None
        if name == bare and not bare.endswith(("ese", "ss", "sh", "ch", "s")):
            forms[bare + ("s" if not bare.endswith("y") else "")] = None
    return forms


@cache
def _gazetteer() -> tuple[Lexicon, dict[str, _Row]]:
    """All names as one lexicon, and what each is; the first listed of two equal names counts."""
    entries: list[Entry] = []
    rows: dict[str, _Row] = {}
    taken: set[str] = set()

    def add(form: str, row: _Row, *, case: bool = True) -> None:
        if not form.isascii() and _plain(form) != form:
            add(_plain(form), row, case=case)
        key = form if case else fold(form)
        if key and key not in taken:
            taken.add(key)
            entry_id = f"{row.kind}.{row.code or '-'}.{form}"
            entries.append(Entry(entry_id, row.kind, (Form(form, _NONE),), case=case))
            rows[entry_id] = row

    for code, shown, *rest in _rows("states.tsv"):
        names = [shown, *(rest[0].split("|") if rest and rest[0] else [])]
        for form in _state_names(names):
            add(form, _Row("state", code, shown, ""))
        for form in _demonym_forms(rest[1].split("|") if len(rest) > 1 and rest[1] else []):
            add(form, _Row("demonym", code, shown, ""))
    for entry in load("bodies").entries:
        kind: PlaceKind = "seat" if entry.value == "seat" else "body"
        for body in entry.forms:
            add(body.text, _Row(kind, entry.get("code"), body.text, ""), case=entry.case)
    for name, codes, mark in _rows("cities.tsv"):
        code = codes.replace(",", "|").replace(" ", "|").split("|")[0]
        add(name, _Row("city", code, name, mark))
        if mark != "=" and not name.isascii():
            add(_plain(name), _Row("city", code, _plain(name), mark))
        if mark == "sure":
            add(name.upper(), _Row("city", code, name, mark))
    return Lexicon("places", (), tuple(entries)), rows


@cache
def _codes_by_name() -> dict[str, str]:
    _, rows = _gazetteer()
    return {
        _name_key(entry.split(".", 2)[2]): row.code
        for entry, row in rows.items()
        if row.code and (row.kind == "state" or (row.kind == "body" and row.code in _ORGANISATIONS))
    }


def _name_key(name: str) -> str:
    return " ".join(fold(_plain(name)).split()).removeprefix("the ")


@cache
def _state_table() -> dict[str, str]:
    return {code: shown for code, shown, *_ in _rows("states.tsv")}


def state_names() -> Mapping[str, str]:
    """Code → English name of every state and organisation that has a code."""
    return _state_table()


def code_of(name: str) -> str | None:
    """The code of a state or organisation by one of its names, in any case ("france", "EU", "the Holy See").

    None where it is no such name; that of a city or a demonym is none.
    """
    return _codes_by_name().get(_name_key(name))


def state_name(code: str) -> str:
    """The English name of a state or organisation by its code ("FRA" → "France"); the code itself where unknown."""
    return _state_table().get(code, code)
