"""A store of any age; the steps against the tables of `schema`."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import pytest
from store_texts import back_to, made_up

from communique.store import NewerStoreError, Store, StoreError, schema
from communique.store.database import Database, open_database
from communique.store.migrate import HEAD, STEPS, VERSION_TABLE, settle

STEP = '''"""A step of tomorrow."""

import sqlalchemy as sa
from alembic import op

revision = "tomorrow"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("documents", sa.Column("mood", sa.String(), server_default="calm", nullable=False))
    {last}
'''


def steps_of_tomorrow(folder: Path, last: str = "") -> Path:
    """The steps of today and one more, as a newer Communiqué would have them."""
    steps = folder / "steps"
    shutil.copytree(STEPS, steps)
    (steps / "versions" / "step_tomorrow.py").write_text(STEP.format(before=HEAD, last=last), encoding="utf-8")
    return steps


def moods(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT mood FROM documents").scalars())


def test_the_steps_make_the_tables_of_the_schema(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and (name or "").startswith(("fulltext", VERSION_TABLE)))

    with store._database.reading() as connection:
        options = {"include_object": ours, "compare_type": True, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def test_head_is_the_newest_step() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_older_store_is_moved_on_after_a_copy(where: str, tmp_path: Path) -> None:
    with Store(where) as store:
        store.add(made_up(1))
    database = open_database(where, create=False)
    steps = steps_of_tomorrow(tmp_path)
    for _ in range(2):  # the second time there is nothing to do
        settle(database, create=False, steps=steps, head="tomorrow")
    assert moods(database) == ["calm"]
    database.engine.dispose()
    copies = sorted(p.name for p in tmp_path.glob("communique.db.*"))
    if database.embedded:
        assert copies == [f"communique.db.before-upgrade-from-{HEAD}"]
        with Store(tmp_path / copies[0], create=False) as copy:
            assert [item.title for item in copy.list()] == ["Meeting number 1"]


def moods_there(database: Database) -> bool:
    from sqlalchemy import inspect

    with database.reading() as connection:
        return "mood" in {column["name"] for column in inspect(connection).get_columns("documents")}


def test_a_step_that_fails_changes_nothing(where: str, tmp_path: Path) -> None:
    with Store(where) as store:
        store.add(made_up(1))
    database = open_database(where, create=False)
    broken = steps_of_tomorrow(tmp_path, 'raise RuntimeError("power cut")')
    with pytest.raises(RuntimeError, match="power cut"):
        settle(database, create=False, steps=broken, head="tomorrow")
    assert not moods_there(database)
    database.engine.dispose()
    with Store(where, create=False) as store:
        assert store.doctor() == [] and len(store.list()) == 1


def test_a_newer_store_is_left_alone(where: str, tmp_path: Path) -> None:
    Store(where).close()
    database = open_database(where, create=False)
    settle(database, create=False, steps=steps_of_tomorrow(tmp_path), head="tomorrow")
    database.engine.dispose()
    with pytest.raises(NewerStoreError, match=r"newer Communiqué \(step tomorrow\)\. Update"):
        Store(where)
    assert moods(open_database(where, create=False)) == []


def test_copies_never_replace_one_another(tmp_path: Path) -> None:
    (tmp_path / f"communique.db.before-upgrade-from-{HEAD}").write_text("an older copy")
    Store(tmp_path / "communique.db").close()
    database = open_database(tmp_path / "communique.db", create=False)
    settle(database, create=False, steps=steps_of_tomorrow(tmp_path), head="tomorrow")
    database.engine.dispose()
    assert (tmp_path / f"communique.db.before-upgrade-from-{HEAD}").read_text() == "an older copy"
    assert (tmp_path / f"communique.db.before-upgrade-from-{HEAD}-2").stat().st_size > 10_000


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE recipes (name)")
    with pytest.raises(StoreError, match="a table 'recipes'"):
        Store(tmp_path / "other.db")


def test_an_empty_file_becomes_a_store_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with pytest.raises(StoreError, match="no store is there yet"):
        Store(tmp_path / "a.db", create=False)
    with Store(tmp_path / "a.db") as store:
        assert store.list() == []


def test_the_searched_tables_are_filled_again(where: str) -> None:
    with Store(where) as store:
        for number in range(3):
            store.add(made_up(number))
        store.correct("made-1", "meeting.date", "2023-12-31", by="Ann", why="test")
        before = store.accounts()
        back_to(store, "0002")
    with Store(where, create=False) as store:
        assert store.accounts() == before
        assert store.doctor() == []
        assert store.load_state("flat") is None


def test_a_filling_that_was_broken_off_goes_on(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refill = importlib.import_module("communique.store.refill")
    with Store(where) as store:
        for number in range(5):
            store.add(made_up(number))
        before = store.accounts()
        back_to(store, "0002")
    lay, laid = refill.lay_in_force, list[int]()

    def twice(connection: object, key: int) -> None:
        if len(laid) == 3:
            raise KeyboardInterrupt
        laid.append(key)
        lay(connection, key)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(refill, "lay_in_force", twice)
        patch.setattr(refill, "_PAGE", 2)
        with pytest.raises(KeyboardInterrupt):
            Store(where, create=False)
    with Store(where, create=False) as store:
        assert store.accounts() == before


WHO = {"by": "Ann", "why": "test"}


def test_a_store_without_codings_keeps_all_and_its_undoings_count(where: str) -> None:
    with Store(where) as store:
        for number in range(2):
            store.add(made_up(number))
        first = store.correct("made-0", "meeting.date", "2023-12-31", **WHO)
        undone = store.correct("made-1", "meeting.date", "2023-12-30", **WHO)
        store.confirm("made-0", **WHO)
        again = store.undo(store.undo(undone.number, **WHO).number, **WHO)
        joined = store.undo(store.join(["made-0", "made-1"], **WHO).number, **WHO)
        before = [store.corrected(f"made-{number}") for number in range(2)], store.corrections(undone=True)
        listed = [hit.id for hit in store.search("buy")], store.confirmed()
        back_to(store, "0003")
    with Store(where, create=False) as store:
        assert ([store.corrected(f"made-{number}") for number in range(2)], store.corrections(undone=True)) == before
        assert ([hit.id for hit in store.search("buy")], store.confirmed()) == listed
        assert store.last_decision("made-1") == again.number
        assert store.last_decision("made-0") == first.number + 2
        assert store.state_number() == (2, joined.number)
        assert (store.codings(), store.users()) == ([], [])
        assert store.doctor() == []
