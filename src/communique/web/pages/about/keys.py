"""The key to what a record holds: acts with examples of their words, kinds of encounter, capacities, dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from communique.export.view.palette import LOOKS
from communique.lexicon.check import BRACKET
from communique.lexicon.load import load
from communique.lexicon.model import Entry
from communique.record import Act, Capacity, Kind

_TABLE = "acts"
_EXAMPLES = 4
_KINDS: dict[Kind, str] = {
    "meeting": "two sides in one room",
    "multilateral": "three or more sides in one room",
    "call": "by telephone",
    "video": "by video link",
    "visit": "a report of a whole trip",
    "event": "a ceremony, forum, reception or press event with people of several sides",
    "message": "a letter, telegram or congratulation; its sender is the one participant",
    "none": "the text reports no encounter; what its issuer says is read all the same",
}
_CAPACITIES: dict[Capacity, str] = {
    "principal": "leads a side",
    "member": "of a delegation",
    "present": "named as attending",
}
_DATES = {
    "2023-10-09": "a day",
    "2023-04": "a month",
    "2023": "a year",
    "2023-10-09/2023-10-11": "from a day to a day; a season, a half or a quarter is from a month to a month",
}
_SIGNS = {
    "¬": "negated: “does not oppose”",
    "if": "depends on a condition: “if the talks proceed”",
    "joint": "said by both or all sides together",
    "→ FRA": "directed at somebody: a country’s code, a name or a body",
}


@dataclass(frozen=True)
class Example:
    """A sentence in which an entry of the lexicon fires: what stands before its words, they, and what stands behind."""

    entry: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class ActKey:
    """An act of a statement: what it is, and sentences of the lexicon in which it is read."""

    act: str
    gloss: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Meaning:
    """A value, or a sign, and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True)
class Key:
    """What the values of a record mean."""

    acts: tuple[ActKey, ...]
    signs: tuple[Meaning, ...]
    kinds: tuple[Meaning, ...]
    capacities: tuple[Meaning, ...]
    dates: tuple[Meaning, ...]


@cache
def key() -> Key:
    """The key, made of the lexicon and the palette."""
    acts = tuple(ActKey(act, LOOKS[act].gloss, _examples(act)) for act in get_args(Act))
    tables = (_SIGNS, _KINDS, _CAPACITIES, _DATES)
    signs, kinds, capacities, dates = (tuple(Meaning(*row) for row in table.items()) for table in tables)
    return Key(acts, signs, kinds, capacities, dates)


def _examples(act: Act) -> tuple[Example, ...]:
    """Of each entry of the act its first example, then the others; of entries that are named after the act, where these
    have several."""
    entries = [entry for entry in load(_TABLE).entries if entry.value == act]
    own = tuple(_in_turn([entry for entry in entries if entry.id.startswith(f"{act}.")]))
    return (own if len(own) > 1 else tuple(_in_turn(entries)))[:_EXAMPLES]


def _in_turn(entries: list[Entry]) -> Iterator[Example]:
    for turn in range(max((len(entry.yes) for entry in entries), default=0)):
        for entry in entries:
            for sentence in entry.yes[turn : turn + 1]:
                found = BRACKET.search(sentence)
                if found:
                    yield Example(entry.id, sentence[: found.start()], found[1], sentence[found.end() :])
