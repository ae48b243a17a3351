"""The library: search with the store's answers, counts, saved searches, feed, files."""

from __future__ import annotations

import io
import json
import zipfile
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from communique.analysis.result import plain
from communique.store import Store


def test_a_search_gives_what_the_store_gives(client: TestClient, store: Store) -> None:
    got = client.get("/library.json", params={"q": "trade", "act": "request"}).json()
    assert got["hits"] == plain(store.search("trade", act="request"))
    assert got["counts"] == plain(store.facets("trade", act="request"))
    assert got["words"] == "trade, act request"


def test_the_page_shows_hits_with_marks_statements_and_counts(client: TestClient) -> None:
    page = client.get("/library", params={"q": "China", "act": "request"})
    assert page.status_code == 200
    assert "<mark>China</mark>" in page.text
    assert 'class="tag a-request"' in page.text
    assert 'href="/library?q=China&amp;act=request&amp;country=PRT"' in page.text


def test_filters_narrow_and_can_be_taken_off(client: TestClient) -> None:
    page = client.get("/library", params={"country": "Portugal", "from": "2024", "to": "2024-12"})
    assert page.status_code == 200
    assert 'href="/library?from=2024&amp;to=2024-12"' in page.text
    assert "country: Portugal" in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"q": '"open'}, "not closed"), ({"q": "OR"}, "OR"), ({"country": "Atlantis"}, "no such country"), ({"pair": "CHN"}, "no pair"),
        ({"act": "shout"}, "no such act"), ({"from": "yesterday"}, "no date"), ({"from": "2024", "to": "2023"}, "ends before"),
        ({"q": "\0"}, "no letter"), ({"actor": "\0"}, "no letter"),
    ],
)  # fmt: skip
def test_a_wrong_question_keeps_the_form_and_says_why(client: TestClient, query: dict[str, str], said: str) -> None:
    page = client.get("/library", params=query)
    assert page.status_code == 400
    assert said in page.text and 'role="search"' in page.text
    assert client.get("/library.json", params=query).json()["what"]


def test_nothing_found_says_so(client: TestClient) -> None:
    page = client.get("/library", params={"q": "zeppelin"})
    assert page.status_code == 200 and "Nothing found" in page.text


def test_pages(client: TestClient, store: Store) -> None:
    for n in range(25):
        text = f"Minister Ona Vale of Norway met Minister Tomas Kern of Kenya in Oslo on 3 May 2024. They discussed fisheries. {n}"
        client.post("/read.json", json={"text": text})
        store.add(_document(n, text))
    first = client.get("/library", params={"q": "fisheries"})
    assert 'rel="next"' in first.text and 'rel="prev"' not in first.text
    second = client.get("/library.json", params={"q": "fisheries", "page": 2}).json()
    assert len(second["hits"]) == 5 and not second["more"]
    assert client.get("/library", params={"page": 0}).status_code == 422


def test_searches_are_saved_and_dropped(client: TestClient) -> None:
    assert client.post("/searches?q=trade&act=request", follow_redirects=False).status_code == 303
    page = client.get("/library").text
    assert 'href="/library?q=trade&amp;act=request"' in page
    id = page.split('action="/searches/')[1].split("/")[0]
    client.post(f"/searches/{id}/drop")
    assert "Saved searches" not in client.get("/library").text
    assert client.post("/searches?country=Atlantis").status_code == 400


def test_a_saved_search_outlives_the_server(client: TestClient, store: Store) -> None:
    client.post("/searches?q=trade&name=Tariffs")
    with Store(store.path or "", create=False) as other:
        assert [v["name"] for v in other.load_states("search-").values()] == ["Tariffs"]


def test_the_feed_has_the_newest_documents(client: TestClient, store: Store) -> None:
    feed = client.get("/library.atom", params={"q": "trade"})
    assert feed.headers["content-type"].startswith("application/atom+xml")
    entries = ET.fromstring(feed.content).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == store.count("trade") or len(entries) == len(store.search("trade"))


def test_the_records_of_a_search_can_be_taken(client: TestClient, store: Store) -> None:
    lines = client.get("/library/take", params={"q": "trade"}).text.splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == [r.document.id for r in store.records("trade")]
    packed = client.get("/library/take", params={"form": "csv"}).content
    assert "statements.csv" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert client.get("/library/take", params={"form": "html"}).status_code == 400


def _document(number: int, text: str):  # type: ignore[no-untyped-def]
    from communique import Document

    return Document(id=f"fish-{number}", title=f"Fish {number}", text=text, published="2024-05-03")
