"""Reads gold sets and scores what Communiqué makes of their texts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.reading import read_document
from communique.record import Document

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
"""Where the hand-coded and the uncoded readouts lie; they are other people's texts and no part of the project."""
_FIELDS = ("title", "issuer", "published", "language", "url", "text")


def document_of(row: dict[str, Any], name: str) -> Document:
    """A document from a row of a gold or corpus file; fields that are no document's are left out."""
    return Document(id=name, **{key: row.get(key) for key in _FIELDS})


def gold_sets() -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """The sets by name: the shared dev gold where it is at hand, and the project's own invented texts."""
    for label, folder in (("gold/dev", SHARED / "gold" / "dev"), ("tests/gold", ROOT / "tests" / "gold")):
        rows = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("*.json"))}
        if rows:
            yield label, rows


def predictions(gold: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The record of each gold text, as plain data."""
    return {n: read_document(document_of(row["document"], n)).model_dump(mode="json") for n, row in gold.items()}


def corpus(name: str) -> Iterator[Document]:
    """The uncoded texts of ``../shared/corpus/<name>.jsonl``."""
    path = SHARED / "corpus" / f"{name}.jsonl"
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            yield document_of(row.get("document", row), f"{name}-{number}")
