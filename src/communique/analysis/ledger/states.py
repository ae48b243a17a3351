"""What holds of a thread: each state by one rule, with the statements from which it follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from communique.account import Account, Cite, Stated
from communique.analysis.ledger.model import Made, State
from communique.analysis.ledger.threads import LIKE, Book, matter
from communique.analysis.strength import step
from communique.analysis.wording import Sense, weights
from communique.record import JOINT

Answer = Literal["accepted", "refused", "echoed"]
_ANSWERS: Mapping[str, Answer] = {
    "commit": "accepted", "agree": "accepted", "support": "accepted", "oppose": "refused", "concern": "refused",
    "report": "echoed", "praise": "echoed", "request": "echoed",
}  # fmt: skip
"""The act by which the other side speaks of the matter → what that is as an answer. What both discuss is none."""
_TURNED: Mapping[Answer, Answer] = {"accepted": "refused", "refused": "accepted", "echoed": "echoed"}
"""The same where the act is negated."""


class Reply(NamedTuple):
    """A statement of the other side, or of both, with what it is about and the day of its encounter."""

    statement: Stated
    matter: Sense
    day: str


class Replies(NamedTuple):
    """All that the other side said in encounters of the two, in order of time, by what it is about."""

    said: tuple[Reply, ...]
    book: Book


def replies_of(accounts: Iterable[Account], of: str | None, made: Iterable[Made]) -> Replies:
    """The replies of side `of` to what was `made`, in readouts of encounters of the two sides."""
    said = tuple(
        Reply(s, matter(s), a.first or "")
        for a in accounts
        for s in a.statements
        if s.act in _ANSWERS and _is_of(s, of)
    )
    book = Book(weights([*(r.matter for r in said), *(matter(m.statement) for m in made)]))
    for marks in dict.fromkeys(r.matter for r in said):
        book.add(marks)
    return Replies(said, book)


def _is_of(statement: Stated, of: str | None) -> bool:
    """Whether side `of` says it; what both agree on is an answer of either."""
    joint = statement.country is None and statement.speaker == JOINT and _ANSWERS.get(statement.act) == "accepted"
    return of is not None and (statement.country == of or joint)


def states(
    kind: str, made: Sequence[Made], later: Sequence[Account], replies: Replies, quiet_after: int
) -> tuple[State, ...]:
    """All states of a thread.

    :param later: the readouts of encounters of the two sides after the last mention, in order of time.
    """
    return (*_course(kind, made), *_answers(made, replies), *_quiet(made, later, quiet_after))


def _course(kind: str, made: Sequence[Made]) -> Iterator[State]:
    by_event = {m.event: m for m in made}  # of one encounter told twice the last counts
    last = list(by_event.values())
    if len(last) == 1:
        yield State("open", (made[0].statement.cite,))
        return
    yield State("repeated", tuple(m.statement.cite for m in made))
    graded = [(step(kind, m.strength) or 0, m) for m in last if m.strength]
    if len(graded) > 1 and graded[-1][0] != graded[-2][0]:
        name: Literal["hardened", "softened"] = "hardened" if graded[-1][0] > graded[-2][0] else "softened"
        yield State(name, (graded[-2][1].statement.cite, graded[-1][1].statement.cite))
    before, now = last[-2].statement, last[-1].statement
    if before.polarity != now.polarity or before.condition != now.condition:
        yield State("changed", (before.cite, now.cite))


def _answers(made: Sequence[Made], replies: Replies) -> Iterator[State]:
    own = {m.statement.cite for m in made}
    asked = dict.fromkeys(matter(m.statement) for m in made)
    about = {marks for one in asked for marks in replies.book.alike(one, LIKE)}
    found: dict[Answer, list[Cite]] = {}
    for statement, marks, day in replies.said:
        if marks in about and day >= (made[0].day or "") and statement.cite not in own:
            answer = _ANSWERS[statement.act]
            answer = _TURNED[answer] if statement.polarity == "negative" else answer
            found.setdefault(answer, []).append(statement.cite)
    for name in ("accepted", "refused", "echoed"):
        if name in found:
            yield State(name, tuple(found[name]))


def _quiet(made: Sequence[Made], later: Sequence[Account], quiet_after: int) -> Iterator[State]:
    events = {a.event for a in later} - {m.event for m in made}
    if len(events) >= quiet_after:
        without = tuple(a.document for a in later if a.event in events)
        yield State("quiet", (made[-1].statement.cite,), len(events), without)
