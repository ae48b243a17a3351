"""Figures, pairing and intervals."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from pathlib import Path

import pytest

from communique.cli import group
from communique.score import FIGURES, score
from communique.score.match import pairs, same_name, same_speaker, similar

TEXT = "Vale said that trade grew. Kern left."


def record(**more: object) -> dict:
    return {"document": {"text": TEXT}, "meeting": {"kind": "meeting"}, "participants": [], "statements": [], **more}


def statement(start: int, end: int, speaker: str = "Ona Vale", act: str = "report") -> dict:
    return {"start": start, "end": end, "quote": TEXT[start:end], "speaker": speaker, "act": act}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ona Vale", "Ona M. Vale", True),
        ("Tomáš Kern", "Tomas Kern", True),
        ("Vale", "Ona Vale", False),
        ("Ona Vale", "Ana Vale", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_a_surname_is_the_speaker_and_joint_is_nobody_else() -> None:
    assert same_speaker("Vale", "Ona Vale")
    assert not same_speaker("joint", "Ona joint")


def test_phrases_are_similar_by_their_words() -> None:
    assert similar("the Minister of Foreign Affairs", "Minister for Foreign Affairs")
    assert not similar("Minister", None)
    assert similar(None, "")


def test_spans_pair_one_to_one_best_overlap_first() -> None:
    gold = [statement(0, 10), statement(10, 20)]
    found = [statement(0, 12), statement(9, 20), statement(10, 20)]
    assert sorted(pairs(gold, found, 0.5)) == [(0, 0), (1, 2)]


def test_a_missing_record_is_wholly_missed() -> None:
    report = score({"a": record(statements=[statement(0, 10)])}, {})
    assert report.figures["statements.span"].f1 == 0.0
    assert report.figures["meeting.kind"].recall == 0.0


def test_intervals_hold_the_figure_and_come_again_with_the_seed() -> None:
    gold = {str(n): record(statements=[statement(0, 10)]) for n in range(12)}
    pred = {str(n): record(statements=[statement(0, 10)] if n % 3 else []) for n in range(12)}
    one, two = (score(gold, pred, seed=7, resamples=200).figures["statements.span"] for _ in range(2))
    assert one == two
    assert one.low <= one.f1 <= one.high and one.low < one.high


def test_no_gold_is_an_error() -> None:
    with pytest.raises(ValueError, match="no gold"):
        score({}, {})


def test_figures_are_those_of_the_codebooks_scorer(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("theirs", shared / "score.py")
    assert spec and spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = {f.stem: json.loads(f.read_text()) for f in sorted((shared / "gold" / "dev").glob("*.json"))}
    shifted = list(gold.values())[1:] + list(gold.values())[:1]
    pred = {n: {**other, "document": gold[n]["document"]} for n, other in zip(gold, shifted, strict=True)}
    for found in (gold, pred):
        tallies: dict = defaultdict(theirs.Tally)
        lines: list[str] = []
        for name, row in gold.items():
            theirs.score_record(row, found.get(name), tallies, lines, name)
        report = score(gold, found, resamples=0)
        assert {n: report.figures[n].f1 for n in FIGURES} == {n: tallies[n].f1 for n in FIGURES}
        assert report.errors == lines


def test_the_command_prints_intervals(tmp_path: Path) -> None:
    from click.testing import CliRunner

    path = tmp_path / "gold.json"
    path.write_text(json.dumps(record(statements=[statement(0, 10)])), encoding="utf-8")
    run = CliRunner().invoke(group, ["score", str(path), str(path), "--json"])
    rows = json.loads(run.output)["scores"]
    assert rows["statements.strict"] == {
        "f1": 1.0, "low": 1.0, "high": 1.0, "precision": 1.0, "recall": 1.0, "gold": 1, "pred": 1
    }  # fmt: skip
