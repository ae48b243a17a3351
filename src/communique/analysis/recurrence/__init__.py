"""New set phrases: word sequences that recur in what is said, by no chance, and that the lexicon does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique.account import Account, accounts_of
from communique.analysis.chance import SURE, corrected
from communique.analysis.recurrence.longest import Kept, longest
from communique.analysis.recurrence.model import Looked, NewFormulae, Recurring
from communique.analysis.recurrence.plausible import is_cut, is_frame, is_phrase
from communique.analysis.recurrence.sequences import levels, numbered
from communique.analysis.recurrence.stretches import Stretch, stretches
from communique.analysis.result import AnalysisError
from communique.analysis.setphrases.courses import course, days_of, unit_of
from communique.analysis.setphrases.model import Course
from communique.analysis.setphrases.use import use_of
from communique.errors import CommuniqueError, by_installing
from communique.lexicon import fold
from communique.record import Record

__all__ = ["Looked", "NewFormulae", "Recurring", "new_formulae"]

LEAST = 5
"""Encounters in which a sequence must stand."""


def new_formulae(
    readouts: Iterable[Record | Account], *, background: Iterable[Record | Account] | None = None, by: str | None = None,
    least: int = LEAST,
) -> NewFormulae:  # fmt: skip
    """Sequences of words that recur in the statements of readouts, in the longest form; each issuer by itself.

    :param background: further readouts of the same issuers; only what is more frequent in `readouts` than in these is given.
    :param by: only statements by this side (a code).
    :param least: in so many encounters a sequence must stand; at least 2.
    :raises AnalysisError: where there are fewer encounters than that.
    :raises CommuniqueError: where scipy is not installed.
    """
    if least < 2:
        raise AnalysisError("least", str(least), "Give 2 or more encounters.")
    _need()
    here = [a for a in accounts_of(readouts) if a.kind != "none"]
    inside = {a.document for a in here}
    there = [a for a in accounts_of(background or ()) if a.kind != "none" and a.document not in inside]
    houses = [_House(issuer, its, _of(there, issuer), by, least) for issuer, its in _by_issuer(here)]
    if all(house.looked.few for house in houses):
        most = max((house.looked.encounters for house in houses), default=0)
        mend = f"Widen the filters, or look for what stands in fewer than {least}."
        raise AnalysisError("new formulae", f"at most {most} encounters of one issuer, too few to say", mend)
    found = [one for house in houses if not house.looked.few for one in house.candidates()]
    kept = _significant(found, bool(there))
    return NewFormulae(tuple(sorted(kept, key=_order)), tuple(h.looked for h in houses), len(found), least)


def _need() -> None:
    try:
        import scipy  # noqa: F401
    except ImportError:
        mend = by_installing("statistics")
        raise CommuniqueError("new formulae", "they need scipy", mend) from None


def _by_issuer(accounts: Iterable[Account]) -> list[tuple[str | None, list[Account]]]:
    found: dict[str | None, list[Account]] = defaultdict(list)
    for account in accounts:
        found[account.issuer].append(account)
    return sorted(found.items(), key=lambda item: item[0] or "")


def _of(accounts: Iterable[Account], issuer: str | None) -> list[Account]:
    return [a for a in accounts if a.issuer == issuer]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sequence before its chances are corrected; ``together`` is that of its cohesion."""

    recurring: Recurring
    together: float


class _House:
    """The readouts of one issuer, here and in the background."""

    def __init__(
        self, issuer: str | None, here: Sequence[Account], there: Sequence[Account], by: str | None, least: int
    ) -> None:
        self._issuer, self._by, self._least = issuer, by, least
        self._every = [*here, *there]
        self._events = {event: n for n, event in enumerate(dict.fromkeys(a.event for a in self._every))}
        self._of_here = len({a.event for a in here})
        self._inside = {a.document for a in here}
        others = len(self._events) - self._of_here
        self.looked = Looked(issuer, self._of_here, others, self._of_here < least)

    def candidates(self) -> Iterator[_Candidate]:
        """Every sequence that can be a phrase, with its figures."""
        import numpy as np

        from communique.analysis.recurrence.counted import cohesion, here_rather, tail

        said = [one for account in self._every for one in stretches(account, self._by)]
        words = numbered([one.words for one in said], [self._events[one.account.event] for one in said])
        places = _Places(said)
        found = list(levels(words, self._least))
        names = _names(self._every)
        days = days_of(self._every)
        total = int((words.ids >= 0).sum())
        for kept in longest(words, found, self._least, lambda at, size: places.can_be(at, size, names)):
            units = np.unique(words.units[kept.places])
            used = int((units < self._of_here).sum())
            if used < self._least:
                continue
            g2 = cohesion(found, kept.level, kept.places[:1], total)
            chance = here_rather(used, units.size, self._of_here, len(self._events))
            yield _Candidate(
                self._recurring(kept, places, used, units.size, float(g2[0]), float(chance), days), float(tail(g2)[0])
            )

    def _recurring(
        self, kept: Kept, places: _Places, used: int, both: int, g2: float, chance: float, days: Any
    ) -> Recurring:
        uses = [places.use(int(at), kept.level.size) for at in kept.places]
        shown = tuple(sorted((u for u in uses if u.cite.document in self._inside), key=lambda u: (u.day or "", u.cite)))
        over = course(days, {places.unit(int(at)) for at in kept.places})
        return Recurring(
            self._issuer, shown[0].words, shown, used, self._of_here, both - used, len(self._events) - self._of_here, g2, chance,
            over, None, None,
        )  # fmt: skip


class _Places:
    """From the number of a word in a row to the statement in which it stands."""

    def __init__(self, said: Sequence[Stretch]) -> None:
        self._said = said
        self._starts: list[int] = []
        at = 0
        for one in said:
            self._starts.append(at)
            at += len(one.words) + 1

    def _find(self, at: int) -> tuple[Stretch, int]:
        from bisect import bisect_right

        number = bisect_right(self._starts, at) - 1
        return self._said[number], at - self._starts[number]

    def can_be(self, at: Any, size: int, names: Collection[str]) -> bool:
        """Whether the words at these places, so many, can be a set phrase."""
        one, first = self._find(int(at[0]))
        words = [word or "" for word in one.words[first : first + size]]
        if not is_phrase(words, names):
            return False
        before, after = zip(*(self._neighbours(int(place), size) for place in at), strict=True)
        return not is_frame(words, before) and not is_cut(before, after)

    def _neighbours(self, at: int, size: int) -> tuple[str | None, str | None]:
        one, first = self._find(at)
        last = first + size
        return one.words[first - 1] if first else None, one.words[last] if last < len(one.words) else None

    def use(self, at: int, size: int) -> Any:
        """The use at a place."""
        one, first = self._find(at)
        return use_of(one.account, "as asked", one.cite(first, first + size - 1))

    def unit(self, at: int) -> Any:
        """The unit in which a place lies."""
        return unit_of(self._find(at)[0].account)


def _names(accounts: Iterable[Account]) -> frozenset[str]:
    """The words of the names of those who took part."""
    return frozenset(
        part for a in accounts for p in a.attendees for word in fold(p.name).split() for part in word.split("-")
    )


def _significant(found: Sequence[_Candidate], compared: bool) -> Iterator[Recurring]:
    """The sequences whose words belong together and, where there is a background, to these readouts."""
    together = corrected([one.together for one in found])
    chances = corrected([one.recurring.chance or 0.0 for one in found])
    ends = corrected([chance for one in found for chance in _ends(one.recurring.course)])
    for n, (one, joint, chance) in enumerate(zip(found, together, chances, strict=True)):
        if joint < SURE and (not compared or chance < SURE):
            new, dropped = ends[2 * n : 2 * n + 2] if one.recurring.course.new is not None else (None, None)
            yield one.recurring._replace(chance=chance if compared else None, new=new, dropped=dropped)


def _ends(over: Course) -> tuple[float, float]:
    return (1.0 if over.new is None else over.new, 1.0 if over.dropped is None else over.dropped)


def _order(one: Recurring) -> tuple[float, bool, int, str, str]:
    return (one.chance or 0.0, not one.is_new, -one.used, one.issuer or "", one.words)
