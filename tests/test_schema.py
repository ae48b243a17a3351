"""Records hold to the JSON Schema that `communique schema` prints, and broken ones do not."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from communique import examples
from communique.cli import group
from communique.reading import read_document


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """A validator of the printed schema."""
    printed = CliRunner().invoke(group, ["schema"])
    schema = json.loads(printed.output)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", examples.names())
def test_every_example_is_valid(name: str, validator: jsonschema.Draft202012Validator) -> None:
    record = json.loads(read_document(examples.load(name)).model_dump_json())
    assert list(validator.iter_errors(record)) == []
    assert record["version"]["record"] == "communique-record-1"


def test_a_broken_record_is_not(validator: jsonschema.Draft202012Validator) -> None:
    record = json.loads(read_document(examples.load("idcpc")).model_dump_json())
    record["statements"][0]["act"] = "shout"
    del record["meeting"]["kind"]
    assert len(list(validator.iter_errors(record))) == 2
