"""Paths → documents, in order; what cannot be read becomes a failure and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.document.check import checked
from communique.document.decode import decode
from communique.document.found import Failure
from communique.errors import InputError
from communique.record import Document

_FIELDS = ("title", "issuer", "published", "language", "url")
_SUFFIXES = (".txt", ".json", ".jsonl")


__all__ = ["Failure", "Loaded", "load_bytes", "load_paths"]

Loaded = Document | Failure


def load_paths(paths: list[str], defaults: Mapping[str, str | None], encoding: str | None = None) -> Iterator[Loaded]:
    """The documents of `paths` ("-" is standard input; a folder gives its .txt, .json and .jsonl files, sorted).

    :param defaults: title, issuer, published, language for documents that do not say so themselves.
    """
    for name in paths:
        try:
            yield from _load(name, defaults, encoding)
        except InputError as error:
            yield Failure(name, error)


def _load(name: str, defaults: Mapping[str, str | None], encoding: str | None) -> Iterator[Loaded]:
    if name == "-":
        yield from load_bytes(sys.stdin.buffer.read(), "standard input", "stdin", "", defaults, encoding)
        return
    path = Path(name)
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in _SUFFIXES)
        if not files:
            raise InputError(name, "no .txt, .json or .jsonl file in this folder", "Name the files, or another folder.")
        for file in files:
            yield from load_paths([str(file)], defaults, encoding)
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            name, (error.strerror or "cannot be read").lower(), "Check the path and its permissions."
        ) from None
    yield from load_bytes(data, name, path.stem, path.suffix.lower(), defaults, encoding)


def load_bytes(
    data: bytes, where: str, stem: str, suffix: str, defaults: Mapping[str, str | None], encoding: str | None
) -> Iterator[Loaded]:
    """The documents of `data`: those of JSON or JSON lines, else the text itself.

    :param stem: the id of a document that has none.
    :param suffix: ".jsonl", ".json", ".txt" or "", where it is to be guessed.
    :raises InputError: where `data` is no text.
    """
    text = decode(data, where, encoding)
    if suffix == ".jsonl" or (not suffix and _looks_like_lines(text)):
        yield from _of_lines(text, where, stem, defaults)
    elif suffix == ".json" or (not suffix and text.lstrip().startswith("{")):
        yield _guard(where, lambda: _document(_parse(text, where), where, stem, defaults))
    else:
        yield _guard(where, lambda: checked(Document(id=stem, text=text, **_given({}, defaults, where))))


def _looks_like_lines(text: str) -> bool:
    lines = text.strip().split("\n", 2)
    return len(lines) > 1 and all(line.startswith("{") for line in lines[:2])


def _of_lines(text: str, where: str, stem: str, defaults: Mapping[str, str | None]) -> Iterator[Loaded]:
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{where} line {number}"
        loaded = _guard(
            place,
            lambda line=line, place=place, number=number: _document(
                _parse(line, place), place, f"{stem}-{number}", defaults
            ),
        )
        if isinstance(loaded, Document):
            if loaded.id in seen:
                error = InputError(
                    place,
                    f"id {loaded.id!r} stands at line {seen[loaded.id]} already",
                    "Give every document an id of its own.",
                )
                yield Failure(place, error)
                continue
            seen[loaded.id] = number
        yield loaded


def _guard(where: str, make: Any) -> Loaded:
    try:
        document: Document = make()
    except InputError as error:
        return Failure(where, error)
    return document


def _parse(source: str, where: str) -> Any:
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}, column {error.colno}",
            f"no valid JSON ({error.msg.lower()})",
            "Mend the line; one JSON object each.",
        ) from None
    except RecursionError:
        raise InputError(where, "JSON nested too deeply", "Give one flat object a document.") from None


def _document(row: Any, where: str, fallback: str, defaults: Mapping[str, str | None]) -> Document:
    if isinstance(row, dict) and isinstance(row.get("document"), dict):
        row = row["document"]
    if not isinstance(row, dict):
        raise InputError(
            where, f"a JSON {type(row).__name__} where an object was expected", 'Write {"id": …, "text": …}.'
        )
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(
            where,
            "no `text`" if text is None else f"`text` is a {type(text).__name__}",
            "Put the readout into `text` as a string.",
        )
    given = row.get("id")
    if given is not None and not isinstance(given, str | int):
        raise InputError(where, f"`id` is a {type(given).__name__}", "Make it a string.")
    return checked(Document(id=fallback if given is None else str(given), text=text, **_given(row, defaults, where)))


def _given(row: Mapping[str, Any], defaults: Mapping[str, str | None], where: str) -> dict[str, str | None]:
    fields: dict[str, str | None] = {}
    for name in _FIELDS:
        value = row.get(name)
        value = defaults.get(name) if value is None else value
        if value is not None and not isinstance(value, str):
            raise InputError(where, f"`{name}` is a {type(value).__name__}", "Make it a string, or leave it out.")
        fields[name] = value
    return fields
