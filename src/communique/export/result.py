"""The result of an analysis as a file that holds all of it: JSON, or its rows as CSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from communique.analysis.result import Result, plain, table
from communique.export.safe import guarded
from communique.export.tables import joined


def json_text(result: Result) -> str:
    """The whole result as JSON."""
    return json.dumps(plain(result), ensure_ascii=False, indent=2)


def csv_text(result: Result) -> str:
    """The rows of a result as CSV with a header; lists are joined, and no spreadsheet takes a cell for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(result.columns)
    for row in result.rows():
        writer.writerow([guarded(_cell(row.get(name))) for name in result.columns])
    return out.getvalue()


def write_json(result: Result, path: Path) -> None:
    """Writes the whole result."""
    path.write_text(json_text(result) + "\n", encoding="utf-8")


def write_csv(result: Result, path: Path) -> None:
    """Writes the rows of a result."""
    path.write_text(csv_text(result), encoding="utf-8", newline="")


def write_parquet(result: Result, path: Path) -> None:
    """Writes the rows of a result.

    :raises CommuniqueError: where pyarrow is not installed.
    """
    arrow = table(result)
    from pyarrow import parquet

    parquet.write_table(arrow, path)


def _cell(value: Any) -> Any:
    return joined(str(item) for item in value) if isinstance(value, list | tuple) else value
