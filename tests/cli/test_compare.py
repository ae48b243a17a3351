"""communique compare: from files and from a store, as text, JSON, table and page; what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

HEAD = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of {state}, {other}, in Oslo on {day}."
ONE = f"""{HEAD}

Minister Vale called on {{state}} to lower its tariffs on salmon. {{other}} expressed concern over the fate of the detained \
trawler crew. The two ministers agreed to open a ferry line to Bergen."""
OTHER = f"""{HEAD}

{{other}} thanked Norway for its hospitality. The two ministers discussed the opening of a ferry line to Bergen. Minister Vale \
called on {{state}} to lower the tariffs on salmon."""
NOR, KEN, OLD = "nor.json!/nor", "ken.json!/ken", "old.jsonl!/old-0"
"""What the documents are called in the store."""
KENYA = {"state": "Kenya", "other": "Josphat Kariuki", "day": "3 May 2024"}


def document(id: str, text: str, issuer: str, **words: str) -> dict[str, str]:
    words = {**KENYA, **words}
    return {
        "id": id,
        "text": text.format(**words),
        "issuer": issuer,
        "published": "2024-05-04",
        "title": f"Talks <{id}>",
    }


def write(name: str, *rows: dict[str, str]) -> str:
    Path(name).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return name


@pytest.fixture
def files(run: Any) -> list[str]:
    """Two readouts of one encounter, a file each."""
    assert run is not None
    return [
        write("nor.json", document("nor", ONE, "Norway")),
        write("ken.json", document("ken", OTHER, "Kenya")),
    ]


@pytest.fixture
def store(run: Any, files: list[str]) -> Any:
    """The same in a store, and three earlier readouts of Kenya, two of which raise the detained crew."""
    earlier = [
        document(f"old-{n}", ONE if n else OTHER, "Kenya", day=f"{n + 1} March 2023")
        | {"published": f"2023-03-0{n + 2}"}
        for n in (0, 3, 5)
    ]
    assert run("add", *files, write("old.jsonl", *earlier)).code == 0
    return run


def test_two_files(run: Any, files: list[str]) -> None:
    done = run("compare", *files)
    assert done.code == 0 and done.err == ""
    lines = done.out.splitlines()
    assert "Said alike: 1" in lines and "Said differently: 1" in lines
    assert "Only in A: 1" in lines and "Only in B: 1" in lines
    alike = lines[lines.index("Said alike: 1") + 1 :][1:3]
    assert [line.split()[0] for line in alike] == ["A", "B"]
    assert all("request Ona Vale (NOR) → KEN: “called on Kenya to lower" in line for line in alike)
    assert "[nor " in alike[0] and alike[0].endswith("2024-05-03, Norway]")
    assert "  - act: A agree, B discuss · likeness" in done.out
    assert "= date: agree" in done.out and "was not looked for" in done.out


def test_one_file_of_several_documents(run: Any, files: list[str]) -> None:
    rows = [json.loads(Path(name).read_text(encoding="utf-8")) for name in files]
    assert run("compare", write("both.jsonl", *rows)).out == run("compare", *files).out


def test_records_that_read_wrote(run: Any, files: list[str]) -> None:
    assert run("read", *files, "--jsonl", "-o", "records.jsonl").code == 0
    assert run("compare", "records.jsonl").out == run("compare", *files).out


def test_a_store_gives_base_rates(store: Any, files: list[str]) -> None:
    found = store("compare", NOR, KEN, "--json").json
    omitted = {o["topic"]: o["rate"] for o in found["omissions"] if o["by"] == 1}
    assert (omitted["consular"]["raised"], omitted["consular"]["encounters"]) == (2, 3)
    assert "Kenya raises it in its readouts of 2 of 3 other encounters with Norway" in store("compare", NOR, KEN).out
    by_files = store("compare", *files, "--store", "communique.db", "--json").json
    assert [o["rate"]["encounters"] for o in by_files["omissions"] if o["by"] == 1] == [3]


def test_an_encounter_or_one_of_its_documents_stands_for_all_readouts(store: Any) -> None:
    (encounter,) = store("encounters", "list", "--least", "2", "--json").json
    found = store("compare", encounter["id"], "--json").json
    assert len(found["sources"]) == 2 and store("compare", KEN, "--json").json == found


def test_json_is_the_result(run: Any, files: list[str]) -> None:
    found = run("compare", *files, "--json").json
    assert list(found) == ["sources", "facts", "points", "omissions", "notes", "looked"]
    texts = {row["id"]: row["text"] for row in (json.loads(Path(f).read_text(encoding="utf-8")) for f in files)}
    quoted = [s["cite"] for p in found["points"] for said in p["said"] for s in said]
    assert len(quoted) == 6
    assert all(texts[c["document"]][c["start"] : c["end"]] == c["quote"] for c in quoted)


def test_a_table_and_a_page(run: Any, files: list[str]) -> None:
    for name in ("out.csv", "out.html", "again.html"):
        assert run("compare", *files, "-o", name).err == f"wrote {name}\n"
    rows = list(csv.DictReader(Path("out.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["part"] for row in rows} == {"fact", "point", "omission"}
    assert Path("out.html").read_bytes() == Path("again.html").read_bytes()


def test_a_text_that_would_move_the_cursor_is_spelled_out(run: Any, files: list[str]) -> None:
    row = document("bad", OTHER.replace("hospitality", "hospitality \x1b[2J"), "Kenya")
    done = run("compare", files[0], write("bad.json", row))
    assert done.code == 0 and "\x1b" not in done.out and "⟨U+001B⟩" in done.out


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["nor.json"], "only one readout (nor)"),
        (["nor.json", "nor.json"], "'nor' is given twice"),
        (["nor.json", "far.json"], "share neither person nor sides"),
        (["nor.json", "missing"], "missing: no such document"),
        (["e0123456789abcdef"], "no such encounter"),
        ([OLD], "only one readout"),
        (["nor.json", "broken.json"], "no valid JSON"),
        (["nor.json", "ken.json", "-o", "x.docx"], "no form for '.docx'"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_compared(store: Any, argv: list[str], message: str) -> None:
    write(
        "far.json",
        document("far", ONE, "Nepal", state="Nepal", other="Suman Thapa")
        | {"text": "Suman Thapa, Minister of Trade of Nepal, met Laia Ferrer, Minister of Trade of Spain, in Madrid."},
    )
    Path("broken.json").write_text("{", encoding="utf-8")
    done = store("compare", *argv)
    assert done.code == 2 and message in done.err and done.out == ""
    assert not Path("x.docx").exists()


def test_without_a_store_ids_lead_nowhere(run: Any) -> None:
    done = run("compare", "a", "b")
    assert done.code == 2 and "communique.db: no such file" in done.err
