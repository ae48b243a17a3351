"""What holds of a thread: each state by one rule, with the statements from which it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
_JOINT = ("commit", "agree", "support", "request")
"""The acts by which both together answer."""
_TURNED: Mapping[Answer, Answer] = {"accepted": "refused", "refused": "accepted", "echoed": "echoed"}
"""The same where the act is negated."""


class Reply(NamedTuple):
    """A statement of the other side, or of both, with what it is about, its encounter and the day of that."""

    statement: Stated
    matter: Sense
    event: str
    day: str | None


class Replies(NamedTuple):
    """All that the other side said in encounters of the two, in order of time, by what it is about."""

    said: tuple[Reply, ...]
    book: Book


def replies_of(accounts: Iterable[Account], of: str | None, made: Iterable[Made]) -> Replies:
    """The replies of side `of` to what was `made`, in readouts of encounters of the two sides."""
    said = tuple(
        Reply(s, matter(s), a.event, a.first)
        for a in accounts
        for s in a.statements
        if s.act in _ANSWERS and _is_of(s, of)
    )
    book = Book(weights([*(r.matter for r in said), *(matter(m.statement) for m in made)]))
    for marks in dict.fromkeys(r.matter for r in said):
        book.add(marks)
    return Replies(said, book)


def _is_of(statement: Stated, of: str | None) -> bool:
    """Whether side `of` says it; what both agree on or ask for is an answer of either."""
    joint = statement.country is None and statement.speaker == JOINT and statement.act in _JOINT
    return of is not None and (statement.country == of or joint)


def states(
    kind: str, made: Sequence[Made], later: Sequence[Account], replies: Replies, quiet_after: int
) -> tuple[State, ...]:
    """All states of a thread.

    :param later: the readouts of encounters of the two sides after the last mention, in order of time.
    """
    return (*_course(kind, made), *_answers(made, replies), *_quiet(made, later, quiet_after))


def _course(kind: str, made: Sequence[Made]) -> Iterator[State]:
    if len({m.event for m in made}) == 1:
        yield State("open", (made[0].statement.cite,))
        return
    yield State("repeated", tuple(m.statement.cite for m in made))
    graded = _last_two([m for m in made if m.strength], lambda m: step(kind, m.strength) or 0)
    if graded and graded[0].strength != graded[1].strength:
        before, now = (step(kind, m.strength) or 0 for m in graded)
        name: Literal["hardened", "softened"] = "hardened" if now > before else "softened"
        yield State(name, tuple(m.statement.cite for m in graded))
    told = _last_two(made, lambda _: 0)
    if told and len({(m.statement.polarity, m.statement.condition) for m in told}) > 1:
        yield State("changed", tuple(m.statement.cite for m in told))


def _last_two(made: Sequence[Made], rank: Callable[[Made], int]) -> tuple[Made, Made] | None:
    """The last mention and the one before it in another encounter, both as the same issuer tells them.

    Issuers have words of their own: what one calls a hope and another a demand need not have changed. Of the mentions of one
    encounter by one issuer the highest of `rank` counts, of equals the last. None where no issuer of the last encounter
    tells of an earlier one.
    """
    told: dict[tuple[str, str | None], Made] = {}
    for mention in made:
        key = (mention.event, mention.issuer)
        if key not in told or rank(mention) >= rank(told[key]):
            told[key] = mention
    if not told:
        return None
    last = made[-1].event
    for now in reversed([m for m in told.values() if m.event == last]):
        earlier = [m for m in told.values() if m.event != last and m.issuer == now.issuer]
        if earlier:
            return earlier[-1], now
    return None


def _answers(made: Sequence[Made], replies: Replies) -> Iterator[State]:
    own = {m.statement.cite for m in made}
    events = {m.event for m in made}
    first = made[0].day
    asked = dict.fromkeys(matter(m.statement) for m in made)
    about = {marks for one in asked for marks in replies.book.alike(one, LIKE)}
    found: dict[Answer, list[Cite]] = {}
    for statement, marks, event, day in replies.said:
        if marks not in about or statement.cite in own:
            continue
        if event in events or (first and day and day >= first):
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
