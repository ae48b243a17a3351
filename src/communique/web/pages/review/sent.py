"""What a form sent, checked; nothing of it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from communique.errors import InputError
from communique.store.curation.locate import TELLS
from communique.web.pages.review import raws
from communique.web.pages.review.fields import PARTS, Part
from communique.web.pages.review.raws import Raw, Raws
from communique.web.pages.review.work import WHY

_LARGEST = 2**53
_MEND = "Open the page again, and use its forms."
_ANCHOR = frozenset({"id", "start", "end", "quote", "name", *TELLS})


class Was(BaseModel):
    """The item as the form showed it: what finds it, and what stood in its fields."""

    model_config = ConfigDict(extra="forbid")
    anchor: dict[str, str | Annotated[int, Field(ge=0, le=_LARGEST)]]
    raws: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sent:
    """The fields of a form, each with its strings."""

    fields: Mapping[str, Raw]

    def one(self, name: str) -> str:
        """The only string of a field; "" where there is none."""
        return (self.fields.get(name) or ("",))[0]

    @property
    def why(self) -> str:
        """Why the coder decides so."""
        return " ".join(self.one("why").replace("\0", " ").split())[:400] or WHY

    @property
    def seen(self) -> int:
        """The number of the last decision that the coder has seen."""
        return self.number("seen")

    def number(self, name: str) -> int:
        """A whole number.

        :raises InputError: where it is none.
        """
        given = self.one(name).strip()
        if not (given.isascii() and given.isdecimal() and int(given[:17]) < _LARGEST and len(given) < 17):
            raise InputError(name, "no number of a decision", _MEND)
        return int(given)

    def start(self) -> int | None:
        """The character where the words begin; None where it is not said.

        :raises InputError: where it is no number.
        """
        given = self.one("start").strip()
        if not given:
            return None
        if not (given.isascii() and given.isdecimal() and len(given) < 10):
            raise InputError("from character", "no number", "Give the character of the text, or leave it empty.")
        return int(given)

    def part(self, head: str) -> Part:
        """The part of the record that a form is of.

        :raises InputError: where there is no such part.
        """
        if head not in PARTS:
            raise InputError(head, "no part of a record", f"Give one of: {', '.join(PARTS)}.")
        return PARTS[head]

    def raws(self, part: Part, otherwise: Raws, *, adds: bool) -> dict[str, Raw]:
        """What stands in the fields of the form; a field that was not sent is as before."""
        return {
            field.name: raws.sent(field, self.fields[field.name]) if field.name in self.fields else otherwise[field.name]
            for field in part.of_form(adds=adds)
        }  # fmt: skip

    def was(self, part: Part) -> Was:
        """The item as the form showed it.

        :raises InputError: where that was not sent as a form sends it.
        """
        try:
            found = Was.model_validate_json(self.one("was"))
        except (ValidationError, ValueError):
            raise InputError("the form", "not as this page makes it", _MEND) from None
        needed = ({"name"} if part.words == "name" else {"quote"}) | {"start", "end"} if part.grows else set()
        typed = all(isinstance(value, str) == (name not in ("start", "end")) for name, value in found.anchor.items())
        if set(found.raws) != {f.name for f in part.fields} or not needed <= set(found.anchor) <= _ANCHOR or not typed:
            raise InputError("the form", "not as this page makes it", _MEND)
        return found


async def _sent(request: Request) -> Sent:
    form = await request.form()
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
    return Sent({name: tuple(values) for name, values in fields.items()})


OfForm = Annotated[Sent, Depends(_sent)]
"""Dependency of a route that takes a form."""


def was_of(item: Any) -> str:
    """An item for the hidden field by which it is found again."""
    return Was(anchor=dict(item.anchor), raws=dict(item.raws)).model_dump_json()
