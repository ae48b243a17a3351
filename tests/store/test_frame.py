"""Arrow tables against the records they come from."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
from store_texts import house_styles

from communique.errors import CommuniqueError
from communique.store import Store, StoreError

pytest.importorskip("pyarrow", reason="pyarrow is not installed")


@pytest.fixture
def house(store: Store) -> Store:
    for document in house_styles()[:6]:
        store.add(document)
    return store


def test_a_row_for_each_document(house: Store) -> None:
    table, records = house.table(), list(house.records())
    rows = table.to_pylist()
    assert [row["document"] for row in rows] == [r.document.id for r in records]
    assert [row["text"] for row in rows] == [r.document.text for r in records]
    assert [[s["quote"] for s in row["statements"]] for row in rows] == [
        [s.quote for s in r.statements] for r in records
    ]
    assert [[tuple(s["addressees"]) for s in row["statements"]] for row in rows] == [
        [s.addressees for s in r.statements] for r in records
    ]
    assert [[p["name"] for p in row["participants"]] for row in rows] == [
        [p.name for p in r.participants] for r in records
    ]
    assert rows[1]["first_day"] == rows[1]["last_day"] == dt.date(2024, 5, 10)
    assert (rows[1]["place"], rows[1]["place_country"], rows[0]["place"]) == ("Japan", "JPN", None)


def test_a_row_for_each_statement_or_participant(house: Store) -> None:
    records = list(house.records(country="KEN"))
    statements = house.table(rows="statements", country="KEN").to_pylist()
    expected = [(r.document.id, s.id, s.act, s.start, s.end) for r in records for s in r.statements]
    assert [(row["document"], row["id"], row["act"], row["start"], row["end"]) for row in statements] == expected
    people = house.table(rows="participants").to_pylist()
    assert [row["name"] for row in people] == [p.name for r in house.records() for p in r.participants]


def test_an_empty_table_has_its_columns(store: Store) -> None:
    for rows in ("documents", "statements", "participants"):
        table = store.table(rows=rows)  # type: ignore[arg-type]
        assert table.num_rows == 0
        assert {"document", "date", "first_day"} <= set(table.column_names)


def test_without_pyarrow_it_says_what_to_install(house: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CommuniqueError, match="pip install"):
        house.table()


def test_an_unknown_kind_of_row(store: Store) -> None:
    with pytest.raises(StoreError, match="documents, participants, statements"):
        store.table(rows="words")  # type: ignore[arg-type]
