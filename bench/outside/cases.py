"""Reads PLOVER gold-standard records (JSON) and PETRARCH unit tests (XML): texts, and how their authors coded them.

The field's files are looser than their formats: the PLOVER records stand one a line, in an array, or parted by commas
with commas before closing braces; older ones say ``source`` and ``target``, ``event`` and ``mode`` as strings.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from communique.errors import InputError

_TRAILING = re.compile(r",(\s*[}\]])")
_ABOUT = "DOCUMENT"
"""What the gold-standard file calls a record that is about the file itself."""
_NOW = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""Types of PLOVER 0.5 under their names in 0.8."""
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


class Coded(NamedTuple):
    """One event: who, to whom (first three letters of each code), the code, and PLOVER's mode ("" where none)."""

    sources: frozenset[str]
    targets: frozenset[str]
    code: str
    mode: str = ""


class Case(NamedTuple):
    """One text; `date` is YYYY-MM-DD."""

    id: str
    date: str | None
    text: str
    events: tuple[Coded, ...]


def load(path: Path) -> tuple[str, list[Case]]:
    """The scheme (``plover`` or ``cameo``) and the cases of a file.

    :raises InputError: where the file is neither form, or holds no case.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "Check the path; the file has to be UTF-8.") from None
    scheme = "cameo" if source.lstrip().startswith("<") else "plover"
    cases = list(_petrarch(source, path) if scheme == "cameo" else _plover(source, path))
    if not cases:
        raise InputError(str(path), "no case in it", "Give PLOVER records in JSON, or PETRARCH unit tests in XML.")
    return scheme, cases


def _petrarch(source: str, path: Path) -> Iterator[Case]:
    try:
        root = ET.fromstring(source)
    except ET.ParseError as error:
        raise InputError(f"{path}:{error.position[0]}", f"no valid XML ({error})", "Mend the file there.") from None
    for number, sentence in enumerate(root.iter("Sentence"), 1):
        text = " ".join((sentence.findtext("Text") or "").split())
        if text:
            yield Case(sentence.get("id") or str(number), _day(sentence.get("date")), text, tuple(_codings(sentence)))


def _codings(sentence: ET.Element) -> Iterator[Coded]:
    for coding in sentence.iter("EventCoding"):
        code = coding.get("eventcode")
        if code:
            source, target = (frozenset({(coding.get(key) or "")[:3]} - {""}) for key in ("sourcecode", "targetcode"))
            yield Coded(source, target, code)


def _plover(source: str, path: Path) -> Iterator[Case]:
    for number, row in enumerate(_objects(source, path), 1):
        if isinstance(row, dict) and row.get("event") == _ABOUT:
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise InputError(f"{path} record {number}", "no `text`", "Each record needs the text that was coded.")
        actors, recipients = (
            _codes(row.get(new) or row.get(old)) for new, old in (("actor", "source"), ("recipient", "target"))
        )
        modes = _strings(row.get("mode")) or [""]
        codes = [_NOW.get(code, code) for code in _strings(row.get("event"))]
        events = tuple(Coded(actors, recipients, code, mode) for code in codes for mode in modes)
        yield Case(str(row.get("id", number)), _day(row.get("date")), row["text"], events)


def _objects(source: str, path: Path) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(), 0
    source = _TRAILING.sub(r"\1", source)
    while True:
        at += len(source[at:]) - len(source[at:].lstrip(", \t\r\n"))
        if at >= len(source):
            return
        try:
            row, at = decoder.raw_decode(source, at)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{error.lineno}", f"no valid JSON ({error.msg.lower()})", "Mend it.") from None
        yield from row if isinstance(row, list) else (row,)


def _codes(entities: Any) -> frozenset[str]:
    rows = entities if isinstance(entities, list) else []
    return frozenset(row["code"][:3] for row in rows if isinstance(row, dict) and isinstance(row.get("code"), str))


def _strings(value: Any) -> list[str]:
    return [value] if isinstance(value, str) and value else [str(v) for v in value] if isinstance(value, list) else []


def _day(value: Any) -> str | None:
    found = _DAY.match(str(value or ""))
    return "-".join(found.groups()) if found else None
