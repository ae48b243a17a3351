"""Full disks, locked and read-only files, servers that are not there: clear errors, nothing lost."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from store_texts import house_styles, made_up

from communique.store import Store, StoreError, database


def error_of(work: Callable[[], Any]) -> str:
    with pytest.raises(StoreError) as caught:
        work()
    assert caught.value.where and caught.value.what and caught.value.mend
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "create", "message"),
    [
        ("none/a.db", True, "its folder does not exist"),
        ("a.db", False, "no such file"),
        (".", True, "a folder, not a file"),
        ("text.db", True, "no SQLite file"),
    ],
)
def test_places_where_no_store_can_be(tmp_path: Path, name: str, create: bool, message: str) -> None:
    (tmp_path / "text.db").write_text("This is no database, but a long enough text. " * 40)
    assert message in error_of(lambda: Store(tmp_path / name, create=create))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://localhost/x", "not a kind of store"),
        ("postgresql://u:secret@localhost:1/x", "no connection"),
        ("postgresql:///x?host=/nowhere", "no connection"),
    ],
)
def test_urls_that_lead_nowhere(url: str, message: str) -> None:
    said = error_of(lambda: Store(url))
    assert message in said and "secret" not in said


def test_a_database_that_the_server_lacks(server: str) -> None:
    assert "no such database" in error_of(lambda: Store(server.format("atlantis")))


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        first = store.add(house_styles()[0])
        event.listen(store._database.engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count = 130"))
        store.close()
        added: list[str] = [first.id]

        def fill() -> None:
            for number in range(1000):
                added.append(store.add(made_up(number)).id)

        assert "the disk is full" in error_of(fill)
        assert sorted(item.id for item in store.list(limit=2000)) == sorted(added)
        assert store.doctor() == []
    with Store(tmp_path / "a.db") as store:  # room has been made
        assert store.add(made_up(5000)).status == "new"
        assert store.doctor() == []


def test_a_locked_store_says_so_and_still_reads(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with Store(where) as holder, Store(where) as store:
        first = store.add(made_up(1))
        with holder._database.writing() as connection:
            connection.execute(text("UPDATE documents SET title = 'x'"))
            assert "another process is writing" in error_of(lambda: store.add(made_up(2)))
            assert [item.title for item in store.list()] == ["Meeting number 1"]
        assert [item.id for item in store.list()] == [first.id]
        assert store.add(made_up(2)).status == "new"


def test_an_error_within_a_transaction_undoes_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no power")

    with monkeypatch.context() as patch:
        patch.setattr("communique.store.adding.store_reading", fail)
        with pytest.raises(RuntimeError):
            store.add(made_up(1))
    assert store.list() == [] == store.search("vale")
    assert store.doctor() == []
    assert store.add(made_up(1)).status == "new"


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder with a store in it, neither of which may be written to."""
    folder = Path(tempfile.mkdtemp(prefix="communique-closed-"))
    with Store(folder / "a.db") as store:
        store.add(made_up(1))
        store.link()
    (folder / "a.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _as_nobody(work: Callable[[], Any], told: Any) -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        told.send(repr(work()))
    except StoreError as error:
        told.send(str(error))


def said_as_nobody(work: Callable[[], Any]) -> str:
    """What `work` says to a user who is not root, for whom permissions hold."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(work, theirs))
    child.start()
    child.join(20)
    return str(ours.recv()) if ours.poll() else f"ended with {child.exitcode}"


def test_a_read_only_folder_is_told(closed_folder: Path) -> None:
    assert "cannot be opened or made" in said_as_nobody(lambda: Store(closed_folder / "b.db"))
    assert "cannot be" in said_as_nobody(lambda: Store(closed_folder / "a.db").add(made_up(2)))
    with sqlite3.connect(closed_folder / "a.db") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path, closed_folder: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(made_up(1))
    let_all_in(tmp_path)
    said = said_as_nobody(lambda: back_up(tmp_path / "a.db", closed_folder / "copy.db"))
    assert "the copy failed" in said
    assert sorted(p.name for p in closed_folder.iterdir()) == ["a.db"]


READS: list[Callable[[Store], Any]] = [
    lambda store: store.search("vale"),
    lambda store: store.list(),
    lambda store: store.count(country="KEN"),
    lambda store: store.show(store.list()[0].id),
    lambda store: store.history(store.list()[0].id),
    lambda store: [record.document.id for record in store.records()],
    lambda store: store.doctor(),
    lambda store: store.encounters(),
    lambda store: store.people(),
    lambda store: store.outdated(),
]


@pytest.mark.parametrize("number", range(len(READS)))
def test_a_read_only_store_is_read(closed_folder: Path, number: int) -> None:
    def read() -> Any:
        with Store(closed_folder / "a.db", create=False) as store:
            return READS[number](store)

    as_nobody = said_as_nobody(read)
    assert as_nobody == repr(read()) and as_nobody
    assert sorted(p.name for p in closed_folder.iterdir()) == ["a.db"]


WRITES: list[Callable[[Store], Any]] = [
    lambda store: store.add(made_up(2)),
    lambda store: list(store.reread([store.list()[0].id])),
    lambda store: store.save_state("x", {}),
    lambda store: store.correct(store.list()[0].id, "meeting.kind", "call", by="me", why="x"),
]


@pytest.mark.parametrize("number", range(len(WRITES)))
def test_a_read_only_store_is_not_written_to(closed_folder: Path, number: int) -> None:
    assert "cannot be written to: the file or its folder is read-only" in said_as_nobody(
        lambda: WRITES[number](Store(closed_folder / "a.db"))
    )


def test_what_is_not_linked_in_a_read_only_store_is_told(closed_folder: Path) -> None:
    with sqlite3.connect(closed_folder / "a.db") as connection:
        connection.execute("DELETE FROM states")
    assert "not linked yet" in said_as_nobody(lambda: Store(closed_folder / "a.db").people())


def test_a_read_only_store_that_another_process_writes_to_is_read_with_its_log(tmp_path: Path) -> None:
    let_all_in(tmp_path)
    with Store(tmp_path / "a.db") as store:
        ids = [store.add(made_up(number)).id for number in (1, 2)]
        assert (tmp_path / "a.db-wal").stat().st_size
        said = said_as_nobody(lambda: sorted(item.id for item in Store(tmp_path / "a.db").list()))
        assert said == repr(sorted(ids))


def test_changes_that_only_the_log_has_are_not_passed_over(tmp_path: Path) -> None:
    let_all_in(tmp_path)
    (tmp_path / "copy").mkdir()
    with Store(tmp_path / "a.db") as store:
        store.add(made_up(1))
        for name in ("a.db", "a.db-wal"):
            shutil.copy(tmp_path / name, tmp_path / "copy" / name)
    (tmp_path / "copy").chmod(0o555)
    assert "changes still stand in a.db-wal" in said_as_nobody(lambda: Store(tmp_path / "copy" / "a.db").list())


def test_a_read_only_store_is_copied(tmp_path: Path, closed_folder: Path) -> None:
    let_all_in(tmp_path)
    tmp_path.chmod(0o777)
    said = said_as_nobody(lambda: Store(closed_folder / "a.db").backup(tmp_path / "copy.db"))
    assert said == "None"
    with Store(tmp_path / "copy.db") as store:
        assert len(store.list()) == 1 and store.add(made_up(2)).status == "new"


def let_all_in(folder: Path) -> None:
    """Lets other users into a folder for tests, which pytest keeps to the user who runs them."""
    base = Path(tempfile.gettempdir()).resolve()
    for path in (folder, *folder.parents):
        if base in path.resolve().parents:
            path.chmod(0o755)


def back_up(path: Path, to: Path) -> None:
    from communique.store.backup import copy_file

    copy_file(database.open_database(path, create=False), to)


def test_a_backup_of_a_server(store: Store, where: str, tmp_path: Path) -> None:
    if "://" not in where:
        pytest.skip("the backup of a file is tested in test_store.py")
    store.add(made_up(1))
    store.backup(tmp_path / "dump")
    assert (tmp_path / "dump").read_bytes().startswith(b"PGDMP")
    assert [p.name for p in tmp_path.iterdir()] == ["dump"]
