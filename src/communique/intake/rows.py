"""JSON lines of any length, a line at a time: each row is a document, and its line the bytes it came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from communique.document.dates import day
from communique.document.found import Failure, Found
from communique.document.limits import Limits
from communique.document.load import load_bytes
from communique.document.sniff import JSON, JSONL, sniff
from communique.errors import InputError

_HEAD = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of encodings whose lines do not end in one byte."""


def is_lines(path: Path) -> bool:
    """Whether a file holds JSON lines in UTF-8.

    :raises OSError: where it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return bool(head) and not head.startswith(_WIDE) and sniff(head, path.name) == JSONL


def lines_of(path: Path, limits: Limits) -> Iterator[Found | Failure]:
    """The rows of a file, in order; a row's part is its id, else the number of its line. A bad line is a failure.

    :raises OSError: where the file cannot be read.
    """
    seen: dict[str, int] = {}
    number = 0
    with path.open("rb") as file:
        while line := file.readline(limits.max_page_bytes + 1):
            number += 1
            where = f"{path} line {number}"
            if len(line) > limits.max_page_bytes:
                _skip_rest(file, line, limits.max_page_bytes)
                what = f"more than the {limits.max_page_bytes:,} bytes of a line that are read"
                yield Failure(where, InputError(where, what, "Mend the line; one JSON object each."))
            elif line.strip():
                yield from _row(line.removeprefix(b"\xef\xbb\xbf"), where, number, seen)


def _row(line: bytes, where: str, number: int, seen: dict[str, int]) -> Iterator[Found | Failure]:
    try:
        loaded = next(load_bytes(line, where, f"line {number}", ".json", {}, None))
    except InputError as error:
        loaded = Failure(error.where, error)
    if isinstance(loaded, Failure):
        said = loaded.error
        named = said.where if said.where.startswith(where) else f"{where}, {said.where}"
        yield Failure(where, InputError(named, said.what, said.mend))
        return
    if loaded.id in seen:
        what = f"id {loaded.id!r} stands at line {seen[loaded.id]} already"
        yield Failure(where, InputError(where, what, "Give every document an id of its own."))
        return
    seen[loaded.id] = number
    yield Found(
        loaded.text, line.rstrip(b"\r\n"), JSON, loaded.id, loaded.title, loaded.issuer, day(loaded.published),
        loaded.language, loaded.url,
    )  # fmt: skip


def _skip_rest(file: IO[bytes], line: bytes, step: int) -> None:
    """Reads on to the end of a line that is too long, and keeps nothing of it."""
    while line and not line.endswith(b"\n"):
        line = file.readline(step)
