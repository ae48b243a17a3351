"""communique encounters, people, correct, corrections, undo: whole flows on a store."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from communique import Document
from communique.cli import main
from communique.lexicon.check import check
from communique.lexicon.load import parse
from communique.store import Store

TEXTS = {
    "pt": ("Portugal MFA", "2023-03-17", "Lisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with "
           "Foreign Minister Bruno Kern of Germany. Minister Vale called on Germany to open its market."),
    "de": ("Federal Foreign Office", "2023-03-18", "Foreign Minister Bruno Kern met his Portuguese counterpart, Ona Vale, in "
           "Lisbon on Friday. The two ministers spoke about energy."),
    "pm": ("Norway MFA", "2025-02-03", "Prime Minister Onna Valle of Portugal met Foreign Minister Liv Moe of Norway in Oslo today."),
}  # fmt: skip


@pytest.fixture(autouse=True)
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A store of this folder, and the ids of its documents."""
    monkeypatch.chdir(tmp_path)
    with Store("communique.db") as store:
        return {
            name: store.add(Document(id=name, issuer=issuer, published=day, text=text)).id
            for name, (issuer, day, text) in TEXTS.items()
        }


def run(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    """What a call prints; `code` is how it must end."""
    with pytest.raises(SystemExit) as ended:
        main(list(argv))
    said = capsys.readouterr()
    assert (ended.value.code or 0) == code, said.err
    return said.out if code == 0 else said.err


def test_encounters_are_listed_shown_split_and_joined(capsys: pytest.CaptureFixture[str], ids: dict[str, str]) -> None:
    (line,) = run(capsys, "encounters", "list", "--least", "2").splitlines()
    assert line.split()[:4] == [f"e{ids['pt']}", "2023-03-17", "2", "DEU,PRT"]
    assert "the same day (2023-03-17); the same people" in run(capsys, "encounters", "show", "de")
    run(capsys, "encounters", "split", f"e{ids['pt']}", "de", "--why", "two meetings", "--by", "Ann")
    assert run(capsys, "encounters", "list", "--least", "2") == ""
    assert "decided 1: split by Ann" in run(capsys, "encounters", "show", "pt")
    run(capsys, "undo", "1", "--why", "one after all")
    assert len(json.loads(run(capsys, "encounters", "show", "de", "--json"))["readouts"]) == 2
    run(capsys, "encounters", "join", "pt", "pm", "--why", "really")
    listed = json.loads(run(capsys, "encounters", "list", "--json", "--country", "NOR", "--from", "2023"))
    assert [len(e["readouts"]) for e in listed] == [3]


def test_people_are_listed_shown_merged_and_split(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(run(capsys, "people", "list", name, "--json"))[0] for name in ("vale", "valle")]
    one, other = (row["id"] for row in rows)
    assert "2 to" not in run(capsys, "people", "list", "--country", "PRT", "--limit", "1")
    run(capsys, "people", "merge", one, other, "--why", "misspelt")
    shown = run(capsys, "people", "show", other)
    assert "Onna Valle, Ona Vale" in shown and "Prime Minister" in shown and "decided 1: merge" in shown
    assert "Foreign Minister" in run(capsys, "people", "show", one, "--on", "2024-01-01")
    assert "Prime Minister" in run(capsys, "people", "show", one, "--on", "2025-02-03")
    run(capsys, "people", "split", one, "--name", "Onna Valle", "--why", "not misspelt")
    assert len(json.loads(run(capsys, "people", "list", "valle", "--json"))) == 1
    assert "no day" in run(capsys, "people", "show", one, "--on", "soon", code=2)


def test_corrections_are_made_listed_exported_and_undone(
    capsys: pytest.CaptureFixture[str], ids: dict[str, str]
) -> None:
    run(capsys, "correct", "pt", "statements[0].act", "concern", "--why", "tone", "--by", "Ann")
    run(capsys, "correct", "pt", "meeting.date", "2023", "--why", "vague")
    run(capsys, "correct", "pt", "participants[1]", "null", "--why", "was not there")
    run(capsys, "correct", "de", "--confirm", "--why", "looked through")
    listed = run(capsys, "corrections", "list", "pt")
    assert f'    1  applied   {ids["pt"]}  statements[0].act  "request" → "concern"' in listed
    assert "Ann, " in listed and ": tone" in listed
    run(capsys, "corrections", "export", "--gold", "gold.jsonl")
    gold = [json.loads(line) for line in Path("gold.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["document"]["id"] for row in gold] == [ids["pt"], ids["de"]]
    assert (gold[0]["meeting"]["date"], len(gold[0]["participants"])) == ("2023", 1)
    scored = json.loads(run(capsys, "score", "gold.jsonl", "gold.jsonl", "--json", "--resamples", "0"))
    assert {row["f1"] for row in scored["scores"].values()} == {1.0}
    run(capsys, "corrections", "export", "--gold", "whole.jsonl", "--confirmed")
    assert len(Path("whole.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    run(capsys, "corrections", "export", "--test", "tables")
    (file,) = Path("tables").iterdir()
    source = file.read_text(encoding="utf-8")
    assert check(parse(source, file.stem)) == []
    wrong = [line for row in tomllib.loads(source)["entry"] for line in row.get("wrong", ())]
    assert "Minister Vale called on Germany to open its market." in wrong
    run(capsys, "corrections", "undo", "2", "--why", "no")
    assert "meeting.date" not in run(capsys, "corrections", "list")
    rows = json.loads(run(capsys, "corrections", "list", "--json", "--status", "undone"))
    assert [row["path"] for row in rows] == ["meeting.date"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ("encounters show nothing", "no such encounter"),
        ("encounters join pt --why x", "one encounter already"),
        ("encounters join pt pm", "Missing option '--why'"),
        ("people show p1", "no such person"),
        ("correct pt meeting.date soon --why x", "no EDTF date"),
        ("correct pt meeting.date --why x", "Give PATH and VALUE, or --confirm"),
        ("correct pt --why x", "Give PATH and VALUE, or --confirm"),
        ("correct pt topics [x --why x", "no valid JSON"),
        ("correct nothing meeting.date 2023 --why x", "no such document"),
        ("corrections export", "Give --gold FILE or --test FOLDER"),
        ("corrections export --test out --confirmed", "go with --gold"),
        ("undo 7 --why x", "no such decision"),
        ("undo 7 --why x --store other.db", "no such file"),
    ],
)
def test_what_cannot_be_ends_with_a_message(capsys: pytest.CaptureFixture[str], argv: str, message: str) -> None:
    assert message in run(capsys, *argv.split(), code=2)


def test_without_a_login_name_it_must_be_said_who_decides(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "--by NAME" in run(capsys, "undo", "1", "--why", "x", code=2)
    assert "no such decision" in run(capsys, "undo", "1", "--why", "x", "--by", "Ann", code=2)
