"""Which files are read of the paths that are given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.intake.walk import walk


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "d/b.html", "d/a.txt", "d/sub/c.pdf", "d/.git/x.txt", "d/.b.txt.swp", "d/Thumbs.db", "d/b_files/logo.PNG",
        "d/b_files/site.css", "d/b_files/frame.html", "d/my.db", "d/my.db-wal", "d/my.db-shm", "d/my.db-notes.txt",
        "d/my.db.before-upgrade-from-0001", "d/sub/my.db", "e/logo.png",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "d" / "pipe")
    (tmp_path / "d" / "loop").symlink_to(tmp_path / "d")
    (tmp_path / "d" / "gone.txt").symlink_to("nowhere")
    return tmp_path


ALL = ["d/a.txt", "d/b.html", "d/my.db-notes.txt", "d/b_files/frame.html", "d/sub/c.pdf", "d/sub/my.db"]


@pytest.mark.parametrize(
    ("paths", "files", "failures", "passed_over"),
    [
        (["d"], ALL, [], 2),
        (["d/a.txt", "d", "./d/../d/a.txt"], ALL, [], 2),
        (["d/b_files/logo.PNG", "d/.b.txt.swp"], ["d/b_files/logo.PNG", "d/.b.txt.swp"], [], 0),
        (["x", "d/sub", "d/gone.txt"], ["d/sub/c.pdf", "d/sub/my.db"], ["x", "d/gone.txt"], 0),
        (["e"], [], ["e"], 1),
        (["a\0b"], [], ["a\0b"], 0),
        ([], [], [], 0),
    ],
)
def test_files_of_paths(here: Path, paths: list[str], files: list[str], failures: list[str], passed_over: int) -> None:
    found = walk(paths, besides=Path("d/my.db"))
    assert [path.as_posix() for path in found.files] == sorted(files, key=files.index)
    assert sorted(path.as_posix() for path in found.files) == sorted(files)
    assert [failure.where for failure in found.failures] == failures
    assert found.passed_over == passed_over
    assert here.is_dir()


def test_the_order_does_not_depend_on_the_disk(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = walk([here]).files
    real = os.scandir

    class Backwards:
        """A folder that is listed from its end."""

        def __init__(self, path: str) -> None:
            with real(path) as found:
                self.entries = iter(sorted(found, key=lambda e: e.name, reverse=True))

        def __enter__(self) -> Backwards:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def __iter__(self) -> Backwards:
            return self

        def __next__(self) -> os.DirEntry[str]:
            return next(self.entries)

    monkeypatch.setattr(os, "scandir", Backwards)
    assert walk([here]).files == first
