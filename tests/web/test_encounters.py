"""Encounters: the list, accounts side by side, any two compared, what people decide; nothing of a stranger as markup."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique import examples
from communique.analysis.result import plain
from communique.comparing import accounts_of, background_of, compared
from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.entry.who import SESSION, token_hash
from communique.web.settings import Settings

HEAD = (
    "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in {place} on {day}."
)
KREMLIN = examples.load("kremlin").id
NORWAY = """Minister Vale called on Kenya to lower its tariffs on salmon. Minister Kariuki expressed concern over the fate of the \
detained trawler crew. The two ministers agreed to open a ferry line to Bergen."""
KENYA = """Minister Kariuki thanked Norway for its hospitality. The two ministers discussed the opening of a ferry line to Bergen. \
Minister Vale called on Kenya to lower the tariffs on salmon."""
HOSTILE = "=cmd|' /C calc'!A1 <script>alert(1)</script> \u202egpj.exe\u202c"


def readout(
    id: str, said: str, issuer: str, place: str = "Oslo", day: str = "3 May 2024", title: str | None = None
) -> Document:
    text = f"{HEAD.format(place=place, day=day)}\n\n{said}"
    return Document(id=id, text=text, title=title or f"Talks of {id}", issuer=issuer, published="2024-05-04",
                    url=f"https://example.org/{id}")  # fmt: skip


@pytest.fixture(scope="module")
def paired(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with two accounts of one meeting that disagree on the place, and earlier ones of Kenya that raise the crew;
    and the encounter."""
    path = tmp_path_factory.mktemp("encounters") / "store.db"
    shutil.copy(filled, path)
    with Store(path) as store:
        for n in (1, 2):
            store.add(readout(f"old-{n}", NORWAY, "Kenya", day=f"{n} March 2023"))
        one = store.add(readout("nor", NORWAY, "Norway")).id
        store.add(readout("ken", KENYA, "Kenya", place="Bergen"))
        found = store.encounter(one)
        assert len(found.readouts) == 2
    return path, found.id


@pytest.fixture
def store_path(paired: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of that store for one test."""
    return Path(shutil.copy(paired[0], tmp_path))


@pytest.fixture
def pair(paired: tuple[Path, str]) -> str:
    """The encounter with two accounts."""
    return paired[1]


@pytest.fixture
def client(store_path: Path) -> Iterator[TestClient]:
    """As the fixture of the folder, but nothing is read here, so that no process is started for it."""
    app = create_app(Settings(str(store_path), coder="Ona Vale"))
    yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    app.state.desk.close()


class Page(HTMLParser):
    """What a page links to, its headings, and the text of its cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_list_is_that_of_the_store(client: TestClient, store: Store, pair: str) -> None:
    found = client.get("/encounters.json").json()
    assert found["encounters"] == [plain(e) for e in store.encounters()] and found["more"] is False
    text = client.get("/encounters").text
    for one in found["encounters"]:
        assert f'href="/encounters/{one["id"]}"' in text
    assert pair in text and "China" in text and "16 May 2024" in text and "2 accounts" in text


def test_told_by_several(client: TestClient, store: Store, pair: str) -> None:
    found = client.get("/encounters.json", params={"least": 2}).json()["encounters"]
    assert found == [plain(e) for e in store.encounters(least=2)] and pair in [e["id"] for e in found]
    assert all(len(e["readouts"]) > 1 for e in found)
    assert "checked" in client.get("/encounters", params={"least": 2}).text


@pytest.mark.parametrize("asked", [{"country": "France"}, {"pair": "CHN-PRT"}, {"actor": "Deng"}, {"from": "2024-05", "to": "2024-05"}, {"topic": "trade-barriers"}])  # fmt: skip
def test_filters(client: TestClient, store: Store, asked: dict[str, str]) -> None:
    names = {"from": "since", "to": "until"}
    wanted = store.encounters(**{names.get(name, name): value for name, value in asked.items()})  # type: ignore[arg-type]
    assert client.get("/encounters.json", params=asked).json()["encounters"] == [plain(e) for e in wanted]
    page = client.get("/encounters", params=asked)
    assert page.status_code == 200 and page.text.count('<li>\n  <p class="when">') == len(wanted)
    if not wanted:
        assert "No encounter meets this" in page.text


def test_pages_of_the_list(client: TestClient, store: Store) -> None:
    for n in range(25):
        store.add(readout(f"many-{n}", NORWAY, "Norway", day=f"{n + 1} January 2020"))
    found = [client.get("/encounters.json", params={"page": n, "from": "2020", "to": "2020"}).json() for n in (1, 2)]
    assert [len(f["encounters"]) for f in found] == [20, 5] and [f["more"] for f in found] == [True, False]
    assert "page=2" in client.get("/encounters?from=2020&to=2020").text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("country=Frnce", 400), ("pair=CHN", 400), ("from=nonsense", 400), ("q=steel", 400), ("page=0", 422),
        ("page=99999999999999999999", 422), ("least=-1", 422), ("country=%00", 400), ("actor=%ED%A0%80%00", 400),
        ("issuer=%22%3E%3Cscript%3Ealert(1)", 200), ("page=5000", 200),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_given_says_why(client: TestClient, asked: str, status: int) -> None:
    page = client.get(f"/encounters?{asked}")
    assert page.status_code == status and "<script>alert" not in page.text
    assert client.get(f"/encounters.json?{asked}").status_code == status


def test_accounts_side_by_side(client: TestClient, store: Store, pair: str) -> None:
    found = client.get(f"/encounters/{pair}.json").json()
    wanted = compared(store, accounts_of(store, store.encounter(pair)))
    assert found["comparison"] == plain(wanted) and found["account"] is None
    assert found["encounter"] == plain(store.encounter(pair))
    text = client.get(f"/encounters/{pair}").text
    page = Page(text)
    assert page.tags.count("h1") == 1
    shown = words(text)
    for fact in wanted.facts:
        assert fact.name in shown
    statements = [s for point in wanted.points for said in point.said for s in said]
    assert len(statements) >= 6
    for one in statements:
        assert f"/documents/{one.cite.document}?at={one.cite.start}" in page.links
        assert f"“{one.cite.quote}”" in shown


def test_what_disagrees_stands_on_top_and_is_said_in_words(client: TestClient, pair: str) -> None:
    text = client.get(f"/encounters/{pair}").text
    place, date = text.index(">place<"), text.index(">date<")
    assert place < date < text.index('id="said-differently"') < text.index('id="said-alike"') < text.index('id="only"')
    assert text.index('id="only"') < text.index('id="left-out"')
    assert 'class="fact differ"' in text and "≠" in text and "differ</span>" in text
    assert "Oslo, Norway" in text and "Bergen, Norway" in text


def test_what_changed_and_what_is_left_out_with_its_rate(client: TestClient, pair: str) -> None:
    shown = words(client.get(f"/encounters/{pair}").text)
    assert "act: A agree, B discuss" in shown
    assert "Kenya raises it in its readouts of 2 of 2 other encounters with Norway" in shown
    assert "not raised" in shown and "otherwise, for one:" in shown and "not reported" not in shown


def test_near_copies_are_one_account(client: TestClient, store: Store, pair: str) -> None:
    copy = store.add(readout("nor-again", NORWAY, "Norway", title="The same again")).id
    assert store.show(copy).same_as and copy in store.encounter(pair).documents
    found = client.get(f"/encounters/{pair}.json").json()
    assert len(found["comparison"]["sources"]) == 2 and len(found["encounter"]["readouts"]) == 3
    assert f'<a href="/documents/{copy}">near copy</a>' in client.get(f"/encounters/{pair}").text


def test_copies_of_a_document_of_another_encounter_are_shown(client: TestClient, store: Store, pair: str) -> None:
    copy = store.add(readout("nor-again", NORWAY, "Norway", title="The same again")).id
    store.split(pair, [copy], by="Ona Vale", why="another day")
    own = store.encounter(copy)
    assert own.documents == (copy,)
    found = client.get(f"/encounters/{own.id}.json").json()
    assert found["comparison"] is None and found["account"]["document"] == copy


def test_a_single_account(client: TestClient, store: Store) -> None:
    one = next(e for e in store.encounters() if len(e.readouts) == 1 and "IND" in e.countries)
    found = client.get(f"/encounters/{one.id}.json").json()
    account = store.account(one.documents[0])
    assert found["comparison"] is None and found["account"] == plain(account)
    text = client.get(f"/encounters/{one.id}").text
    assert "No other account of this meeting is known here" in text
    assert "/encounters?pair=IND-JPN&amp;from=2025-03-06&amp;to=2025-03-08" in text
    links = Page(text).links
    for said in account.statements:
        assert f"/documents/{said.cite.document}?at={said.cite.start}" in links
    for person in account.attendees:
        assert f"/actors/people/{person.person}" in links and person.name in text
    assert client.get(f"/encounters/{one.id}/take").status_code == 400


def test_a_document_leads_to_its_encounter(client: TestClient, store: Store, pair: str) -> None:
    document = store.encounter(pair).documents[1]
    assert client.get(f"/encounters/{document}.json").json() == client.get(f"/encounters/{pair}.json").json()


@pytest.mark.parametrize("id", ["e0123456789abcdef", "nothing", "%00", "%ED%A0%80", "a%22%3Cscript%3E", "x" * 5000])
def test_an_encounter_that_is_not_there(client: TestClient, id: str) -> None:
    for address in (f"/encounters/{id}", f"/encounters/{id}.json", f"/encounters/{id}/take"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "<script>" not in answer.text or answer.headers["content-type"] == "application/json"


def test_files(client: TestClient, store: Store, pair: str) -> None:
    wanted = compared(store, accounts_of(store, store.encounter(pair)))
    rows = client.get(f"/encounters/{pair}/take?form=csv")
    assert rows.headers["content-disposition"].startswith("attachment")
    found = list(csv.DictReader(io.StringIO(rows.text)))
    assert len(found) == len(wanted.rows()) and {row["part"] for row in found} == {"fact", "point", "omission"}
    assert client.get(f"/encounters/{pair}/take?form=json").json() == plain(wanted)
    page = client.get(f"/encounters/{pair}/take")
    assert page.text.startswith("<!doctype html>") and "attachment" in page.headers["content-disposition"]
    assert client.get(f"/encounters/{pair}/take?form=exe").status_code == 404


def test_two_documents_that_are_not_linked(client: TestClient, store: Store, pair: str) -> None:
    asked = {"a": "nor", "b": "https://example.org/old-1"}
    found = client.get("/encounters/compare.json", params=asked).json()
    accounts = [store.account("nor"), store.account("old-1")]
    assert found["comparison"] == plain(compared(store, accounts))
    assert len(set(found["encounters"])) == 2
    text = client.get("/encounters/compare", params=asked).text
    assert "days apart: they may tell of two encounters" in text and f'action="/encounters/{pair}/join"' in text
    taken = client.get("/encounters/compare/take", params={**asked, "form": "json"})
    assert taken.json() == found["comparison"]


def test_an_encounter_stands_for_its_accounts(client: TestClient, pair: str) -> None:
    found = client.get("/encounters/compare.json", params={"a": pair, "b": "old-1"}).json()
    assert len(found["comparison"]["sources"]) == 3 and found["encounters"].count(pair) == 2


@pytest.mark.parametrize(
    ("a", "b", "status", "message"),
    [
        ("nor", "nor", 400, "is given twice"), ("nor", "absent", 404, "no such document"), ("nor", "", 400, "two documents are needed"),
        ("nor", KREMLIN, 400, "share neither person nor sides"), ("\0", "<script>alert(1)</script>", 400, "two documents"),
        ("e0123456789abcdef", "nor", 400, "no such encounter"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared(client: TestClient, pair: str, a: str, b: str, status: int, message: str) -> None:
    assert pair
    page = client.get("/encounters/compare", params={"a": a, "b": b})
    assert page.status_code == status and message in page.text and "<script>alert" not in page.text
    assert client.get("/encounters/compare.json", params={"a": a, "b": b}).status_code == status


def test_the_form_alone(client: TestClient) -> None:
    assert client.get("/encounters/compare").status_code == 200
    assert client.get("/encounters/compare.json").status_code == 422


def test_a_readout_is_taken_out_and_put_back(client: TestClient, store: Store, pair: str) -> None:
    out = store.encounter(pair).documents[1]
    done = client.post(
        f"/encounters/{pair}/split", data={"document": out, "why": "another talk"}, follow_redirects=False
    )
    assert done.status_code == 303 and done.headers["location"] == f"/encounters/{pair}?done=split&of={out}"
    assert out not in store.encounter(pair).documents
    page = client.get(done.headers["location"])
    assert f'href="/encounters/{out}"' in page.text and "another talk" in page.text
    (decision,) = store.encounter(pair).decisions
    assert (decision.kind, decision.by, decision.why) == ("split", "Ona Vale", "another talk")
    done = client.post(
        f"/encounters/{pair}/undo",
        data={"decision": decision.number, "why": "was one after all"},
        follow_redirects=False,
    )
    assert done.headers["location"] == f"/encounters/{pair}?done=undo"
    assert (
        out in store.encounter(pair).documents
        and "The decision holds no more" in client.get(done.headers["location"]).text
    )


def test_the_first_readout_taken_out_leaves_the_rest_under_another_id(
    client: TestClient, store: Store, pair: str
) -> None:
    first, other = store.encounter(pair).documents
    done = client.post(f"/encounters/{pair}/split", data={"document": "nor", "why": "no"}, follow_redirects=False)
    rest = store.encounter(other)
    assert (
        rest.id != pair
        and client.get(done.headers["location"]).status_code == 200
        and done.headers["location"] == f"/encounters/{rest.id}?done=split&of={first}"
    )


@pytest.mark.parametrize(
    "form", ["{id}", "http://localhost/encounters/{id}?done=join", "/documents/{document}#s1", " {document} "]
)
def test_another_encounter_is_joined(client: TestClient, store: Store, pair: str, form: str) -> None:
    other = store.encounter("old-1")
    named = form.format(id=other.id, document=other.documents[0])
    done = client.post(f"/encounters/{pair}/join", data={"other": named, "why": "one visit"}, follow_redirects=False)
    joined = store.encounter(pair)
    assert done.status_code == 303 and done.headers["location"] == f"/encounters/{joined.id}?done=join"
    assert set(other.documents) < set(joined.documents)
    assert "one visit" in client.get(done.headers["location"]).text


@pytest.mark.parametrize(
    ("action", "data", "status"),
    [
        ("split", {"document": "nor", "why": " "}, 400), ("split", {"document": KREMLIN, "why": "so"}, 400),
        ("split", {"why": "so"}, 422), ("join", {"other": "absent", "why": "so"}, 404), ("join", {"other": " ", "why": "so"}, 404),
        ("join", {"other": "nor", "why": "so"}, 400), ("undo", {"decision": "999", "why": "so"}, 400),
        ("undo", {"decision": "9" * 40, "why": "so"}, 422), ("undo", {"decision": "x", "why": "so"}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_decided(
    client: TestClient, store: Store, pair: str, action: str, data: dict[str, str], status: int
) -> None:
    before = plain(store.encounter(pair))
    answer = client.post(f"/encounters/{pair}/{action}", data=data, follow_redirects=False)
    assert answer.status_code == status and plain(store.encounter(pair)) == before


def test_only_decisions_of_the_encounter_are_undone_here(client: TestClient, store: Store, pair: str) -> None:
    made = store.correct(KREMLIN, "meeting.kind", "meeting", by="Ona Vale", why="so")
    answer = client.post(f"/encounters/{pair}/undo", data={"decision": made.number, "why": "so"})
    assert answer.status_code == 400 and len(store.corrections(KREMLIN)) == 1


def test_words_of_strangers_are_no_markup(client: TestClient, store: Store) -> None:
    said = f"Minister Vale called on Kenya to lower its tariffs on salmon {HOSTILE} and on cod."
    id = store.add(readout("bad", said, "Norway <b>", title=HOSTILE, day="9 June 2024")).id
    store.add(readout("bad-too", KENYA, '"><img src=x>', day="9 June 2024", title=HOSTILE))
    found = store.encounter(id)
    assert len(found.readouts) == 2
    for address in (f"/encounters/{found.id}", "/encounters", f"/encounters/{found.id}?done=split&of={'0' * 16}"):
        text = client.get(address).text
        assert "<script>alert" not in text and "<img" not in text and "\u202e" not in text
        assert "⟨U+202E⟩" in text
    cells = [
        cell
        for row in csv.reader(io.StringIO(client.get(f"/encounters/{found.id}/take?form=csv").text))
        for cell in row
    ]
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    assert client.get(f"/encounters/{found.id}?done=split&of=%22%3E").status_code == 422


def test_the_background_is_of_the_sides(store: Store, pair: str) -> None:
    accounts = accounts_of(store, store.encounter(pair))
    assert {a.document for a in background_of(store, accounts)} >= {store.show(f"old-{n}").id for n in (1,)}
    assert all({"NOR", "KEN"} & a.sides for a in background_of(store, accounts))


@pytest.fixture
def reader(store_path: Path) -> Iterator[TestClient]:
    """A browser in which somebody is logged in who may only look."""
    app = create_app(Settings(str(store_path), accounts=True))
    app.state.desk.store.add_user("guest", "no hash", "reader")
    app.state.desk.store.open_session("guest", token_hash("token"), 60)
    yield TestClient(app, base_url="http://localhost", cookies={SESSION: "token"}, raise_server_exceptions=False)
    app.state.desk.close()


def test_a_reader_looks_and_decides_nothing(reader: TestClient, pair: str) -> None:
    text = reader.get(f"/encounters/{pair}").text
    assert (
        "Why these are one meeting" in text
        and "Take a readout out" not in text
        and 'method="post" action="/enc' not in text
    )
    for action in ("split", "join", "undo"):
        data = {"document": "nor", "other": "old-1", "decision": 1, "why": "so"}
        assert reader.post(f"/encounters/{pair}/{action}", data=data).status_code == 403


def test_a_day_apart_is_no_contradiction(client: TestClient, store: Store) -> None:
    one = store.add(readout("here", NORWAY, "Norway", day="9 June 2024")).id
    store.add(readout("there", KENYA, "Kenya", place="Bergen", day="10 June 2024"))
    (date,) = [
        fact for fact in client.get(f"/encounters/{one}.json").json()["comparison"]["facts"] if fact["name"] == "date"
    ]
    text = client.get(f"/encounters/{one}").text
    assert date["verdict"] == "differ by a day" and "differ by a day, as time zones allow" in text
    assert text.index("9 June 2024</bdi>") < text.index("10 June 2024</bdi>")
