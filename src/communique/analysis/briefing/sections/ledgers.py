"""What the sides asked of and promised each other, and which requests have no answer on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.account import Account, Cite
from communique.analysis.briefing.model import Line, Section
from communique.analysis.briefing.words import looked_through
from communique.analysis.ledger import Made, State, Thread, asks
from communique.reading.places import state_name
from communique.wording import plural

OPEN = "Requests without an answer on record"
_VERBS = {"request": "asked", "commit": "promised"}
_ANSWERS = ("accepted", "refused", "echoed")
_TOLD = ("hardened", "softened", "changed")
"""States that are told with the sentences that they rest on."""


def threads(accounts: Sequence[Account], by: str, of: str) -> tuple[Thread, ...]:
    """What one side asked of, or promised, the other, the last mentioned first."""
    return asks(accounts, by=by, of=of).threads


def asked_and_promised(title: str, found: Sequence[Thread], accounts: Sequence[Account]) -> Section:
    """A line for each request and promise."""
    return Section(title, tuple(_thread(t) for t in found), None if found else f"None was found {_over(accounts)}.")


def open_requests(found: Sequence[Thread], accounts: Sequence[Account]) -> Section:
    """Of the threads of both sides the requests to which these readouts have no answer, the last mentioned first."""
    unanswered = [t for t in found if t.kind == "request" and not any(s.name in _ANSWERS for s in t.states)]
    newest = sorted(unanswered, key=lambda t: (t.made[-1].day or "", t.made[-1].statement.cite), reverse=True)
    note = None if newest else f"None was found {_over(accounts)}."
    return Section(OPEN, tuple(_open(t) for t in newest), note)


def _over(accounts: Sequence[Account]) -> str:
    return looked_through(len(accounts), len({a.event for a in accounts}))


def _open(thread: Thread) -> Line:
    last = thread.made[-1]
    return Line(
        f"{state_name(thread.by)}, {last.day or 'no day'}: “{last.statement.cite.quote}”", (last.statement.cite,)
    )


def _thread(thread: Thread) -> Line:
    first, last = thread.made[0], thread.made[-1]
    when = f"once, {last.day or 'on no day'}"
    if thread.encounters > 1:
        when = f"in {thread.encounters} encounters, {first.day or 'no day'} to {last.day or 'no day'}"
    notes = "; ".join(_notes(thread, last))
    told = f" ({notes})" if notes else ""
    text = f"{state_name(thread.by)} {_VERBS[thread.kind]} {when}{told}: “{last.statement.cite.quote}”"
    return Line(text, tuple(_proofs(thread, first, last)))


def _notes(thread: Thread, last: Made) -> Iterator[str]:
    if last.strength:
        yield f"strength: {last.strength}"
    if not last.addressed:
        yield "addressee not stated"
    yield from (_state(s) for s in thread.states if s.name not in ("open", "repeated"))


def _state(state: State) -> str:
    if state.name == "quiet":
        return f"not mentioned in the last {plural(state.encounters or 0, 'encounter')}"
    return state.name


def _proofs(thread: Thread, first: Made, last: Made) -> Iterator[Cite]:
    """The last mention, the first, and what the states rest on: both ends of a change, the latest of answers."""
    found = [last.statement.cite, first.statement.cite]
    found += [c for s in thread.states if s.name in _TOLD for c in s.evidence]
    found += [s.evidence[-1] for s in thread.states if s.name in _ANSWERS]
    yield from dict.fromkeys(found)
