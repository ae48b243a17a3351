"""All tables, search over their entries, and each table with how often its entries fired."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.lexicon import Entry, load
from communique.lexicon.load import digest, names
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.pages.lexicons.counts import BASES, Basis, counts
from communique.web.pages.lexicons.lookup import Matches, search, source_of, table_of
from communique.web.pages.lexicons.shown import Row, row_of

router = APIRouter()
Order = Literal["file", "fired"]
Words = Annotated[str, Query(max_length=200)]
Value = Annotated[str | None, Query(max_length=200)]
_SENTENCE = re.compile(r"(?<=[.;])\s")


@dataclass(frozen=True)
class Table:
    """A table: what it is for, how many entries and forms it has, and on what numbers of firings rest."""

    name: str
    purpose: str
    entries: int
    forms: int
    basis: Basis


@dataclass(frozen=True)
class Tables:
    """All tables, the digest of them all that stands in records, and what a search found (None: nothing was sought)."""

    tables: tuple[Table, ...]
    digest: str
    search: Matches | None


@dataclass(frozen=True)
class Opened:
    """One table: what it is for, the rest of the comment at its head, its values with their entries, and rows.

    ``rows`` are those asked for, of ``entries`` in all. ``fired`` in them counts as ``basis`` says (see `Counts`) in
    ``looked`` documents, which are ``all`` that were read or only the newest; ``unfired`` is how many entries did not.
    """

    name: str
    purpose: str
    columns: str
    values: Mapping[str, int]
    entries: int
    unfired: int
    basis: Basis
    looked: int
    all: bool
    rows: tuple[Row, ...]


def tables(words: str) -> Tables:
    """All tables, and the entries that hold some words ("" for none)."""
    return Tables(tuple(map(_table, names())), digest(), search(words) if words.strip() else None)


def _table(name: str) -> Table:
    lexicon = load(name)
    forms = sum(len({form.text for form in entry.forms}) for entry in lexicon.entries)
    return Table(name, _purpose(name), len(lexicon.entries), forms, BASES[name])


def _purpose(name: str) -> str:
    """The first sentence of the comment at the head of a table."""
    return _head(name)[0]


def _head(name: str) -> tuple[str, str]:
    """The comment at the head of a table, without its number signs: the first sentence, and the rest in its lines."""
    comment = _comment(name)
    first = _SENTENCE.split(comment, maxsplit=1)
    return " ".join(first[0].split()).rstrip(";"), first[1].strip("\n") if len(first) > 1 else ""


def _comment(name: str) -> str:
    lines = []
    for line in source_of(name).splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" ").rstrip())
    return "\n".join(lines).strip()


def opened(desk: Desk, name: str, *, value: str | None, never: bool, order: Order) -> Opened:
    """A table, with the entries of a value (None: all), only those that never fired, in an order.

    :raises NotFoundError: where there is no such table.
    """
    lexicon = table_of(name)
    counted = counts(desk, name)
    fired = {entry.id: counted.fired.get(entry.id, 0) for entry in lexicon.entries}
    shown = [entry for entry in lexicon.entries if _meets(entry, fired[entry.id], value, never=never)]
    if order == "fired":
        shown.sort(key=lambda entry: -fired[entry.id])
    values = Counter(entry.value for entry in lexicon.entries if entry.value)
    return Opened(
        name, *_head(name), dict(values), len(lexicon.entries), sum(not number for number in fired.values()), counted.basis,
        counted.looked, counted.all, tuple(row_of(entry, fired[entry.id]) for entry in shown),
    )  # fmt: skip


def _meets(entry: Entry, fired: int, value: str | None, *, never: bool) -> bool:
    return (not value or entry.value == value) and (not never or not fired)


@router.get("/lexicons.json", **described(Tables))
def lexicons_json(_: AReader, q: Words = "") -> Response:
    """The same as JSON."""
    return as_json(tables(q))


@router.get("/lexicons", **PAGE)
def lexicons(request: Request, _: AReader, q: Words = "") -> Response:
    """All tables, and search over their entries."""
    return render(request, "lexicons/index.html", found=tables(q), q=q.strip())


@router.get("/lexicons/tables/{name}.json", **described(Opened))
def table_json(
    desk: OnDesk, _: AReader, name: str, value: Value = None, never: bool = False, order: Order = "file"
) -> Response:
    """The same as JSON."""
    return as_json(opened(desk, name, value=value, never=never, order=order))


@router.get("/lexicons/tables/{name}", **PAGE)
def table(
    request: Request, desk: OnDesk, _: AReader, name: str, value: Value = None, never: bool = False, order: Order = "file"
) -> Response:  # fmt: skip
    """One table."""
    found = opened(desk, name, value=value, never=never, order=order)
    asked = {"value": value or "", "never": never, "order": order}
    return render(request, "lexicons/table.html", found=found, asked=asked)
