"""communique add: files, folders, addresses; again; changed; broken off; wrong input."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from communique import InputError
from communique.store import Store


def counts(said: str) -> dict[str, int]:
    """The summary: what is counted → how many."""
    return {what: int(number) for number, what in re.findall(r"(\d+) ([a-z ]+)", said.splitlines()[0])}


def test_a_folder_of_many_kinds_with_a_broken_one_among_them(run: Any, mixed: Path) -> None:
    done = run("add", mixed)
    assert done.code == 1
    found = counts(done.err)
    assert (found["new"], found["failed"], found["unchanged"]) == (10, 1, 0)
    assert "passed over (pictures, styles, scripts): 1" in done.err
    assert done.err.count("error: ") == 1 and "error: docs/broken.pdf: " in done.err
    with Store("communique.db") as store:
        kinds = {store.show(item.id).media_type: store.show(item.id) for item in store.list()}
        assert set(kinds) == {
            "text/html", "text/plain", "text/markdown", "message/rfc822", "application/rss+xml", "application/json",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }  # fmt: skip
        assert all(entry.record and entry.record.statements for entry in kinds.values())
        assert store.show("docs/sub/c.md").document.title == "Talks in Tokyo"
        assert store.show("docs/g.zip!/in/nepal.html").document.title == "Talks with Nepal"
        assert store.show("https://example.org/spain").document.title == "Talks with Spain"
        assert store.show("docs/i.jsonl!/row-12").document.title == "Row 12"
        assert store.doctor() == []


@pytest.mark.usefixtures("kept")
def test_the_bytes_are_kept() -> None:
    with Store("communique.db") as store:
        for name in ("docs/a.html", "docs/b.txt", "docs/d.docx", "docs/e.eml", "docs/f.xml!/rome-1"):
            original = store.original(name)
            assert original is not None and original.data == Path(name.split("!")[0]).read_bytes(), name
        line = store.original("docs/i.jsonl!/row-11")
        assert line is not None and line.data == Path("docs/i.jsonl").read_bytes().split(b"\n")[0]


def test_the_same_again_adds_nothing(kept: Any, mixed: Path) -> None:
    found = counts(kept("add", mixed).err)
    assert (found["new"], found["changed"], found["unchanged"], found["failed"]) == (0, 0, 10, 1)


def test_the_same_again_from_another_folder(kept: Any, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mixed)
    assert counts(kept("add", ".", "--store", "../communique.db").err)["unchanged"] == 10


def test_folder_and_store_can_move_together(kept: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "moved"
    home.mkdir()
    for name in ("docs", "communique.db"):
        Path(name).rename(home / name)
    monkeypatch.chdir(home)
    assert counts(kept("add", "docs").err)["unchanged"] == 10


def test_a_changed_page_is_a_new_version(kept: Any, mixed: Path, texts: SimpleNamespace) -> None:
    (mixed / "a.html").write_text(texts.page("kenya", 9), encoding="utf-8")
    found = counts(kept("add", mixed / "a.html").err)
    assert (found["new"], found["changed"]) == (0, 1)
    with Store("communique.db") as store:
        assert [v.number for v in store.history("docs/a.html")] == [1, 2]
        record = store.show("docs/a.html").record
        assert record is not None and record.meeting.date == "2024-05-09"


def test_a_page_that_a_web_archive_holds_twice_is_one_with_versions(run: Any, tmp_path: Path, texts: Any) -> None:
    visits = [("https://example.org/x", 200, "text/html", texts.page("ghana", day).encode()) for day in (3, 4)]
    (tmp_path / "x.warc.gz").write_bytes(texts.warc(visits))
    found = counts(run("add", "x.warc.gz").err)
    assert (found["new"], found["changed"]) == (1, 1)


def test_a_page_of_a_web_archive_was_fetched_when_it_was_archived(run: Any, tmp_path: Path, texts: Any) -> None:
    visit = ("https://example.org/x", 200, "text/html", texts.page("ghana").encode())
    packed = texts.warc([visit], dates=["2024-05-04T10:20:30Z"])
    (tmp_path / "x.warc.gz").write_bytes(packed)
    assert run("add", "x.warc.gz").code == 0
    with Store("communique.db") as store:
        assert store.show("https://example.org/x").fetched == "2024-05-04T10:20:30+00:00"
        known = store.known("https://example.org/x")
        assert known is not None and known.fetched == "2024-05-04T10:20:30+00:00"


def test_pages_that_all_give_the_address_of_their_first_stay_apart(run: Any, tmp_path: Path, texts: Any) -> None:
    for name in ("kenya", "chile"):
        source = texts.page(name).replace("<head>", "<head><link rel='canonical' href='https://example.org/'>")
        (tmp_path / f"{name}.html").write_text(source, encoding="utf-8")
    assert counts(run("add", "kenya.html", "chile.html").err)["new"] == 2
    assert run("list", "--json").json["count"] == 2
    assert run("show", "kenya.html").code == 0


def test_near_copies_are_counted(run: Any, tmp_path: Path, texts: Any) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(texts.readout("kenya"), encoding="utf-8")
    assert "near copies of others among them: 1" in run("add", "one.txt", "two.txt").err


def test_what_the_user_says_fills_what_documents_do_not(run: Any, tmp_path: Path, texts: Any) -> None:
    (tmp_path / "a.txt").write_bytes(texts.readout("chile").encode("cp1252"))
    done = run("add", "a.txt", "--published", "2024-05-04", "--issuer", "Norway", "--title", "Talks", "--language", "en", "--encoding", "cp1252")  # fmt: skip
    assert done.code == 0, done.err
    with Store("communique.db") as store:
        entry = store.show("a.txt")
        assert entry.document.model_dump(include={"title", "issuer", "published", "language"}) == {
            "title": "Talks", "issuer": "Norway", "published": "2024-05-04", "language": "en",
        }  # fmt: skip
        assert "Andrés" in entry.document.text
        assert entry.headers == {"content-type": "text/plain; charset=cp1252"}


def test_verbose_prints_ids_and_no_read_reads_later(run: Any, tmp_path: Path, texts: Any) -> None:
    (tmp_path / "a.txt").write_text(texts.readout("japan"), encoding="utf-8")
    done = run("add", "a.txt", "-v", "--no-read")
    name, status, *_ = done.out.split()
    assert status == "new"
    assert "not read yet" in run("show", name).err
    assert run("show", name, "--json").code == 2
    assert run("doctor").code == 1
    assert "1 document read, 1 for the first time" in run("reread").err
    assert run("doctor").code == 0


def test_the_store_is_taken_from_the_environment(
    run: Any, mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", str(tmp_path / "other.db"))
    assert run("add", mixed / "b.txt").code == 0
    assert (tmp_path / "other.db").exists() and not (tmp_path / "communique.db").exists()
    assert run("list", "--json").json["count"] == 1


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["missing.txt"], "missing.txt: no such file or directory"),
        (["empty"], "empty: no documents in this folder"),
        (["empty.txt"], "the file is empty"),
        (["a.txt", "--published", "04/05/2024"], "Write the day as YYYY-MM-DD"),
        (["a.txt", "--encoding", "klingon"], "encoding 'klingon' is unknown"),
        (["a.txt", "--store", "none/x.db"], "its folder does not exist"),
        (["https://example.org/", "--no-read"], "--no-read goes without URL"),
        ([], "Missing argument"),
    ],
)
def test_calls_with_nothing_to_add(run: Any, tmp_path: Path, argv: list[str], message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    done = run("add", *argv)
    assert done.code == 2 and message in done.err and "Traceback" not in done.err


def test_lines_of_json_go_on_past_bad_ones(run: Any, tmp_path: Path, texts: Any) -> None:
    rows = [
        json.dumps({"id": "x", "text": texts.readout("kenya")}),
        '{"id": "y", "text": ',
        json.dumps({"id": "x", "text": texts.readout("chile")}),
        json.dumps({"text": texts.readout("japan"), "published": "May"}),
        json.dumps({"document": {"id": "z", "text": texts.readout("ghana")}}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = run("add", "rows.jsonl")
    found = counts(done.err)
    assert (done.code, found["new"], found["failed"]) == (1, 2, 3)
    assert all(f"rows.jsonl line {n}" in done.err for n in (2, 3, 4))


def test_the_store_in_the_folder_is_no_document(run: Any, tmp_path: Path, texts: Any) -> None:
    (tmp_path / "a.txt").write_text(texts.readout("kenya"), encoding="utf-8")
    for _ in range(2):
        assert "0 failed" in run("add", ".").err


def test_addresses_go_to_the_fetcher(run: Any, tmp_path: Path, texts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, bool]] = []
    fetchers: set[int] = set()

    def fetch_into(_: Store, url: str, *, fetcher: Any, defaults: Any, allow_private: bool) -> list[Any]:
        asked.append((url, defaults["issuer"], allow_private))
        fetchers.add(id(fetcher))
        if url.endswith("bad"):
            error = InputError(url, "answer 404", "Check the address.")
            return [SimpleNamespace(where=url, status="failed", error=error, id=None, version=None, copy_of=None)]
        return [
            SimpleNamespace(where=url, status="unchanged", error=None, id="0" * 16, version=1, copy_of=None, title="T")
        ]

    module = ModuleType("communique.collecting")
    module.fetch_into = fetch_into  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "communique.collecting", module)
    (tmp_path / "a.txt").write_text(texts.readout("kenya"), encoding="utf-8")
    done = run(
        "add", "https://example.org/good", "a.txt", "https://example.org/bad", "--allow-private", "--issuer", "Norway"
    )
    assert asked == [(f"https://example.org/{end}", "Norway", True) for end in ("good", "bad")] and len(fetchers) == 1
    found = counts(done.err)
    assert (done.code, found["new"], found["unchanged"], found["failed"]) == (1, 1, 1, 1)
    assert "error: https://example.org/bad: answer 404. Check the address." in done.err


class Piped:
    """`communique` with bytes on its standard input."""

    def __init__(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._run, self._patch = run, monkeypatch

    def __call__(self, data: bytes, *argv: object) -> Any:
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        return self._run(*argv)


@pytest.fixture
def piped(run: Any, monkeypatch: pytest.MonkeyPatch) -> Piped:
    return Piped(run, monkeypatch)


def test_standard_input_is_known_again_by_its_bytes(piped: Piped, texts: Any) -> None:
    one, other = texts.readout("chile").encode("cp1252"), texts.readout("japan").encode()
    said = ("--published", "2024-05-04", "--issuer", "Norway", "--title", "Talks")
    found = [
        counts(piped(data, "add", "-", *said, "--encoding", "cp1252").err) for data in (one, one, other)
    ]  # fmt: skip
    assert [(f["new"], f["changed"], f["unchanged"]) for f in found] == [(1, 0, 0), (0, 0, 1), (1, 0, 0)]
    with Store("communique.db") as store:
        entries = [store.show(item.id) for item in store.list()]
        entry = next(e for e in entries if "Andrés" in e.document.text)
        assert entry.document.issuer == "Norway" and entry.document.title == "Talks"
        original = store.original(entry.id)
        assert original is not None and original.data == one


def test_standard_input_with_its_address_has_versions(piped: Piped, texts: Any) -> None:
    url = "https://example.org/talks#top"
    for day in (3, 9):
        assert piped(texts.page("kenya", day).encode(), "add", "-", "--url", url).code == 0
    with Store("communique.db") as store:
        assert [v.number for v in store.history("https://example.org/talks")] == [1, 2]
        assert store.doctor() == []


@pytest.mark.parametrize(
    ("data", "argv", "said"),
    [
        (b"", ["-"], "standard input: the file is empty"),
        (b"\x00\x01\x02" * 99, ["-"], "standard input: a binary file"),
        (b"Talks were held.", ["-", "--url", "ftp://example.org/"], "the scheme 'ftp'"),
        (b"Talks were held.", ["a.txt", "--url", "https://example.org/"], "--url goes with -"),
    ],
)
def test_standard_input_that_is_no_document(piped: Piped, data: bytes, argv: list[str], said: str) -> None:
    done = piped(data, "add", *argv)
    assert done.code == 2 and said in done.err


def test_rows_from_standard_input_beside_a_file(piped: Piped, mixed: Path, texts: Any) -> None:
    rows = "\n".join(json.dumps({"id": f"r{n}", "text": texts.readout("qatar", n)}) for n in (11, 12))
    assert counts(piped(rows.encode(), "add", "-", mixed / "a.html", "-").err)["new"] == 3
