"""Who they are: the persons of the other side, with the office as of the day and where it is attested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from communique.account import Account, Attendee
from communique.analysis.briefing.model import Line, Section
from communique.analysis.names import has_words

_MOST = 4
"""Persons of the other side that are shown where nobody is named whom one is to meet."""


class Seen(NamedTuple):
    """A person in one readout."""

    account: Account
    attendee: Attendee


def who_they_are(accounts: Sequence[Account], them: str, us: str, meeting: str | None) -> Section:
    """The one who is asked for, else those whom `us` met last; offices as of the last readout that gives one.

    :param accounts: those up to the day, in order of time.
    """
    seen: dict[str, list[Seen]] = defaultdict(list)
    for account in accounts:
        for attendee in account.attendees:
            if attendee.country == them:
                seen[attendee.person or attendee.name].append(Seen(account, attendee))
    if meeting is not None:
        chosen = [own for own in seen.values() if any(has_words(s.attendee.name, meeting) for s in own)]
        note = None if chosen else f"No readout names “{meeting}” for this side ({len(accounts)} looked through)."
    else:
        chosen, note = list(seen.values()), None
    chosen.sort(key=lambda own: (own[-1].account.first or "", len(own), own[0].attendee.name), reverse=True)
    return Section("Who they are", tuple(_line(own, us) for own in chosen[: None if meeting else _MOST]), note)


def _line(own: Sequence[Seen], us: str) -> Line:
    name = max((s.attendee.name for s in own), key=len)
    office = next((s for s in reversed(own) if s.attendee.role), None)
    met = {s.account.event for s in own if us in s.account.countries}
    known = f"met {us} in {len(met)} of {len({s.account.event for s in own})} encounters on record"
    if office is None:
        return Line(
            f"{name}: no readout states an office; {known}, last named {own[-1].account.first or 'on no day'}.",
            (own[-1].attendee.cite,),
        )
    held = ", ".join(part for part in (office.attendee.role, office.attendee.organisation) if part)
    since = next(
        s
        for s in own
        if (s.attendee.role, s.attendee.organisation) == (office.attendee.role, office.attendee.organisation)
    )
    spans = (
        f"attested {since.account.first} to {office.account.first}"
        if since is not office
        else f"attested {office.account.first}"
    )
    cites = dict.fromkeys((office.attendee.cite, since.attendee.cite))
    return Line(f"{name}, {held} ({spans}); {known}.", tuple(cites))
