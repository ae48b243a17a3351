"""brat: a parser of ten lines reads the annotations back; every span is the words it says it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.export.brat import write
from communique.export.web_annotation import marks
from communique.record import Record


def parse(path: Path) -> dict[str, list[Any]]:
    """The lines of an .ann file by their first letter; spans as (id, type, fragments, words)."""
    found: dict[str, list[Any]] = {"T": [], "A": [], "R": [], "#": []}
    for line in path.read_bytes().decode("utf-8").splitlines():
        tag, middle, *rest = line.split("\t", 2)
        if tag[0] == "T":
            kind, where = middle.split(" ", 1)
            fragments = [tuple(map(int, piece.split())) for piece in where.split(";")]
            found["T"].append((tag, kind, fragments, rest[0]))
        else:
            found[tag[0]].append((tag, *middle.split(), *rest))
    return found


def test_every_span_stands_in_the_text(records: list[Record], tmp_path: Path) -> None:
    report = write(records, tmp_path)
    spans = 0
    for ann in tmp_path.glob("*.ann"):
        text = ann.with_suffix(".txt").read_bytes().decode("utf-8")
        found = parse(ann)
        for _, _, fragments, words in found["T"]:
            assert " ".join(text[start:end] for start, end in fragments) == words
            assert "\n" not in words
        tags = {tag for tag, *_ in found["T"]}
        assert {row[2] for row in found["A"]} <= tags
        assert {end.partition(":")[2] for row in found["R"] for end in row[2:]} <= tags
        spans += len(found["T"])
    assert spans == report.rows == sum(m.end > m.start for r in records for m in marks(r))


def test_acts_and_speakers(example: Record, tmp_path: Path) -> None:
    write([example], tmp_path)
    found = parse(next(tmp_path.glob("*.ann")))
    kinds = {tag: (kind, words) for tag, kind, _, words in found["T"]}
    acts = [row[3] for row in found["A"] if row[1] == "Act"]
    assert acts == [s.act for s in example.statements]
    spoken = [kinds[row[3].removeprefix("Arg2:")] for row in found["R"]]
    assert spoken == [("Person", s.speaker) for s in example.statements if s.speaker != "joint"]
    notes = {row[2]: row[3] for row in found["#"]}
    (vilhena,) = [tag for tag, (kind, words) in kinds.items() if kind == "Person" and words.startswith("Marta")]
    assert "country=PRT" in notes[vilhena]


def test_the_configuration_knows_what_is_used(records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path)
    conf = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", conf, re.M | re.S))
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    values = {
        line.split("\t")[0]: set(line.split("Value:")[1].split("|"))
        for line in sections["attributes"].split("\n")
        if line
    }
    for ann in tmp_path.glob("*.ann"):
        found = parse(ann)
        assert {row[1] for row in found["T"]} <= set(sections["entities"].split())
        assert all(row[3] in values[row[1]] for row in found["A"])


def test_ids_become_file_names_that_are_safe_and_apart(overlapping: Callable[..., Record], tmp_path: Path) -> None:
    ids = ["../up", "a/b", "A/B", "..", "a%2Fb", "Ä", "x" * 300]
    base = overlapping("Vale spoke", [(0, 4)])
    write(
        [base.model_copy(update={"document": base.document.model_copy(update={"id": i})}) for i in ids], tmp_path / "o"
    )
    assert len({p.name.casefold() for p in (tmp_path / "o").glob("*.txt")}) == len(ids)
    assert [p.name for p in tmp_path.iterdir()] == ["o"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1), data=st.data())
def test_spans_over_line_ends_are_fragments(
    text: str, data: st.DataObject, overlapping: Callable[..., Record], tmp_path: Path
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    report = write([overlapping(text, [(start, end)])], tmp_path)
    found = parse(tmp_path / "x.ann")
    assert (tmp_path / "x.txt").read_bytes().decode("utf-8") == text
    covered = {n for _, _, pieces, _ in found["T"] for a, b in pieces for n in range(a, b)}
    assert covered == {n for n in range(start, end) if text[n].splitlines() != [""]}
    assert len(found["T"]) + len(report.losses) == 1
