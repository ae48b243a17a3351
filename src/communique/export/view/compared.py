"""A comparison in words, for the terminal and for the page: letters for accounts, verdicts, rates, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from communique.account import Stated
from communique.analysis.comparison.model import Change, Comparison, Fact, Omission, Point, Source, Verdict
from communique.reading.places import state_name
from communique.wording import plural

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "agree": ("=", "agree"),
    "compatible": ("≈", "compatible"),
    "differ by a day": ("±", "differ by a day, as time zones allow"),
    "differ": ("≠", "differ"),
    "stated by some": ("·", "not stated by all"),
    "not stated": ("·", "not stated"),
}
"""Verdict → its sign and its words."""
_CHANGED: Mapping[Change, Callable[[Stated], str]] = {
    "act": lambda s: s.act,
    "strength": lambda s: f"“{s.cite.quote.partition(' ')[0]}”",
    "polarity": lambda s: s.polarity,
    "condition": lambda s: s.condition or "none",
}
"""What changed → its value in a statement, in words."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(number: int) -> str:
    """The name of an account in a comparison: A, B, … Z, A2, B2 …"""
    turn, place = divmod(number, len(_LETTERS))
    return _LETTERS[place] + (str(turn + 1) if turn else "")


def letters(numbers: Iterable[int]) -> str:
    """Several accounts: "A and B", "A, B and C"."""
    names = [letter(n) for n in numbers]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def source_words(source: Source) -> str:
    """Issuer, side, day and id of an account."""
    side = f"for {state_name(source.side)}" if source.side else ""
    return " · ".join(part for part in (source.issuer, side, source.day, source.document) if part)


def fact_values(fact: Fact) -> list[str]:
    """What each account says of a fact, in words."""
    missing = "not named" if fact.person else "not stated"
    return [claim.value or missing for claim in fact.claims]


def who(statement: Stated) -> str:
    """The speaker with the state; the sides together where they speak jointly."""
    name = "The sides together" if statement.speaker == "joint" else statement.speaker
    return f"{name} ({statement.country})" if statement.country else name


def matters(result: Comparison) -> list[tuple[str, list[tuple[int, Point]]]]:
    """The points with their numbers, under a heading each: said differently, alike, and only by each of the accounts."""
    every = list(enumerate(result.points, 1))
    several = [
        (standing.capitalize(), [p for p in every if p[1].standing == standing])
        for standing in ("said differently", "said alike")
    ]
    return several + [
        (f"Only in {letter(n)}", [p for p in every if p[1].accounts == (n,)]) for n in range(len(result.sources))
    ]


def change_lines(point: Point) -> list[str]:
    """In what accounts differ, each with its letter: "act: A request, B discuss"."""
    return [f"{change}: {_by_account(point, change)}" for change in point.changes]


def change_words(point: Point) -> str:
    """The same on one line."""
    return "; ".join(change_lines(point))


def _by_account(point: Point, change: Change) -> str:
    return ", ".join(f"{letter(n)} {_values(point.said[n], change)}" for n in point.accounts)


def _values(said: Sequence[Stated], change: Change) -> str:
    return " and ".join(dict.fromkeys(_CHANGED[change](statement) for statement in said))


def likeness_words(point: Point) -> list[str]:
    """How alike the statements are, and whether that is little; empty for what one account alone says."""
    if point.likeness is None:
        return []
    return [f"likeness {point.likeness:.2f}" + ("" if point.sure else ", perhaps not one matter")]


def topics_of(point: Point) -> list[str]:
    """The topics of a point's statements."""
    return sorted({topic for said in point.said for statement in said for topic in statement.topics})


def rate_words(result: Comparison, omission: Omission) -> str:
    """How often the side raises the topic otherwise, with n; or that nobody looked."""
    rate = omission.rate
    if not result.looked:
        return "how often that side raises it otherwise was not looked for"
    if rate is None:
        return "how often it is raised otherwise could not be looked for: it is not known whose readout this is"
    side, others = state_name(rate.side), ", ".join(state_name(code) for code in rate.others)
    if not rate.encounters:
        return f"no other readout of {side} with {others} is known (n = 0)"
    times = plural(rate.encounters, "other encounter")
    return f"{side} raises it in its readouts of {rate.raised} of {times} with {others}"
