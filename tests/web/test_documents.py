"""The page of a document, its record, its files."""

from __future__ import annotations

from starlette.testclient import TestClient

from communique import examples
from communique.store import Store

TEXT = examples.load("idcpc").text


def test_the_page_has_the_text_and_leads_to_the_encounter(client: TestClient, store: Store) -> None:
    id = store.show("example-idcpc").id
    page = client.get(f"/documents/{id}")
    assert page.status_code == 200
    encounter = store.encounter(id).id
    assert f'href="/encounters/{encounter}"' in page.text
    assert client.get("/documents/example-idcpc").status_code == 200


def test_json_has_document_record_and_history(client: TestClient, store: Store) -> None:
    id = store.show("example-idcpc").id
    got = client.get(f"/documents/{id}.json").json()
    assert got["entry"]["document"]["text"] == TEXT
    assert got["record"] == store.corrected(id).model_dump(mode="json")
    assert len(got["versions"]) == 1 and got["readings"][0]["newest"]
    assert client.get(f"/documents/{id}/record.json").json() == got["record"]


def test_a_correction_shows_on_the_page(client: TestClient, store: Store) -> None:
    id = store.show("example-idcpc").id
    store.correct(id, "meeting.date", "2024-05-15", by="Ona Vale", why="see <page> 2")
    page = client.get(f"/documents/{id}").text
    assert "15 May 2024" in page
    assert "see &lt;page&gt; 2" in page and "Ona Vale" in page


def test_a_place_is_marked(client: TestClient, store: Store) -> None:
    id = store.show("example-idcpc").id
    at = TEXT.index("opposes")
    assert "autofocus" in client.get(f"/documents/{id}?at={at}").text
    for wrong in (-1, 10**6):
        assert "autofocus" not in client.get(f"/documents/{id}?at={wrong}").text


def test_the_text_comes_back_as_it_is(client: TestClient, store: Store) -> None:
    id = store.show("example-idcpc").id
    got = client.get(f"/documents/{id}/text")
    assert got.content.decode() == TEXT
    assert got.headers["content-disposition"].startswith("attachment")


def test_what_is_not_there(client: TestClient) -> None:
    for path in (
        "/documents/0000000000000000",
        "/documents/nothing.json",
        "/documents/nothing/take",
        "/documents/example-idcpc/original",
    ):
        assert client.get(path).status_code == 404
    assert client.get("/documents/nothing.json").json()["mend"]


def test_a_document_that_was_not_read_shows_its_text(client: TestClient, store: Store) -> None:
    from communique import Document

    id = store.add(Document(id="later", text="They met.\nThey spoke."), read=False).id
    page = client.get(f"/documents/{id}")
    assert page.status_code == 200 and "not read yet" in page.text and "They spoke." in page.text
