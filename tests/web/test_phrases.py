"""Set phrases: the list, and a phrase followed over time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.analysis.result import plain
from communique.analysis.setphrases.stored import formula_in
from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.pages import phrases as pages
from communique.web.settings import Settings

TEXT = """The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of {state}, {other}, in Oslo on {day} May {year}.

Minister Vale spoke about {matter}. Minister Vale praised {phrase}."""
MATTERS = ("copper", "grain", "ferries", "vaccines", "railways", "timber", "satellites", "cocoa", "tourism", "harbours", "glaciers", "wool")  # fmt: skip
SIDES = (("Kenya", "Josphat Kariuki"), ("Chile", "Andrés Fuenza"))
PHRASES = ("the strategic partnership", "strategic energy partnerships", "the comprehensive strategic partnership")
NEW = "the grand compact of quiet seas <b>&"
FOLLOWED = {"phrase": "strategic partnership"}


def document(n: int, year: int, phrase: str) -> Document:
    state, other = SIDES[n % 2]
    text = TEXT.format(state=state, other=other, day=n + 1, year=year, matter=MATTERS[n], phrase=phrase)
    issuer = "MFA Norway" if n % 3 else "Office <i> of Norway"
    return Document(id=f"r{year}-{n}", text=text, issuer=issuer, published=f"{year}-06-01")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reading room over eighteen readouts, of which three have the phrase and six a new one."""
    path: Path = tmp_path_factory.mktemp("phrases") / "phrases.db"
    with Store(path) as store:
        for n in range(12):
            store.add(document(n, 2021, PHRASES[n] if n < 3 else f"the talks on {MATTERS[n]}"))
        for n in range(0, 12, 2):
            store.add(document(n, 2023, NEW))
        store.link()
    with TestClient(
        create_app(Settings(str(path))), base_url="http://localhost", raise_server_exceptions=False
    ) as made:
        yield made


@pytest.fixture
def kept(reader: TestClient) -> Store:
    found: Store = reader.app.state.desk.store  # type: ignore[attr-defined]
    return found


def get(client: TestClient, address: str, status: int = 200, **query: str) -> str:
    answer = client.get(address, params=query)
    assert answer.status_code == status, answer.text[:300]
    return answer.text


def test_the_list_is_that_of_the_store(reader: TestClient, kept: Store) -> None:
    found = reader.get("/phrases.json").json()
    assert found["phrases"] == [plain(one) for one in kept.phrases()] and found["window"]["of"] == len(found["phrases"])
    page = get(reader, "/phrases")
    assert "/phrases/show?phrase=strategic+partnership" in page and "most used first" in page


def test_words_choose_phrases(reader: TestClient) -> None:
    assert [p["phrase"] for p in reader.get("/phrases.json?words=Comprehensive").json()["phrases"]] == ["comprehensive strategic partnership"]  # fmt: skip
    none = get(reader, "/phrases", words="quiet seas")
    assert "None found" in none and "/phrases/show?phrase=quiet+seas" in none
    assert "no letter or figure" in get(reader, "/phrases", 400, words="\0\u202e")
    assert reader.get("/phrases.json?words=-").status_code == 400 and reader.get("/phrases?page=x").status_code == 422


def test_a_phrase_is_what_the_analysis_gives(reader: TestClient, kept: Store) -> None:
    found, whole = reader.get("/phrases/show.json", params=FOLLOWED).json(), formula_in(kept, "strategic partnership")
    assert found["uses"] == [plain(use) for use in reversed(whole.uses)] and len(found["uses"]) == 2
    assert found["course"] == plain(whole.course) and found["houses"] == plain(whole.houses)
    assert [(v["words"], v["wording"]) for v in found["variants"]] == [("strategic energy partnerships", "added"), ("strategic partnership", "as asked")]  # fmt: skip
    assert [(w["phrase"], w["places"]) for w in found["within"]] == [("comprehensive strategic partnership", 1)]
    assert found["shifts"] == plain(whole.shifts) and found["sides"] == [["NOR", 2]]


def test_the_page_links_each_use_to_its_words(reader: TestClient, kept: Store) -> None:
    page = get(reader, "/phrases/show", **FOLLOWED)
    for document, at, words in re.findall(r'href="/documents/(\w+)\?at=(\d+)"><bdi>.*?<mark>(.*?)</mark>', page):
        assert kept.show(document).document.text[int(at) :].startswith(words)
    assert page.count("<mark>") == 2 and "too few to say" in page and "not counted here" in page
    assert (
        '<svg class="chart pic pic-columns"' in page and "The figures of this picture" in page and " style=" not in page
    )


def test_a_phrase_of_no_lexicon_that_is_new(reader: TestClient) -> None:
    query = {"phrase": "Grand  compact of quiet seas", "by": "Norway", "with": "KEN"}
    found = reader.get("/phrases/show.json", params=query).json()
    assert found["entry"] is None and found["window"]["of"] == 6 and found["course"]["new"] < 0.05
    page = get(reader, "/phrases/show", **query)
    assert "Not in the lexicon" in page and re.search(
        r'phr-verdict holds"><p class="what">new</p><p>6 encounters before', page
    )
    assert re.search(r"by chance p [=<] \.0\d+", page.replace("&lt;", "<")) and "not dropped" in page
    assert 'value="Norway"' in page and 'value="KEN"' in page


def test_years_and_issuers_choose_readouts(reader: TestClient) -> None:
    found = reader.get("/phrases/show.json", params={"phrase": "quiet seas", "from": "2022", "issuer": "office"}).json()
    assert found["readouts"] == found["window"]["of"] == 2 and found["houses"][0]["issuer"] == "Office <i> of Norway"
    page = get(reader, "/phrases/show", phrase="quiet seas", stack="issuer")
    assert "Office &lt;i&gt; of Norway" in page and "<i>" not in page and 'fill="url(#uses-s1)"' in page


def test_what_is_not_found_is_said(reader: TestClient) -> None:
    page = get(reader, "/phrases/show", phrase="silent rivers")
    assert "Not found in 18 encounters (18 readouts)" in page and "Every use" not in page
    assert reader.get("/phrases/show.json", params={"phrase": "silent rivers"}).json()["window"]["of"] == 0


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({}, "nothing to look for"),
        ({"phrase": "of the"}, "no word to look for"),
        ({"phrase": "\0\u202e"}, "no word to look for"),
        ({"phrase": "a " * 150}, "no word to look for"),
        ({"phrase": "peace " * 20}, "Give at most 12"),
        ({"phrase": "peace", "with": "Kenia"}, "no such country"),
        ({"phrase": "peace", "by": "NOR", "with": "NOR"}, "twice the same"),
        ({"phrase": "peace", "by": "FRA"}, "no readout of an encounter"),
        ({"phrase": "peace", "from": "2024", "to": "2023"}, "it ends before it begins"),
        ({"phrase": "peace", "issuer": "\0"}, "no letter or figure"),
    ],
)
def test_what_is_refused(reader: TestClient, query: dict[str, str], says: str) -> None:
    assert says in get(reader, "/phrases/show", 400, **query)
    assert reader.get("/phrases/show.json", params=query).status_code == 400


def test_hostile_words_are_shown_as_words(reader: TestClient) -> None:
    page = get(reader, "/phrases/show", phrase='<script>alert(1)</script> \u202e"x')
    assert "<script>alert" not in page and "\u202e" not in page and "&lt;script&gt;" in page
    assert reader.get("/phrases/show?phrase=x&stack=none").status_code == 422


def test_all_uses_as_a_table(reader: TestClient) -> None:
    answer = reader.get("/phrases/show.csv", params=FOLLOWED)
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["part"] for row in rows] == ["use", "use", "within"]


def test_uses_have_pages_and_the_picture_has_six_parts_at_most(
    reader: TestClient, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_USES", 4)
    query = {"phrase": "quiet seas", "page": "2"}
    assert len(reader.get("/phrases/show.json", params=query).json()["uses"]) == 2
    assert "Page 2 of 2: 6 uses" in get(reader, "/phrases/show", **query)
    whole = formula_in(kept, "quiet seas")
    many = pages.replace(
        whole, uses=tuple(use._replace(words=f"words {n % 9}") for n, use in enumerate(whole.uses * 9))
    )
    found = pages.over_time(many, pages.Asked("quiet seas"))
    assert len(found.series) == 6 and found.series[-1] == "all others" and found.columns
    assert sum(sum(one.column.values) for one in found.columns.columns) == 54


def test_an_empty_library(tmp_path: Path) -> None:
    app = create_app(Settings(str(tmp_path / "new.db")))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        assert "No set phrase stands in this library yet" in get(client, "/phrases")
        assert "no readout of an encounter" in get(client, "/phrases/show", 400, phrase="peace")
        assert "Nobody is known yet" in get(client, "/actors")
        assert "no readout of an encounter" in get(client, "/actors/countries/NOR")
