"""A line more in an entry of a table, in its TOML source; every other character stays as it is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

_ENTRY = re.compile(r"^\[\[entry\]\]", re.MULTILINE)
_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_INDENT = "    "
_BEHIND = {"no": ("yes",), "wrong": ("no", "yes")}
"""A new column stands behind the first of these that is there; a new `unless` before `yes`."""


class NotEditableError(Exception):
    """The source does not have the form that a line can be added to."""


@dataclass(frozen=True)
class _Array:
    """Where an array stands in a text: ``close`` is its closing bracket, ``last`` the end of its last value (of the opening
    bracket, where it is empty), ``comma`` whether a comma follows that.
    """

    close: int
    last: int
    comma: bool
    empty: bool


def block_of(source: str, id: str) -> tuple[int, int]:
    """Where an entry stands in the source of its table: from its ``[[entry]]`` to the next."""
    starts = [match.start() for match in _ENTRY.finditer(source)]
    rows = tomllib.loads(source).get("entry", [])
    for n, row in enumerate(rows):
        if row.get("id") == id:
            return starts[n], starts[n + 1] if n + 1 < len(starts) else len(source)
    raise NotEditableError(f"no entry {id}")


def with_line(source: str, id: str, column: str, text: str) -> str:
    """The source of a table with a text more in the array of an entry's column.

    :param column: "no", "wrong" or "unless".
    :raises NotEditableError: where the result would not be the same table with that text added.
    """
    start, end = block_of(source, id)
    block = _added(source[start:end], column, text)
    made = source[:start] + block + source[end:]
    if _rows(made) != _wanted(source, id, column, text):
        raise NotEditableError(f"the lines of {id} have a form to which nothing can be added")
    return made


def quoted(text: str) -> str:
    """A TOML basic string."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in marked) + '"'


def _rows(source: str) -> Any:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return None


def _wanted(source: str, id: str, column: str, text: str) -> Any:
    table = tomllib.loads(source)
    row = next(row for row in table["entry"] if row.get("id") == id)
    row[column] = [*row.get(column, ()), text]
    return table


def _added(block: str, column: str, text: str) -> str:
    if (span := lines_of(block, column)) is not None:
        start, end = span
        return block[:start] + _longer(block[start:end], text) + block[end:]
    line = f"{column} = [{quoted(text)}]\n"
    at = _place(block, column)
    head = block[:at]
    return head + ("" if head.endswith("\n") else "\n") + line + block[at:]


def _place(block: str, column: str) -> int:
    """Where the line of a new column goes."""
    if column == "unless":
        span = lines_of(block, "yes")
        return span[0] if span else len(block)
    spans = (lines_of(block, name) for name in _BEHIND[column])
    return next((span[1] for span in spans if span), len(block))


def lines_of(block: str, column: str) -> tuple[int, int] | None:
    """The lines of a column in the block of an entry; None where it has none."""
    found = re.search(rf"^{column}[ \t]*=", block, re.MULTILINE)
    if found is None:
        return None
    end = found.start()
    while end < len(block):
        end = block.find("\n", end) + 1 or len(block)
        if _rows(block[found.start() : end]) is not None:
            return found.start(), end
    raise NotEditableError(f"the column {column} does not end")


def _longer(lines: str, text: str) -> str:
    """The lines of a column with a text more in their array."""
    found = _scanned(lines)
    head, tail = lines[: found.last], lines[found.last :]
    if found.empty:
        return head + quoted(text) + lines[found.close :]
    if "\n" not in lines[found.last : found.close]:
        comma = "" if found.comma else ", "
        return lines[: found.close].rstrip(" \t") + (comma or " ") + quoted(text) + lines[found.close :]
    # The closing bracket has a line of its own: the text gets one too, indented like the last value.
    begin = lines.rfind("\n", 0, found.last) + 1
    indent = re.match(r"[ \t]*", lines[begin:])
    space = indent[0] if indent and begin else _INDENT
    head = head if found.comma else head + ","
    behind, newline, rest = tail.partition("\n")
    return f"{head}{behind}{newline}{space}{quoted(text)},\n{rest}"


def _scanned(lines: str) -> _Array:
    """The array behind the first equals sign."""
    at = lines.index("[", lines.index("=")) + 1
    last, comma, empty = at, False, True
    while at < len(lines):
        char = lines[at]
        if char == "]":
            return _Array(at, last, comma, empty)
        if char == "#":
            at = lines.find("\n", at) % (len(lines) + 1)
            continue
        string = _STRING.match(lines, at)
        if string:
            at, comma, empty = string.end(), False, False
            last = at
            continue
        if char == ",":
            comma = True
        elif not char.isspace():
            break
        at += 1
    raise NotEditableError("an array of other things than strings")
