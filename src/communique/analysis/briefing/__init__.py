"""The page that one takes into the room: who they are, what was said, what is open, what is ahead, with numbered sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from communique.account import Account, Cite, accounts_of
from communique.analysis.briefing import sections as parts
from communique.analysis.briefing.model import Brief, Line, Section, Source
from communique.analysis.briefing.people import who_they_are
from communique.analysis.result import AnalysisError
from communique.record import Record

__all__ = ["Brief", "Line", "Section", "Source", "brief", "shortened"]


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
    :param on: the day as of which it is written (YYYY-MM-DD); None: the last day of the readouts. Later readouts are left out.
    :raises AnalysisError: where no readout has the other side, or the two are one.
    """
    accounts = [a for a in accounts_of(readouts) if a.kind != "none" and them in a.sides]
    if not accounts:
        raise AnalysisError(
            f"brief with {them}", "no readout of an encounter has this side", "Look with `communique list --country`."
        )
    notes = []
    if on is None:
        on = max((a.last for a in accounts if a.last), default=None)
        if on is None:
            raise AnalysisError(f"brief with {them}", "no readout has a day", "Give the day with --on.")
        notes.append(f"As of {on}, the last day on record.")
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", on):
        raise AnalysisError(f"on {on!r}", "no day", "Write it as 2024-05-17.")
    accounts = [a for a in accounts if (a.first or "") <= on]
    if us is None:
        us = _own_side(accounts, them)
        notes.append(f"Our side is taken to be {us}, which issued most of these readouts.")
    if us == them:
        raise AnalysisError(f"brief of {us} with {them}", "one and the same side", "Give two different ones.")
    between = [a for a in accounts if us in a.sides]
    if not between:
        raise AnalysisError(
            f"{us} and {them}", f"no readout up to {on} has both", "Look with `communique list --pair`."
        )
    found = (
        who_they_are(accounts, them, us, meeting),
        parts.last_encounters(between, them, us, meeting),
        parts.ledger(between, them, us, "What they asked and promised"),
        parts.ledger(between, us, them, "What we asked and promised"),
        parts.open_threads(between, them, us),
        parts.their_phrases(accounts, them),
        parts.dates_ahead(between, on),
        parts.left_out(between, them, us),
    )
    whole = Brief(them, us, on, meeting, found, (), len(between), len({a.event for a in between}), tuple(notes))
    return numbered(whole, accounts)


def _own_side(accounts: Sequence[Account], them: str) -> str:
    counts = Counter(a.side for a in accounts if a.side and a.side != them)
    if not counts:
        raise AnalysisError(
            f"brief with {them}", "it is not known for whom the issuers speak", "Name your side with --us."
        )
    return max(counts, key=lambda side: (counts[side], side))


def numbered(whole: Brief, accounts: Sequence[Account]) -> Brief:
    """The same with its sources numbered in the order in which the lines cite them."""
    about = {a.document: a for a in accounts}
    order = dict.fromkeys(c for section in whole.sections for line in section.lines for c in line.cites)
    number = {cite: n for n, cite in enumerate(order, 1)}
    sources = tuple(_source(n, cite, about[cite.document]) for cite, n in number.items())
    found = tuple(
        s._replace(lines=tuple(line._replace(sources=tuple(number[c] for c in line.cites)) for line in s.lines))
        for s in whole.sections
    )
    return Brief(
        whole.them, whole.us, whole.on, whole.meeting, found, sources, whole.readouts, whole.encounters, whole.notes
    )


def shortened(whole: Brief, most: int) -> Brief:
    """The same with at most so many lines in a section, and the sources of those only, numbered anew."""
    found = tuple(s._replace(lines=s.lines[:most], more=s.more + max(0, len(s.lines) - most)) for s in whole.sections)
    order = dict.fromkeys(n for s in found for line in s.lines for n in line.sources)
    number = {old: new for new, old in enumerate(order, 1)}
    about = {s.number: s for s in whole.sources}
    return Brief(
        whole.them, whole.us, whole.on, whole.meeting,
        tuple(s._replace(lines=tuple(line._replace(sources=tuple(number[n] for n in line.sources)) for line in s.lines)) for s in found),
        tuple(about[old]._replace(number=new) for old, new in number.items()), whole.readouts, whole.encounters, whole.notes,
    )  # fmt: skip


def _source(number: int, cite: Cite, account: Account) -> Source:
    return Source(number, account.title, account.issuer, account.url, account.first, cite)
