"""Media types: the bytes are believed before the header, the header before the name."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document.extract import READERS
from communique.document.sniff import (
    ATOM,
    BINARY,
    DOCX,
    GZIP,
    HTML,
    JSON,
    JSONL,
    MAIL,
    MARKDOWN,
    MBOX,
    PDF,
    RSS,
    TAR,
    TEXT,
    WACZ,
    WARC,
    ZIP,
    readable,
    sniff,
)


def packed(*names: str, mimetype: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "declared", "kind"),
    [
        (b"%PDF-1.7\n", "a.html", "text/html", PDF),
        (b"\n\n%PDF-1.4", "", None, PDF),
        (b"<!DOCTYPE html><html>", "a.txt", "text/plain", HTML),
        (b"\xef\xbb\xbf<!doctype HTML>", "", None, HTML),
        (b"<?xml version='1.0'?><!-- x --><html>", "", "text/xml", HTML),
        (b"<?xml version='1.0'?><rss version='2.0'>", "", "text/html", RSS),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", None, ATOM),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a'?><rdf:RDF>", "", None, RSS),
        (b"WARC/1.0\r\n", "", None, WARC),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo", mtime=0), "a.gz", None, WARC),
        (gzip.compress(b"hello", mtime=0), "a.warc.gz", None, GZIP),
        (b"\0" * 257 + b"ustar\x0000", "a.bin", None, TAR),
        (b"\0" * 600, "a.tar", None, TAR),
        (b"From a@b.example Fri May 17 10:00:00 2024\nFrom: a@b.example\nTo: c\nDate: x\n", "", None, MBOX),
        (b"From a@b.example Fri May 17 10:00:00 2024\nFrom: a@b.example\nTo: c\nDate: x\n", "a.eml", None, MAIL),
        (packed("a.html"), "", None, ZIP),
        (packed("[Content_Types].xml", "word/document.xml"), "a.zip", "application/zip", DOCX),
        (packed("datapackage.json", "archive/data.warc.gz"), "", None, WACZ),
        (packed("content.xml", mimetype=b"application/epub+zip"), "", None, "application/epub+zip"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", None, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nText", "", None, MAIL),
        (b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nText", "memo.txt", None, TEXT),
        (b"The Minister met his counterpart.", "a.md", None, MARKDOWN),
        (b"The Minister met his counterpart.", "a.md", "text/plain; charset=utf-8", TEXT),
        (b"The Minister met his counterpart.", "https://a.example/readout.md?x=1#y", None, MARKDOWN),
        (b"The Minister met his counterpart.", "", None, TEXT),
        (b'{"text": "x"}\n{"text": "y"}\n', "", None, JSONL),
        (b'{"text": "x"}', "", None, JSON),
        (b"{\\rtf1 x}", "a.txt", None, "application/rtf"),
        (bytes(range(32)) * 9, "", None, BINARY),
        ("\ufeffText".encode("utf-16"), "", None, TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc", None, "application/x-ole-storage"),
    ],
)  # fmt: skip
def test_the_media_type(data: bytes, name: str, declared: str | None, kind: str) -> None:
    assert sniff(data, name, declared) == kind


def test_what_counts_as_readable_has_a_reader() -> None:
    assert all(readable(kind) for kind in READERS)
    assert not readable(BINARY) and not readable("image/png")


@given(st.binary(max_size=300), st.text(max_size=20))
def test_sniffing_never_fails(data: bytes, name: str) -> None:
    assert "/" in sniff(data, name) and "/" in sniff(b"PK\x03\x04" + data) and "/" in sniff(b"\x1f\x8b" + data)
