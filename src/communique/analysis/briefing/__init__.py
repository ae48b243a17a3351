"""The page that one takes into the room: who they are, what was said, what is open, what is ahead, with numbered sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.account import Account, accounts_of
from communique.analysis.briefing.model import Brief, Line, Section, Source
from communique.analysis.briefing.numbering import numbered, shortened, sources_of
from communique.analysis.briefing.people import (
    Offices,
    chosen,
    full_name,
    offices_kept,
    offices_read,
    people_of,
    who_they_are,
)
from communique.analysis.briefing.scope import Scope, scope
from communique.analysis.briefing.sections.encounters import dates_ahead, last_encounters
from communique.analysis.briefing.sections.ledgers import asked_and_promised, open_requests, threads
from communique.analysis.briefing.sections.omitted import left_out
from communique.analysis.briefing.sections.phrases import their_phrases
from communique.analysis.chronology import timeline
from communique.analysis.result import AnalysisError
from communique.record import Record

__all__ = [
    "Brief", "Line", "Scope", "Section", "Source", "brief", "brief_of", "chosen", "offices_kept", "people_of", "scope", "shortened",
]  # fmt: skip

_ISSUERS = 4
"""Issuers that are named; the readouts of others are counted."""


def brief(
    readouts: Iterable[Record | Account],
    *,
    them: str,
    us: str | None = None,
    meeting: str | None = None,
    on: str | None = None,
) -> Brief:
    """A briefing for a meeting with a side. Nothing is composed that a record does not say.

    :param them: the code of the other side (FRA).
    :param us: the code of one's own; None: the side that issued most of the readouts that have the other side in them.
    :param meeting: words of the name of the person one is to meet.
    :param on: the day as of which it is written (YYYY-MM-DD); None: the last day of the readouts that have the other side in
        them. Later readouts are left out.
    :raises AnalysisError: where no readout has the other side, or the two are one, or never met.
    """
    given = list(readouts)
    offices = offices_read(r for r in given if isinstance(r, Record))
    return brief_of(scope(accounts_of(given), them=them, us=us, on=on), meeting, offices)


def brief_of(about: Scope, meeting: str | None, offices: Offices) -> Brief:
    """A briefing of what `scope` chose.

    Beyond encounters of the two sides nothing but the attendees of the accounts is needed.

    :param offices: where the offices of persons stand; where one is not there, the name is cited alone.
    :raises AnalysisError: where no readout has both sides.
    """
    them, us = about.them, about.us
    between = _between(about)
    people = people_of(about.accounts, them, us)
    wanted = chosen(people, meeting) if meeting else []
    course = timeline(between)
    theirs, ours = threads(between, them, us), threads(between, us, them)
    found = (
        who_they_are(people, them, meeting, offices),
        last_encounters(course, wanted),
        asked_and_promised("What they asked and promised", theirs, between),
        asked_and_promised("What we asked and promised", ours, between),
        open_requests([*theirs, *ours], between),
        their_phrases(between, them),
        dates_ahead(course, about.on),
        left_out(between, them, us),
    )
    sources = sources_of(found, {a.document: a for a in about.accounts})
    return Brief(
        them, us, about.on, meeting, tuple(full_name(people[who]) for who in wanted), numbered(found, sources), sources,
        len(between), len(course.encounters), (*about.notes, _issuers(between)),
    )  # fmt: skip


def _issuers(accounts: Sequence[Account]) -> str:
    """Whose readouts tell of the two sides: what one side alone tells, the other may not say."""
    counts = Counter(a.issuer or "an issuer not known" for a in accounts)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    others = f", others ({sum(counts[name] for name in ranked[_ISSUERS:])})" if len(ranked) > _ISSUERS else ""
    return f"Told by {', '.join(f'{name} ({counts[name]})' for name in ranked[:_ISSUERS])}{others}."


def _between(about: Scope) -> Sequence[Account]:
    """All readouts of the encounters that a readout says to be of both sides."""
    both = {a.event for a in about.accounts if {about.them, about.us} <= a.sides}
    if not both:
        found = f"no readout up to {about.on} has both"
        raise AnalysisError(f"{about.us} and {about.them}", found, "Look with `communique list --pair`.")
    return [a for a in about.accounts if a.event in both]
