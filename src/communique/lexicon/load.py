"""TOML tables → lexicons. A table loads on first use and stays loaded; a broken one says file and line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from communique.errors import LexiconError
from communique.lexicon.inflect import verb_forms
from communique.lexicon.model import Entry, Form, Lexicon

_OWN = frozenset({"id", "forms", "verbs", "value", "unless", "yes", "no", "wrong", "case", "note"})
_ENTRY = re.compile(r"^\[\[entry\]\]", re.MULTILINE)


def _folder() -> Any:
    return files("communique.lexicons")


def names() -> tuple[str, ...]:
    """The names of the tables, sorted."""
    return tuple(sorted(f.name[:-5] for f in _folder().iterdir() if f.name.endswith(".toml")))


def purpose(name: str) -> str:
    """What the table is for: the first line of its head."""
    source: str = (_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return source.splitlines()[0].removeprefix("#").strip()


@cache
def load(name: str, language: str = "en") -> Lexicon:
    """The table `name` (``lexicons/<name>.toml``) with the forms of `language`.

    :raises LexiconError: where the table breaks a rule, with file and line.
    """
    path = _folder() / f"{name}.toml"
    return parse(path.read_text(encoding="utf-8"), name, language)


@cache
def digest() -> str:
    """The first 16 hex digits of the SHA-256 over all tables in order of name: which lexicons made a record."""
    total = hashlib.sha256()
    for file in sorted(_folder().iterdir(), key=lambda f: f.name):
        if file.name.endswith((".toml", ".tsv")):
            total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def parse(source: str, name: str, language: str = "en") -> Lexicon:
    """A table from its TOML source; `name` stands in messages."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml", f"no valid TOML ({error})", "Mend the syntax at that line.") from None
    lines = [source.count("\n", 0, m.start()) + 1 for m in _ENTRY.finditer(source)]
    allowed = frozenset(table.get("attributes", ()))
    rows = table.get("entry", [])
    entries = tuple(
        _entry(row, f"{name}.toml line {line}", line, allowed, language) for row, line in zip(rows, lines, strict=True)
    )
    return Lexicon(name, tuple(table.get("values", ())), entries, bool(table.get("shared", False)))


def _entry(row: Mapping[str, Any], where: str, line: int, allowed: frozenset[str], language: str) -> Entry:
    if "id" not in row:
        raise LexiconError(where, "an entry without id", "Give it an id that is never changed and never reused.")
    where = f"{where} ({row['id']})"
    if not row.get("yes"):
        raise LexiconError(
            where, "an entry without `yes`", "Add a sentence in which it fires, the words in [brackets]."
        )
    unknown = sorted(set(row) - _OWN - allowed)
    if unknown:
        raise LexiconError(
            where, f"unknown column {unknown[0]!r}", "Declare it in `attributes` at the top or mend the spelling."
        )
    forms = [Form(text, frozenset()) for text in _of_language(row.get("forms", ()), language)]
    for phrase in _of_language(row.get("verbs", ()), language):
        forms.extend(verb_forms(phrase))
    return Entry(
        id=row["id"], value=row.get("value"), forms=tuple(forms), unless=tuple(row.get("unless", ())),
        yes=tuple(row["yes"]), no=tuple(row.get("no", ())), wrong=tuple(row.get("wrong", ())),
        case=bool(row.get("case", False)), note=row.get("note", ""),
        attributes={key: row[key] for key in row if key in allowed}, line=line,
    )  # fmt: skip


def _of_language(forms: Any, language: str) -> list[str]:
    """Forms of one language: a plain list is English; a table has one list for each language."""
    if isinstance(forms, Mapping):
        return list(forms.get(language, ()))
    return list(forms) if language == "en" else []
