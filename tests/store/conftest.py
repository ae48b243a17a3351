"""Both databases: a SQLite file, and a PostgreSQL server that is started for the tests."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.store import Store

sys.path.insert(0, str(Path(__file__).parent))  # the tests, and the processes they start, share store_texts.py
_COUNT = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server, without a database; it is gone after the tests."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _programs()
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="communique-pg-"))
    if user:
        shutil.chown(folder, user)
    settings = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
    data = folder / "data"
    try:
        _run(user, programs / "initdb", "-D", data, "-A", "trust", "-U", "communique", "-E", "UTF8", "--locale=C.UTF-8")
        _run(user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started here: {error}")
    try:
        yield f"postgresql://communique@/{{}}?host={folder}"
    finally:
        _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    places = [shutil.which("initdb"), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True)]
    found = next((Path(p).resolve().parent for p in places if p), None)
    return found or pytest.skip("no PostgreSQL server is installed")


def _user() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(user: str | None, *command: object) -> None:
    # Output goes nowhere: the server inherits it, and a pipe would stay open as long as it runs.
    subprocess.run(
        [str(word) for word in command], user=user, cwd="/", check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """A database with an empty store, of which each test gets a copy."""
    _command(server, 'CREATE DATABASE "empty"')
    Store(server.format("empty")).close()
    return "empty"


def _command(server: str, command: str) -> None:
    import psycopg

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(command)  # type: ignore[call-overload]


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store is, once on each database."""
    if request.param == "sqlite":
        yield str(tmp_path / "communique.db")
        return
    server, template = request.getfixturevalue("server"), request.getfixturevalue("template")
    name = f"test{next(_COUNT)}"
    _command(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield server.format(name)
    _command(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store(where) as opened:
        yield opened
