"""What an actor said: by act, by topic, and in which set phrases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from communique.account import Account, Stated
from communique.analysis.result import AnalysisError
from communique.analysis.setphrases.use import heard
from communique.record import Act
from communique.web.pages.actors.model import PhraseUsed, Said, Tally
from communique.web.pages.actors.who import Actor

_Told = tuple[int, str | None, Stated]
"""Number of the voice, year, statement."""


def own(actor: Actor, account: Account) -> Iterator[tuple[int, Stated]]:
    """The statements of a readout that the actor makes, each with the number of the voice."""
    voice = actor.voice_in(account)
    for statement in account.statements:
        number = voice(statement.speaker, statement.country)
        if number is not None:
            yield number, statement


def said(actor: Actor, accounts: Sequence[Account], *, most: int) -> Said:
    """Acts and topics of all statements of the actor.

    :param most: so many topics.   :raises AnalysisError: where there is no statement.
    """
    told = [(n, (a.first or "")[:4] or None, s) for a in accounts for n, s in own(actor, a)]
    if not told:
        raise AnalysisError(actor.name, "no statement of this actor in these readouts", "Widen the years.")
    voices = len(actor.voices)
    acts = _tallies(((n, year, (s.act,)) for n, year, s in told), voices)
    topics = _tallies(((n, year, s.topics) for n, year, s in told), voices)
    by_voice = Counter(n for n, _, _ in told)
    order = {act: n for n, act in enumerate(get_args(Act))}
    acts.sort(key=lambda tally: (-tally.total, order.get(tally.value, len(order))))
    return Said(
        actor.voices,
        tuple(by_voice[n] for n in range(voices)),
        _years(told),
        tuple(acts),
        tuple(topics[:most]),
        len(topics),
    )


def phrases(actor: Actor, accounts: Iterable[Account]) -> list[PhraseUsed]:
    """Set phrases that the actor uses, alone or with others, those of most uses first."""
    found: dict[tuple[str, str], list[tuple[Account, int]]] = defaultdict(list)
    for account in accounts:
        voice = actor.voice_in(account)
        for number, phrase in enumerate(account.phrases):
            speaker, side = heard(account, phrase.cite)
            if voice(speaker or "", side) is not None:
                found[phrase.id, phrase.phrase].append((account, number))
    used = [_used(*key, its) for key, its in found.items()]
    return sorted(used, key=lambda one: (-one.uses, -one.encounters, one.phrase))


def _used(id: str, phrase: str, uses: Sequence[tuple[Account, int]]) -> PhraseUsed:
    days = [a.first for a, _ in uses if a.first]
    account, number = max(uses, key=lambda use: (use[0].first or "", use[0].document, use[1]))
    return PhraseUsed(
        id, phrase, len(uses), len({a.event for a, _ in uses}), min(days, default=None), max(days, default=None),
        account.phrases[number].cite,
    )  # fmt: skip


def _tallies(told: Iterable[tuple[int, str | None, Iterable[str]]], voices: int) -> list[Tally]:
    counts: dict[str, list[int]] = {}
    years: dict[str, Counter[str]] = defaultdict(Counter)
    for number, year, values in told:
        for value in values:
            counts.setdefault(value, [0] * voices)[number] += 1
            if year:
                years[value][year] += 1
    made = [Tally(value, tuple(its), dict(sorted(years[value].items()))) for value, its in counts.items()]
    return sorted(made, key=lambda tally: (-tally.total, tally.value))


def _years(told: Sequence[_Told]) -> tuple[str, ...]:
    there = sorted({int(year) for _, year, _ in told if year})
    return tuple(f"{year:04}" for year in range(there[0], there[-1] + 1)) if there else ()
