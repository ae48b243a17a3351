"""What an actor asked and promised, what was asked of and promised to it, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from communique.account import Account
from communique.analysis.ledger import Thread, asks
from communique.analysis.result import AnalysisError
from communique.web.pages.actors.who import Actor, Kind

QUIET_AFTER = 3
"""So many encounters without a mention make a thread quiet."""


def threads(actor: Actor, accounts: Sequence[Account]) -> list[Thread]:
    """The threads of an actor, the last mentioned first.

    Of a country those by and to it; of a pair those between the two; of a person or body those of which a mention is theirs.

    :raises AnalysisError: where there is none.
    """
    found = list(_FINDERS[actor.kind](actor, accounts))
    if not found:
        raise AnalysisError(
            actor.name, "no request or promise in what these readouts say", "That is not to say that none was made."
        )
    found.sort(key=lambda thread: (thread.kind, thread.made[0].statement.cite))
    found.sort(key=lambda thread: thread.made[-1].day or "", reverse=True)
    return found


def most_mentioned(found: Sequence[Thread], most: int) -> list[Thread]:
    """The threads that were mentioned in most encounters; of equals the last mentioned."""
    return sorted(found, key=lambda thread: -thread.encounters)[:most]


def _of_country(actor: Actor, accounts: Sequence[Account]) -> Iterator[Thread]:
    yield from _asked(accounts, by=actor.id)
    yield from _asked(accounts, of=actor.id)


def _of_pair(actor: Actor, accounts: Sequence[Account]) -> Iterator[Thread]:
    one, other = actor.codes
    yield from _asked(accounts, by=one, of=other)
    yield from _asked(accounts, by=other, of=one)


def _own(actor: Actor, accounts: Sequence[Account]) -> Iterator[Thread]:
    """A statement is the actor's where it is its own voice that makes it, not all sides together."""
    voices = {a.document: actor.voice_in(a) for a in accounts}
    for thread in _asked(accounts):
        said = (m.statement for m in thread.made)
        if any(voices[s.cite.document](s.speaker, s.country) == 0 for s in said):
            yield thread


def _asked(accounts: Sequence[Account], *, by: str | None = None, of: str | None = None) -> tuple[Thread, ...]:
    try:
        return asks(accounts, by=by, of=of, quiet_after=QUIET_AFTER).threads
    except AnalysisError:
        return ()


_FINDERS: Mapping[Kind, Callable[[Actor, Sequence[Account]], Iterator[Thread]]] = {
    "country": _of_country, "pair": _of_pair, "person": _own, "body": _own,
}  # fmt: skip
