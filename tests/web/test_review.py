"""Review: correct, add, take out, confirm, undo; two coders; blind; hostile values; agreement and gold."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.settings import Settings

TEXT = """Lisbon, 16 May 2024. \U0001f91d Marta Vilhena Couto, Minister of Foreign Affairs of Portugal, met Deng Haoran, Foreign Minister of China, in
Lisbon today.

Ms. Vilhena Couto called on China to open its market to Portuguese producers. Mr. Deng said that China is willing to work with Portugal to
expand trade. Both spoke of trade. So much of it.
"""


@pytest.fixture
def id(store: Store) -> str:
    """A readout with a character outside the basic plane near its beginning."""
    added = store.add(Document(id="emoji", title="Two ministers meet", published="2024-05-16", text=TEXT))
    return added.id


def room(path: Path, coder: str) -> Iterator[TestClient]:
    """A reading room without its process for reading, which these pages do not need."""
    app = create_app(Settings(str(path), coder=coder))
    yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    app.state.desk.store.close()


@pytest.fixture
def client(store_path: Path) -> Iterator[TestClient]:
    """The first coder."""
    yield from room(store_path, "Ona Vale")


@pytest.fixture
def other(store_path: Path) -> Iterator[TestClient]:
    """A second coder on the same store."""
    yield from room(store_path, "Ines Prado")


def form_of(page: str, action: str) -> dict[str, Any]:
    """What a browser sends of the form with an action, before anybody changes it."""
    found = re.search(rf'<form[^>]*action="[^"]*{re.escape(action)}[^"]*"[^>]*>(.*?)</form>', page, re.S)
    assert found, f"no form {action}"
    body, fields = found[1], {}
    for tag in re.findall(r"<input[^>]*>", body):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("type") in ("radio", "checkbox") and "checked" not in tag:
            continue
        fields.setdefault(given["name"], []).append(html.unescape(given.get("value", "on")))
    for name, words in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', body, re.S):
        fields.setdefault(name, []).append(html.unescape(words))
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', body, re.S):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
        fields.setdefault(name, []).append(
            chosen[1] if chosen and chosen[1] is not None else chosen[2] if chosen else ""
        )
    return fields


def opened(client: TestClient, id: str, name: str, more: str = "") -> dict[str, Any]:
    """The fields of the form of an item."""
    page = client.get(f"/review/{id}?open={name}{more}")
    assert page.status_code == 200
    return form_of(page.text, f"/review/{id}/{name.partition('-')[0]}")


def adding(client: TestClient, id: str, head: str, more: str = "") -> dict[str, Any]:
    """The fields of an empty form."""
    return form_of(client.get(f"/review/{id}?add={head}{more}").text, f"/review/{id}/{head}")


def statement(store: Store, id: str, words: str, coding: str | None = None) -> Any:
    return next(s for s in store.corrected(id, coding=coding).statements if words in s.quote)


def name_of(store: Store, id: str, words: str) -> str:
    return f"statements-{statement(store, id, words).id}"


# --- looking


def test_the_page_shows_the_record_and_json_gives_it(client: TestClient, store: Store, id: str) -> None:
    page = client.get(f"/review/{id}").text
    given = client.get(f"/review/{id}.json").json()
    record = store.corrected(id)
    assert given["record"] == json.loads(record.model_dump_json())
    assert [item["name"] for item in given["items"]["statements"]] == [f"statements-{s.id}" for s in record.statements]
    for item in (item for items in given["items"].values() for item in items):
        assert f'id="{item["name"]}"' in page
        if item["start"] is not None:
            assert record.document.text[item["start"] : item["end"]] == (item["words"] or item["label"])
    assert given["seen"] == 0
    assert given["confirmed"] is False


def test_every_part_that_can_be_corrected_has_its_fields() -> None:
    from communique.store.curation.paths import FIELDS, NEEDED
    from communique.web.pages.review.fields import PARTS

    assert set(PARTS) == set(FIELDS)
    for head, part in PARTS.items():
        names = {f.name for f in part.of_form(adds=True)}
        assert {f.partition(".")[0] for f in FIELDS[head]} - {"role", "organisation"} <= names
        assert set(NEEDED.get(head, ())) <= names
        assert part.grows == (head in NEEDED)


def test_every_item_can_be_opened_and_saved_unchanged(client: TestClient, store: Store) -> None:
    """A browser gives back what it was given; that is no change."""
    heads = set()
    for listed in store.list():
        given = client.get(f"/review/{listed.id}.json").json()
        for head, items in given["items"].items():
            for item in [*items[:2], *items[-1:]]:
                fields = opened(client, listed.id, item["name"])
                answer = client.post(
                    f"/review/{listed.id}/{head}", data={**fields, "do": "save"}, follow_redirects=False
                )
                assert answer.status_code == 303, item
                assert answer.headers["location"] == f"/review/{listed.id}#{item['name']}"
                heads.add(head)
        assert store.last_decision(listed.id) == 0
    assert heads == {
        "meeting",
        "participants",
        "statements",
        "dates",
        "references",
        "formulae",
        "topics",
        "topic_mentions",
    }


def test_a_document_that_is_not_there_is_404(client: TestClient) -> None:
    assert client.get("/review/ffffffffffffffff").status_code == 404
    assert client.get("/review/ffffffffffffffff.json").status_code == 404


def test_an_item_that_is_gone_is_said(client: TestClient, id: str) -> None:
    answer = client.get(f"/review/{id}?open=dates-99")
    assert answer.status_code == 200
    assert "not there any more" in answer.text
    assert client.get(f"/review/{id}/form?open=dates-99").status_code == 404


# --- deciding


def test_correct_and_undo(client: TestClient, store: Store, id: str) -> None:
    before = store.corrected(id)
    name = name_of(store, id, "open its market")
    fields = opened(client, id, name)
    assert fields["act"] == ["request"]
    fields |= {"act": "support", "addressees": "China; PRT", "why": "a test"}
    answer = client.post(f"/review/{id}/statements", data=fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review/{id}#{name}")
    now = statement(store, id, "open its market")
    assert (now.act, set(now.addressees)) == ("support", {"China", "PRT"})
    made = store.corrections(id)
    assert [(c.path, c.decision.by, c.decision.why) for c in made] == [
        (f"statements[{now.id}].act", "Ona Vale", "a test"), (f"statements[{now.id}].addressees", "Ona Vale", "a test"),
    ]  # fmt: skip
    page = client.get(f"/review/{id}").text
    assert "statement: act" in page
    for _ in made:
        last = form_of(client.get(f"/review/{id}").text, f"/review/{id}/undo")
        assert client.post(f"/review/{id}/undo", data=last, follow_redirects=False).status_code == 303
    assert store.corrected(id) == before
    assert "Restore" in client.get(f"/review/{id}").text


def test_what_was_taken_back_can_be_restored(client: TestClient, store: Store, id: str) -> None:
    name = name_of(store, id, "open its market")
    client.post(f"/review/{id}/statements", data=opened(client, id, name) | {"act": "support"})
    number = store.last_decision(id)
    for _ in range(2):  # back, restored
        made = client.get(f"/review/{id}.json").json()
        sent = {"seen": made["seen"], "number": made["made"][0]["undoing"] or number}
        assert client.post(f"/review/{id}/undo", data=sent, follow_redirects=False).status_code == 303
    assert statement(store, id, "open its market").act == "support"
    assert client.get(f"/review/{id}.json").json()["made"][0]["undoing"] is None


def test_the_reason_has_a_default(client: TestClient, store: Store, id: str) -> None:
    client.post(f"/review/{id}/meeting", data=opened(client, id, "meeting") | {"date": "2024-05-15", "why": " "})
    assert store.corrections(id)[0].decision.why == "against the text"


def test_meeting_people_and_topics(client: TestClient, store: Store, id: str) -> None:
    place = opened(client, id, "meeting") | {"kind": "call", "place": ["Porto", "Portugal"]}
    assert client.post(f"/review/{id}/meeting", data=place, follow_redirects=False).status_code == 303
    person = opened(client, id, "participants-0")
    person |= {"offices": [*person["offices"][:-2], "Party leader", "", "", ""], "aliases": "Marta; Couto"}
    assert client.post(f"/review/{id}/participants", data=person, follow_redirects=False).status_code == 303
    topics = opened(client, id, "topics") | {"topics": ["", "energy", "trade"]}
    assert client.post(f"/review/{id}/topics", data=topics, follow_redirects=False).status_code == 303
    record = store.corrected(id)
    assert record.meeting.kind == "call"
    assert record.meeting.place is not None
    assert (record.meeting.place.name, record.meeting.place.country) == ("Porto", "PRT")
    assert (record.participants[0].offices[-1].role, record.participants[0].aliases) == (
        "Party leader",
        ("Marta", "Couto"),
    )
    assert record.topics == ("energy", "trade")


def test_add_by_offsets(client: TestClient, store: Store, id: str) -> None:
    """The character is that of the text in code points; the words alone would be ambiguous."""
    start = TEXT.rindex("Lisbon")
    fields = adding(client, id, "topic_mentions") | {"quote": "Lisbon", "topic": "mobility", "do": "add"}
    refused = client.post(f"/review/{id}/topic_mentions", data=fields)
    assert refused.status_code == 400
    assert "2 times" in refused.text
    assert f"{start}" in refused.text
    answer = client.post(f"/review/{id}/topic_mentions", data=fields | {"start": start}, follow_redirects=False)
    assert answer.status_code == 303
    mentions = store.corrected(id).topic_mentions
    added = next(n for n, m in enumerate(mentions) if m.start == start)
    assert mentions[added].quote == "Lisbon"
    assert answer.headers["location"] == f"/review/{id}#topic_mentions-{added}"


def test_pasted_words_may_have_other_blanks(client: TestClient, store: Store, id: str) -> None:
    """A browser sends other line ends; who copies from the page gets blanks for them."""
    for words in ("met Deng Haoran, Foreign Minister of China, in Lisbon today", "Portugal to\r\nexpand trade"):
        sent = adding(client, id, "references") | {"quote": words, "what": "meeting", "do": "add"}
        assert client.post(f"/review/{id}/references", data=sent, follow_redirects=False).status_code == 303
    quotes = [r.quote for r in store.corrected(id).references]
    assert "met Deng Haoran, Foreign Minister of China, in\nLisbon today" in quotes
    assert "Portugal to\nexpand trade" in quotes


def test_add_a_statement_person_and_phrase(client: TestClient, store: Store, id: str) -> None:
    sent = adding(client, id, "statements") | {
        "quote": "So much of it", "speaker": "joint", "act": "discuss", "topics": ["", "trade"], "polarity": "positive", "do": "add",
    }  # fmt: skip
    answer = client.post(f"/review/{id}/statements", data=sent, follow_redirects=False)
    said = statement(store, id, "So much")
    assert answer.headers["location"] == f"/review/{id}#statements-{said.id}"
    assert (said.start, said.act, said.topics) == (TEXT.index("So much"), "discuss", ("trade",))
    sent = adding(client, id, "participants") | {
        "name": "Portuguese Producers", "words": "Portuguese producers", "capacity": "present", "offices": ["Guests", "", "", ""], "do": "add",
    }  # fmt: skip
    assert client.post(f"/review/{id}/participants", data=sent, follow_redirects=False).status_code == 303
    person = store.corrected(id).participants[-1]
    assert (person.name, person.start, person.role) == ("Portuguese Producers", TEXT.index("Portuguese prod"), "Guests")
    sent = adding(client, id, "formulae") | {
        "quote": "to work with Portugal",
        "id": "formula.comprehensive-strategic-partnership",
        "do": "add",
    }
    assert client.post(f"/review/{id}/formulae", data=sent, follow_redirects=False).status_code == 303
    phrase = next(f for f in store.corrected(id).formulae if f.quote == "to work with Portugal")
    assert phrase.phrase == "comprehensive strategic partnership"


def test_what_is_missing_is_said_and_nothing_is_lost(client: TestClient, store: Store, id: str) -> None:
    sent = adding(client, id, "statements") | {"quote": "So much of it", "speaker": "A. Coder typed this", "do": "add"}
    answer = client.post(f"/review/{id}/statements", data=sent)
    assert answer.status_code == 400
    assert "`act` is missing" in answer.text
    assert "A. Coder typed this" in answer.text
    assert store.last_decision(id) == 0


def test_move_the_words_of_a_statement(client: TestClient, store: Store, id: str) -> None:
    fields = opened(client, id, name_of(store, id, "open its market")) | {"quote": "open its market", "start": ""}
    assert client.post(f"/review/{id}/statements", data=fields, follow_redirects=False).status_code == 303
    assert statement(store, id, "open its market").quote == "open its market"


def test_take_out(client: TestClient, store: Store, id: str) -> None:
    name = name_of(store, id, "open its market")
    answer = client.post(
        f"/review/{id}/statements", data=opened(client, id, name) | {"do": "remove"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert name not in client.get(f"/review/{id}").text.replace(f"open={name}", "")
    assert all("open its market" not in s.quote for s in store.corrected(id).statements)
    assert "took out: statement" in client.get(f"/review/{id}").text


def test_of_two_values_on_the_same_words_the_right_one_is_changed(client: TestClient, store: Store) -> None:
    id = store.add(Document(id="twice", published="2024-05-16", text=TEXT + "Both spoke of the JCPOA.\n")).id
    before = store.corrected(id).topic_mentions
    twice = [n for n, m in enumerate(before) if m.quote == "JCPOA"]
    assert len(twice) == 2
    sent = opened(client, id, f"topic_mentions-{twice[1]}") | {"topic": "energy"}
    answer = client.post(f"/review/{id}/topic_mentions", data=sent)
    assert answer.status_code == 200, answer.text
    after = store.corrected(id).topic_mentions
    assert after[twice[0]].topic == before[twice[0]].topic
    assert after[twice[1]].topic == "energy"


def test_what_is_there_already_is_not_added_twice(client: TestClient, store: Store, id: str) -> None:
    sent = adding(client, id, "statements") | {
        "quote": "to open its market to Portuguese producers",
        "speaker": "x",
        "act": "report",
        "do": "add",
    }
    answer = client.post(f"/review/{id}/statements", data=sent)
    assert answer.status_code == 400
    assert "have a value already" in answer.text
    assert store.last_decision(id) == 0


def test_the_meeting_cannot_be_taken_out(client: TestClient, id: str) -> None:
    sent = opened(client, id, "meeting") | {"do": "remove"}
    assert client.post(f"/review/{id}/meeting", data=sent).status_code == 400
    assert client.post(f"/review/{id}/meeting", data=sent | {"do": "add"}).status_code == 400


def test_confirm_goes_on_to_the_next(client: TestClient, store: Store) -> None:
    of = store.review_progress(country="PRT")[1]
    at = client.get("/review/next?country=PRT", follow_redirects=False).headers["location"]
    visited = []
    for _ in range(of):
        visited.append(at.partition("?")[0].rpartition("/")[2])
        sent = form_of(client.get(at).text, "/confirm")
        at = client.post(f"/review/{visited[-1]}/confirm?country=PRT", data=sent, follow_redirects=False).headers[
            "location"
        ]
    assert len(set(visited)) == of
    assert at == "/review?country=PRT&finished=1"
    assert "Every document of this queue" in client.get(at).text
    assert store.review_progress(country="PRT") == (of, of)
    assert client.get(f"/review/{visited[0]}.json").json()["confirmed"] is True


def test_a_change_takes_the_confirmation_away(client: TestClient, store: Store, id: str) -> None:
    client.post(f"/review/{id}/confirm", data={"seen": 0})
    assert "confirmed as it is now" in client.get(f"/review/{id}").text
    client.post(f"/review/{id}/meeting", data=opened(client, id, "meeting") | {"date": "2024-05-15"})
    assert id not in store.confirmed()
    assert "confirmed as it is now" not in client.get(f"/review/{id}").text


def test_neighbours_go_through_the_queue(client: TestClient, store: Store) -> None:
    ids = [id for id, _ in store.texts(country="CHN")]
    assert len(ids) > 1
    for n, id in enumerate(ids):
        near = client.get(f"/review/{id}.json?country=CHN").json()["neighbours"]
        assert near == {"previous": ids[n - 1] if n else None, "next": ids[n + 1] if n + 1 < len(ids) else None}


# --- two coders at once


def test_the_second_is_told_and_loses_nothing(client: TestClient, other: TestClient, store: Store, id: str) -> None:
    name = name_of(store, id, "open its market")
    mine, theirs = opened(client, id, name), opened(other, id, name)
    client.post(f"/review/{id}/statements", data=mine | {"act": "support", "why": "she backs it"})
    refused = other.post(f"/review/{id}/statements", data=theirs | {"speaker": "The other speaker"})
    assert refused.status_code == 409
    assert store.last_decision(id) == 1
    for told in ("Ona Vale", "statement: act", "she backs it", "The other speaker", "Give it again"):
        assert told in refused.text
    again = form_of(refused.text, f"/review/{id}/statements")
    assert (again["act"], again["speaker"], again["seen"]) == (["support"], ["The other speaker"], ["1"])
    assert other.post(f"/review/{id}/statements", data=again, follow_redirects=False).status_code == 303
    now = statement(store, id, "open its market")
    assert (now.act, now.speaker) == ("support", "The other speaker")
    assert [c.decision.by for c in store.corrections(id)] == ["Ona Vale", "Ines Prado"]


def test_both_change_the_same_field(client: TestClient, other: TestClient, store: Store, id: str) -> None:
    mine, theirs = opened(client, id, "meeting"), opened(other, id, "meeting")
    client.post(f"/review/{id}/meeting", data=mine | {"date": "2024-05-14"})
    refused = other.post(f"/review/{id}/meeting", data=theirs | {"date": "2024-05-13"})
    assert refused.status_code == 409
    assert "<b><bdi>2024-05-14</bdi></b> now" in refused.text
    assert form_of(refused.text, f"/review/{id}/meeting")["date"] == ["2024-05-13"]
    assert store.corrected(id).meeting.date == "2024-05-14"


def test_the_item_was_taken_out_meanwhile(client: TestClient, other: TestClient, store: Store, id: str) -> None:
    name = name_of(store, id, "open its market")
    mine, theirs = opened(client, id, name), opened(other, id, name)
    client.post(f"/review/{id}/statements", data=mine | {"do": "remove"})
    refused = other.post(f"/review/{id}/statements", data=theirs | {"act": "concern"})
    assert refused.status_code == 409
    assert "taken out meanwhile" in refused.text
    again = form_of(refused.text, f"/review/{id}/statements")
    assert other.post(f"/review/{id}/statements", data=again | {"do": "add"}, follow_redirects=False).status_code == 303
    assert statement(store, id, "open its market").act == "concern"


def test_taking_out_adding_confirming_undoing_too(client: TestClient, other: TestClient, store: Store, id: str) -> None:
    name = name_of(store, id, "open its market")
    page = other.get(f"/review/{id}?open={name}").text
    theirs, new = form_of(page, f"/review/{id}/statements"), adding(other, id, "dates")
    client.post(f"/review/{id}/meeting", data=opened(client, id, "meeting") | {"date": "2024-05-14"})
    for path, sent in (
        ("statements", theirs | {"do": "remove"}), ("dates", new | {"quote": "today", "value": "2024", "do": "add"}),
        ("confirm", form_of(page, "/confirm")), ("undo", {"seen": 0, "number": 1}),
    ):  # fmt: skip
        refused = other.post(f"/review/{id}/{path}", data=sent)
        assert refused.status_code == 409, path
        assert "Ona Vale" in refused.text
        assert "meanwhile" in refused.text
        assert store.last_decision(id) == 1
    sent = form_of(other.post(f"/review/{id}/undo", data={"seen": 0, "number": 1}).text, "/undo")
    assert other.post(f"/review/{id}/undo", data=sent, follow_redirects=False).status_code == 303
    assert store.last_decision(id) == 2


def test_a_reading_made_meanwhile_is_no_silent_loss(client: TestClient, id: str) -> None:
    """The form shows another state of the item than there is, though nobody decided anything."""
    fields = opened(client, id, "meeting")
    was = json.loads(fields["was"][0])
    was["raws"]["kind"] = ["visit"]
    refused = client.post(
        f"/review/{id}/meeting", data=fields | {"was": json.dumps(was), "kind": "visit", "date": "2024"}
    )
    assert refused.status_code == 409
    assert "read again meanwhile" in refused.text
    assert form_of(refused.text, f"/review/{id}/meeting")["date"] == ["2024"]


def test_only_the_part_for_an_open_page(client: TestClient, id: str) -> None:
    fields, part = opened(client, id, "meeting"), {"X-Part": "1"}
    answer = client.post(f"/review/{id}/meeting", data=fields | {"date": "2024-05-14"}, headers=part)
    assert (answer.status_code, answer.headers["x-at"]) == (200, "meeting")
    assert "<html" not in answer.text
    assert 'name="seen" value="1"' in answer.text
    refused = client.post(f"/review/{id}/meeting", data=fields | {"date": "2023"}, headers=part)
    assert (refused.status_code, refused.headers["x-at"]) == (409, "meeting")
    form = client.get(f"/review/{id}/form?open=meeting")
    assert form.status_code == 200
    assert form.text.lstrip().startswith("<form")


# --- blind


def test_a_blind_coder_sees_nothing_of_others(client: TestClient, other: TestClient, store: Store, id: str) -> None:
    name, machine = name_of(store, id, "open its market"), store.corrected(id)
    client.post(
        f"/review/{id}/statements", data=opened(client, id, name) | {"speaker": "SECRETSPEAKER", "why": "SECRETWHY"}
    )
    client.post(f"/review/{id}/confirm", data={"seen": store.last_decision(id)})
    store.correct(id, "meeting.date", "2011-11-11", by="Third Coder", why="SECRETWHY", coding="Third Coder")
    assert "SECRETSPEAKER" in other.get(f"/review/{id}").text
    hidden = ("SECRETSPEAKER", "SECRETWHY", "Ona Vale", "Third Coder", "2011-11-11", "11 November 2011")
    addresses = (f"/review/{id}?blind=1", f"/review/{id}?blind=1&open={name}", f"/review/{id}/form?blind=1&open={name}",
                 f"/review/{id}.json?blind=1", "/review?blind=1", "/review.json?blind=1")  # fmt: skip
    for address in addresses:
        page = other.get(address)
        assert page.status_code == 200
        assert [word for word in hidden if word in page.text] == [], address
        assert f"/documents/{id}" not in page.text
    sent = opened(other, id, name, "&blind=1") | {"act": "concern"}
    assert sent["seen"] == ["0"]
    answer = other.post(f"/review/{id}/statements?blind=1", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review/{id}?blind=1#{name}")
    assert statement(store, id, "open its market").act == "request"
    own = statement(store, id, "open its market", "Ines Prado")
    assert (own.act, own.speaker) == ("concern", statement(store, id, "open its market", "Nobody").speaker)
    assert store.corrected(id, coding="Nobody") == machine
    refused = other.post(f"/review/{id}/statements?blind=1", data=sent | {"act": "oppose"})
    assert refused.status_code == 409
    assert "in another window" in refused.text
    assert [word for word in hidden if word in refused.text] == []


def test_a_blind_coder_cannot_touch_decisions_of_others(
    client: TestClient, other: TestClient, store: Store, id: str
) -> None:
    client.post(f"/review/{id}/meeting", data=opened(client, id, "meeting") | {"date": "2024-05-14"})
    answer = other.post(f"/review/{id}/undo?blind=1", data={"seen": 0, "number": store.last_decision(id)})
    assert answer.status_code == 404
    assert "Ona Vale" not in answer.text
    assert store.corrected(id).meeting.date == "2024-05-14"
    store.correct(id, "meeting.date", "2011", by="Third", why="x", coding="Third")
    number = store.last_decision(id, coding="Third")
    assert other.post(f"/review/{id}/undo", data={"seen": 9, "number": number}).status_code == 404


def test_blind_progress_is_the_coders_own(client: TestClient, other: TestClient, store: Store) -> None:
    id = store.list()[0].id
    client.post(f"/review/{id}/confirm", data={"seen": 0})
    assert other.get("/review.json?blind=1").json()["here"]["done"] == 0
    answer = other.post(f"/review/{id}/confirm?blind=1", data={"seen": 0}, follow_redirects=False)
    assert answer.headers["location"].endswith("?blind=1")
    assert other.get("/review.json?blind=1").json()["here"]["done"] == 1
    assert [c["name"] for c in client.get("/review.json").json()["codings"]] == ["Ines Prado"]


# --- the start


def test_queues_and_saved_searches(client: TestClient, store: Store) -> None:
    client.post("/searches?country=PRT&name=Portugal")
    given = client.get("/review.json?topic=trade").json()
    assert [queue["name"] for queue in given["queues"]] == ["all documents", "Portugal"]
    assert given["here"]["of"] == store.review_progress(topic="trade")[1]
    assert given["queues"][1]["of"] == store.review_progress(country="PRT")[1]
    page = client.get("/review?topic=trade").text
    assert "/review/next?topic=trade" in page
    assert "/review/next?country=PRT" in page


def test_readers_may_not(store_path: Path, store: Store) -> None:
    from communique.web.entry.who import SESSION, token_hash

    id = store.list()[0].id
    for name, role in (("Rita", "reader"), ("Carl", "coder")):
        store.add_user(name, "hash", role)  # type: ignore[arg-type]
        store.open_session(name, token_hash(name), 1000)
    with TestClient(create_app(Settings(str(store_path), accounts=True)), base_url="http://localhost") as room:
        for name, status in (("Rita", 403), ("Carl", 200)):
            room.cookies.set(SESSION, name)
            for address in (
                "/review",
                f"/review/{id}",
                f"/review/{id}.json",
                "/review/agreement",
                "/review/gold.jsonl",
            ):
                assert room.get(address).status_code == status
            sent = {"seen": 0}
            assert room.post(f"/review/{id}/confirm", data=sent).status_code == status
    assert store.confirmed(by="Carl") == {id}


# --- agreement and gold


def both_coded(store: Store) -> list[str]:
    ids = [listed.id for listed in store.list()][:3]
    first = store.corrected(ids[0]).statements[0]
    act = "oppose" if first.act != "oppose" else "report"
    store.correct(ids[0], f"statements[{first.id}].act", act, by="B", why="x", coding="B")
    for name in ids:
        store.confirm(name, by="A", why="x")
        store.confirm(name, by="B", why="x", coding="B")
    return ids


def test_agreement_is_that_of_the_analysis(client: TestClient, store: Store) -> None:
    from communique.analysis.agreement import agreement
    from communique.analysis.result import plain

    ids = both_coded(store)
    given = client.get("/review/agreement.json?a=open&b=blind:B").json()
    records = [{i: store.corrected(i, coding=c).model_dump(mode="json") for i in ids} for c in (None, "B")]
    assert given["figures"] == plain(agreement(*records))
    assert given["documents"] == 3
    first = store.corrected(ids[0]).statements[0]
    assert [(d["field"], d["a"], d["start"]) for d in given["differences"]] == [("act", first.act, first.start)]
    page = client.get("/review/agreement?a=open&b=blind:B").text
    assert f"/documents/{ids[0]}?at={first.start}" in page
    assert "statements.act" in page


def test_only_what_both_confirmed(client: TestClient, store: Store) -> None:
    ids = both_coded(store)
    store.correct(ids[1], "meeting.date", "2020", by="A", why="x")
    assert client.get("/review/agreement.json?a=open&b=blind:B").json()["documents"] == 2
    store.correct(ids[2], "meeting.date", "2020", by="C", why="x", coding="C")
    none = client.get("/review/agreement?a=open&b=blind:C")
    assert none.status_code == 200
    assert "No document is confirmed in both" in none.text


def test_looking_ends_blindness_and_is_said(client: TestClient, store: Store) -> None:
    ids = both_coded(store)
    store.correct(ids[0], "meeting.date", "2020", by="Ona Vale", why="x", coding="Ona Vale")
    page = client.get("/review/agreement?a=open&b=blind:B").text
    assert "ends the blindness" in page
    assert "kappa" not in page
    given = client.get("/review/agreement.json?a=open&b=blind:B").json()
    assert (given["figures"], given["differences"]) == (None, [])
    assert "kappa" in client.get("/review/agreement?a=open&b=blind:B&look=1").text


def test_agreement_without_its_libraries(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.web.pages.review import agreement

    def lacks(*_: Any) -> None:
        raise ModuleNotFoundError("no", name="sklearn")

    both_coded(store)
    monkeypatch.setattr(agreement, "agreement", lacks)
    page = client.get("/review/agreement?a=open&b=blind:B")
    assert page.status_code == 200
    assert "communique[agreement]" in page.text
    assert "Where they differ" in page.text


def test_codings_that_are_not_there(client: TestClient) -> None:
    for more in ("a=open&b=open", "a=open&b=nobody", "a=blind:x&b=open"):
        assert client.get(f"/review/agreement?{more}").status_code == 400
        assert client.get(f"/review/agreement.json?{more}").status_code == 400


def test_gold_is_that_of_the_store(client: TestClient, store: Store) -> None:
    ids = both_coded(store)
    lines = client.get("/review/gold.jsonl?confirmed=1").text.splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(r.model_dump_json()) for r in store.gold(confirmed=True)]
    assert len(client.get("/review/gold.jsonl?coding=B&confirmed=1").text.splitlines()) == 3
    assert client.get("/review/gold.jsonl?confirmed=1&by=Nobody").text == ""
    store.correct(ids[0], "meeting.date", "2020", by="A", why="x")
    assert len(client.get("/review/gold.jsonl?confirmed=1").text.splitlines()) == 2
    assert len(client.get("/review/gold.jsonl").text.splitlines()) == 3
    assert client.get("/review/gold.jsonl?coding=nobody").status_code == 400


# --- hostile values

EVIL = '"><script>alert(1)</script>\u202e=HYPERLINK("x")'


def test_hostile_values_stay_values(client: TestClient, store: Store, id: str) -> None:
    sent = opened(client, id, name_of(store, id, "open its market")) | {
        "speaker": EVIL,
        "why": EVIL,
        "addressees": EVIL,
    }
    assert client.post(f"/review/{id}/statements", data=sent, follow_redirects=False).status_code == 303
    name = name_of(store, id, "open its market")
    for address in (f"/review/{id}", f"/review/{id}?open={name}", f"/review/{id}/form?open={name}"):
        page = client.get(address).text
        assert "<script>alert" not in page
    assert opened(client, id, name)["speaker"] == [EVIL]
    assert client.get("/review/gold.jsonl").text.count("\n") == 1


BROKEN: list[dict[str, str]] = [
        {}, {"seen": "x"}, {"seen": "-1"}, {"seen": "9" * 30}, {"seen": "0"}, {"seen": "0", "was": "{"}, {"seen": "0", "was": "[]"},
        {"seen": "0", "was": '{"anchor":{},"raws":{}}'}, {"seen": "0", "was": '{"anchor":{"start":1e99},"raws":{"quote":["\\ud800"]}}'},
        {"seen": "0", "do": "add"}, {"seen": "0", "do": "add", "quote": "\0"}, {"seen": "0", "do": "add", "quote": "Both", "start": "9" * 40},
        {"seen": "0", "do": "add", "quote": "So much", "speaker": "a\0b", "act": "report"},
        {"seen": "0", "do": "add", "quote": "So much", "speaker": "x", "act": "<b>"},
        {"seen": "0", "do": "add", "quote": "So much", "speaker": "x", "act": "report", "country": "Nowhere"},
        {"seen": "0", "do": "add", "quote": "x" * 50_000, "speaker": "x", "act": "report"},
        {"seen": "0", "do": "remove", "was": '{"anchor":{"start":0,"end":1,"quote":5},"raws":{}}'},
]  # fmt: skip


def test_broken_forms_are_refused(client: TestClient, store: Store, id: str) -> None:
    for sent in BROKEN:
        assert client.post(f"/review/{id}/statements", data=sent).status_code == 400, sent
    assert store.last_decision(id) == 0


def test_a_stale_anchor_of_nothing(client: TestClient, store: Store, id: str) -> None:
    fields = opened(client, id, name_of(store, id, "open its market"))
    was = json.loads(fields["was"][0]) | {"anchor": {"start": 0, "end": 9**15, "quote": "nowhere", "id": "x"}}
    refused = client.post(f"/review/{id}/statements", data=fields | {"was": json.dumps(was), "act": "concern"})
    assert refused.status_code == 409


BAD = (
    "/review?country=Nowhere", "/review.json?from=bad", "/review/next?country=Nowhere", "/review?q=%22", "/review/next?after=nobody",
    "/review?act=%00", "/review/x%00", "/review/gold.jsonl?coding=%00",
)  # fmt: skip


def test_bad_questions_are_no_fault(client: TestClient) -> None:
    for address in BAD:
        assert client.get(address).status_code in (400, 404), address


def test_the_answers_are_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/review.json", "/review/{id}.json", "/review/agreement.json", "/review/gold.jsonl"} <= set(paths)


def test_bad_filters_decide_nothing(client: TestClient, store: Store, id: str) -> None:
    assert client.post(f"/review/{id}/confirm?country=Nowhere", data={"seen": 0}).status_code == 400
    assert store.last_decision(id) == 0
    assert client.post(f"/review/{id}/nothing", data={"seen": 0}).status_code == 400
    assert client.post(f"/review/{id}/undo", data={"seen": 0, "number": 77}).status_code == 404
