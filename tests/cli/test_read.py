"""communique read: forms of output, many documents, and input that is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from communique import examples
from communique.cli import main

TEXT = "Paris, October 9th--Foreign Minister Ona Vale of Portugal met here today with Rui Brandt of Germany. Vale said that trade had grown."


def run(*argv: str, stdin: bytes = b"", monkeypatch: pytest.MonkeyPatch | None = None) -> int:
    if monkeypatch is not None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    with pytest.raises(SystemExit) as ended:
        main(list(argv))
    return int(ended.value.code or 0)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_page_prints_a_card(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", str(page), "--published", "2023-10-10") == 0
    out = capsys.readouterr().out
    assert "Ona Vale" in out and "9 October 2023" in out and "Paris" in out


def test_json_is_the_record(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", str(page), "--json", "--published", "2023-10-10") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["document"]["text"] == TEXT
    assert record["meeting"]["date"] == "2023-10-09"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", "-", "--json", "--issuer", "IDCPC", stdin=TEXT.encode(), monkeypatch=monkeypatch) == 0
    assert json.loads(capsys.readouterr().out)["document"]["issuer"] == "IDCPC"


def test_html_is_one_page(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    assert run("read", str(page), "--html", str(target)) == 0
    html = target.read_text(encoding="utf-8")
    assert "Ona Vale" in html and "http://" not in html.replace("http://www.w3.org", "")


def test_many_documents_keep_order_and_ids_and_go_on_past_a_bad_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.dumps({"id": f"d{n}", "text": TEXT}) for n in (3, 1, 2)]
    rows.insert(1, '{"id": "broken", "text": ')
    rows.append(json.dumps({"document": {"id": "gold", "text": TEXT}}))
    source = tmp_path / "docs.jsonl"
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    target = tmp_path / "out.jsonl"
    assert run("read", str(source), "--jsonl", "-o", str(target)) == 1
    ids = [json.loads(line)["document"]["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert ids == ["d3", "d1", "d2", "gold"]
    err = capsys.readouterr().err
    assert "docs.jsonl line 2" in err and "4 read, 1 failed" in err


def test_an_interrupted_run_is_taken_up_again(tmp_path: Path) -> None:
    source, target = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    rows = [json.dumps({"id": f"d{n}", "text": TEXT}) for n in range(3)]
    source.write_text("\n".join(rows[:1]), encoding="utf-8")
    assert run("read", str(source), "--jsonl", "-o", str(target)) == 0
    half = target.read_text(encoding="utf-8")
    target.rename(tmp_path / "out.jsonl.part")
    (tmp_path / "out.jsonl.part").write_text(half + '{"document": {"id": "d1"', encoding="utf-8")
    source.write_text("\n".join(rows), encoding="utf-8")
    assert run("read", str(source), "--jsonl", "--resume", "-o", str(target)) == 0
    ids = [json.loads(line)["document"]["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert ids == ["d0", "d1", "d2"]


BAD = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t ", "empty"),
    "nul": (b"Vale met\0Brandt", "NUL"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "zip": (b"PK\x03\x04rest", "ZIP"),
    "cp1252": (b"Vale met Andr\xe9 today in Paris.", "utf-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_bytes_end_with_a_message_and_code_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, word = BAD[name]
    path = tmp_path / f"{name}.txt"
    path.write_bytes(data)
    assert run("read", str(path)) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: ") and name in err and word.lower() in err.lower() and "Traceback" not in err


def test_the_right_encoding_mends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(BAD["cp1252"][0])
    assert run("read", str(path), "--encoding", "cp1252", "--json") == 0
    assert "André" in json.loads(capsys.readouterr().out)["document"]["text"]


def test_utf_16_with_a_mark_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    assert run("read", str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["document"]["text"] == TEXT


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (("read", "missing.txt"), "missing.txt"),
        (("read", "PAGE", "--published", "next week"), "published"),
        (("read", "PAGE", "--encoding", "klingon"), "klingon"),
        (("read", "PAGE", "--resume"), "--jsonl"),
        (("explain", "PAGE", "--at", "99999"), "99999"),
        (("lexicons", "show", "oppose.opose"), "oppose.oppose"),
        (("score", "nowhere", "nowhere"), "nowhere"),
        (("no-such-command",), "no-such-command"),
    ],
)
def test_wrong_use_ends_with_code_2(
    argv: tuple[str, ...], word: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*(str(page) if a == "PAGE" else a for a in argv)) == 2
    err = capsys.readouterr().err
    assert word in err and "Traceback" not in err


def test_bidi_controls_are_kept_and_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bidi.txt"
    path.write_text(TEXT + "\u202e", encoding="utf-8")
    assert run("read", str(path), "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["document"]["text"].endswith("\u202e") and "bidirectional" in record["notes"][0]


def test_ten_megabytes_of_one_line_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.txt"
    path.write_text("x" * 10_000_000, encoding="utf-8")
    assert run("read", str(path)) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_a_text_that_is_no_readout_has_kind_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "recipe.txt"
    path.write_text("Peel the potatoes. Boil them for ten minutes.", encoding="utf-8")
    assert run("read", str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["meeting"]["kind"] == "none"


def test_every_example_reads_as_a_readout() -> None:
    from communique.reading import read_document

    assert {read_document(examples.load(n)).meeting.kind for n in examples.names()} <= {"meeting", "call"}
