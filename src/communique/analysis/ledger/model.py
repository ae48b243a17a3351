"""The ledger of requests and promises: threads, their mentions, and the states that follow from these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from communique.account import Cite, Stated
from communique.analysis.strength import step
from communique.arrow import Columns

Kind = Literal["request", "commit"]
StateName = Literal["open", "repeated", "hardened", "softened", "changed", "accepted", "refused", "echoed", "quiet"]
"""``open``: made once. ``repeated``: in several encounters. ``hardened``, ``softened``: the last step on the scale against
the one before. ``changed``: the last mention has another condition, or is negated where the one before was not.
``accepted``, ``refused``, ``echoed``: what the other side said on the same matter, then or later: committed itself to it,
supported or agreed to it; opposed it; spoke of it otherwise. ``quiet``: not mentioned in the last encounters."""


class Made(NamedTuple):
    """One mention of an ask or promise: the statement, in which encounter and readout, when, and how strong.

    ``day`` is the first day (YYYY-MM-DD) of the encounter, else of publication. ``addressed`` is False where the text names
    no addressee and the other side of the encounter is taken for it.
    """

    statement: Stated
    event: str
    day: str | None
    issuer: str | None
    url: str | None
    strength: str | None
    addressed: bool


class State(NamedTuple):
    """What holds of a thread, with the statements from which it follows.

    ``quiet`` counts the ``encounters`` since the last mention, and names their readouts in ``without``.
    """

    name: StateName
    evidence: tuple[Cite, ...]
    encounters: int | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """An ask or promise of one side (``by``, a code) to another (``of``; None where nobody is named), in order of time."""

    kind: Kind
    by: str
    of: str | None
    topics: tuple[str, ...]
    made: tuple[Made, ...]
    states: tuple[State, ...]

    @property
    def id(self) -> str:
        """The id of the statement in which it was first made."""
        return self.made[0].statement.id

    @property
    def encounters(self) -> int:
        """In how many encounters it was mentioned."""
        return len({m.event for m in self.made})

    def state(self, name: StateName) -> State | None:
        """The state of that name; None where it does not hold."""
        return next((s for s in self.states if s.name == name), None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Threads, the last mentioned first. ``encounters`` is the number of encounters that were looked through, ``first``
    and ``last`` their days; ``quiet_after`` after how many encounters without a mention a thread counts as quiet."""

    by: str | None
    of: str | None
    threads: tuple[Thread, ...]
    encounters: int
    readouts: int
    first: str | None
    last: str | None
    quiet_after: int

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each mention, and one for each statement of the other side that answers (``part`` says which)."""
        return [row for thread in self.threads for row in (*_mentions(thread), *_answers(thread))]


_COLUMNS: Mapping[str, Any] = {
    "thread": "text", "part": "text", "kind": "text", "by": "text", "of": "text", "topics": "texts", "states": "texts",
    "day": "text", "event": "text", "issuer": "text", "url": "text", "speaker": "text", "strength": "text", "step": "number",
    "addressed": "truth", "condition": "text", "document": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip


def _head(thread: Thread) -> dict[str, Any]:
    return {
        "thread": thread.id, "kind": thread.kind, "by": thread.by, "of": thread.of, "topics": list(thread.topics),
        "states": [s.name for s in thread.states],
    }  # fmt: skip


def _mentions(thread: Thread) -> list[dict[str, Any]]:
    return [
        {**_head(thread), "part": "made", "day": m.day, "event": m.event, "issuer": m.issuer, "url": m.url,
         "speaker": m.statement.speaker, "strength": m.strength, "step": step(thread.kind, m.strength),
         "addressed": m.addressed, "condition": m.statement.condition, **m.statement.cite._asdict()}
        for m in thread.made
    ]  # fmt: skip


def _answers(thread: Thread) -> list[dict[str, Any]]:
    return [
        {**_head(thread), "part": state.name, **cite._asdict()}
        for state in thread.states
        if state.name in ("accepted", "refused", "echoed")
        for cite in state.evidence
    ]
