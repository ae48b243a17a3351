"""Linking what is new: once, in pages, and on where it was broken off; a store of before is moved on."""

from __future__ import annotations

import pytest
from curation_texts import account, accounts
from store_texts import back_to

from communique.store import Store
from communique.store.curation import refresh, tables
from communique.store.migrate import VERSION_TABLE


def test_only_what_is_new_is_linked(store: Store) -> None:
    for document in accounts("pt", "de", "fr"):
        store.add(document)
    assert (store.link(), store.link()) == (3, 0)
    store.add(account("pt"))
    assert store.link() == 0
    store.add(account("pt", title="A title"))
    store.add(account("call"), read=False)
    assert store.link() == 2
    list(store.reread(["fr", "de"]))
    assert store.link() == 2


def test_a_broken_off_linking_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for document in accounts():
        store.add(document)
    monkeypatch.setattr(refresh, "_PAGE", 3)
    link, pages = refresh.relink, []

    def once(connection: object, documents: object) -> None:
        if len(pages) == 2:
            raise KeyboardInterrupt
        pages.append(documents)
        link(connection, documents)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(refresh, "relink", once)
        with pytest.raises(KeyboardInterrupt):
            store.link()
    assert store.link() == len(accounts()) - 6
    with store._database.reading() as connection:
        rows = list(connection.execute(tables.readouts.select()))
    assert len({row.document for row in rows}) == len(rows) == len(accounts())
    assert len(store.encounter("pt").readouts) == 2


def test_a_store_of_before_is_moved_on_and_linked(where: str) -> None:
    with Store(where) as store:
        for document in accounts("pt", "de"):
            store.add(document)
        back_to(store, "0002")
        with store._database.writing() as connection:
            own = [t for t in tables.metadata.sorted_tables if t.name in vars(tables)]
            assert len(own) == 9
            for table in reversed(own):
                table.drop(connection)
            connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '0001'")
    with Store(where, create=False) as store:
        assert [len(e.readouts) for e in store.encounters()] == [2]
        assert store.doctor() == []
