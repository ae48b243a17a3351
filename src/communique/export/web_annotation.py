"""W3C Web Annotations (JSON-LD): one collection; each value of a record is an annotation of the words it came from.

Every target has a TextQuoteSelector (exact, prefix, suffix of up to 32 characters) and a TextPositionSelector (start,
end) in code points of the document's text. The class of a value (``statement``, ``date`` …) is a body with the purpose
``classifying``; its fields are bodies with the purpose ``tagging``, written ``field=value``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from communique.export.report import Loss, Report, whole
from communique.record import Participant, Quoted, Record, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
_NO_WORDS = "it was taken from what the user said of the document; there are no words to annotate"


class Mark(NamedTuple):
    """One value: its class, its number in the record, where it stands, and its fields in order."""

    kind: str
    number: str
    start: int
    end: int
    fields: tuple[tuple[str, str], ...]


def write(records: Iterable[Record], out: Path) -> Report:
    """Writes one collection with all annotations in one page; a value without words in the text is a loss."""
    count, losses = 0, list[Loss]()
    head = {"@context": CONTEXT, "id": "urn:communique:annotations", "type": "AnnotationCollection"}
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            json.dumps(head)[:-1] + ', "first": {"id": "urn:communique:annotations:1", "type": "AnnotationPage",'
        )
        file.write(' "startIndex": 0, "items": [')
        for record in records:
            for mark in marks(record):
                if mark.start == mark.end:
                    losses.append(Loss(record.document.id, None, f"{mark.kind}: {_NO_WORDS}"))
                    continue
                line = json.dumps(annotation(record, mark), ensure_ascii=False)
                file.write((",\n" if count else "\n") + line)
                count += 1
        file.write(f'\n]}}, "total": {count}}}\n')
    return Report(count, tuple(losses))


def annotation(record: Record, mark: Mark) -> dict[str, Any]:
    """One annotation, without context."""
    about = record.document
    classes = [{"type": "TextualBody", "purpose": "classifying", "value": mark.kind}]
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": f"{key}={value}"} for key, value in mark.fields]
    return {
        "id": f"urn:communique:{quote(about.id, safe='')}:{mark.kind}:{quote(mark.number, safe='')}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": f"communique {record.version.software}"},
        "body": classes + tags,
        "target": {"source": source_of(record), "selector": selectors(about.text, mark.start, mark.end)},
    }


def source_of(record: Record) -> str:
    """The IRI of the document: its address on the web, else a URN made of its id."""
    url = record.document.url or ""
    if url.startswith(("http://", "https://")) and not set(url) & set(' \t\n\r<>"{}|\\^`'):
        return url
    return f"urn:communique:document:{quote(record.document.id, safe='')}"


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """The two selectors of ``text[start:end]``."""
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    return [words, {"type": "TextPositionSelector", "start": start, "end": end}]


def marks(record: Record) -> Iterator[Mark]:
    """The values of a record that stand in its text, in the order of the record's fields."""
    meeting = record.meeting
    values = {"kind": meeting.kind, "date": meeting.date, "place": meeting.place.name if meeting.place else None}
    for number, proof in enumerate(meeting.evidence):
        value = values.get(proof.field.removeprefix("meeting."))
        fields = ((proof.field.removeprefix("meeting."), value),) if value else ()
        yield Mark("encounter", str(number), proof.start, proof.end, fields)
    for number, person in enumerate(record.participants):
        yield Mark("participant", str(number), person.start, person.end, _person(person))
    for said in record.statements:
        yield Mark("statement", said.id, said.start, said.end, _statement(said))
    named: list[tuple[str, Iterable[Quoted], tuple[str, ...]]] = [
        ("date", record.dates, ("value",)),
        ("topic", record.topic_mentions, ("topic",)),
        ("reference", record.references, ("what", "who", "date", "since")),
        ("formula", record.formulae, ("id", "phrase", "speaker")),
    ]
    for kind, items, keys in named:
        for number, item in enumerate(items):
            yield Mark(kind, str(number), item.start, item.end, _fields(item, keys))


def _person(person: Participant) -> tuple[tuple[str, str], ...]:
    return _fields(person, ("name", "role", "organisation", "country", "capacity"))


def _statement(said: Statement) -> tuple[tuple[str, str], ...]:
    return _fields(said, ("act", "speaker", "country", "addressees", "topics", "polarity"))


def _fields(item: object, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for key in keys:
        value = getattr(item, key)
        pairs += [(key, one) for one in (value if isinstance(value, tuple) else (value,)) if one is not None]
    return tuple(pairs)
