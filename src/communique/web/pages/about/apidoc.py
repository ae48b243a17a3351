"""The OpenAPI description as a person reads it: addresses, what they take, what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from communique.web.api.description import operations

_REF = "#/components/schemas/"
_FORM = "Body_"
_PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


@dataclass(frozen=True)
class Word:
    """A piece of the description of a type; ``shape`` names the shape that it is of."""

    text: str
    shape: str | None = None


@dataclass(frozen=True)
class Value:
    """A parameter of an address or form, or a field of a shape.

    ``place`` is where it is given: path, query, form, body; a field of a shape has none.
    """

    name: str
    place: str | None
    type: tuple[Word, ...]
    needed: bool
    says: str
    default: str | None


@dataclass(frozen=True)
class Answer:
    """What is answered: with which status, as which media types, of which type."""

    status: str
    media: tuple[str, ...]
    type: tuple[Word, ...]
    says: str


@dataclass(frozen=True)
class Operation:
    """One method of one address. ``opens`` says that it can be opened as it stands, for it takes nothing."""

    method: str
    path: str
    says: tuple[str, ...]
    takes: tuple[Value, ...]
    answers: tuple[Answer, ...]
    opens: bool


@dataclass(frozen=True)
class Group:
    """Addresses that begin alike."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Shape:
    """What an answer in JSON is made of."""

    id: str
    name: str
    says: str
    fields: tuple[Value, ...]


@dataclass(frozen=True)
class Api:
    """All addresses, by their beginning, and all shapes, by name."""

    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...]


def api_of(description: Mapping[str, Any]) -> Api:
    """What an OpenAPI description says."""
    schemas = description.get("components", {}).get("schemas", {})
    every = sorted((_operation(*one, schemas) for one in operations(dict(description))), key=lambda o: _first(o.path))
    groups = tuple(Group(name, tuple(own)) for name, own in groupby(every, key=lambda o: _first(o.path)))
    shapes = (_shape(name, schema) for name, schema in schemas.items() if not name.startswith(_FORM))
    return Api(groups, tuple(sorted(shapes, key=lambda shape: shape.name.casefold())))


def _first(path: str) -> str:
    """``/library.atom`` → ``library``."""
    return path.strip("/").partition("/")[0].partition(".")[0]


def _operation(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    given = [_parameter(one) for one in operation.get("parameters", ())]
    takes = (*given, *_body(operation.get("requestBody", {}), schemas))
    answers = tuple(_answer(status, one) for status, one in operation["responses"].items() if status != "default")
    says = operation.get("description") or operation.get("summary", "")
    paragraphs = tuple(" ".join(part.split()) for part in says.split("\n\n"))
    return Operation(method, path, paragraphs, takes, answers, opens=method == "GET" and not takes)


def _parameter(given: Mapping[str, Any]) -> Value:
    return _value(given["name"], given["schema"], given["in"], given.get("required", False), given.get("description"))


def _body(body: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[Value]:
    """The fields of a form; a body in JSON is one value."""
    for media, content in body.get("content", {}).items():
        name = content.get("schema", {}).get("$ref", "").removeprefix(_REF)
        if name.startswith(_FORM):
            yield from _fields(schemas[name], "form")
        else:
            yield Value("", "body", _type(content["schema"]), bool(body.get("required")), media, None)


def _fields(schema: Mapping[str, Any], place: str | None) -> Iterator[Value]:
    needed = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield _value(name, field, place, name in needed, field.get("description"))


def _value(name: str, schema: Mapping[str, Any], place: str | None, needed: bool, says: str | None) -> Value:
    default = schema.get("default")
    shown = None if default in (None, "") else str(default).lower() if isinstance(default, bool) else str(default)
    return Value(name, place, _type(schema), needed, " ".join((says or "").split()), shown)


def _answer(status: str, answer: Mapping[str, Any]) -> Answer:
    content = answer.get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return Answer(status, tuple(content), _type(schema) if schema else (), answer.get("description", ""))


def _shape(name: str, schema: Mapping[str, Any]) -> Shape:
    says = " ".join(schema.get("description", "").split())
    return Shape(name, name.rpartition("_")[2], says, tuple(_fields(schema, None)))


def _type(schema: Mapping[str, Any]) -> tuple[Word, ...]:
    """A type in words; the pieces belong together with blanks between."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REF)
        return (Word(name.rpartition("_")[2], name),)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return _either([_type(one) for one in schema[several]])
    if "const" in schema:
        return (Word(f"“{schema['const']}”"),)
    if "enum" in schema:
        return (Word(", ".join(f"“{value}”" for value in schema["enum"])),)
    return _of_kind(schema)


def _of_kind(schema: Mapping[str, Any]) -> tuple[Word, ...]:
    kind = schema.get("type")
    if kind == "array":
        return (Word("list of"), *_type(schema.get("items", {})))
    if kind == "object":
        within = schema.get("additionalProperties")
        return (Word("by name:"), *_type(within)) if isinstance(within, dict) else (Word("object"),)
    if schema.get("format") == "binary" or "contentMediaType" in schema:
        return (Word("file"),)
    return (Word(_PLAIN.get(str(kind), "anything") + _bounds(schema)),)


def _bounds(schema: Mapping[str, Any]) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f" from {least:,} to {most:,}"
    if least is not None or most is not None:
        return f" from {least:,}" if least is not None else f" to {most:,}"
    return f" of at most {schema['maxLength']:,} characters" if "maxLength" in schema else ""


def _either(types: list[tuple[Word, ...]]) -> tuple[Word, ...]:
    found: list[Word] = []
    for one in types:
        found += [*([Word("or")] if found else []), *one]
    return tuple(found)
