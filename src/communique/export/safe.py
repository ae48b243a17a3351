"""Cells that no spreadsheet takes for a formula.

A text that begins with one of ``= + - @``, a tab, a line end, or the full-width form of one of the signs, is written
with an apostrophe before it (OWASP, "CSV Injection"). So is one that begins with apostrophes and then such a character,
so that `plain` gives back exactly what was there. Numbers are no text and stay as they are.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Cell = str | int | float | None


def guarded(cell: Cell) -> Cell:
    """`cell` as it may stand in a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and _RISKY.match(cell) else cell


def plain(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def xml_text(text: str) -> str:
    """`text` with U+FFFD for each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
