"""A command that needs a library which is not installed says which extra brings it; what was done before is kept."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.cli.extras import _BY_EXTRA, lacking

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("module", "extra", "name"), [("selectolax", "web", "b.html"), ("docx", "documents", "b.docx")]
)
def test_adding_without_the_library(
    run: Any, mixed: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str, name: str
) -> None:
    file = next(mixed.rglob(f"*{Path(name).suffix}"))
    for known in [m for m in sys.modules if m.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, known)
    monkeypatch.setitem(sys.modules, module, None)
    for known in [
        m
        for m in sys.modules
        if m.startswith("communique.document.") and m.rsplit(".", 1)[1] in ("html", "docx", "density")
    ]:
        monkeypatch.delitem(sys.modules, known)
    done = run("add", file)
    assert done.code == 2
    assert f'needs {module}, which is not installed. Install it with pip install "communique[{extra}]".' in done.err


def test_every_extra_is_one_of_the_package() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(_BY_EXTRA) == set(extras) - {"all", "dev"}
    assert lacking(ModuleNotFoundError("no", name="communique.nothing")) is None
