"""A person, the mentions of him, and the side for which he acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from communique.reading.offices import OfficeFound
from communique.span import Span

COUNTERPARTS = frozenset({"counterpart", "counterparts"})
"""Words that give a person's state and no office ("his Omani counterpart X")."""


@dataclass
class Mention:
    """A name where it stands: `span` covers the name alone, `whole` its title too."""

    span: Span
    whole: Span
    words: tuple[str, ...]
    offices: tuple[OfficeFound, ...]
    block: str
    titled: bool


class Side(NamedTuple):
    """The state or organisation for which a person acts, the characters that say so, and the rule that read them."""

    code: str
    span: tuple[int, int]
    rule: str


@dataclass
class Person:
    """One person: the fullest name, where it first stands in full, and all that the text says of offices."""

    name: str
    span: Span
    mentions: list[Mention] = field(default_factory=list)
    offices: tuple[OfficeFound, ...] = ()
    side: Side | None = None
    aliases: tuple[str, ...] = ()
    spokes: bool = False
    """True where the words before the name call him a spokesperson."""

    @property
    def country(self) -> str | None:
        """The code of the side, None where the text shows none."""
        return self.side.code if self.side else None
