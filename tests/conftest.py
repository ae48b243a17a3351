"""What several tests need: the shared gold, where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real readouts and their codes, which is no part of the project."""
    folder = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
    if not (folder / "score.py").is_file():
        pytest.skip(f"no shared gold at {folder}; set COMMUNIQUE_SHARED")
    return folder
