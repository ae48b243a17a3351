"""What several tests need: the shared gold, where it is at hand; a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, or a skip that says why."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip("no chromium here: apt-get install chromium")
    with api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real readouts and their codes, which is no part of the project."""
    folder = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
    if not (folder / "score.py").is_file():
        pytest.skip(f"no shared gold at {folder}; set COMMUNIQUE_SHARED")
    return folder
