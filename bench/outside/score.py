"""Codes the texts of a suite with our exports, and counts how often that is what its authors coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from bench.outside.cases import Case, Coded
from communique.export import cameo, plover
from communique.export.report import Loss
from communique.reading import read_document
from communique.record import Document, Record


class Score(NamedTuple):
    """How many of our events are theirs, of how many theirs and ours."""

    hits: int
    theirs: int
    ours: int

    @property
    def f1(self) -> float | None:
        """F1, 0…1; None where neither coded anything."""
        return 2 * self.hits / (self.theirs + self.ours) if self.theirs + self.ours else None


def _exact(event: Coded, scheme: str) -> Hashable:  # noqa: ARG001  # the levels share one signature
    return event.code, event.mode


def _root(event: Coded, scheme: str) -> Hashable:
    return event.code[:2] if scheme == "cameo" else event.code


def _root_and_actors(event: Coded, scheme: str) -> Hashable:
    return _root(event, scheme), event.sources, event.targets


LEVELS: dict[str, Callable[..., Hashable]] = {
    "exact": _exact, "root": _root, "root and actors": _root_and_actors,
}  # fmt: skip
"""What has to be the same: the code and PLOVER's mode; PLOVER's type or CAMEO's two digits; that and who, to whom."""


def coded(case: Case, scheme: str) -> list[Coded]:
    """Our events of a text. The day that the suite gives stands in where the text itself says none."""
    record = read_document(Document(id=case.id, text=case.text, published=case.date))
    if record.meeting.date is None and case.date:
        record = record.model_copy(update={"meeting": record.meeting.model_copy(update={"date": case.date})})
    return list(_plover(record) if scheme == "plover" else _cameo(record))


def scores(cases: Iterable[Case], scheme: str) -> dict[str, Score]:
    """The scores by level, events of a text counted as a multiset."""
    done = [(case.events, coded(case, scheme)) for case in cases]
    return {name: _score(done, partial(key, scheme=scheme)) for name, key in LEVELS.items()}


def table(scheme: str, cases: list[Case], found: dict[str, Score]) -> str:
    """The scores as text."""
    lines = [f"{scheme}: {len(cases)} texts", f"  {'':16} {'hits':>6} {'theirs':>6} {'ours':>6} {'F1':>6}"]
    for name, row in found.items():
        f1 = "-" if row.f1 is None else f"{row.f1:.3f}"
        lines.append(f"  {name:16} {row.hits:6} {row.theirs:6} {row.ours:6} {f1:>6}")
    return "\n".join(lines)


def _score(done: list[tuple[tuple[Coded, ...], list[Coded]]], key: Callable[[Coded], Hashable]) -> Score:
    hits = theirs = ours = 0
    for gold, mine in done:
        one, other = Counter(key(e) for e in gold), Counter(key(e) for e in mine)
        hits, theirs, ours = hits + (one & other).total(), theirs + one.total(), ours + other.total()
    return Score(hits, theirs, ours)


def _plover(record: Record) -> Iterator[Coded]:
    for event in plover.events(record):
        if not isinstance(event, Loss):
            actors, recipients = (
                frozenset(str(e["code"]) for e in event.get(key, ())) for key in ("actor", "recipient")
            )
            yield Coded(actors, recipients, event["event"][0], next(iter(event.get("mode", ())), ""))


def _cameo(record: Record) -> Iterator[Coded]:
    for event in cameo.events(record):
        if not isinstance(event, Loss):
            yield Coded(frozenset({event.source[:3]}), frozenset({event.target[:3]}), event.code)
