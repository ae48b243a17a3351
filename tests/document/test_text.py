"""Plain text, Markdown, JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document.extract import extract
from communique.document.found import Failure, Found

_TEXT = "Minister Meets Counterpart\n\n12 April 2023\n\nThe Minister met his counterpart in Oslo.\n"


def read(data: bytes, name: str, media_type: str | None = None) -> list[Found | Failure]:
    return list(extract(data, name=name, media_type=media_type))


def test_a_plain_text_is_not_altered() -> None:
    (found,) = read(_TEXT.replace("\n", "\r\n").encode(), "a.txt")
    assert isinstance(found, Found)
    assert found.text == _TEXT.replace("\n", "\r\n")
    assert (found.title, found.published, found.media_type) == (
        "Minister Meets Counterpart",
        "2023-04-12",
        "text/plain",
    )


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
        lambda t: t.strip() and t[0] not in "<{\ufeff"
    )
)
def test_offsets_of_any_plain_text_are_those_of_its_characters(text: str) -> None:
    (found,) = read(text.encode(), "a.txt", "text/plain")
    assert isinstance(found, Found) and found.text == text


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\n", "a.txt", "empty"),
        (b"\x00\x01\x02\x03" * 50, "a.bin", "binary"),
        ("Élysée".encode("latin-1"), "a.txt", "--encoding"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.doc", "old Office document"),
        (b"{\\rtf1}", "a.rtf", "RTF"),
    ],
)
def test_what_is_no_text(data: bytes, name: str, words: str) -> None:
    (failure,) = read(data, name)
    assert isinstance(failure, Failure) and words in str(failure.error)
    assert failure.where.startswith(name)


def test_a_declared_encoding_is_used() -> None:
    (found,) = read("Élysée palace".encode("latin-1"), "a.txt", "text/plain; charset=ISO-8859-1")
    assert isinstance(found, Found) and found.text == "Élysée palace"


def test_markdown() -> None:
    source = (
        "---\ntitle: 'Talks in Oslo'\ndate: 2023-04-12\nlang: en\n---\n\nThe **Minister** met [his counterpart](https://a.example/b).\n\n"
        "## Trade\n\n1. One\n2. Two\n\n- Three\n\n> Quote\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    (found,) = read(source.encode(), "a.md")
    assert isinstance(found, Found)
    assert found.text.split("\n\n") == [
        "Talks in Oslo", "The Minister met his counterpart.", "Trade", "1. One", "2. Two", "- Three", "Quote", "a | b", "c | d",
    ]  # fmt: skip
    assert (found.title, found.published, found.language) == ("Talks in Oslo", "2023-04-12", "en")
    assert found.links == ("https://a.example/b",)


def test_markdown_without_front_matter() -> None:
    (found,) = read(b"# Talks in Oslo\n\nThe Minister met his counterpart.\n", "a.md")
    assert isinstance(found, Found)
    assert (found.title, found.text) == ("Talks in Oslo", "Talks in Oslo\n\nThe Minister met his counterpart.")


def test_rows_of_json_lines_keep_their_metadata() -> None:
    rows = [
        {"id": "a", "text": "The Minister met his counterpart.", "published": "2023-04-12", "issuer": "Kremlin", "url": "https://a.example/"},
        {"id": "b", "txt": "misspelt"},
        {"id": "c", "text": "They met again."},
    ]  # fmt: skip
    read_rows = read("\n".join(map(json.dumps, rows)).encode(), "export.jsonl")
    first, failure, last = read_rows
    assert isinstance(first, Found) and isinstance(failure, Failure) and isinstance(last, Found)
    assert (first.part, first.published, first.issuer, first.url) == (
        "a",
        "2023-04-12",
        "Kremlin",
        "https://a.example/",
    )
    assert "line 2" in failure.where
    assert [f.part for f in read_rows if isinstance(f, Found)] == ["a", "c"]


def test_one_json_object() -> None:
    (found,) = read(json.dumps({"text": "The Minister met.", "title": "T"}).encode(), "a.json")
    assert isinstance(found, Found) and (found.text, found.title, found.part) == ("The Minister met.", "T", "a")
