"""What can be corrected, as forms: part of the record → its fields, each with its label and how it is put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, get_args

from communique.lexicon.load import load
from communique.record import JOINT, Act, Capacity, Kind, Polarity, Record

Widget = Literal["words", "line", "choice", "act", "code", "date", "list", "topics", "offices", "place"]
"""``words`` stand in the text, ``list`` is several with ; between; the others are what they are called."""
Suggest = Literal["", "codes", "speakers", "phrases"]


class Field(NamedTuple):
    """One field of a form; ``name`` as in the paths of corrections."""

    name: str
    label: str
    widget: Widget = "line"
    choices: Callable[[], tuple[str, ...]] = tuple
    suggest: Suggest = ""
    hint: str = ""


class Part(NamedTuple):
    """A part of the record: how its group and one item are called, the path of a field, the fields.

    ``mark`` is the kind of its marks in the text, ``words`` the field that holds the words of an item; "" for none.
    ``added`` are fields that only a new item has.
    """

    title: str
    one: str
    path: str
    fields: tuple[Field, ...]
    mark: str = ""
    words: str = ""
    added: tuple[Field, ...] = ()

    @property
    def grows(self) -> bool:
        """Whether items can be added and taken out."""
        return bool(self.words)

    def of_form(self, *, adds: bool) -> tuple[Field, ...]:
        """The fields of the form, of a new item or of one that is there."""
        return (*self.fields, *(self.added if adds else ()))


def _entries(name: str) -> Callable[[], tuple[str, ...]]:
    return lambda: tuple(load(name).values)


_QUOTE = Field("quote", "Words in the text", "words")
_COUNTRY = Field("country", "Country", "code", suggest="codes")
_CODES = "CHN; PRT"

PARTS: Mapping[str, Part] = {
    "meeting": Part("Meeting", "meeting", "meeting.{field}", (
        Field("kind", "Kind", "choice", lambda: get_args(Kind)),
        Field("date", "Day", "date"),
        Field("place", "Place", "place", suggest="codes"),
    )),
    "participants": Part("Participants", "participant", "participants[{key}].{field}", (
        Field("name", "Name", "words", hint="the fullest form, without titles"),
        Field("offices", "Offices", "offices"),
        _COUNTRY,
        Field("capacity", "Capacity", "choice", lambda: get_args(Capacity)),
        Field("aliases", "Also called (with ; between)", "list"),
    ), mark="person", words="name", added=(
        Field("words", "Words that name the person, if not the name", "words"),
    )),
    "statements": Part("Statements", "statement", "statements[{key}].{field}", (
        _QUOTE,
        Field("speaker", "Speaker", suggest="speakers", hint=f"a name, a body, or {JOINT}"),
        Field("act", "Act", "act", lambda: get_args(Act)),
        _COUNTRY,
        Field("addressees", "Directed at (with ; between)", "list", suggest="codes", hint=_CODES),
        Field("polarity", "Polarity", "choice", lambda: get_args(Polarity)),
        Field("condition", "Condition, words of the statement", "words"),
        Field("topics", "Topics", "topics", _entries("topics")),
    ), mark="statement", words="quote"),
    "dates": Part("Dates", "date", "dates[{key}].{field}", (
        _QUOTE, Field("value", "Date", "date"),
    ), mark="date", words="quote"),
    "references": Part("References", "reference", "references[{key}].{field}", (
        _QUOTE,
        Field("what", "Event", "choice", _entries("references")),
        Field("who", "Whom it concerns (with ; between)", "list", suggest="codes", hint=_CODES),
        Field("date", "Date", "date"),
        Field("since", "Since (year of an anniversary)"),
    ), mark="reference", words="quote"),
    "formulae": Part("Set phrases", "set phrase", "formulae[{key}].{field}", (
        _QUOTE,
        Field("id", "Entry", suggest="phrases"),
        Field("phrase", "As it is usually quoted", hint="empty for a new one: as the entry has it"),
        Field("speaker", "Used by", suggest="speakers"),
    ), mark="formula", words="quote"),
    "topics": Part("Topics", "topics", "topics", (Field("topics", "Topics of the text", "topics", _entries("topics")),)),
    "topic_mentions": Part("Topic words", "topic words", "topic_mentions[{key}].{field}", (
        _QUOTE, Field("topic", "Topic", "choice", _entries("topics")),
    ), mark="topic", words="quote"),
}  # fmt: skip
"""Every part in the order of the page."""


def phrases() -> dict[str, str]:
    """Entry → set phrase, of the lexicon."""
    return {entry.id: entry.value for entry in load("formulae").entries if entry.value}


def speakers(record: Record) -> list[str]:
    """Who can have spoken: those who took part or speak already, and the sides together."""
    names = [p.name for p in record.participants] + [s.speaker for s in record.statements]
    return list(dict.fromkeys([*names, JOINT]))
