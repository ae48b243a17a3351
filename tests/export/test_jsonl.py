"""JSON lines: each line is a record again."""

from __future__ import annotations

from pathlib import Path

from communique.export.jsonl import write
from communique.record import Record


def test_records_come_back_whole(records: list[Record], tmp_path: Path) -> None:
    assert write(records, tmp_path / "out.jsonl").rows == len(records)
    lines = (tmp_path / "out.jsonl").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [Record.model_validate_json(line) for line in lines] == records
