"""bench/outside: reads suites of both kinds, scores our coding of their texts, and says what is wrong with a file."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from communique.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "bench" / "outside" / "examples"


@pytest.fixture(autouse=True)
def _bench_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def module(name: str) -> ModuleType:
    return importlib.import_module(f"bench.outside.{name}")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("plover.json", [
            "plover: 2 texts", "exact 0 2 2 0.000", "root 1 2 2 0.500", "root and actors 1 2 2 0.500",
        ]),
        ("petrarch.xml", [
            "cameo: 2 texts", "exact 2 3 3 0.667", "root 3 3 3 1.000", "root and actors 3 3 3 1.000",
        ]),
    ],
)  # fmt: skip
def test_scores_of_the_examples(file: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Coded by hand: the call is CONSULT, for which the suite gives no mode and we give `phone`; 050 for 051."""
    assert module("__main__").main([str(EXAMPLES / file)]) == 0
    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert [line for line in words if line not in printed] == []


def test_what_a_suite_says() -> None:
    cases = module("cases")
    scheme, (call, march) = cases.load(EXAMPLES / "plover.json")
    assert (scheme, call.id, call.date) == ("plover", "MADE-1", "2024-05-16")
    assert call.events == (cases.Coded(frozenset({"PRT", "DEU"}), frozenset(), "CONSULT", ""),)
    assert march.events == (cases.Coded(frozenset({"FRA"}), frozenset({"CHE"}), "PROTEST", ""),)
    scheme, (call, march) = cases.load(EXAMPLES / "petrarch.xml")
    assert (scheme, call.date, march.events) == ("cameo", "2024-05-16", ())
    assert call.events[2] == cases.Coded(frozenset({"PRT"}), frozenset({"DEU"}), "050")
    assert call.text.startswith("Foreign Minister Ona Vale of Portugal spoke")


@pytest.mark.parametrize(
    "source",
    [
        '{"id": 1, "date": "2024-01-02", "event": "DEMAND", "mode": ["meet"], "text": "a"}\n{"id": 2, "text": "b"}\n',
        '[{"id": 1, "date": "20240102", "event": ["DEMAND"], "mode": "meet", "text": "a"}, {"id": 2, "text": "b"}]',
        '{"id": 1, "date": "2024-01-02", "event": "DEMAND", "mode": "meet", "text": "a",},\n{"id": 2, "text": "b",},\n',
    ],
)
def test_records_one_a_line_in_an_array_or_parted_by_commas(source: str, tmp_path: Path) -> None:
    cases = module("cases")
    path = tmp_path / "suite"
    path.write_text(source, encoding="utf-8")
    _, (one, two) = cases.load(path)
    assert one == cases.Case("1", "2024-01-02", "a", (cases.Coded(frozenset(), frozenset(), "REQUEST", "meet"),))
    assert two == cases.Case("2", None, "b", ())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<Validation><Sentence>", "no valid XML"),
        ("<Validation></Validation>", "no case"),
        ('{"id": 1', "no valid JSON"),
        ('{"id": 1}', "no `text`"),
        ("", "no case"),
    ],
)
def test_a_file_that_cannot_be_used(
    source: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "suite"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        module("cases").load(path)
    assert module("__main__").main([str(path)]) == 2
    assert words in capsys.readouterr().err


def test_events_of_a_text_are_counted_as_a_multiset() -> None:
    cases, score = module("cases"), module("score")
    twice = [cases.Coded(frozenset(), frozenset(), "AGREE")] * 2
    once = twice[:1]
    assert score._score([(tuple(twice), once)], lambda e: e.code) == score.Score(1, 2, 1)
    assert score._score([((), [])], lambda e: e.code).f1 is None
