"""brat stand-off: a folder with ``<id>.txt``, ``<id>.ann`` for each document, and the ``annotation.conf`` brat needs.

The text is the document's, unaltered, so that offsets are those of the record (code points). A span over a line end is
written in fragments, as brat wants it. Who speaks is a relation where the speaker is a participant; what has no place in
the scheme (addressees, topics, conditions) stands in a note.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

from communique.export.report import Loss, Report, folder, whole
from communique.export.web_annotation import Mark, marks
from communique.record import Act, Capacity, Polarity, Record

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_TYPES = {
    "encounter": "Encounter", "participant": "Person", "statement": "Statement", "date": "Date", "topic": "Topic",
    "reference": "Reference", "formula": "Formula",
}  # fmt: skip
_ATTRIBUTES = {"act": ("Act", Act), "polarity": ("Polarity", Polarity), "capacity": ("Capacity", Capacity)}
_OWNERS = {"Act": "Statement", "Polarity": "Statement", "Capacity": "Person"}


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes two files a record; rows are text-bound annotations. A value without words in the text is a loss."""
    rows, losses, names = 0, list[Loss](), set[str]()
    home = folder(out)
    with whole(home / "annotation.conf") as part:
        part.write_text(_conf(), encoding="utf-8")
    for record in records:
        name = _file_name(record.document.id, names)
        lines = list(lines_of(record))
        losses.extend(line for line in lines if isinstance(line, Loss))
        kept = [line for line in lines if not isinstance(line, Loss)]
        rows += sum(line.startswith("T") for line in kept)
        with whole(home / f"{name}.txt") as part:
            part.write_bytes(record.document.text.encode("utf-8"))
        with whole(home / f"{name}.ann") as part:
            part.write_bytes("".join(f"{line}\n" for line in kept).encode("utf-8"))
    return Report(rows, tuple(losses))


def lines_of(record: Record) -> Iterator[str | Loss]:
    """The lines of one .ann file: spans, with their attributes and notes, then who said what."""
    text, people, spoken = record.document.text, dict[str, str](), list[tuple[str, str]]()
    attributes, notes = count(1), count(1)
    for number, mark in enumerate(marks(record), 1):
        tag, fields = f"T{number}", dict[str, list[str]]()
        pieces = [m.span() for m in _LINE.finditer(text, mark.start, mark.end)]
        if not pieces:
            key = mark.number if mark.kind == "statement" else None
            yield Loss(record.document.id, key, f"{mark.kind}: there are no words to annotate")
            continue
        for key, value in mark.fields:
            fields.setdefault(key, []).append(value)
        where = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"{tag}\t{_TYPES[mark.kind]} {where}\t{' '.join(text[start:end] for start, end in pieces)}"
        for key in [k for k in fields if k in _ATTRIBUTES]:
            yield f"A{next(attributes)}\t{_ATTRIBUTES[key][0]} {tag} {fields.pop(key)[0]}"
        if fields:
            yield f"#{next(notes)}\tAnnotatorNotes {tag}\t{_note(fields)}"
        _remember(mark, tag, people, spoken)
    said = [(tag, people[speaker]) for tag, speaker in spoken if speaker in people]
    yield from (f"R{n}\tSpeaker Arg1:{one} Arg2:{other}" for n, (one, other) in enumerate(said, 1))


def _remember(mark: Mark, tag: str, people: dict[str, str], spoken: list[tuple[str, str]]) -> None:
    fields = dict(mark.fields)
    if mark.kind == "participant":
        people.setdefault(fields["name"], tag)
    elif mark.kind == "statement":
        spoken.append((tag, fields["speaker"]))


def _note(fields: dict[str, list[str]]) -> str:
    return " ".join("; ".join(f"{key}={', '.join(values)}" for key, values in fields.items()).split())


def _conf() -> str:
    values = {name: "|".join(typing.get_args(kind)) for name, kind in _ATTRIBUTES.values()}
    return "\n".join([
        "[entities]", *_TYPES.values(), "", "[relations]", "Speaker\tArg1:Statement, Arg2:Person",
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]",
        *(f"{name}\tArg:{_OWNERS[name]}, Value:{kinds}" for name, kinds in values.items()), "",
    ])  # fmt: skip


def _file_name(name: str, used: set[str]) -> str:
    """A file name for a document id: percent-encoded, and numbered where it was used before, whatever its case."""
    plain = quote(name, safe=" ()[],;=@+")[:120] or "document"
    chosen = plain if plain.casefold() not in used and plain not in (".", "..") else None
    numbers = count(2)
    while chosen is None or chosen.casefold() in used:
        chosen = f"{plain}-{next(numbers)}"
    used.add(chosen.casefold())
    return chosen
