"""JSON lines, a line at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.document.found import Failure, Found
from communique.document.limits import Limits
from communique.intake.rows import is_lines, lines_of

ROW = json.dumps({"id": "a", "text": "Vale met Brandt.", "url": "https://example.org/"})


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.jsonl", ROW.encode(), True),
        ("a.ndjson", ROW.encode(), True),
        ("a.data", f"{ROW}\n{ROW}".encode(), True),
        ("a.json", ROW.encode(), False),
        ("a.txt", b"Vale met Brandt.", False),
        ("a.jsonl", f"{ROW}\n".encode("utf-16"), False),
        ("a.jsonl", b"", False),
    ],
)
def test_which_files_are_lines(tmp_path: Path, name: str, data: bytes, expected: bool) -> None:
    (tmp_path / name).write_bytes(data)
    assert is_lines(tmp_path / name) is expected


def test_a_line_that_is_too_long_is_passed_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(["\ufeff" + ROW, '{"text": "' + "x" * 1000 + '"}', ROW.replace('"a"', '"b"')]), "utf-8")
    first, second, third = lines_of(path, Limits(max_page_bytes=120))
    assert isinstance(first, Found) and first.part == "a" and first.raw == ROW.encode()
    assert isinstance(second, Failure) and second.where.endswith("a.jsonl line 2")
    assert isinstance(third, Found) and (third.part, third.url) == ("b", "https://example.org/")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(texts, min_size=1, max_size=6), ascii=st.booleans(), end=st.sampled_from(["", "\n", "\r\n\n"]))
def test_each_row_is_found_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], ascii: bool, end: str
) -> None:
    path = tmp_path_factory.mktemp("rows") / "a.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=ascii) for text in rows]
    path.write_text("\n".join(lines) + end, encoding="utf-8", newline="")
    found = list(lines_of(path, Limits()))
    assert [item.text for item in found if isinstance(item, Found)] == rows
    assert [item.raw.decode() for item in found if isinstance(item, Found)] == lines
    assert [item.part for item in found if isinstance(item, Found)] == [f"line {n}" for n in range(1, len(rows) + 1)]
