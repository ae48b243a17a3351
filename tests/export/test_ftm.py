"""FollowTheMoney: entities by the properties of the schema, and by the followthemoney library where it is installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.export.ftm import country, write
from communique.record import Record

NEEDED = {
    "PlainText": set(), "Person": {"name"}, "PublicBody": {"name"}, "Organization": {"name"}, "Event": {"name"},
    "Employment": {"employer", "employee"}, "Documentation": {"document", "entity"},
}  # fmt: skip
"""The schemata that are written, and the properties that FollowTheMoney 4 requires of each."""


def written(records: list[Record], tmp_path: Path) -> list[dict[str, Any]]:
    report = write(records, tmp_path / "out.ftm.json")
    rows = [json.loads(line) for line in (tmp_path / "out.ftm.json").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == report.rows
    return rows


def test_schemata_and_required_properties(records: list[Record], tmp_path: Path) -> None:
    rows = written(records, tmp_path)
    assert {row["schema"] for row in rows} == set(NEEDED)
    for row in rows:
        assert NEEDED[row["schema"]] <= set(row["properties"])
        assert all(values and all(isinstance(v, str) for v in values) for values in row["properties"].values())


def test_references_lead_to_entities_and_ids_are_unique(records: list[Record], tmp_path: Path) -> None:
    rows = written(records, tmp_path)
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    links = {v for row in rows for key in ("document", "entity", "employer", "employee", "involved")
             for v in row["properties"].get(key, ())}  # fmt: skip
    assert links and links <= set(ids)


def test_the_library_takes_every_value(records: list[Record], tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney needs ICU to build")
    for row in written(records, tmp_path):
        entity = ftm.EntityProxy.from_dict(row, cleaned=False)
        entity.schema.validate(row)
        for name, values in row["properties"].items():
            assert len(entity.get(name)) == len(set(values)), (row["schema"], name, values)


def test_an_encounter_has_its_people_day_and_place(example: Record, tmp_path: Path) -> None:
    rows = written([example], tmp_path)
    by_id = {row["id"]: row for row in rows}
    (event,) = [row["properties"] for row in rows if row["schema"] == "Event"]
    assert [by_id[p]["properties"]["name"][0] for p in event["involved"]] == [p.name for p in example.participants]
    assert (event["startDate"], event["location"], event["country"]) == (["2024-05-16"], ["Lisbon"], ["pt"])


def test_one_person_in_two_texts_is_one_entity(example: Record, tmp_path: Path) -> None:
    other = example.model_copy(update={"document": example.document.model_copy(update={"id": "again"})})
    one, two = written([example], tmp_path), written([example, other], tmp_path)

    def people(rows: list[dict[str, Any]]) -> set[str]:
        return {row["id"] for row in rows if row["schema"] == "Person"}

    assert people(one) == people(two)
    assert [row["schema"] for row in two].count("Person") == len(example.participants)


def test_what_was_said_is_a_loss(example: Record, tmp_path: Path) -> None:
    report = write([example], tmp_path / "out.ftm.json")
    assert [loss.statement for loss in report.losses] == [s.id for s in example.statements]


@pytest.mark.parametrize(
    ("code", "two"), [("FRA", "fr"), ("EUU", "eu"), ("XKX", "xk"), ("TWN", "tw"), ("UNO", None), (None, None)]
)
def test_countries(code: str | None, two: str | None) -> None:
    assert country(code) == two
