"""What strangers wrote, on every page and in every table: never markup, never a hidden character, never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.settings import Settings

READOUT = "Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024.\n\nMinister Vale called on Kenya to lower its tariffs on timber."
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u2066 =cmd|' /C calc'!A0 \x1b[31m {{7*7}} ${7*7} %s &lt;"
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x1b\x7f]")


class _Scan(HTMLParser):
    """What must not be in a page, and where its links lead. Hidden characters stand only where a text stands exactly as it
    is: in the text of a document, which is set apart, and in fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: set[str] = set()
        self._exact: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        if not self._exact and CONTROLS.search(data):
            self.bad.append(ascii(data)[:200])

    def handle_endtag(self, tag: str) -> None:
        if self._exact and self._exact[-1] == tag:
            self._exact.pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "textarea" or "text" in (given.get("class") or "").split() or tag in self._exact[-1:]:
            self._exact.append(tag)
        self.bad += [ascii(one) for one in attrs if one[0] != "value" and CONTROLS.search(one[1] or "")]
        if tag == "script" and not str(given.get("src", "")).startswith("/static/"):
            self.bad.append(f"<script {given}>")
        if tag in ("style", "iframe", "object", "embed", "base", "frame", "applet"):
            self.bad.append(f"<{tag}>")
        self.bad += [
            f"<{tag} {name}={value}>" for name, value in attrs if name.startswith("on") or name in ("style", "srcdoc")
        ]
        for name in ("href", "src", "action", "formaction"):
            value = (given.get(name) or "").strip().lower()
            if re.match(r"(javascript|vbscript|data|file):", value):
                self.bad.append(f"<{tag} {name}={value}>")
            if name == "href" and tag == "a" and value.startswith("/") and not value.startswith("//"):
                self.links.add(str(given["href"]).partition("#")[0])


def _hostile_store(path: Path) -> None:
    said = f"Minister {HOSTILE} Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024."
    with Store(path) as store:
        for n, url in enumerate(
            ("javascript:alert(1)", 'https://example.org/"onclick="x', "data:text/html,<script>alert(1)</script>")
        ):
            about = {"title": f"{HOSTILE} {n}", "issuer": f"Ministry {HOSTILE}", "url": url, "published": "2024-05-04"}
            store.add(
                Document(
                    id=f"{HOSTILE.replace(chr(27), '')}{n}",
                    text=f"{said}\n\n{READOUT} {HOSTILE}\n\n“{HOSTILE}”, he said.",
                    **about,
                )
            )
        store.link()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reading room whose every text is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    _hostile_store(path)
    app = create_app(Settings(str(path), coder=f"Ona {HOSTILE}"))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as made:
        yield made


_ENOUGH = 150
"""Pages of the walk."""


def test_no_page_that_can_be_walked_to_holds_markup_of_strangers(hostile: TestClient) -> None:
    waiting, seen, asked = ["/", "/library?q=Kenya", "/account"], set[str](), 0
    while waiting and asked < _ENOUGH:
        path = waiting.pop(0)
        shape = re.sub(r"[0-9a-f]{8,}|\d+|=[^&]*", "*", path)
        if path in seen or sum(re.sub(r"[0-9a-f]{8,}|\d+|=[^&]*", "*", one) == shape for one in seen) > 6:
            continue
        seen.add(path)
        answer = hostile.get(path)
        asked += 1
        assert answer.status_code < 500, path
        if not answer.headers["content-type"].startswith("text/html") or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            continue
        found = _Scan(answer.text)
        assert found.bad == [], path
        waiting += sorted(found.links - seen)
    assert asked > 40


def test_what_is_read_and_not_kept_is_escaped_too(hostile: TestClient) -> None:
    for part in ({}, {"x-part": "1"}):
        sent = {"text": f"{HOSTILE}\n\n{READOUT}", "title": HOSTILE, "issuer": HOSTILE, "published": "2024-05-04"}
        answer = hostile.post("/read", data=sent, headers=part)
        found = _Scan(answer.text)
        assert answer.status_code == 200 and found.bad == []


@pytest.mark.parametrize(
    "query",
    ["q", "actor", "country", "pair", "act", "topic", "issuer", "kind", "from", "to", "form", "example", "done"],
)
def test_what_is_asked_is_escaped_too(hostile: TestClient, query: str) -> None:
    for path in ("/library", "/", "/account", "/login", "/users", "/key", "/nothing"):
        answer = hostile.get(path, params={query: HOSTILE})
        found = _Scan(answer.text)
        assert answer.status_code < 500 and found.bad == [], path


def test_names_of_files_to_keep_split_no_header(hostile: TestClient) -> None:
    for id in (hit["id"] for hit in hostile.get("/library.json").json()["hits"]):
        for path in (f"/documents/{id}/text", f"/documents/{id}/take", "/library/take"):
            answer = hostile.get(path)
            assert answer.status_code == 200
            assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%~-]+", answer.headers["content-disposition"])


def _tables(room: TestClient) -> list[str]:
    """Tables beside those of the library."""
    ids = [hit["id"] for hit in room.get("/library.json").json()["hits"]]
    return [f"/encounters/compare/take?a={ids[0]}&b={ids[1]}&form=csv", "/phrases/show.csv?phrase=tariffs"]


def test_tables_to_keep_hold_no_formula(hostile: TestClient) -> None:
    import csv

    from openpyxl import load_workbook

    told = hostile.get("/library/take?form=statements").text
    cells = [cell for row in csv.reader(io.StringIO(told.removeprefix("\ufeff"))) for cell in row]
    assert len(cells) > 20 and [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == []
    packed = hostile.get("/library/take?form=csv")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as folder:
        for name in folder.namelist():
            rows = csv.reader(io.StringIO(folder.read(name).decode("utf-8-sig")))
            assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == [], name
    for path in _tables(hostile):
        answer = hostile.get(path)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv"), path
        rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
        assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == [], path
    book = load_workbook(io.BytesIO(hostile.get("/library/take?form=xlsx").content))
    assert [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"] == []


def test_saved_searches_and_feeds_are_escaped(hostile: TestClient) -> None:
    from lxml import etree

    hostile.post("/searches", params={"q": "Kenya", "name": HOSTILE})
    found = _Scan(hostile.get("/library").text)
    assert found.bad == []
    feed = etree.fromstring(hostile.get("/library.atom?q=Kenya").content)
    assert [e.tag for e in feed.iter() if "script" in str(e.tag) or "img" in str(e.tag)] == []
