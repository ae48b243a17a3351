"""What every analysis gives: rows for a data frame, and the places in the texts that its lines rest on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from communique.account import Cite
from communique.arrow import Columns, arrow_table
from communique.errors import CommuniqueError
from communique.record import Model

if TYPE_CHECKING:
    import pyarrow as pa


class AnalysisError(CommuniqueError):
    """A question that these records cannot answer, or that is asked wrongly."""


class Result(Protocol):
    """The result of an analysis: a frozen dataclass whose every line holds a `Cite`."""

    @property
    def columns(self) -> Columns:
        """The columns of `rows`, as `communique.arrow.arrow_table` takes them."""

    def rows(self) -> list[dict[str, Any]]:
        """The result as flat rows: a line of the output each, with document, start, end and quote of its evidence."""


def table(result: Result) -> pa.Table:
    """The rows of a result as an Arrow table."""
    return arrow_table(result.rows(), result.columns)


def plain(value: Any) -> Any:
    """A result as dicts, lists and plain values, for JSON; named tuples, dataclasses and records are dicts."""
    if isinstance(value, Model):
        return value.model_dump(mode="json")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(getattr(value, name)) for name in value._fields}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [plain(item) for item in value]
    return value


def cites(value: Any) -> Iterator[Cite]:
    """Every place that a result, or a part of one, rests on."""
    if isinstance(value, Cite):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from cites(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from cites(item)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for item in value:
            yield from cites(item)
