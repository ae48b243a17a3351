"""Results of analyses and of the store → models for the description of the answers (OpenAPI).

Results are frozen dataclasses and named tuples. As JSON both are objects, as `analysis.result.plain` writes them; pydantic
would describe a named tuple as an array, so that each is made a model of the same fields first.
"""

from __future__ import annotations

import dataclasses
import operator
import types
import typing
from collections.abc import Mapping, Sequence
from functools import cache, reduce
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, create_model


@cache
def model_of(kind: Any) -> Any:
    """A pydantic model for a dataclass or named tuple; any other type with such types inside replaced."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    if _has_fields(kind):
        hints = typing.get_type_hints(kind)
        fields: dict[str, Any] = {name: (model_of(hints[name]), ...) for name in _names(kind)}
        module = kind.__module__.removeprefix("communique.").replace(".", "_")
        return create_model(f"{module}_{kind.__name__}", __doc__=kind.__doc__, **fields)
    return _inside(kind)


def _inside(kind: Any) -> Any:
    origin, given = get_origin(kind), get_args(kind)
    if origin is None or origin is Literal:
        return kind
    made = tuple(model_of(one) for one in given if one is not Ellipsis)
    if origin in (Union, types.UnionType):
        return _either(made)
    if origin in (tuple, list, Sequence, frozenset, set):
        return types.GenericAlias(list, (_either(made),))
    if origin is Mapping or origin is dict:
        return types.GenericAlias(dict, made)
    return kind


def _either(kinds: tuple[Any, ...]) -> Any:
    return reduce(operator.or_, dict.fromkeys(kinds))


def _has_fields(kind: Any) -> bool:
    return isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"))


def _names(kind: Any) -> list[str]:
    return [f.name for f in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else list(kind._fields)
