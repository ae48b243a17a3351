"""The ledger of requests and promises of one side to another: first made, repeated, changed, answered, gone quiet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.account import Account, Stated, accounts_of
from communique.analysis.ledger.model import Kind, Ledger, Made, State, Thread
from communique.analysis.ledger.states import replies_of, states
from communique.analysis.ledger.threads import threads
from communique.analysis.result import AnalysisError
from communique.analysis.strength import strength_of
from communique.record import JOINT, Record

__all__ = ["KINDS", "Ledger", "Made", "State", "Thread", "asks"]

KINDS: tuple[Kind, ...] = ("request", "commit")


def asks(
    readouts: Iterable[Record | Account], *, by: str | None = None, of: str | None = None,
    kinds: Sequence[Kind] = KINDS, topic: str | None = None, quiet_after: int = 3,
) -> Ledger:  # fmt: skip
    """Requests and promises as threads.

    A thread is what one side asked of, or promised, one other, in whatever words. Where a text names no addressee and only
    one other side took part, that one is meant, and the mention says so (`Made.addressed`). What the sides ask of a third
    together, each of them does.

    :param by: who asks or promises (a code: CHN); None: everybody.
    :param of: of whom, or to whom; None: anybody.
    :param topic: only threads that touch on this topic.
    :param quiet_after: so many encounters of the two sides without a mention make a thread quiet; at least 1.
    :raises AnalysisError: where there is nothing to look through, or the two sides are one.
    """
    accounts = [a for a in accounts_of(readouts) if a.kind != "none"]
    _check(accounts, by, of, quiet_after)
    sides = [(a, a.sides) for a in accounts]
    found = [
        thread
        for (kind, one, other), made in _made(accounts, by, of, kinds).items()
        for thread in _threads(
            [a for a, there in sides if one in there and (other is None or other in there)],
            kind,
            one,
            other,
            made,
            quiet_after,
        )
        if topic is None or topic in thread.topics
    ]
    found.sort(key=lambda thread: (thread.kind, thread.made[0].statement.cite))
    found.sort(key=lambda thread: thread.made[-1].day or "", reverse=True)
    days = [a.first for a in accounts if a.first], [a.last for a in accounts if a.last]
    return Ledger(
        by, of, tuple(found), len({a.event for a in accounts}), len(accounts),
        min(days[0], default=None), max(days[1], default=None), quiet_after,
    )  # fmt: skip


def _check(accounts: Sequence[Account], by: str | None, of: str | None, quiet_after: int) -> None:
    if quiet_after < 1:
        raise AnalysisError("quiet_after", str(quiet_after), "Give 1 or more encounters.")
    if by is not None and by == of:
        raise AnalysisError(f"by {by}, of {of}", "one and the same side", "Give two different ones.")
    if not accounts:
        raise AnalysisError("asks", "no readout of an encounter", "Widen the filters, or add readouts to the store.")
    for side in (by, of):
        if side is not None and not any(side in _parties(a) for a in accounts):
            raise AnalysisError(side, "in none of these readouts", "Look with `communique list --country`.")
    if by and of and not any({by, of} <= _parties(a) for a in accounts):
        raise AnalysisError(f"{by} and {of}", "no readout has both", "Look with `communique list --pair`.")


def _parties(account: Account) -> frozenset[str]:
    return account.sides | {code for s in account.statements for code in s.addressees}


def _made(
    accounts: Sequence[Account], by: str | None, of: str | None, kinds: Sequence[Kind]
) -> dict[tuple[Kind, str, str | None], list[Made]]:
    """Mentions by kind and the two sides, in order of time."""
    found: dict[tuple[Kind, str, str | None], list[Made]] = {}
    for account in accounts:
        for statement in account.statements:
            kind = next((k for k in kinds if k == statement.act), None)
            if kind is None:
                continue
            for one, other, addressed in _sides(account, statement):
                if by in (None, one) and of in (None, other):
                    made = Made(
                        statement, account.event, account.first, account.issuer, account.url,
                        strength_of(statement), addressed,
                    )  # fmt: skip
                    found.setdefault((kind, one, other), []).append(made)
    return found


def _sides(account: Account, statement: Stated) -> Iterator[tuple[str, str | None, bool]]:
    """Who asks whom, and whether the text names the latter. What all ask together, each of them does."""
    joint = statement.country is None and statement.speaker == JOINT
    makers = sorted(account.countries) if joint else [statement.country] if statement.country else []
    for one in makers:
        if statement.addressees:
            yield from ((one, code, True) for code in statement.addressees if code != one)
            continue
        others = sorted(account.countries - {one})
        yield (one, others[0], False) if len(others) == 1 and not joint else (one, None, False)


def _threads(
    both: Sequence[Account], kind: Kind, by: str, of: str | None, made: Sequence[Made], quiet_after: int
) -> Iterator[Thread]:
    """:param both: the readouts of encounters of the two sides, in order of time."""
    replies = replies_of(both, of, made)
    for group in threads(made):
        last = group[-1].day
        later = [a for a in both if last and a.first and a.first > last]
        topics = tuple(sorted({topic for m in group for topic in m.statement.topics}))
        yield Thread(kind, by, of, topics, tuple(group), states(kind, group, later, replies, quiet_after))
