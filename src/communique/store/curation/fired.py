"""Which lexicon entry decided an act, and in which sentence: kept with a correction, so that it can become a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.record import Record
from communique.store.curation.locate import find
from communique.store.curation.paths import Where


def of(record: Record, where: Where, anchor: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Entry and sentence behind the act of a statement; None for other values, or where no entry decided it."""
    if where.head != "statements" or where.field != "act" or anchor is None:
        return None
    items = record.model_dump(mode="json")["statements"]
    at = find(items, anchor, record.document.text)
    proof = next((e for e in items[at]["evidence"] if e["field"] == "act"), None) if at is not None else None
    if proof is None or proof["entry"] is None or proof["source"] != "text":
        return None
    return {"entry": proof["entry"], "act": items[at]["act"], "sentence": _sentence(record, proof["start"], items[at])}


def _sentence(record: Record, at: int, statement: Mapping[str, Any]) -> str:
    """The sentence in which a character stands, on one line; the statement where it is in no sentence."""
    from communique.reading.page import Page

    spans = (span for spans in Page(record.document).sentences.values() for span in spans)
    found = next(((s.start, s.end) for s in spans if s.start <= at < s.end), None)
    start, end = found or (statement["start"], statement["end"])
    return " ".join(record.document.text[start:end].split())
