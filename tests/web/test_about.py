"""The key to what records hold, and the addresses as a page."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from starlette.testclient import TestClient

from communique.export.view.palette import LOOKS
from communique.lexicon.load import load
from communique.record import Act, Capacity, Kind
from communique.web.api.description import operations
from communique.web.pages.about.apidoc import api_of
from communique.web.pages.about.keys import key


def test_the_key_holds_every_act_with_examples_that_stand_in_the_lexicon() -> None:
    table = load("acts").by_id
    assert [act.act for act in key().acts] == list(get_args(Act))
    for act in key().acts:
        assert act.gloss == LOOKS[act.act].gloss and 1 <= len(act.examples) <= 4  # type: ignore[index]
        for one in act.examples:
            assert f"{one.before}[{one.words}]{one.after}" in table[one.entry].yes
            assert table[one.entry].value == act.act


def test_the_key_holds_every_kind_and_capacity() -> None:
    assert [one.value for one in key().kinds] == list(get_args(Kind))
    assert [one.value for one in key().capacities] == list(get_args(Capacity))


def test_the_page_of_the_key_and_its_json(client: TestClient) -> None:
    page = client.get("/key").text
    found = client.get("/key.json").json()
    assert [act["act"] for act in found["acts"]] == list(get_args(Act))
    for act in found["acts"]:
        assert f'<span class="tag a-{act["act"]}">{act["act"]}</span>' in page
        for one in act["examples"]:
            assert f'href="/lexicons/entries/{one["entry"]}"' in page
            assert client.get(f"/lexicons/entries/{one['entry']}").status_code == 200
    assert "Japan <span" in page and 'data-label="commit">is ready to</span> help.' in page
    for kind in found["kinds"][:-1]:
        assert f'href="/library?kind={kind["value"]}"' in page and kind["meaning"] in page


def test_every_address_stands_on_the_page_of_addresses(client: TestClient) -> None:
    described, page = client.get("/openapi.json").json(), client.get("/api").text
    for path, method, operation in operations(described):
        assert f'<span class="api-method m-{method.lower()}">{method}</span> <code>{path}</code>' in page, path
        for one in operation.get("parameters", ()):
            assert f"<code>{one['name']}</code>" in page, (path, one["name"])
    assert "<script>" not in page and "Body_" not in page and "HTTPValidationError" not in page


def test_links_within_the_page_of_addresses_lead_to_their_shapes(client: TestClient) -> None:
    page = client.get("/api").text
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_addresses_as_json(client: TestClient) -> None:
    found = client.get("/api.json").json()
    every = {(one["method"], one["path"]): one for group in found["groups"] for one in group["operations"]}
    sent = every["POST", "/login"]
    assert [value["name"] for value in sent["takes"]] == ["name", "password", "next"]
    assert {value["place"] for value in sent["takes"]} == {"form"} and [one["status"] for one in sent["answers"]] == [
        "200",
        "303",
    ]
    page = next(value for value in every["GET", "/library"]["takes"] if value["name"] == "page")
    assert page["type"] == [{"text": "whole number from 1 to 500", "shape": None}] and page["default"] == "1"
    file = next(value for value in every["POST", "/read"]["takes"] if value["name"] == "file")
    assert file["type"][0]["text"] == "file"
    read = every["POST", "/read.json"]
    assert (
        read["takes"][0]["type"] == [{"text": "Text", "shape": "Text"}]
        and read["answers"][0]["type"][0]["text"] == "Record"
    )
    shape = next(one for one in found["shapes"] if one["id"] == "Wrong")
    assert [value["name"] for value in shape["fields"]] == ["where", "what", "mend"]


def test_the_description_is_made_once_and_tells_of_errors(client: TestClient) -> None:
    one, two = client.get("/openapi.json").json(), client.get("/openapi.json").json()
    assert one == two and "securitySchemes" not in one["components"]
    for path, _, operation in operations(one):
        told = operation["responses"]["default"]["content"]
        assert ("application/json" in told) == path.endswith(".json") and "422" not in operation["responses"]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "text"),
        ({"anyOf": [{"type": "string", "maxLength": 400}, {"type": "null"}]}, "text of at most 400 characters or null"),
        ({"type": "integer", "minimum": 1}, "whole number from 1"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/store_model_Hit"}}, "list of Hit"),
        ({"type": "array"}, "list of anything"),
        ({"enum": ["a", "b"], "type": "string"}, "“a”, “b”"),
        ({"const": "x"}, "“x”"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "by name: number"),
        ({"type": "object"}, "object"),
        ({}, "anything"),
        ({"type": "string", "format": "binary"}, "file"),
    ],
)
def test_types_in_words(schema: dict[str, object], words: str) -> None:
    described = {
        "paths": {"/x": {"get": {"responses": {}, "parameters": [{"name": "a", "in": "query", "schema": schema}]}}},
        "components": {"schemas": {"store_model_Hit": {}}},
    }  # fmt: skip
    assert " ".join(word.text for word in api_of(described).groups[0].operations[0].takes[0].type) == words
