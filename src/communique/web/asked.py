"""What a reader searches for: words and the filters of the store, as the query of an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Query

from communique.store.filters import FilterWords, check

_LONGEST = 400
Word = Annotated[str | None, Query(max_length=_LONGEST)]


@dataclass(frozen=True)
class Asked:
    """Words (None: all documents) and filters. `given` is the same under the names of the address."""

    query: str | None
    filters: FilterWords
    given: dict[str, Any]

    def check(self) -> None:
        """Whether the filters can be understood.

        :raises QueryError: where one of them cannot.
        """
        check(self.filters)

    @property
    def key(self) -> tuple[Any, ...]:
        """For remembering answers."""
        return tuple(sorted(self.given.items()))

    @property
    def words(self) -> str:
        """The question in a few words: ``tariffs, country FRA``."""
        rest = [f"{name} {value}" for name, value in self.given.items() if name not in ("q", "once")]
        return ", ".join([*([str(self.query)] if self.query else []), *rest]) or "all documents"


def asked_of(
    q: Word = None, actor: Word = None, country: Word = None, pair: Word = None, act: Word = None, topic: Word = None,
    issuer: Word = None, kind: Word = None, since: Annotated[str | None, Query(alias="from", max_length=_LONGEST)] = None,
    until: Annotated[str | None, Query(alias="to", max_length=_LONGEST)] = None, once: bool = False,
) -> Asked:  # fmt: skip
    """From the address; what is empty is not asked."""
    said = {
        "actor": actor, "country": country, "pair": pair, "act": act, "topic": topic, "issuer": issuer, "kind": kind,
        "since": since, "until": until,
    }  # fmt: skip
    filters = {name: value.strip() for name, value in said.items() if value and value.strip()}
    query = q.strip() if q and q.strip() else None
    names = {"since": "from", "until": "to"}
    given = {**({"q": query} if query else {}), **{names.get(name, name): value for name, value in filters.items()}}
    if once:
        given["once"] = "true"
    return Asked(query, cast(FilterWords, {**filters, "once": once}), given)


AskedHere = Annotated[Asked, Depends(asked_of)]
