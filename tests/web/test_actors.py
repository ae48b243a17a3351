"""Actors: the index, people, countries, bodies, pairs; what coders decide about persons."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.analysis.contacts import network
from communique.analysis.ledger import asks
from communique.analysis.result import plain
from communique.record import Document
from communique.store import Store, whose
from communique.web.app import create_app
from communique.web.pages.actors import page as pages
from communique.web.pages.actors import who
from communique.web.settings import Settings

TEXT = """The Foreign Minister of Norway, {name}, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on {day} {year}.

Minister Vale {asked} Kenya to lower its tariffs on salmon. Josphat Kariuki said that Kenya will lower its tariffs on salmon.

Minister Vale praised the comprehensive strategic partnership. The two ministers discussed trade."""
EVIL = '<script>alert(1)</script>\u202e"onload='


@pytest.fixture(scope="session")
def norway(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with four encounters of Norway and Kenya, one of them under a fuller name."""
    path = tmp_path_factory.mktemp("norway") / "norway.db"
    with Store(filled) as store:
        store.backup(path)
    with Store(path) as store:
        for n, asked in enumerate(("called on", "called on", "called on", "urged")):
            name = "Ona Vale" if n else "Ona Berit Vale"
            text = TEXT.format(name=name, day=f"{n + 3} May", year=2020 + n, asked=asked)
            store.add(
                Document(
                    id=f"nor{n}", title=f"Meeting {n}", issuer="MFA Norway", published=f"{2020 + n}-05-10", text=text
                )
            )
        store.link()
    return path


@pytest.fixture
def store_path(norway: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(norway, tmp_path / "norway.db"))


@pytest.fixture(scope="module")
def reader(norway: Path) -> Iterator[TestClient]:
    """One reading room for all tests that only look."""
    with TestClient(
        create_app(Settings(str(norway))), base_url="http://localhost", raise_server_exceptions=False
    ) as made:
        yield made


@pytest.fixture
def kept(reader: TestClient) -> Store:
    """The store behind it."""
    found: Store = reader.app.state.desk.store  # type: ignore[attr-defined]
    return found


@pytest.fixture
def vale(kept: Store) -> str:
    return kept.people(name="Vale", country="NOR")[0].id


def get(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:400]
    return answer.text


def test_the_index_finds_people_by_name_and_country(reader: TestClient, kept: Store) -> None:
    page = get(reader, "/actors?name=vale&country=Norway")
    assert "Ona Berit Vale" in page and "Josphat Kariuki" not in page
    found = reader.get("/actors.json").json()
    assert {one["name"] for one in found["countries"]} >= {"NOR", "KEN", "CHN"}
    assert [plain(one) for one in kept.people(limit=40)] == found["people"] and not found["more"]
    assert found["bodies"] == plain(whose.bodies(kept))
    assert 'href="/actors/countries/NOR"' in get(reader, "/actors") and "Nobody of this name" in get(
        reader, "/actors?name=zzz"
    )


def test_what_the_index_refuses(reader: TestClient) -> None:
    assert "no such country" in get(reader, "/actors?country=Kenia", 400)
    assert reader.get("/actors.json?country=Kenia").status_code == 400
    for name in ("%00", "%E2%80%AE", "-"):
        assert "no letter or figure" in get(reader, f"/actors?name={name}", 400)
    assert reader.get("/actors?page=0").status_code == 422


@pytest.mark.parametrize(
    ("form", "leads"),
    [
        ("/actors/pairs?one=france&other=CHN", "/actors/pairs/CHN-FRA"),
        ("/actors/countries?country=kenya", "/actors/countries/KEN"),
    ],
)
def test_forms_lead_to_the_page(reader: TestClient, form: str, leads: str) -> None:
    answer = reader.get(form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, leads)
    assert reader.get("/actors/pairs?one=CHN&other=China").status_code == 400


def test_a_country_shows_what_the_analyses_give(reader: TestClient, kept: Store) -> None:
    found = reader.get("/actors/countries/NOR.json").json()
    accounts = kept.accounts(country="NOR", once=True)
    assert found["figures"]["encounters"] == 4 and found["figures"]["readouts"] == 4
    whole = network(accounts, by="country")
    tie = next(e for e in whole.edges if {e.one, e.other} == {"NOR", "KEN"})
    (kenya,) = found["counterparts"]["contacts"]
    assert (kenya["other"]["id"], kenya["met"], kenya["last"]) == ("KEN", len(tie.met), tie.met[-1].day)
    threads = [*asks(accounts, by="NOR").threads, *asks(accounts, of="NOR").threads]
    assert found["asks"]["window"]["of"] == len(threads)
    assert plain(threads[0]) in found["asks"]["threads"]
    assert [e["first"] for e in found["timeline"]["encounters"]] == [
        "2023-05-06",
        "2022-05-05",
        "2021-05-04",
        "2020-05-03",
    ]
    assert found["said"]["voices"] == ["Norway", "jointly with others"]
    acts = {one["value"]: one["counts"] for one in found["said"]["acts"]}
    assert acts["request"] == [4, 0] and acts["praise"] == [4, 0] and acts["discuss"] == [0, 4]
    assert [p["phrase"] for p in found["phrases"]["phrases"]] == ["comprehensive strategic partnership"]
    assert found["phrases"]["phrases"][0]["uses"] == 4 and found["network"]["middle"] == "NOR"


def test_the_page_of_a_country_links_every_value(reader: TestClient, kept: Store) -> None:
    page = get(reader, "/actors/countries/nor")
    event = kept.encounter(kept.show("nor0").id).id
    for part in ("<h1><bdi>Norway</bdi></h1>", "/actors/pairs/KEN-NOR", f"/encounters/{event}", "/phrases/show?phrase=comprehensive",
                 "hardened", "/library?country=NOR&amp;act=request", "/library?country=NOR&amp;topic="):  # fmt: skip
        assert part in page, part
    for quote, at in re.findall(r'href="/documents/(\w+\?at=\d+)"[^>]*><bdi>([^<]{12,60})</bdi>', page):
        document, start = quote.split("?at=")
        assert kept.show(document).document.text[int(start) :].startswith(at.rstrip("…"))
    assert page.count("<svg") > 5 and 'id="times-title"' in page and 'id="net-words"' in page and " style=" not in page


@pytest.mark.parametrize("part", ["timeline", "counterparts", "said", "phrases", "asks", "network", "people"])
def test_each_part_alone(reader: TestClient, part: str) -> None:
    for address in ("/actors/countries/NOR", "/actors/pairs/KEN-NOR"):
        found = reader.get(f"{address}.json?part={part}").json()
        there = [name for name in pages.SIZES if found[name] is not None]
        assert there == ([] if part == "people" and "pairs" in address else [part])
        assert '<nav class="tabs"' in get(reader, f"{address}?part={part}")


def test_a_part_has_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pages.SIZES, "timeline", pages.Size(1, 3))  # type: ignore[arg-type]
    assert "All 4 encounters</a>" in get(client, "/actors/countries/NOR")
    second = client.get("/actors/countries/NOR.json?part=timeline&page=2").json()["timeline"]
    assert second["window"] == {"page": 2, "pages": 2, "of": 4} and len(second["encounters"]) == 1
    assert "page 2 of 2, 4 encounters" in get(client, "/actors/countries/NOR?part=timeline&page=9")


def test_what_is_not_looked_through_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST", 2)
    figures = client.get("/actors/countries/NOR.json").json()["figures"]
    assert (figures["readouts"], figures["of"], figures["first"]) == (2, 4, "2022-05-05")
    assert "the newest 2 of 4 readouts" in get(client, "/actors/countries/NOR")


def test_years_choose_readouts(reader: TestClient) -> None:
    figures = reader.get("/actors/countries/NOR.json?from=2021&to=2022-05").json()["figures"]
    assert (figures["encounters"], figures["first"], figures["last"]) == (2, "2021-05-04", "2022-05-05")
    empty = get(reader, "/actors/countries/NOR?from=1999&to=1999")
    assert "no readout of an encounter" in empty and "nobody met anybody" in empty
    for bad in ("from=abc", "from=2024&to=2023", "from=%00", "to=9999-99-99"):
        assert reader.get(f"/actors/countries/NOR?{bad}").status_code == 400
        assert reader.get(f"/actors/countries/NOR.json?{bad}").status_code == 400


def test_a_pair(reader: TestClient, kept: Store) -> None:
    found = reader.get("/actors/pairs/KEN-NOR.json").json()
    accounts = kept.accounts(pair="KEN-NOR", once=True)
    both = [*asks(accounts, by="KEN", of="NOR").threads, *asks(accounts, by="NOR", of="KEN").threads]
    assert found["asks"]["window"]["of"] == len(both) > 1
    (contact,) = found["counterparts"]["contacts"]
    assert (contact["one"]["label"], contact["other"]["label"], contact["met"]) == ("Josphat Kariuki", "Ona Vale", 4)
    assert found["said"]["voices"] == ["Kenya", "Norway", "jointly"] and found["network"]["middle"] is None
    page = get(reader, "/actors/pairs/kenya-norway")
    assert "Kenya" in page and ">2022</text>" in page.replace("\n", "")


def test_a_pair_that_never_met(reader: TestClient) -> None:
    page = get(reader, "/actors/pairs/ISL-TUV")
    assert "no readout of an encounter" in page and '<svg class="chart pic' not in page


def test_a_person_with_several_names(reader: TestClient, kept: Store, vale: str) -> None:
    found = reader.get(f"/actors/people/{vale}.json").json()
    assert found["actor"]["name"] == "Ona Berit Vale" and found["figures"]["encounters"] == 4
    assert set(found["names"]["names"]) == set(kept.person(vale).names)
    assert found["names"]["last"]["role"] == "Foreign Minister" and found["names"]["offices"][0]["attested"] == 4
    assert {t["by"] for t in found["asks"]["threads"]} == {"NOR"}
    assert all(s["speaker"] != "Josphat Kariuki" for e in found["timeline"]["encounters"] for s in e["statements"])
    (met,) = found["counterparts"]["contacts"]
    assert met["other"]["address"] == f"/actors/people/{kept.people(name='Kariuki')[0].id}"
    page = get(reader, f"/actors/people/{vale}")
    assert "Names and offices" in page and "Foreign Minister" in page and "/actors/countries/NOR" in page


def test_a_body(reader: TestClient, kept: Store) -> None:
    bodies = whose.bodies(kept)
    body = next(b for b in bodies if "International Department" in b.name)
    found = reader.get("/actors/bodies.json", params={"name": body.name.upper()}).json()
    assert found["figures"]["readouts"] + found["figures"]["left_out"] >= 1 and found["people"]["people"]
    documents = {s["document"] for e in found["timeline"]["encounters"] for s in e["sources"]}
    assert documents <= {a.document for a in kept.accounts() for p in a.attendees if p.organisation}
    page = get(reader, f"/actors/bodies?name={body.name}&country={body.country}")
    assert f"<h1><bdi>{body.name}</bdi></h1>" in page and "every country" in page
    lanes = re.findall(
        r'<text class="strong"[^>]*text-anchor="end">.*?<title>(.*?)</title>',
        get(reader, f"/actors/bodies?name={body.name}"),
    )
    assert "Portugal" in lanes and "China" not in lanes
    assert "no office names such a body" in get(reader, "/actors/bodies?name=Nobody", 404)
    assert reader.get("/actors/bodies").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/actors/people/p000000000000", "/actors/people/x%00", "/actors/people/" + "p" * 500, "/actors/countries/XXX", "/actors/countries/%F0%9F%8E%88",
     "/actors/pairs/CHN", "/actors/pairs/CHN-CHN", "/actors/pairs/-", "/actors/bodies?name=%00", "/actors/bodies?name=NATO&country=Q"],
)  # fmt: skip
def test_what_is_not_there(reader: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    assert reader.get(address).status_code == 404
    assert reader.get(f"{path}.json?{query}").json()["mend"]


def test_hostile_words_are_shown_as_words(client: TestClient, store: Store) -> None:
    text = f"The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on 3 May 2024.\n\nMinister Vale urged Kenya to lower its tariffs on {EVIL} salmon. She praised Kenya."
    store.add(Document(id="evil", title=EVIL, issuer=EVIL, published="2024-05-04", text=text))
    for address in ("/actors/countries/NOR", "/actors/pairs/KEN-NOR", "/actors/countries/NOR?part=timeline"):
        page = get(client, address)
        assert "<script>alert" not in page and "\u202e" not in page and "&lt;script&gt;" in page


def post(client: TestClient, address: str, **form: Any) -> Any:
    return client.post(address, data=form, follow_redirects=False)


def test_persons_are_merged_split_and_the_decision_undone(client: TestClient, store: Store, vale: str) -> None:
    other = store.people(name="Kariuki")[0].id
    done = post(client, f"/actors/people/{vale}/merge", others=[other], why="a test")
    assert done.status_code == 303 and done.headers["location"].startswith("/actors/people/p")
    page = get(client, done.headers["location"])
    assert "They are one person now" in page and "Josphat Kariuki" in page and "a test" in page
    (made,) = store.person(vale).decisions
    assert (made.by, made.why) == ("Ona Vale", "a test")
    assert post(client, f"/actors/people/{vale}/undo", decision=made.number, why="no").status_code == 303
    assert "Josphat Kariuki" not in store.person(vale).names
    document = store.show("nor3").id
    done = post(client, f"/actors/people/{vale}/split", documents=[document], why="another")
    assert done.status_code == 303 and len(store.person(vale).appearances) == 3
    assert "another person now" in get(client, done.headers["location"])


@pytest.mark.parametrize(
    ("deed", "form", "says"),
    [
        ("merge", {"why": "x"}, "no other person was chosen"),
        ("merge", {"more": "p000000000000", "why": "x"}, "no such person"),
        ("split", {"why": "x"}, "nothing would be parted"),
        ("split", {"names": "Nobody\0", "why": "x"}, "no name or document of that person"),
        ("split", {"names": "Ona Vale", "why": " "}, "nothing is said"),
        ("undo", {"decision": 77, "why": "x"}, "not about this person"),
        ("undo", {"decision": "x", "why": "x"}, "integer"),
    ],
)
def test_what_a_decision_needs(
    reader: TestClient, vale: str, deed: str, form: dict[str, Any], says: str
) -> None:  # fmt: skip
    answer = post(reader, f"/actors/people/{vale}/{deed}", **form)
    assert answer.status_code in (400, 404, 422) and says in answer.text


def test_without_the_library_of_networks_the_rest_is_there(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.errors import CommuniqueError
    from communique.web.charts import around

    def missing(*_: Any) -> Any:
        raise CommuniqueError("network", "a picture of it needs networkx", "Install it.")

    monkeypatch.setattr(around, "places_around", missing)
    page = get(client, "/actors/countries/NOR?part=network")
    assert "a picture of it needs networkx" in page and "Who met whom, and when last" in page


def test_voices_are_told_apart(kept: Store, vale: str) -> None:
    account = kept.account("nor1")
    person: Callable[..., int | None] = who.person(kept, vale).voice_in(account)
    assert [person("Ona Vale", "NOR"), person("joint", None), person("Josphat Kariuki", "KEN")] == [0, 1, None]
    pair = who.pair("KEN-NOR").voice_in(account)
    assert [pair("x", "KEN"), pair("x", "NOR"), pair("joint", None), pair("x", "FRA"), pair("x", None)] == [
        0,
        1,
        2,
        None,
        None,
    ]
    assert who.country("CHN").voice_in(account)("joint", None) is None
