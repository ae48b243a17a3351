"""What must hold for every input: no crash, the same result twice, and a text that can be a document."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.document.check import checked
from communique.document.extract import READERS, extract
from communique.document.found import Failure, Found
from communique.record import Document

PAGES = Path(__file__).parent / "pages"
_STARTS = (
    b"",
    b"<html><body>",
    b"<rss version='2.0'><channel><item>",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"From: a\nTo: b\nDate: c\n\n",
    b"{",
    b"# ",
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(_STARTS),
    st.binary(max_size=400),
    st.sampled_from(["a", "a.html", "a.md", "a.jsonl", "a.eml", "a.warc", "a.docx"]),
)
def test_any_bytes_give_texts_or_failures(start: bytes, data: bytes, name: str) -> None:
    items = list(extract(start + data, name=name))
    assert all(isinstance(item, Found | Failure) for item in items)
    assert items or not data or name.endswith(".jsonl") or b"WARC" in start


@pytest.mark.parametrize("kind", ["page", "zip", "warc", "docx", "gzip", "mail", "tar", "mbox"])
def test_a_file_cut_off_anywhere_does_not_crash(kind: str, make: SimpleNamespace) -> None:
    page = (PAGES / "kremlin-1.html").read_bytes()
    whole = {
        "page": page,
        "zip": make.zipped({"a.html": page, "b.txt": "Talks were held."}),
        "warc": make.warc([("https://a.example/", 200, "text/html", page)]),
        "docx": make.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}),
        "gzip": gzip.compress(page),
        "tar": make.tarred({"a.html": page, "b.txt": b"Talks were held."}),
        "mbox": b"From a@b.example Fri May 17 10:00:00 2024\nFrom: a\nTo: b\nSubject: c\n\nTalks were held.\n\n" * 9,
        "mail": b"From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n" + page,
    }[kind]
    for end in range(1, len(whole), max(1, len(whole) // 25)):
        assert list(extract(whole[:end], name="cut"))


@pytest.mark.parametrize("path", sorted(PAGES.glob("*-1.html")), ids=lambda p: p.stem)
def test_the_same_bytes_give_the_same_text_and_it_makes_a_document(path: Path) -> None:
    first, second = (list(extract(path.read_bytes(), name=path.name)) for _ in range(2))
    assert first == second
    (found,) = first
    assert isinstance(found, Found)
    made = checked(Document(id="x", text=found.text, published=found.published))
    assert made.text == found.text and found.text == found.text.strip()


def test_every_reader_is_named_once() -> None:
    assert len(READERS) == 16


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = (
        "selectolax trafilatura htmldate lxml docx feedparser fastwarc pypdfium2 babel charset_normalizer markdown_it"
    )
    code = f"import sys, communique.document.extract; print([m for m in {heavy.split()} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
