"""By what name a document is known again."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import Document
from communique.document.found import Found
from communique.document.sniff import HTML, JSON, PDF, RSS
from communique.intake.naming import identity, name_of
from communique.store import id_of

URL = "https://example.org/a"
RECORD = "urn:uuid:00000000-0000-0000-0000-00000000000"


def name(file: str, kind: str, part: str = "", url: str | None = None) -> str:
    given, inside = identity(Found("text", b"bytes", kind, part, url=url), file)
    return id_of(Document(id=given, url=url, text="text"), inside)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a.html", HTML), ("a.html", HTML), True),
        (("a.html", HTML), ("b.html", HTML), False),
        (("a.html", HTML, "", URL), ("b.html", HTML, "", URL), False),
        (("a.zip", PDF, "x.pdf"), ("a.zip", PDF, "y.pdf"), False),
        (("a.zip", PDF, "x.pdf"), ("b.zip", PDF, "x.pdf"), False),
        (("a.zip", HTML, "x.html", URL), ("a.zip", HTML, "y.html", URL), False),
        (("a.warc", HTML, f"{RECORD}1", URL), ("b.warc", HTML, f"{RECORD}2", URL), True),
        (("a.warc", HTML, f"{RECORD}1", URL), ("b.wacz", HTML, f"archive/d.warc.gz!/{RECORD}2", URL), True),
        (("a.warc", HTML, f"{RECORD}1", URL), ("a.warc", HTML, f"{RECORD}2", URL + "b"), False),
        (("a.warc", PDF, f"{RECORD}1!/x.pdf", URL), ("a.warc", PDF, f"{RECORD}1!/y.pdf", URL), False),
        (("jan.xml", RSS, "item-1", URL), ("feb.xml", RSS, "item-1", URL), True),
        (("jan.xml", RSS, "item-1", URL), ("jan.xml", RSS, "item-2", URL), False),
        (("jan.xml", RSS, "item-1"), ("feb.xml", RSS, "item-1"), False),
        (("a.jsonl", JSON, "1", URL), ("a.jsonl", JSON, "2", URL), False),
        (("a.jsonl", JSON, "1"), ("b.jsonl", JSON, "1"), False),
    ],
)
def test_what_is_one_document(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert (name(*one) == name(*other)) is same


@pytest.mark.parametrize(
    ("path", "store", "expected"),
    [
        ("docs/a.txt", "communique.db", "docs/a.txt"),
        ("docs/../a.txt", "./communique.db", "a.txt"),
        ("a.txt", "data/communique.db", "{here}/a.txt"),
        ("a.txt", None, "{here}/a.txt"),
    ],
)
def test_a_file_is_named_from_the_folder_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, store: str | None, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert name_of(Path(path), Path(store) if store else None) == expected.format(here=tmp_path)
