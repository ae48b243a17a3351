"""What a sentence is cut into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.actors import Actor, Cast
from communique.reading.grammar.predicate import Group
from communique.reading.grammar.tokens import Token
from communique.reading.stance import Stance

MARKS = frozenset({",", ";", ":"})
AND = frozenset({"and", "but", "while", "yet"})


@dataclass(slots=True)
class Sentence:
    """A sentence as it is cut: its tokens up to `stop`, who may be a subject in it, and the last single person who was."""

    tokens: Sequence[Token]
    stop: int
    cast: Cast
    last: Actor | None


@dataclass
class Part:
    """One statement within a sentence: ``tokens[start:end]``, who says it, its act.

    `framed` is true where it stands under a verb of saying with "that", `group` is its finite verb where that opens it.
    """

    start: int
    end: int
    actor: Actor
    stance: Stance
    framed: bool
    group: Group | None
    frame: tuple[int, int] | None = None
    whole: bool = False
    """True where the part keeps its subject (a clause); false where it begins at its verb."""


@dataclass
class Cut:
    """A boundary: the left part ends before token `left`, the right one begins at `start`.

    `kind` says what begins there: a `verb` of the same subject, a verb of saying (`reframe`), a `clause`, a clause
    behind `that`, what a `person` of its own says, an `impersonal` agreement, or that something was `accepted`.
    """

    left: int
    start: int
    kind: str
    group: Group | None = None
    actor: Actor | None = None
