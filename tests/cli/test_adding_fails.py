"""communique add that is broken off, by the user, by the disk, by permissions, by a store it does not know."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.store import Store

SHORT = (
    "Minister Ona Vale met Minister Rui Brandt of Germany in Oslo on 3 May 2024. Vale called for item{0} and item{0}x."
)


def write_many(folder: Path, number: int) -> None:
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(SHORT.format(n), encoding="utf-8")


def started(folder: Path, *argv: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "communique", "add", *argv]
    return subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=before,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


def counted(said: str) -> int:
    """The number with which the summary begins."""
    found = re.search(r"^(\d+) (?:new|documents read)", said, re.M)
    assert found is not None, said
    return int(found[1])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_was_acknowledged_stays_and_the_next_run_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    write_many(tmp_path / "docs", 150)
    child = started(tmp_path, "docs", "-v")
    assert child.stdout is not None
    told = [child.stdout.readline().split()[0] for _ in range(20)]
    child.send_signal(how)
    rest, said = child.communicate(timeout=30)
    told += [line.split()[0] for line in rest.splitlines()]
    if how is signal.SIGINT:
        assert child.returncode == 130 and "the same command goes on" in said
        assert counted(said) in (len(told), len(told) + 1)
    assert 20 <= len(told) < 150
    with Store(tmp_path / "communique.db", create=False) as store:
        there = [item.id for item in store.list(limit=1000)]
        assert set(told) <= set(there) and len(set(there)) == len(there) <= len(told) + 1
    again = started(tmp_path, "docs")
    _, said = again.communicate(timeout=60)
    assert again.returncode == 0 and f"{150 - len(there)} new, 0 changed, {len(there)} unchanged" in said
    with Store(tmp_path / "communique.db") as store:
        assert len(store.list(limit=1000)) == 150 and store.doctor() == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_reread_that_is_broken_off_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    write_many(tmp_path / "docs", 150)
    assert started(tmp_path, "docs", "--no-read").wait(60) == 0
    command = [sys.executable, "-m", "communique", "reread"]
    child = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    with Store(tmp_path / "communique.db") as store:
        limit = time.monotonic() + 30
        while store.outdated() > 130 and time.monotonic() < limit:
            time.sleep(0.01)
        child.send_signal(how)
        said = child.communicate(timeout=30)[1]
        left = store.outdated()
    assert 0 < left <= 130
    if how is signal.SIGINT:
        # It may come after a reading is on the disk and before it is counted.
        assert child.returncode == 130 and counted(said) in (150 - left, 149 - left)
    again = subprocess.run(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=True)
    assert f"{left} documents read, {left} for the first time; 0 changed" in again.stderr
    with Store(tmp_path / "communique.db") as store:
        assert store.outdated() == 0 and store.doctor() == []


def test_a_full_disk(tmp_path: Path) -> None:
    write_many(tmp_path / "docs", 250)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails as on a full disk, with an error
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    child = started(tmp_path, "docs", "-v", before=little_room)
    out, said = child.communicate(timeout=60)
    told = [line.split()[0] for line in out.splitlines()]
    assert child.returncode == 2, said
    assert "error: communique.db: " in said and "Traceback" not in said and "the same command goes on" in said
    assert 0 < len(told) < 250
    with Store(tmp_path / "communique.db") as store:
        assert {item.id for item in store.list(limit=1000)} == set(told) and store.doctor() == []
    again = started(tmp_path, "docs")
    assert again.wait(60) == 0


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that may not be written to, open to every user otherwise."""
    folder = Path(tempfile.mkdtemp(prefix="communique-closed-"))
    (folder / "a.txt").write_text(SHORT.format(1), encoding="utf-8")
    (folder / "secret.txt").write_text(SHORT.format(2), encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def as_nobody() -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def said_as_nobody(work: Callable[[], Any]) -> tuple[int, str]:
    """Exit code and messages of `work` as a user for whom permissions hold: a fork, for his Python may be elsewhere."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 2)
        sys.stderr = os.fdopen(2, "w", buffering=1)
        as_nobody()
        try:
            work()
        except SystemExit as ended:
            sys.stderr.flush()
            os._exit(int(ended.code or 0))
        except BaseException:
            traceback.print_exc()
        os._exit(99)  # whatever happens, the child must not go on with the tests
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def test_a_read_only_folder_and_a_file_of_another(closed: Path, run: Any) -> None:
    from communique.cli import main

    assert run("add", closed / "a.txt", closed / "none.txt").code == 1  # what nobody cannot import is imported now
    code, said = said_as_nobody(lambda: main(["add", str(closed), "--store", str(closed / "communique.db")]))
    assert code == 2 and "cannot be opened or made" in said and "Traceback" not in said
    with tempfile.TemporaryDirectory() as open_folder:
        Path(open_folder).chmod(0o777)
        code, said = said_as_nobody(lambda: main(["add", str(closed), "--store", f"{open_folder}/communique.db"]))
    assert code == 1 and "secret.txt: permission denied" in said and "1 new, 0 changed, 0 unchanged, 1 failed" in said


@pytest.mark.parametrize("command", [["add", "a.txt"], ["list"], ["search", "x"], ["doctor"], ["backup", "b.db"]])
def test_a_store_from_a_newer_version(run: Any, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "a.txt").write_text(SHORT.format(1), encoding="utf-8")
    assert run("add", "a.txt").code == 0
    with sqlite3.connect("communique.db") as connection:
        connection.execute("UPDATE communique_version SET version_num = 'tomorrow'")
    done = run(*command)
    assert done.code == 2 and "made by a newer Communiqué (step tomorrow)" in done.err


@pytest.mark.parametrize(
    "command", [["list"], ["search", "x"], ["reread"], ["doctor"], ["show", "x"], ["history", "x"]]
)
def test_a_file_that_is_no_store(run: Any, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "x.db").write_text(json.dumps({"a": "text"}) * 100, encoding="utf-8")
    done = run(*command, "--store", "x.db")
    assert done.code == 2 and "not a store" in done.err


def test_a_bar_on_a_terminal_and_none_elsewhere(tmp_path: Path) -> None:
    import pty

    write_many(tmp_path / "docs", 3)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "communique", "add", "docs"]
    child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        try:
            shown += os.read(ours, 65536)
        except OSError:  # the child has closed its end
            break
    assert child.wait(30) == 0 and b"adding" in shown and b"3/3" in shown and b"3 new" in shown
    quiet = started(tmp_path, "docs")
    assert "adding" not in quiet.communicate(timeout=30)[1]
