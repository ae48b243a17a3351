"""What the doctor finds when something is broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from store_texts import made_up

from communique.store import Store, id_of

_INDEX = "DELETE FROM fulltext WHERE document = 1"
_INDEX_OF_FILE = "DELETE FROM fulltext_docsize WHERE id = 1"  # a contentless FTS5 table takes no plain DELETE
_TWICE = (
    'INSERT INTO appearances (key, document, form, name, day, start, "end")'
    ' SELECT 900 + key, document, form, name, day, start, "end" FROM appearances'
)
BREAKS = [
    ("UPDATE texts SET data = (SELECT data FROM records LIMIT 1)", "error", "texts", "its bytes are not those"),
    ("UPDATE blobs SET data = 'x'", "error", "blobs", "its bytes are not those"),
    ("UPDATE versions SET newest = (1 = 0)", "error", "", "without a newest version"),
    (_INDEX, "error", "full-text index", "1 of 2 documents"),
    ("DELETE FROM meetings", "error", "", "not in the search tables"),
    ("UPDATE readings SET lexicons = 'old'", "note", "2 documents", "other lexicons"),
    ("UPDATE versions SET sketch = 'old'", "note", "2 versions", "another version of rensa"),
    ("UPDATE readings SET newest = (1 = 0)", "note", "2 documents", "not read"),
    ("DELETE FROM readouts WHERE document = 1", "error", "", "stands in no table of what was linked"),
    ("UPDATE readouts SET encounter = 3 - document", "error", "", "a document that is not in it"),
    ("UPDATE forms SET person = NULL", "error", "", "a name that is not his"),
    ("DELETE FROM offices; DELETE FROM appearances WHERE document = 1", "error", "", "none of the persons"),
    (_TWICE, "error", "", "linked twice"),
]


@pytest.mark.parametrize(("damage", "level", "where_found", "what"), BREAKS)
def test_what_is_broken_is_found(store: Store, damage: str, level: str, where_found: str, what: str) -> None:
    for number in range(2):
        store.add(made_up(number), raw=b"bytes %d" % number, media_type="text/plain")
    store.link()
    assert store.doctor() == []
    if store._database.embedded:
        damage = damage.replace(_INDEX, _INDEX_OF_FILE).replace("'x'", "X'78'")
    with store._database.writing() as connection:
        for one in damage.split("; "):
            connection.execute(text(one))
    found = store.doctor()
    assert any(f.level == level and where_found in f.where and what in f.what and f.mend for f in found), found


def test_a_record_that_does_not_fit_its_text_is_found(store: Store) -> None:
    for number in range(2):
        store.add(made_up(number))
    with store._database.writing() as connection:
        connection.execute(text("UPDATE readings SET record = (SELECT record FROM readings WHERE key = 1)"))
    assert [(f.level, f.where) for f in store.doctor()] == [("error", id_of(made_up(1)))]


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as store:
        for number in range(20):
            store.add(made_up(number))
    data = bytearray(path.read_bytes())
    for page in range(40, len(data) // 4096, 7):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(bytes(data))
    with Store(path) as store:
        assert any(f.level == "error" and "damaged" in f.what for f in store.doctor())
