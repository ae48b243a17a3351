"""communique schema: the JSON Schema of the record."""

from __future__ import annotations

import json

import click

from communique.record import SCHEMA, Record


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the record."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **Record.model_json_schema(mode="serialization"),
    }
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
