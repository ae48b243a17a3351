"""Everybody and every side that can speak in one text, and what is known of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from communique.lexicon import fold
from communique.reading.actors.titles import SMALL
from communique.reading.grammar.tokens import Token, tokenize
from communique.reading.places import PlaceHit
from communique.record import JOINT

_FIRST_PERSON = re.compile(
    r"(?:^|[.\n] *)(?:(?:Today|Yesterday|This (?:morning|afternoon|week)|In [A-Z][\w']+),? )?I (?:also )?(?:was|had|met|spoke|welcomed|thanked|reaffirmed|held|concluded|travelled|hosted|expressed|discussed)\b"
)


class Actor(NamedTuple):
    """A speaker: his name as the record gives it (or `joint`), the state he speaks for, and how he was found."""

    name: str
    country: str | None
    how: str
    group: bool = False

    @property
    def joint(self) -> bool:
        """True where both or all sides speak."""
        return self.name == JOINT


class Subject(NamedTuple):
    """A subject read from tokens: `end` is the token after it."""

    actor: Actor
    end: int


@dataclass(frozen=True)
class Known:
    """A named person with the words of his offices."""

    name: str
    country: str | None
    start: int
    roles: tuple[frozenset[str], ...]
    part: bool
    capacity: str = "principal"


@dataclass
class Cast:
    """Everybody and every side that can be the subject of a statement in one text."""

    text: str
    known: Sequence[Known]
    places: Sequence[PlaceHit]
    home: str | None
    bodies: dict[str, str] = field(default_factory=dict)
    """Folded abbreviations and names of parties or bodies of one side → country ("npuc" → NAM)."""
    author: str | None = None
    """Of a report told in the first person, the name of the one who tells it."""

    @cached_property
    def by_word(self) -> dict[str, list[Known]]:
        """The persons of whose names a folded word is part."""
        found: dict[str, list[Known]] = {}
        for person in self.known:
            for word in dict.fromkeys(name_words(person.name)):
                found.setdefault(word, []).append(person)
        return found

    @cached_property
    def body_starts(self) -> frozenset[str]:
        """The first token of each of `bodies`."""
        return frozenset(tokenize(name, name, (0, len(name)))[0].low for name in self.bodies if name)

    @cached_property
    def place_at(self) -> dict[int, PlaceHit]:
        """The place that begins at a character."""
        return {hit.start: hit for hit in self.places}

    @cached_property
    def first_person(self) -> bool:
        """True where the author reports himself ("Today I met …")."""
        return bool(_FIRST_PERSON.search(self.text))

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The countries of the participants, in order of first mention."""
        return tuple(dict.fromkeys(p.country for p in self.known if p.part and p.country))

    def country_of(self, word: str) -> str | None:
        """The state of the person of whose name `word` (folded) is a part; None where it is nobody's or several states'."""
        states = {p.country for p in self.by_word.get(word, ())}
        return next(iter(states)) if len(states) == 1 else None

    def principal(self, country: str | None) -> Known | None:
        """The first participant of a country, principals before others."""
        own = [p for p in self.known if p.part and p.country == country]
        return next((p for p in own if p.capacity == "principal"), own[0] if own else None)

    def across(self, actor: Actor) -> Actor | None:
        """The principal of the one other side, to whom an invitation goes; None with several."""
        others = [side for side in self.sides if side != actor.country]
        person = self.principal(others[0]) if len(others) == 1 else None
        return Actor(person.name, person.country, "side") if person else None

    def foreign(self) -> str | None:
        """The one other side than the issuer's; None with several."""
        foreign = [side for side in self.sides if side != self.home]
        return foreign[0] if len(foreign) == 1 else None


def name_words(name: str) -> list[str]:
    """The folded words of a name by which a text may call the person; no particles or initials."""
    return [
        w
        for w in (part.strip(".,") for part in fold(name).replace(",", " ").split())
        if len(w) > 1
        and w not in SMALL
        and w not in ("jr", "sr", "bin", "al", "de", "van", "von", "da", "binti", "bint", "el", "le", "di", "la")
    ]


def token_after(tokens: Sequence[Token], k: int, offset: int, stop: int) -> int:
    """The first token from `k` on that begins at character `offset` or later; at most `stop`."""
    while k < stop and tokens[k].start < offset:
        k += 1
    return k
