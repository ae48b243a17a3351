"""Tables by name, entries by id, and entries by words of their forms."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib.resources import files

from communique.lexicon import Entry, Lexicon, load
from communique.lexicon.fold import fold
from communique.lexicon.load import names
from communique.web.errors import NotFoundError

MOST_FOUND = 100
_FORMS_SHOWN = 4
_ALL = "See /lexicons for all tables, and search there."


@dataclass(frozen=True)
class Found:
    """An entry of an id in the first of the tables, by name, that has it; ``others`` are the rest of these tables."""

    lexicon: Lexicon
    entry: Entry
    others: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """An entry that a search found: by its id, or by ``forms``, the best of its forms that hold the words."""

    table: str
    id: str
    value: str | None
    forms: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Matches:
    """The best entries of a search (at most 100), and how many there are."""

    words: str
    found: tuple[Match, ...]
    total: int


def table_of(name: str) -> Lexicon:
    """The table of a name.

    :raises NotFoundError: where there is none.
    """
    if name not in names():
        raise NotFoundError(f"table {name}", "there is no such table", _hint(name, names()))
    return load(name)


def source_of(name: str) -> str:
    """The TOML of a table as it stands in its file."""
    return (files("communique.lexicons") / f"{name}.toml").read_text(encoding="utf-8")


def entry_of(id: str, table: str | None = None) -> Found:
    """The entry of an id.

    :param table: the one of this table; some ids stand in several.
    :raises NotFoundError: where there is none.
    """
    within = [name for name in names() if id in load(name).by_id]
    if not within or (table and table not in within):
        where = f"entry {id}" + (f" of {table}" if table else "")
        known = {entry for name in names() for entry in load(name).by_id}
        raise NotFoundError(where, "there is no such entry", _hint(id, known))
    first = table or within[0]
    lexicon = load(first)
    return Found(lexicon, lexicon.by_id[id], tuple(name for name in within if name != first))


def _hint(given: str, known: tuple[str, ...] | set[str]) -> str:
    near = difflib.get_close_matches(given[:80], sorted(known), 3, 0.6)
    return f"Did you mean {', '.join(near)}?" if near else _ALL


def search(words: str) -> Matches:
    """The entries whose id or forms hold these words, in any case; whole ids and forms first, then their beginnings."""
    asked = fold(" ".join(words.split()))
    if not asked:
        return Matches(words, (), 0)
    every = [ranked for name in names() for entry in load(name).entries if (ranked := _ranked(asked, name, entry))]
    every.sort(key=lambda one: (one[0], one[1].table, one[1].id))
    return Matches(words, tuple(match for _, match in every[:MOST_FOUND]), len(every))


def _ranked(asked: str, table: str, entry: Entry) -> tuple[int, Match] | None:
    held = {form.text: _rank(asked, fold(form.text)) for form in entry.forms}
    forms = sorted((text for text, rank in held.items() if rank < 3), key=lambda text: (held[text], len(text), text))
    best = min([_rank(asked, fold(entry.id)), *held.values()])
    if best == 3:
        return None
    return best, Match(table, entry.id, entry.value, tuple(forms[:_FORMS_SHOWN]), max(0, len(forms) - _FORMS_SHOWN))


def _rank(asked: str, text: str) -> int:
    """0: the same; 1: begins with it; 2: holds it; 3: none of these."""
    return 0 if text == asked else 1 if text.startswith(asked) else 2 if asked in text else 3
