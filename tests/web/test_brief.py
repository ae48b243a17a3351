"""The briefing page: the same as `analysis.brief` gives, every number and quotation leads to its place, files, refusals."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.account import Cite
from communique.analysis.result import plain
from communique.briefing import brief_from
from communique.export.brief import markdown, words
from communique.export.view.groups import date_words
from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.pages.brief import pieces
from communique.web.settings import Settings

TEXT = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, {who}, in Oslo on {day}.\n\n{said}"
THINGS = ("tea", "coffee", "roses", "copper", "fish", "timber")
LONG = " ".join(f"Minister {{last}} called on Norway to buy more {thing}." for thing in THINGS)
HOSTILE = "<script>alert(1)</script> \u202egpj \x1b[2J =1+1"


@pytest.fixture(scope="module")
def briefed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of twelve meetings of Norway and Kenya, one of which has a title that is no honest title."""
    path = tmp_path_factory.mktemp("brief") / "store.db"
    with Store(path) as store:
        for n in range(12):
            who = "Žofia Łukasiewicz" if n == 11 else "Josphat Kariuki"
            text = TEXT.format(who=who, day=f"3 {date_words(f'2022-{n + 1:02}')}",
                               said=LONG.format(last=who.split()[-1]))  # fmt: skip
            title = f"On {n} {HOSTILE}" if n == 11 else f"On {n}"
            store.add(Document(id=f"r{n}", text=text, issuer="MFA Norway", published="2022-12-30", title=title,
                               url="javascript:alert(1)" if n == 11 else f"https://example.org/{n}"))  # fmt: skip
        store.link()
    return path


@pytest.fixture
def store_path(briefed: Path, tmp_path: Path) -> Path:
    """A copy of that store for one test."""
    return Path(shutil.copy(briefed, tmp_path))


@pytest.fixture
def client(store_path: Path) -> Iterator[TestClient]:
    """As the fixture of the folder, but nothing is read here, so that no process is started for it."""
    app = create_app(Settings(str(store_path), coder="Ona Vale"))
    yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    app.state.desk.close()


def seen(text: str) -> str:
    """What a reader of a page sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_the_form_with_the_countries_of_the_store(client: TestClient) -> None:
    text = client.get("/brief").text
    assert text.count("<h1") == 1 and 'name="with"' in text
    assert 'href="/brief?with=KEN"' in text and '<option value="NOR">Norway: 12 documents</option>' in text


@pytest.mark.parametrize("asked", [{}, {"us": "Norway"}, {"meeting": "Kariuki"}, {"on": "2022-07-01"}])
def test_json_is_the_briefing(client: TestClient, store: Store, asked: dict[str, str]) -> None:
    found = client.get("/brief.json", params={"with": "Kenya", **asked}).json()
    assert found == plain(brief_from(store, them="KEN", **asked))


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_the_page_says_what_is_printed(client: TestClient, store: Store, pages: int) -> None:
    made = brief_from(store, them="KEN")
    short = words.fitting(made, pages)
    text = client.get("/brief", params={"with": "KEN", "pages": pages}).text
    shown = seen(text)
    assert f"<h1>{words.title(short)}</h1>" in text and words.basis(short) in shown
    for section in short.sections:
        assert all(" ".join(words.line_text(section, line).split()) in shown for line in section.lines)
        assert all(note in shown for note in words.said(section))
    for source in short.sources:
        assert words.source_text(source) in shown


def test_every_number_and_quotation_leads_somewhere(client: TestClient, store: Store) -> None:
    short = words.fitting(brief_from(store, them="KEN"), 2)
    text = client.get("/brief?with=KEN").text
    links = {unescape(link) for link in re.findall(r'href="([^"]*)"', text)}
    ids = set(re.findall(r'id="(s\d+)"', text))
    assert ids == {f"s{source.number}" for source in short.sources}
    numbers = {n for section in short.sections for line in section.lines for n in line.sources}
    assert {f"#s{n}" for n in numbers} <= links
    quotes = [cite for source in short.sources for cite in source.quotes]
    assert {f"/documents/{c.document}?at={c.start}" for c in quotes} <= links
    assert all(store.show(c.document).document.text[c.start : c.end] == c.quote for c in quotes)
    inside = re.search(
        r"<li>[^<]*<a class=\"said\" href=\"(/documents/[^\"]+)\">“called on Norway to buy more tea”</a>", text
    )
    assert inside is not None and inside[1] in links


def test_quotations_in_a_line() -> None:
    one, other = Cite("a", 5, 9, "a fair\nwind"), Cite("b", 1, 4, "so long a quotation")
    text = "2024: “a fair wind” and “so long…”"
    found = pieces(text, (other, one))
    assert "".join(piece.text for piece in found) == text
    assert [(p.text, p.cite) for p in found if p.cite] == [("“a fair wind”", one), ("“so long…”", other)]
    assert pieces("nothing “else” here", (one,)) == [("nothing “else” here", None)]
    assert pieces("", ()) == []


def test_files(client: TestClient, store: Store) -> None:
    asked = {"with": "KEN", "us": "NOR", "pages": 1}
    made = brief_from(store, them="KEN", us="NOR")
    found = {form: client.get(f"/brief.{form}", params=asked) for form in ("docx", "pdf", "md", "html")}
    assert all(answer.status_code == 200 for answer in found.values())
    assert all(f"brief-NOR-KEN-2022-12-03.{form}" in a.headers["content-disposition"] for form, a in found.items())
    assert found["md"].text == markdown.text(made, 1)
    assert found["html"].text.startswith("<!doctype html>") and found["html"].headers["content-disposition"].startswith(
        "attachment"
    )
    docx, pdfium = pytest.importorskip("docx"), pytest.importorskip("pypdfium2")
    assert docx.Document(io.BytesIO(found["docx"].content)).paragraphs[0].text == words.title(made)
    assert len(pdfium.PdfDocument(found["pdf"].content)) == 1


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "reportlab")])
def test_a_library_that_is_missing_is_named_with_its_extra(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, form: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    answer = client.get(f"/brief.{form}?with=KEN")
    assert answer.status_code == 400 and "communique[brief]" in unescape(answer.text) and "/tmp" not in answer.text


@pytest.mark.parametrize(
    ("asked", "status", "message"),
    [
        ("with=Frnce", 400, "no such country"), ("with=FRA", 400, "no readout of an encounter has this side"),
        ("with=KEN&us=KEN", 400, "one and the same side"), ("with=KEN&us=FRA", 400, "no readout up to 2022-12-03 has both"),
        ("with=KEN&on=2022-13-40", 400, "no day"), ("with=KEN&on=0001-01-01", 400, "has"), ("with=KEN&pages=6", 422, "pages"),
        ("with=KEN&pages=x", 422, "pages"), ("with=%00", 400, "no such country"), ("with=%ED%A0%80", 400, "no such country"),
        ("with=" + "x" * 500, 422, "400"), ("with=KEN&us=%3Cscript%3E", 400, "no such country"),
    ],
)  # fmt: skip
def test_what_cannot_be_briefed(client: TestClient, asked: str, status: int, message: str) -> None:
    page, answer = client.get(f"/brief?{asked}"), client.get(f"/brief.json?{asked}")
    assert (page.status_code, answer.status_code) == (status, status)
    assert (
        message in page.text and "<script>" not in page.text.replace("<script src", "") and "--" not in seen(page.text)
    )


def test_the_json_needs_a_country(client: TestClient) -> None:
    assert client.get("/brief.json").status_code == 400 and client.get("/brief.exe?with=KEN").status_code == 404


@pytest.mark.parametrize("name", ["Nobody", "%00", "%3Cscript%3Ealert(1)%3C/script%3E", "%E2%80%AE"])
def test_a_person_whom_nobody_knows(client: TestClient, name: str) -> None:
    page = client.get(f"/brief?with=KEN&meeting={name}")
    assert page.status_code == 200 and "was found in" in page.text
    assert "<script>alert" not in page.text and "\u202e" not in page.text.replace('value="\u202e"', "")


def test_words_of_strangers_are_no_markup(client: TestClient) -> None:
    text = client.get("/brief?with=KEN&pages=5").text
    assert "<script>alert" not in text and "\u202e" not in text and "\x1b" not in text
    assert "⟨U+202E⟩" in text and 'href="javascript:' not in text


def test_an_empty_store(tmp_path: Path) -> None:
    app = create_app(Settings(str(tmp_path / "empty.db")))
    page = TestClient(app, base_url="http://localhost").get("/brief")
    app.state.desk.close()
    assert page.status_code == 200 and "The library is empty" in page.text
