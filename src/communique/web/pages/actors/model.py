"""All that the page of an actor shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from communique.account import Cite
from communique.analysis.chronology import Encounter, Mentioned
from communique.analysis.contacts import By
from communique.analysis.ledger import Thread
from communique.store.curation.model import Appearance, Decision, Held, Somebody
from communique.store.whose import Counted
from communique.web.pages.actors.who import Actor
from communique.web.windows import Window

Part = Literal["timeline", "counterparts", "said", "phrases", "asks", "network", "people"]
"""A part of the page that can be asked for alone, in full."""


class Issuer(NamedTuple):
    """An issuer, and how many of the readouts are its."""

    name: str | None
    readouts: int


@dataclass(frozen=True)
class Figures:
    """``readouts`` were looked through, the newest of ``of``; they tell of ``encounters``, ``undated`` of these without
    any day, the others between ``first`` and ``last``. ``left_out`` only address the actor."""

    readouts: int
    of: int
    encounters: int
    undated: int
    left_out: int
    first: str | None
    last: str | None
    issuers: tuple[Issuer, ...]


@dataclass(frozen=True)
class Encounters:
    """Encounters, newest first; their statements are those that the actor makes, alone or with others."""

    window: Window
    encounters: tuple[Encounter, ...]
    mentioned: tuple[Mentioned, ...]
    mentioned_of: int


class End(NamedTuple):
    """A person, body or country that met the actor; `address` is its page, None where it has none."""

    id: str
    label: str
    country: str | None
    role: str | None
    address: str | None


class Contact(NamedTuple):
    """Who met how often, first and last when; `last_met` is the encounter. On the page of a pair `one` is of its first country."""

    one: End | None
    other: End
    met: int
    first: str | None
    last: str | None
    last_met: str
    last_kind: str


@dataclass(frozen=True)
class Contacts:
    """Whom the actor met, those met most often first."""

    by: By
    window: Window
    contacts: tuple[Contact, ...]


class Tally(NamedTuple):
    """How many statements are of an act, or on a topic: by each of the actor's voices, and in each year."""

    value: str
    counts: tuple[int, ...]
    years: Mapping[str, int]

    @property
    def total(self) -> int:
        """Those of all voices."""
        return sum(self.counts)


@dataclass(frozen=True)
class Said:
    """Acts and topics of what the actor said, those of most statements first; ``years`` are all from the first to the last."""

    voices: tuple[str, ...]
    statements: tuple[int, ...]
    years: tuple[str, ...]
    acts: tuple[Tally, ...]
    topics: tuple[Tally, ...]
    topics_of: int


class PhraseUsed(NamedTuple):
    """A set phrase of the lexicon, how often the actor used it, in how many encounters; the last use."""

    id: str
    phrase: str
    uses: int
    encounters: int
    first: str | None
    last: str | None
    newest: Cite


@dataclass(frozen=True)
class Phrases:
    """Set phrases that the actor used, those used most first."""

    window: Window
    phrases: tuple[PhraseUsed, ...]


@dataclass(frozen=True)
class Asks:
    """Requests and promises. ``most`` says that these are the threads mentioned in most encounters, else the last mentioned
    come first. ``quiet_after`` encounters without a mention make a thread quiet."""

    window: Window
    most: bool
    quiet_after: int
    threads: tuple[Thread, ...]


class Node(NamedTuple):
    """A node of the network, and how many of its encounters are with the actor, or within the pair."""

    end: End
    met: int


class Tie(NamedTuple):
    """Two nodes by their ids, how often they met, and the last encounter."""

    one: str
    other: str
    met: int
    last: str | None
    last_met: str


@dataclass(frozen=True)
class Around:
    """The network around the actor, who is the node ``middle`` (None on the page of a pair): the ``nodes`` met most of ``of``."""

    by: By
    middle: str | None
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    of: int


@dataclass(frozen=True)
class Office:
    """An office, with the first places that attest it of ``attested``."""

    held: Held
    attested: int


@dataclass(frozen=True)
class Names:
    """A person's names and why they are his, offices, where he appears (the newest of ``appearances_of``), decisions, and
    others whose name is alike. ``last`` is the office attested last, by most documents where there are several."""

    last: Held | None
    names: tuple[str, ...]
    why: tuple[str, ...]
    offices: tuple[Office, ...]
    appearances: tuple[Appearance, ...]
    appearances_of: int
    decisions: tuple[Decision, ...]
    alike: tuple[Somebody, ...]


@dataclass(frozen=True)
class People:
    """People of a country or body, those in most documents first; ``more`` says that a page follows."""

    page: int
    people: tuple[Somebody, ...]
    more: bool


@dataclass(frozen=True)
class ActorPage:
    """The page of an actor. A part that was not asked for is None; one in which nothing was found is in ``empty``, with why."""

    actor: Actor
    since: str | None
    until: str | None
    part: Part | None
    figures: Figures
    names: Names | None
    timeline: Encounters | None
    counterparts: Contacts | None
    said: Said | None
    phrases: Phrases | None
    asks: Asks | None
    network: Around | None
    people: People | None
    same_name: tuple[Counted, ...]
    empty: Mapping[str, str]
