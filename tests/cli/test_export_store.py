"""communique export from a store; the same in Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import communique


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("argv", "number"),
    [
        ([], 10),
        (["--query", "ferries"], 3),
        (["--query", "ferries", "--once"], 2),
        (["--country", "France"], 0),
        (["--country", "Ghana", "--act", "request"], 1),
        (["--from", "2024-05-04", "--to", "2024-05-11", "--topic", "trade-barriers"], 2),
    ],
)
def test_records_of_the_store(kept: Any, argv: list[str], number: int) -> None:
    done = kept("export", "--format", "jsonl", "-o", "out.jsonl", *argv)
    if number == 0:
        assert done.code == 2 and "no records to export" in done.err and not Path("out.jsonl").exists()
        return
    assert done.code == 0, done.err
    with communique.Store("communique.db") as store:
        known = {record.document.id: record for record in store.records()}
    assert len(lines("out.jsonl")) == number
    assert all(row == json.loads(known[row["document"]["id"]].model_dump_json()) for row in lines("out.jsonl"))


def test_issuer_is_a_filter_of_the_store_and_a_default_of_documents(run: Any, tmp_path: Path, texts: Any) -> None:
    for name, issuer in (("kenya", "Norway"), ("ghana", "Ghana")):
        (tmp_path / f"{name}.txt").write_text(texts.readout(name), encoding="utf-8")
        run("add", f"{name}.txt", "--issuer", issuer)
    assert run("export", "--format", "jsonl", "-o", "a.jsonl", "--issuer", "Norway").code == 0
    assert [row["document"]["issuer"] for row in lines("a.jsonl")] == ["Norway"]
    assert run("export", "kenya.txt", "--format", "jsonl", "-o", "b.jsonl", "--issuer", "Chile").code == 0
    assert [row["document"]["issuer"] for row in lines("b.jsonl")] == ["Chile"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--title", "T"], "--title goes with INPUT"),
        (["a.txt", "--country", "FRA"], "--country goes without INPUT"),
        (["a.txt", "--from", "2024"], "--from goes without INPUT"),
        (["a.txt", "--store", "x.db"], "--store goes without INPUT"),
        (["--store", "x.db"], "x.db: no such file"),
        (["--act", "zzz"], "no such act"),
    ],
)
def test_calls_that_mix_what_does_not_go_together(kept: Any, argv: list[str], message: str) -> None:
    done = kept("export", "--format", "jsonl", "-o", "x.jsonl", *argv)
    assert done.code == 2 and message in done.err


def test_a_store_in_the_environment_does_not_hinder_files(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", "communique.db")
    assert kept("export", "docs/b.txt", "--format", "jsonl", "-o", "x.jsonl").code == 0
    assert len(lines("x.jsonl")) == 1


def test_the_same_from_python(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    with communique.Store("communique.db") as store:
        tally = communique.add_files(store, [mixed], each=lambda item: told.append(item.status))
        assert (tally.new, tally.kept, len(tally.failures), tally.passed_over) == (10, 10, 1, 1)
        assert sorted(told) == ["failed", *["new"] * 10]
        again = communique.add_files(store, [str(mixed)], defaults={"issuer": "Norway"})
        assert (again.new, again.changed) == (0, 10)  # the issuer is something new to say
    assert "Store" in communique.__all__ and "add_files" in communique.__all__
    with pytest.raises(AttributeError, match="no attribute 'Stores'"):
        communique.Stores  # type: ignore[attr-defined]  # noqa: B018


def test_reading_needs_no_database() -> None:
    import subprocess
    import sys

    source = (
        "import sys, communique.cli.read, communique; communique.read('Ona Vale met Rui Brandt of Germany in Oslo.');"
        "print([m for m in ('sqlalchemy', 'httpx2', 'lxml', 'alembic', 'pypdfium2') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout == "[]\n"
