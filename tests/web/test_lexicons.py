"""The tables, their entries, where they fire, and the change that a misfiring asks for."""

from __future__ import annotations

import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.lexicon.check import check
from communique.lexicon.edit import NotEditableError, block_of, quoted, with_line
from communique.lexicon.load import digest, load, names, parse
from communique.store import Store
from communique.web.app import create_app
from communique.web.pages.lexicons.change import change, patch, prepare, report_of
from communique.web.pages.lexicons.counts import BASES, evidence_of
from communique.web.pages.lexicons.lookup import entry_of, search, source_of
from communique.web.pages.lexicons.shown import words_of
from communique.web.settings import Settings

HOSTILE = ["<script>alert(1)</script>", "\x00", "\u202eevil", '" onfocus="x', "=cmd()", "'", "%", "[", "*", "a" * 200]
CONCERN = "The envoys spoke of the pressing [concern] of the farmers."


@pytest.fixture(scope="module")
def client(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One browser for all tests that change nothing."""
    path = tmp_path_factory.mktemp("lexicons") / "room.db"
    with Store(filled) as held:
        held.backup(path)
    with TestClient(
        create_app(Settings(str(path))), base_url="http://localhost", raise_server_exceptions=False
    ) as made:
        yield made


@pytest.fixture
def store(client: TestClient) -> Store:
    """The store behind `client`."""
    found: Store = client.app.state.desk.store  # type: ignore[attr-defined]
    return found


# --- tables


def test_index_lists_every_table(client: TestClient) -> None:
    found = client.get("/lexicons.json").json()
    assert [one["name"] for one in found["tables"]] == list(names())
    assert {one["name"]: one["entries"] for one in found["tables"]} == {n: len(load(n).entries) for n in names()}
    assert found["digest"] == digest() and found["search"] is None
    page = client.get("/lexicons").text
    assert all(f'href="/lexicons/tables/{name}"' in page for name in names())
    assert "Subjects that are no names." in page


def test_every_table_says_on_what_its_numbers_rest() -> None:
    assert set(BASES) == set(names())


def test_search_finds_inflected_forms_and_ids(client: TestClient) -> None:
    found = client.get("/lexicons.json", params={"q": "Called  On"}).json()["search"]
    assert found["found"][0] | {"more": 0} == {
        "table": "acts", "id": "request.call-on", "value": "request", "forms": ["called on"], "more": 0,
    }  # fmt: skip
    assert "noun.concern" in {one["id"] for one in client.get("/lexicons.json?q=noun.con").json()["search"]["found"]}
    page = client.get("/lexicons?q=called+on").text
    assert "/lexicons/entries/request.call-on?table=acts" in page


def test_search_says_what_it_leaves_out() -> None:
    found = search("e")
    assert len(found.found) == 100 < found.total
    assert search("zzzz").total == 0 == search("  ").total


@pytest.mark.parametrize("words", HOSTILE)
def test_search_bears_anything(client: TestClient, words: str) -> None:
    answer = client.get("/lexicons", params={"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and '" onfocus="x' not in answer.text
    assert client.get("/lexicons.json", params={"q": words}).status_code == 200


def test_table_counts_statements_of_the_library(client: TestClient, store: Store) -> None:
    found = client.get("/lexicons/tables/acts.json").json()
    fired = store.fired()
    assert {row["id"]: row["fired"] for row in found["rows"]} == {
        e.id: fired.get(e.id, 0) for e in load("acts").entries
    }
    assert (found["basis"], found["all"], found["looked"]) == ("statements", True, 5)
    assert sum(row["fired"] for row in found["rows"]) > 0


def test_table_counts_evidence_of_the_newest(client: TestClient, store: Store) -> None:
    found = client.get("/lexicons/tables/topics.json").json()
    places = Counter[str]()
    for record in store.records():
        proofs = {(p.entry, p.start, p.end) for p in evidence_of(record) if p.reader == "topics" and p.entry}
        places.update(entry for entry, *_ in proofs)
    assert {row["id"]: row["fired"] for row in found["rows"] if row["fired"]} == dict(places)
    assert found["basis"] == "evidence" and found["looked"] == 5
    assert found["unfired"] == len(load("topics").entries) - len(places)


def test_tables_that_records_do_not_name_say_so(client: TestClient) -> None:
    found = client.get("/lexicons/tables/words.json").json()
    assert found["basis"] == "matches"
    page = client.get("/lexicons/tables/words").text
    assert "Records do not name the entries of this table" in page and "never fired" not in page
    assert "the names of the issuers" in client.get("/lexicons/tables/issuers").text


def test_table_is_narrowed_and_ordered(client: TestClient) -> None:
    never = client.get("/lexicons/tables/acts.json?never=true").json()
    assert never["rows"] and all(row["fired"] == 0 for row in never["rows"]) and len(never["rows"]) == never["unfired"]
    support = client.get("/lexicons/tables/acts.json?value=support").json()["rows"]
    assert support and {row["value"] for row in support} == {"support"}
    fired = [row["fired"] for row in client.get("/lexicons/tables/acts.json?order=fired").json()["rows"]]
    assert fired == sorted(fired, reverse=True)
    assert "No entry meets this" in client.get("/lexicons/tables/acts?value=nothing").text
    assert client.get("/lexicons/tables/acts?order=other").status_code == 422


def test_words_are_apart_from_inflections() -> None:
    words = words_of(load("acts").by_id["request.call-on"])
    assert words.verbs == ("call on", "call upon") and words.forms == ()
    assert "called upon" in words.inflected and not set(words.inflected) & set(words.verbs)


@pytest.mark.parametrize("name", names())
def test_every_table_is_shown(client: TestClient, name: str) -> None:
    page = client.get(f"/lexicons/tables/{name}")
    assert page.status_code == 200
    assert all(f"/lexicons/entries/{entry.id}" in page.text for entry in load(name).entries)


# --- entries


def test_entry_shows_what_stands_in_the_table(client: TestClient) -> None:
    found = client.get("/lexicons/entries/request.call-on.json").json()
    entry = load("acts").by_id["request.call-on"]
    assert (found["table"], found["value"], found["line"]) == ("acts", "request", entry.line)
    assert found["unless"] == ["courtesy call on"] and found["attributes"] == {"without": "narrate"}
    assert source_of("acts").splitlines()[found["line"] - 1] == "[[entry]]"
    assert found["source"].startswith("[[entry]]\nid = ") and found["source"].endswith('King."]')
    page = client.get("/lexicons/entries/request.call-on").text
    assert 'Washington <mark class="hit">called on</mark> both sides' in page
    assert "must not fire" in page and "courtesy call on" in page


def test_firings_lead_to_their_words(client: TestClient, store: Store) -> None:
    for id in ("request.call-on", "noun.commitment", "trade.goods", "reference.visit"):
        if not any(id in load(name).by_id for name in names()):
            continue
        found = client.get(f"/lexicons/entries/{id}.json").json()["firings"]
        assert found["total"] >= len(found["newest"])
        for one in found["newest"]:
            text = store.show(one["document"]).document.text
            start, end = one["marks"][0]
            words = " ".join(text[one["start"] : one["end"]].split())
            assert one["snippet"][start:end].strip() == words


def test_firing_page_links_words_and_form(client: TestClient) -> None:
    found = client.get("/lexicons/entries/request.call-on.json").json()["firings"]
    assert found["newest"] and found["basis"] == "statements"
    first = found["newest"][0]
    page = client.get("/lexicons/entries/request.call-on").text
    assert f"/documents/{first['document']}?at={first['start']}" in page
    assert "sentence=" in page and "%5Bcalled+on%5D" in page


def test_entry_that_never_fired_says_on_what_that_rests(client: TestClient) -> None:
    never = client.get("/lexicons/tables/topics.json?never=true").json()["rows"][0]["id"]
    page = client.get(f"/lexicons/entries/{never}").text
    assert "Never fired in this library. Counted in all 5 documents that are read" in " ".join(page.split())


def test_sentence_is_filled_in(client: TestClient) -> None:
    page = client.get("/lexicons/entries/request.call-on", params={"sentence": "She [called on] <b>him</b>."}).text
    assert "She [called on] &lt;b&gt;him&lt;/b&gt;.</textarea>" in page


def test_id_in_two_tables_shows_one_and_names_the_other(client: TestClient) -> None:
    first, other = (
        client.get("/lexicons/entries/nato.json").json(),
        client.get("/lexicons/entries/nato.json?table=issuers").json(),
    )
    assert (first["table"], first["others"], other["table"]) == ("bodies", ["issuers"], "issuers")
    assert "/lexicons/entries/nato?table=issuers" in client.get("/lexicons/entries/nato").text
    assert client.get("/lexicons/entries/nato?table=acts").status_code == 404


def test_unknown_names_are_not_found(client: TestClient) -> None:
    for address in (
        "entries/request.call-onn",
        "entries/%00",
        "entries/%ED%A0%80",
        "tables/actz",
        "tables/%2e%2e%00",
        "entries/.json",
    ):
        answer = client.get(f"/lexicons/{address}")
        assert answer.status_code == 404, address
    assert "request.call-on" in client.get("/lexicons/entries/request.call-onn.json").json()["mend"]


def test_every_entry_of_some_tables_is_shown(client: TestClient) -> None:
    for name in ("actors", "issuers", "ranks", "encounters"):
        for entry in load(name).entries[:12]:
            assert client.get(f"/lexicons/entries/{entry.id}?table={name}").status_code == 200, entry.id


def test_corrections_are_shown_with_their_entry(client: TestClient, store: Store) -> None:
    use = store.uses_of("request.call-on", limit=1)[0]
    made = store.correct(use.document, f"statements[{use.id}].act", "support", by="Ona Vale", why="it was <no> request")
    found = client.get("/lexicons/entries/request.call-on.json").json()["corrections"]
    assert [(one["column"], one["document"], one["by"]) for one in found] == [("wrong", use.document, "Ona Vale")]
    start, end = found[0]["marks"][0]
    assert found[0]["snippet"][start:end] == "called on"
    page = client.get("/lexicons/entries/request.call-on").text
    assert "What people corrected" in page and "it was &lt;no&gt; request" in page
    store.undo(made.number, by="Ona Vale", why="only a test")
    assert client.get("/lexicons/entries/request.call-on.json").json()["corrections"] == []


# --- this is wrong


def wrong(client: TestClient, id: str, **given: str) -> dict[str, object]:
    answer = client.post(f"/lexicons/entries/{id}/wrong.json", json=given)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_without_an_exception_the_no_fails_and_a_wrong_is_offered(client: TestClient) -> None:
    found = wrong(client, "noun.concern", sentence=CONCERN)
    asked, instead = found["asked"], found["instead"]
    assert isinstance(asked, dict) and isinstance(instead, dict)
    assert not asked["holds"] and "fires in its `no`" in asked["faults"][0]
    assert instead["column"] == "wrong" and instead["holds"] and not instead["faults"]
    assert '+wrong = ["The envoys spoke of the pressing concern of the farmers."]' in instead["diff"]
    assert "pressing concern" in found["phrases"]  # type: ignore[operator]
    page = client.post("/lexicons/entries/noun.concern/wrong", data={"sentence": CONCERN}).text
    assert "the lint refuses it" in page and "Instead: a known error" in page and "Take the patch" in page


def test_with_an_exception_the_no_holds(client: TestClient) -> None:
    found = wrong(client, "noun.concern", sentence=CONCERN, unless="pressing concern")
    asked = found["asked"]
    assert isinstance(asked, dict) and asked["holds"] and not asked["faults"] and found["instead"] is None
    page = client.post(
        "/lexicons/entries/noun.concern/wrong", data={"sentence": CONCERN, "unless": "pressing concern"}
    ).text
    assert "every other test of nouns.toml still passes" in page


def test_an_exception_that_breaks_other_tests_is_told(client: TestClient) -> None:
    found = wrong(client, "noun.concern", sentence="They felt [deep concern] there.", unless="deep concern")
    asked = found["asked"]
    assert (
        isinstance(asked, dict) and asked["holds"] and "He expressed deep [concern] at the news." in asked["faults"][0]
    )
    page = client.post(
        "/lexicons/entries/noun.concern/wrong",
        data={"sentence": "They felt [deep concern] there.", "unless": "deep concern"},
    )
    assert "It breaks other tests" in page.text


def test_an_exception_that_is_not_in_the_sentence_does_not_help(client: TestClient) -> None:
    found = wrong(client, "noun.concern", sentence=CONCERN, unless="grave concern")
    assert found["asked"]["holds"] is False and found["instead"]["unless"] == ""  # type: ignore[index]


def test_what_also_fires_is_named(client: TestClient) -> None:
    page = client.post("/lexicons/entries/noun.concern/wrong", data={"sentence": "His [worry] was their alarm."}).text
    assert "which you did not mark" in page and "alarm" in page


@pytest.mark.parametrize(
    ("sentence", "unless", "told"),
    [
        ("No brackets and concern.", "", "no words in [brackets]"),
        ("An [concern", "", "without its other half"),
        ("A [[concern]].", "", "without its other half"),
        ("[] concern", "", "no words in [brackets]"),
        ("The [envoys] spoke of concern.", "", "noun.concern does not fire there"),
        (CONCERN, "pressing matter", "none of the forms of noun.concern"),
        (CONCERN, "[pressing] concern", "brackets in it"),
        ("A [concern]\x00.", "", "cannot be seen"),
        ("A [concern]\u202e.", "", "cannot be seen"),
        ("A [concern] " + "x" * 600, "", "longer than 500"),
    ],
)  # fmt: skip
def test_what_cannot_be_prepared_is_told(client: TestClient, sentence: str, unless: str, told: str) -> None:
    answer = client.post("/lexicons/entries/noun.concern/wrong.json", json={"sentence": sentence, "unless": unless})
    assert answer.status_code == 400 and told in answer.json()["what"]
    page = client.post("/lexicons/entries/noun.concern/wrong", data={"sentence": sentence, "unless": unless})
    assert page.status_code == 400 and "No change was prepared" in page.text and 'id="sentence"' in page.text


def test_the_entry_that_does_fire_is_named(client: TestClient) -> None:
    answer = client.post("/lexicons/entries/request.call-on/wrong.json", json={"sentence": "She [thanked] him."})
    assert "praise." in answer.json()["what"]


def test_hostile_reports_are_no_fault(client: TestClient) -> None:
    for given in HOSTILE:
        assert (
            client.post(
                "/lexicons/entries/noun.concern/wrong", data={"sentence": f"{given} [concern]", "unless": given}
            ).status_code
            < 500
        )
        assert (
            client.post("/lexicons/entries/noun.concern/wrong", data={"sentence": given, "table": given}).status_code
            < 500
        )
    raw = '{"sentence": "a [concern] \\ud800"}'
    answer = client.post(
        "/lexicons/entries/noun.concern/wrong.json", content=raw, headers={"content-type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    page = client.post(
        "/lexicons/entries/noun.concern/wrong", data={"sentence": 'Some <script>x</script> [concern] "quoted".'}
    ).text
    assert "<script>x" not in page and "&lt;script&gt;x" in page


def test_a_copied_sentence_is_noticed(client: TestClient) -> None:
    page = client.post(
        "/lexicons/entries/noun.concern/wrong", data={"sentence": CONCERN, "origin": f" {CONCERN} "}
    ).text
    assert "sentence of the document as it stands" in page


def test_nothing_is_written(client: TestClient) -> None:
    before = {name: source_of(name) for name in names()}
    client.post("/lexicons/entries/noun.concern/wrong.patch", data={"sentence": CONCERN, "column": "wrong"})
    assert {name: source_of(name) for name in names()} == before


# --- the patch


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the tables where the project has them."""
    folder = tmp_path / "src" / "communique" / "lexicons"
    folder.mkdir(parents=True)
    for name in names():
        (folder / f"{name}.toml").write_text(source_of(name), encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def applied(checkout: Path, text: bytes) -> None:
    (checkout / "x.patch").write_bytes(text)
    for option in (["--check"], []):
        done = subprocess.run(
            ["git", "apply", *option, "x.patch"], cwd=checkout, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_patch_applies_with_git(client: TestClient, checkout: Path) -> None:
    given = {"sentence": CONCERN, "unless": "pressing concern"}
    answer = client.post("/lexicons/entries/noun.concern/wrong.patch", data=given)
    assert answer.headers["content-disposition"].endswith("noun.concern.patch")
    applied(checkout, answer.content)
    made = parse((checkout / "src/communique/lexicons/nouns.toml").read_text(encoding="utf-8"), "nouns")
    assert "pressing concern" in made.by_id["noun.concern"].unless
    assert made.by_id["noun.concern"].no == (CONCERN.replace("[", "").replace("]", ""),)
    assert check(made) == []


def test_patch_of_a_known_error(client: TestClient, checkout: Path) -> None:
    answer = client.post("/lexicons/entries/noun.concern/wrong.patch", data={"sentence": CONCERN, "column": "wrong"})
    applied(checkout, answer.content)
    made = parse((checkout / "src/communique/lexicons/nouns.toml").read_text(encoding="utf-8"), "nouns")
    assert made.by_id["noun.concern"].wrong and check(made) == []
    given = {"sentence": CONCERN, "unless": "pressing concern", "column": "wrong"}
    assert client.post("/lexicons/entries/noun.concern/wrong.patch", data=given).status_code == 400
    assert client.post("/lexicons/entries/noun.concern/wrong.patch", data=given | {"column": "x"}).status_code == 422


@pytest.mark.parametrize("name", names())
def test_patches_of_first_and_last_entries_apply(name: str, checkout: Path) -> None:
    for n in (0, -1):
        entry = load(name).entries[n]
        report = report_of(entry.yes[0], "")
        made = change(entry_of(entry.id, name), report, "wrong", "")
        applied(checkout, patch(entry_of(entry.id, name), made).encode())
        subprocess.run(["git", "apply", "-R", "x.patch"], cwd=checkout, check=True)


def test_a_sentence_that_stands_there_changes_nothing() -> None:
    found = entry_of("say.believe")
    made = change(found, report_of("The ministers [held] talks.", ""), "no", "")
    assert made.diff == "" and made.sound


def test_phrases_found_by_trying_do_what_they_say() -> None:
    found = entry_of("request.call-on")
    answer = prepare(found, report_of("She paid a formal [call on] the mayor.", ""))
    assert "formal call on" in answer.phrases
    for phrase in answer.phrases:
        assert change(found, answer.report, "no", phrase).sound


# --- editing


TABLE = """# Words.
values = ["a"]

[[entry]]
id = "one"
forms = ["b"]
yes = ["[b]"]
no = [
    "first",  # why ]
    'second' # a " quote
]

# ---- two ----

[[entry]]
id = "two"
forms = [
  "c",
  "d"
]
unless = ["x c", ]  # all ]
yes = ["[c]",
       "[d]"]
no = []
[entry.site]
no = "nothing"
"""


def rows(source: str) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in tomllib.loads(source)["entry"]}


@pytest.mark.parametrize(
    ("id", "column"),
    [("one", "no"), ("one", "unless"), ("one", "wrong"), ("two", "no"), ("two", "unless"), ("two", "wrong")],
)
def test_a_line_is_added_and_all_else_stays(id: str, column: str) -> None:
    made = with_line(TABLE, id, column, 'a "new" \\ line é')
    assert rows(made)[id][column] == [*rows(TABLE)[id].get(column, []), 'a "new" \\ line é']  # type: ignore[misc]
    kept = [line for line in TABLE.splitlines() if line in made.splitlines()]
    assert len(TABLE.splitlines()) - len(kept) <= 1


def test_lines_of_an_array_keep_their_form() -> None:
    assert '    \'second\', # a " quote\n    "third",\n]\n' in with_line(TABLE, "one", "no", "third")
    assert 'unless = ["x c", "y c"]  # all ]\n' in with_line(TABLE, "two", "unless", "y c")
    assert 'no = ["e"]\n[entry.site]' in with_line(TABLE, "two", "no", "e")
    assert 'forms = ["b"]\nunless = ["x b"]\nyes = ' in with_line(TABLE, "one", "unless", "x b")
    assert ']\nwrong = ["e"]\n\n# ---- two' in with_line(TABLE, "one", "wrong", "e")


def test_source_without_a_last_newline() -> None:
    assert with_line('[[entry]]\nid = "one"\nyes = ["[b]"]', "one", "no", "c").endswith('yes = ["[b]"]\nno = ["c"]\n')


def test_other_forms_are_left_alone() -> None:
    with pytest.raises(NotEditableError):
        with_line('[[entry]]\nid = "one"\nyes = ["[b]"]\nno = [["a"]]\n', "one", "no", "c")
    with pytest.raises(NotEditableError):
        with_line(TABLE, "three", "no", "c")


@pytest.mark.parametrize("text", ['"', "\\", "\t", "é", "]", "#", "'"])
def test_strings_are_quoted(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}


@pytest.mark.parametrize("name", names())
def test_lines_can_be_added_to_the_tables_as_they_are(name: str) -> None:
    source = source_of(name)
    for entry in load(name).entries[:: max(1, len(load(name).entries) // 6)]:
        start, end = block_of(source, entry.id)
        block = source[start:end]
        for column in ("unless", "no", "wrong"):
            made = with_line("\n" + block, entry.id, column, "a new line")
            assert "a new line" in made


def test_the_tables_are_those_of_the_package() -> None:
    assert (files("communique.lexicons") / "acts.toml").read_text(encoding="utf-8") == source_of("acts")
