"""The table of formats, the rules engine, and `communique export`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import examples
from communique.cli.export import command
from communique.errors import CommuniqueError, LexiconError
from communique.export.formats import EXPORTS, writer
from communique.export.report import Loss, OutputError, Report
from communique.export.rules import _rule, first, rules
from communique.reading import read_document
from communique.record import Record

TEXT = "Paris, October 9th--Foreign Minister Ona Vale of Portugal met here today with Foreign Minister Rui Brandt of Germany. Vale said that trade had grown."


def run(*argv: str) -> Result:
    return CliRunner().invoke(command, list(argv), standalone_mode=False)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Records as `communique read --jsonl` writes them."""
    path = tmp_path / "records.jsonl"
    made = [read_document(examples.load(name)).model_dump_json() for name in examples.names()]
    path.write_text("\n".join(made) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_writes_and_reports(name: str, records: list[Record], tmp_path: Path) -> None:
    out = tmp_path / f"out{EXPORTS[name].suffix}"
    report = writer(name)(iter(records), out)
    assert out.is_dir() == (EXPORTS[name].suffix == "")
    assert isinstance(report, Report) and report.rows > 0
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_records_give_the_same_bytes(name: str, records: list[Record], tmp_path: Path) -> None:
    for folder in ("a", "b"):
        writer(name)(records, tmp_path / folder / "out")
    one, other = ({p.relative_to(tmp_path / f): p.read_bytes() for p in (tmp_path / f).rglob("*") if p.is_file()}
                  for f in ("a", "b"))  # fmt: skip
    assert one == other != {}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_record_without_anything_in_it_is_written_or_lost(name: str, overlapping: object, tmp_path: Path) -> None:
    report = writer(name)([overlapping("Nothing.", [])], tmp_path / "out")  # type: ignore[operator]
    assert isinstance(report, Report)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_path_that_cannot_be_written_says_so(name: str, example: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="file"):
        writer(name)([example], tmp_path / "file" / "out")
    if EXPORTS[name].suffix:
        (tmp_path / "out.part").mkdir()
        with pytest.raises(OutputError, match=r"out: .*directory"):
            writer(name)([example], tmp_path / "out")
        assert not (tmp_path / "out").exists()


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(OutputError, match="plover"):
        writer("plovers")


def test_reasons_are_counted() -> None:
    report = Report(0, (Loss("d", None, "b"), Loss("d", "s", "a"), Loss("e", None, "b"), Loss("e", None, "c")))
    assert list(report.reasons().items()) == [("b", 2), ("a", 1), ("c", 1)]


@pytest.mark.parametrize("name", ["plover", "cameo", "roles"])
def test_ids_of_rules_are_unique(name: str) -> None:
    sections = {
        "plover": ("statement", "encounter"),
        "cameo": ("statement", "encounter"),
        "roles": ("sector", "leader", "rank"),
    }
    for section in sections[name]:
        ids = [rule.id for rule in rules(name, section)]
        assert len(set(ids)) == len(ids)


ROWS = """
[[rule]]
id = "a"
when = {act = ["x"], words = ["<list>"], topics = ["t"]}
[[rule]]
id = "b"
when = {words = ["co-operat*", "État"], joint = true}
[[rule]]
id = "c"
when = {act = ["x", "y"]}
"""


@pytest.mark.parametrize(
    ("facts", "text", "expected"),
    [
        ({"act": "x", "topics": ("s", "t"), "joint": False}, "It listed A Thing.", "a"),
        ({"act": "x", "topics": ("s",), "joint": False}, "a thing", "c"),
        ({"act": "x", "topics": ("t",), "joint": False}, "a things", "c"),
        ({"act": "z", "topics": (), "joint": True}, "CO-OPERATION", "b"),
        ({"act": "z", "topics": (), "joint": True}, "l'etat", "b"),
        ({"act": "z", "topics": (), "joint": False}, "l'etat", None),
    ],
)
def test_the_first_rule_that_holds(facts: dict[str, object], text: str, expected: str | None) -> None:
    found = [_rule(row, "here", {"list": ["a thing"]}) for row in tomllib.loads(ROWS)["rule"]]
    rule = first(found, facts, text)  # type: ignore[arg-type]
    assert (rule.id if rule else None) == expected


def test_a_rule_without_conditions_does_not_load() -> None:
    with pytest.raises(LexiconError, match="when"):
        _rule({"id": "a"}, "here", {})


def test_records_are_exported_as_they_are(lines: Path, tmp_path: Path) -> None:
    result = run(str(lines), "--format", "jsonl", "-o", str(tmp_path / "again.jsonl"))
    assert result.return_value == 0
    assert (tmp_path / "again.jsonl").read_bytes() == lines.read_bytes()


def test_a_single_record_in_json(lines: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.json"
    one.write_text(lines.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert run(str(one), "--format", "jsonl", "-o", str(tmp_path / "again.jsonl")).return_value == 0
    assert (tmp_path / "again.jsonl").read_text(encoding="utf-8").strip() == one.read_text(encoding="utf-8")


def test_documents_are_read_first(tmp_path: Path) -> None:
    page, docs = tmp_path / "in" / "page.txt", tmp_path / "in" / "docs.jsonl"
    page.parent.mkdir()
    page.write_text(TEXT, encoding="utf-8")
    docs.write_text(json.dumps({"id": "d1", "text": TEXT}) + "\n", encoding="utf-8")
    out = tmp_path / "p.jsonl"
    result = run(str(page.parent), "--published", "2023-10-10", "--format", "plover", "-o", str(out))
    assert result.return_value == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["date"], row["event"]) for row in rows] == [
        ("d1:encounter", "2023-10-09", ["CONSULT"]),
        ("page:encounter", "2023-10-09", ["CONSULT"]),
    ]
    assert "2 not said" in result.stderr and "CAMEO 01" in result.stderr


def test_losses_are_written_out(lines: Path, tmp_path: Path) -> None:
    out, losses = tmp_path / "p.jsonl", tmp_path / "losses.csv"
    assert run(str(lines), "--format", "plover", "-o", str(out), "--losses", str(losses)).return_value == 0
    head, *rows = losses.read_text(encoding="utf-8").splitlines()
    assert head == "document,statement,reason" and len(rows) > 10


def test_one_table(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.csv"
    assert run(str(lines), "--format", "csv", "--table", "statements", "-o", str(out)).return_value == 0
    assert out.read_text(encoding="utf-8").startswith("document,statement,speaker")


def test_a_bad_line_does_not_stop_the_rest(lines: Path, tmp_path: Path) -> None:
    good = lines.read_text(encoding="utf-8").splitlines()
    old = json.loads(good[1])
    old["version"]["record"] = "communique-record-0"
    wrong = json.loads(good[2])
    wrong["statements"][0]["quote"] = "never said"
    lines.write_text("\n".join([good[0], json.dumps(old), json.dumps(wrong), "{"]), encoding="utf-8")
    result = run(str(lines), "--format", "jsonl", "-o", str(tmp_path / "o.jsonl"))
    assert result.return_value == 1
    assert len((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    for words in ("line 2: a record of the schema 'communique-record-0'", "line 3: the record", "line 4: no record"):
        assert words in result.stderr


def test_bytes_that_are_no_text_end_one_file_only(lines: Path, tmp_path: Path) -> None:
    one, *_ = lines.read_bytes().splitlines(keepends=True)
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(one * 3 + b"\xff\xfe" * 9000)
    result = run(str(broken), str(lines), "--format", "jsonl", "-o", str(tmp_path / "o.jsonl"))
    assert result.return_value == 1 and "broken.jsonl" in result.stderr and "UTF-8" in result.stderr
    assert len((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) > 4


def test_nothing_to_export_ends_with_code_2(tmp_path: Path) -> None:
    result = run(str(tmp_path / "missing.txt"), "--format", "jsonl", "-o", str(tmp_path / "o.jsonl"))
    assert result.return_value == 2 and "missing.txt" in result.stderr
    assert not (tmp_path / "o.jsonl").exists()


def test_a_library_that_is_missing_names_its_extra(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    result = run(str(lines), "--format", "xlsx", "-o", str(tmp_path / "o.xlsx"))
    assert isinstance(result.exception, CommuniqueError) and "communique[tables]" in str(result.exception)
    assert not list(tmp_path.glob("o.xlsx*"))


def test_help_lists_the_formats() -> None:
    help_text = run("--help").output
    assert [name for name in EXPORTS if name not in help_text] == []
