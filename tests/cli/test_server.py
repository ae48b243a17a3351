"""The same commands on a PostgreSQL server."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

_PATH = Path(__file__).parent.parent / "store" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("store_servers", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
server = _MODULE.server


def test_a_store_on_a_server(run: Any, mixed: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _MODULE._command(server, 'CREATE DATABASE "team"')
    monkeypatch.setenv("COMMUNIQUE_STORE", server.format("team"))
    assert "10 new, 0 changed, 0 unchanged, 1 failed" in run("add", mixed).err
    assert "0 new, 0 changed, 10 unchanged" in run("add", mixed).err
    hits = run("search", "tariffs", "--country", "Ghana", "--act", "request", "--json").json
    assert hits["count"] == 1
    shown = run("show", mixed.absolute() / "d.docx")  # there is no folder of the store to name it from
    assert shown.code == 0 and hits["hits"][0]["id"] in shown.out
    assert "1 document read; 0 changed" in run("reread", hits["hits"][0]["id"]).err
    assert run("export", "--format", "jsonl", "-o", "x.jsonl", "--query", "ferries").code == 0
    assert run("doctor").code == 0
    assert run("list", "--store", server.format("atlantis")).code == 2
