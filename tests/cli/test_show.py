"""communique show, history, reread, doctor, backup: one store through its life."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from communique.record import Record
from communique.store import Store


@pytest.fixture
def changed(kept: Any, mixed: Path, texts: SimpleNamespace) -> Any:
    """The store after one page has changed."""
    (mixed / "a.html").write_text(texts.page("kenya", 9).replace("ferries", "roads"), encoding="utf-8")
    assert kept("add", mixed / "a.html").code == 0
    return kept


def test_the_card(changed: Any) -> None:
    done = changed("show", "docs/a.html")
    assert "version       2" in done.out and "kept as       text/html" in done.out
    assert "9 May 2024" in done.out and "Ona Vale" in done.out and "Josphat Kariuki" in done.out
    assert "3 May 2024" in changed("show", "docs/a.html", "--version", "1").out
    with Store("communique.db") as store:
        name = store.show("docs/a.html").id
    assert changed("show", name).out == done.out


def test_forms_of_one_document(changed: Any, mixed: Path) -> None:
    record = Record.model_validate_json(changed("show", "docs/a.html", "--json", "--version", "1").out)
    assert record.meeting.date == "2024-05-03"
    assert changed("show", "docs/a.html", "--text").out.strip() == changed("show", "docs/a.html", "--json").json["document"]["text"].strip()  # fmt: skip
    assert changed("show", "docs/a.html", "--original", "-o", "x.html").code == 0
    assert Path("x.html").read_bytes() == (mixed / "a.html").read_bytes()
    assert changed("show", "docs/a.html", "--html", "page.html").code == 0
    assert "Ona Vale" in Path("page.html").read_text("utf-8")
    assert changed("show", "docs/a.html", "-o", "card.txt").code == 0
    assert "9 May 2024" in Path("card.txt").read_text("utf-8")
    assert changed("show", "docs/a.html", "--json", "-o", "r.json").code == 0
    assert json.loads(Path("r.json").read_text("utf-8"))["meeting"]["date"] == "2024-05-09"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["nothing"], "nothing: no such document"),
        (["docs/a.html", "--version", "7"], "no version 7"),
        (["docs/a.html", "--version", "0"], "0 is not in the range"),
        (["docs/a.html", "--html", "x", "--json"], "--html goes without"),
        (["docs/a.html", "-o", "docs"], "is a directory"),
        (["docs/a.html", "--json", "-o", "docs/a.html/x"], "docs/a.html/x"),
        (["docs/a.html", "--store", "none.db"], "no such file"),
    ],
)
def test_what_cannot_be_shown(kept: Any, argv: list[str], message: str) -> None:
    done = kept("show", *argv)
    assert done.code == 2 and message in done.err and "Traceback" not in done.err


def test_a_document_without_bytes(run: Any) -> None:
    from communique import Document

    with Store("communique.db") as store:
        store.add(Document(id="a", text="Minister Ona Vale met Rui Brandt of Germany in Oslo."))
    done = run("show", "a", "--original", "-o", "x")
    assert done.code == 2 and "no bytes were kept" in done.err and not Path("x").exists()


def test_history_and_difference(changed: Any) -> None:
    done = changed("history", "docs/a.html")
    lines = done.out.splitlines()
    assert [line.split(",")[0] for line in lines if line.startswith("version")] == ["version 1", "version 2"]
    assert sum(line.strip().startswith(("1.1 read ", "2.1 read ")) for line in lines) == 2
    diff = changed("history", "docs/a.html", "--diff", "1", "2").out
    assert "[-3-]{+9+}" in diff and "[-ferries-]{+roads+}" in diff
    assert "~ meeting.date: 2024-05-03 → 2024-05-09" in diff
    value = changed("history", "docs/a.html", "--diff", "1", "2", "--json").json
    assert "".join(p["text"] for p in value["text"] if p["kind"] != "inserted").count("ferries") == 1
    assert changed("history", "docs/a.html", "--diff", "2", "2").out.count("the same") == 2
    assert [r["version"] for r in changed("history", "docs/a.html", "--json").json["readings"]] == [1, 2]
    assert changed("history", "docs/a.html", "--diff", "1", "3").code == 2


def test_reading_again_says_what_it_gained(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "0 documents read" in kept("reread").err
    assert "10 documents read; 0 changed" in kept("reread", "--all").err
    import communique.store.rereading as rereading

    real = rereading.read_document

    def blind(document: Any) -> Record:
        """A reader that misses who spoke: every statement."""
        record = real(document)
        return record.model_copy(update={"statements": (), "topics": (*record.topics, "space")})

    with monkeypatch.context() as patch:
        patch.setattr(rereading, "read_document", blind)
        done = kept("reread", "docs/b.txt", "-v")
    assert "1 document read; 1 changed" in done.err
    assert "+ topics: space" in done.out and "- statements" in done.out
    back = kept("reread", "docs/b.txt")
    assert "statements                +" in back.err and "topics                    -1" in back.err
    history = kept("history", "docs/b.txt").out
    assert history.count("replaced") == 3 and "    1.4 read " in history
    diff = kept("history", "docs/b.txt", "--diff", "1.2", "1.3").out
    assert "reading 1.2 → reading 1.3\nthe texts are the same\n+ topics: space\n" in diff and "\n- statements" in diff
    assert kept("history", "docs/b.txt", "--diff", "1.3", "1", "--json").json["readings"] == [3, None]
    assert kept("history", "docs/b.txt", "--diff", "1.5", "1").code == 2
    assert "is no version (2)" in kept("history", "docs/b.txt", "--diff", "1.x", "1").err
    assert kept("reread", "nothing").code == 2
    assert kept("reread", "docs/b.txt", "--all").code == 2


def test_reading_all_again_goes_on_where_it_was_broken_off(kept: Any) -> None:
    with Store("communique.db") as store:
        run = store.reread_all()
        assert [next(run).id for _ in range(4)]
    again = kept("reread", "--all").err
    assert "going on: 4 of 10 documents were read" in again and "\n6 documents read" in again
    with Store("communique.db") as store:
        assert next(store.reread_all())
    assert "10 documents read" in kept("reread", "--all", "--restart").err
    assert kept("reread", "--restart").code == 2


def test_reading_again_takes_only_what_is_read_with_other_lexicons(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import communique.store.doctor as doctor
    import communique.store.rereading as rereading

    monkeypatch.setattr(rereading, "digest", lambda: "f" * 64)
    monkeypatch.setattr(doctor, "digest", lambda: "f" * 64)
    examined = kept("doctor")
    assert examined.code == 1 and "10 documents: read with other lexicons" in examined.out
    with Store("communique.db") as store:
        assert store.outdated() == 10


def test_doctor_finds_what_was_damaged(kept: Any) -> None:
    assert kept("doctor").code == 0 and kept("doctor", "--json").json == []
    with sqlite3.connect("communique.db") as connection:
        connection.execute("UPDATE blobs SET data = x'00' WHERE rowid = (SELECT min(rowid) FROM blobs)")
    done = kept("doctor")
    assert done.code == 1 and done.out.startswith("error: blobs ") and "1 finding" in done.err
    assert kept("doctor", "--json").json[0]["level"] == "error"


def test_doctor_makes_encounters_and_persons_anew(kept: Any) -> None:
    assert kept("people", "list").code == 0
    with sqlite3.connect("communique.db") as connection:
        connection.execute("DELETE FROM offices")
    done = kept("doctor")
    assert done.code == 1 and "Run `communique doctor --relink`" in done.out
    done = kept("doctor", "--relink")
    assert done.code == 0 and done.err == "10 documents linked anew\nall is well\n"


def test_a_backup_is_a_store(kept: Any) -> None:
    assert kept("backup", "copy.db").code == 0
    assert kept("list", "--json", "--store", "copy.db").json == kept("list", "--json").json
    again = kept("backup", "copy.db")
    assert again.code == 2 and "is there already" in again.err
