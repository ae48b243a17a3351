"""Reading what is pasted, uploaded or fetched; keeping it; taking it away."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from starlette.testclient import TestClient

import communique
from communique import examples
from communique.record import Record
from communique.store import Store

TEXT = examples.load("idcpc")
ABOUT = {"issuer": "IDCPC", "published": "2024-05-17"}


def shown_text(html: str) -> str:
    """The characters of the marked text in a page."""
    import lxml.html

    page = lxml.html.fromstring(html)
    return str(page.find_class("text")[0].text_content())


def hidden_document(html: str) -> str:
    import lxml.html

    return str(lxml.html.fromstring(html).xpath("//input[@name='document']")[0].get("value"))


def test_the_start_page_is_empty_and_offers_examples(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "An example: a party" in page.text
    assert TEXT.text[:60] in client.get("/?example=idcpc").text.replace("&#39;", "'")


def test_the_page_of_a_pasted_text_is_the_text(client: TestClient) -> None:
    page = client.post("/read", data={"text": TEXT.text, **ABOUT})
    assert page.status_code == 200
    assert shown_text(page.text) == TEXT.text
    assert page.text.count('class="card ') == len(communique.read(TEXT.text, **ABOUT).statements)


def test_line_ends_of_a_form_are_those_of_the_text(client: TestClient) -> None:
    page = client.post("/read", data={"text": TEXT.text.replace("\n", "\r\n"), **ABOUT})
    assert shown_text(page.text) == TEXT.text


def test_a_part_is_the_record_alone(client: TestClient) -> None:
    part = client.post("/read", data={"text": TEXT.text}, headers={"X-Part": "1"})
    assert "<html" not in part.text and shown_text(part.text) == TEXT.text


def test_the_record_as_json_is_that_of_the_library(client: TestClient) -> None:
    got = client.post("/read.json", json={"text": TEXT.text, **ABOUT})
    assert got.status_code == 200
    record = Record.model_validate(got.json())
    want = communique.read(TEXT.text, id=record.document.id, **ABOUT)
    assert record == want


def test_json_keeps_the_text_exactly(client: TestClient) -> None:
    text = "A.\r\n\r\nThe two ministers met in Lisbon on 3 May 2024.\tThey agreed to expand trade. 🕊"
    assert client.post("/read.json", json={"text": text}).json()["document"]["text"] == text


@pytest.mark.parametrize("form", ["json", "statements", "html", "jsonl", "plover", "csv"])
def test_a_reading_can_be_taken_away(client: TestClient, form: str) -> None:
    page = client.post("/read", data={"text": TEXT.text, **ABOUT})
    taken = client.post("/read/take", data={"document": hidden_document(page.text), "form": form})
    assert taken.status_code == 200
    assert taken.headers["content-disposition"].startswith("attachment; filename*=UTF-8''record")
    if form == "json":
        assert json.loads(taken.content)["document"]["text"] == TEXT.text
    if form == "statements":
        rows = list(csv.DictReader(io.StringIO(taken.content.decode())))
        assert len(rows) == len(communique.read(TEXT.text, **ABOUT).statements)
    if form == "csv":
        assert "statements.csv" in zipfile.ZipFile(io.BytesIO(taken.content)).namelist()


def test_a_reading_can_be_kept(client: TestClient, store: Store) -> None:
    page = client.post("/read", data={"text": TEXT.text + " More.", **ABOUT})
    kept = client.post(
        "/read/take", data={"document": hidden_document(page.text), "form": "keep"}, follow_redirects=False
    )
    assert kept.status_code == 303
    id = re.fullmatch(r"/documents/([0-9a-f]{16})\?kept_as=new", kept.headers["location"]).group(1)  # type: ignore[union-attr]
    assert store.show(id).document.text == TEXT.text + " More."
    assert "Kept in the library" in client.get(kept.headers["location"]).text


def test_what_is_kept_twice_is_kept_once(client: TestClient) -> None:
    places = [
        client.post("/read", data={"text": TEXT.text, "keep": "1"}, follow_redirects=False).headers["location"]
        for _ in "ab"
    ]
    assert places[1] == places[0].replace("new", "unchanged")


def test_an_uploaded_page_is_read_and_kept_with_its_bytes(client: TestClient, store: Store) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.text.split("\n") if line.strip())
    html = f"<html><head><title>A meeting</title></head><body><article>{paragraphs}</article></body></html>".encode()
    page = client.post("/read", files={"file": ("page.html", html, "text/html")})
    assert "Deng Haoran" in shown_text(page.text)
    kept = client.post(
        "/read", files={"file": ("page.html", html, "text/html")}, data={"keep": "1"}, follow_redirects=False
    )
    id = kept.headers["location"].split("/")[2].split("?")[0]
    original = store.original(id)
    assert original is not None and original.data == html
    assert client.get(f"/documents/{id}/original").content == html


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"data": {"text": "   "}}, "empty"),
        ({"data": {"text": "a\0b"}}, "NUL"),
        ({"data": {"text": "They met.", "published": "yesterday"}}, "YYYY-MM-DD"),
        ({"data": {"text": "x" * 200_001}}, "more than the 200,000"),
        ({"files": {"file": ("a.bin", b"\x00\x01\x02" * 50)}}, "binary"),
        ({"files": {"file": ("a.pdf", b"%PDF-1.4 broken")}}, "PDF"),
        ({"data": {"address": "http://127.0.0.1:1/"}}, "private"),
        ({"data": {"address": "file:///etc/passwd"}}, "http"),
        ({"data": {"address": "http://[::1"}}, "address"),
    ],
)
def test_what_cannot_be_read_says_why(client: TestClient, sent: dict[str, Any], said: str) -> None:
    page = client.post("/read", **sent)
    assert page.status_code == 400
    assert said.lower() in page.text.lower()
    assert "Traceback" not in page.text


def test_a_text_that_is_no_readout_says_so(client: TestClient) -> None:
    page = client.post("/read", data={"text": "Butter the tin. Bake the cake for forty minutes and let it cool."})
    assert "No encounter is reported here" in page.text


def test_a_form_that_nobody_writes_is_refused(client: TestClient) -> None:
    page = client.post("/read", data={"text": TEXT.text})
    assert client.post("/read/take", data={"document": hidden_document(page.text), "form": "../x"}).status_code == 400
    assert client.post("/read/take", data={"document": "{}", "form": "json"}).status_code == 400
    assert client.post("/read/take", data={}).status_code == 422


def test_hidden_characters_are_spelled_out_and_markup_is_text(client: TestClient) -> None:
    page = client.post("/read", data={"text": TEXT.text, "title": '"><script>\u202ex</script>'})
    assert "<script>\u202e" not in page.text
    assert "⟨U+202E⟩" in page.text
