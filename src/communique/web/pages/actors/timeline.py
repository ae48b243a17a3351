"""An actor's encounters in order of time, with what the actor said in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.account import Account
from communique.analysis.chronology import Timeline
from communique.analysis.chronology import timeline as chronology
from communique.web.pages.actors.model import Encounters
from communique.web.pages.actors.said import own
from communique.web.pages.actors.who import Actor
from communique.web.windows import window


def timeline(actor: Actor, accounts: Sequence[Account]) -> Timeline:
    """All encounters in which the actor took part or spoke; of statements those that the actor makes.

    :raises AnalysisError: where there is none.
    """
    there = actor.there(accounts)
    return chronology(replace(a, statements=tuple(s for _, s in own(actor, a))) for a in there)


def encounters(whole: Timeline, page: int, size: int, *, mentioned: int) -> Encounters:
    """One page of a timeline, newest first.

    :param mentioned: so many of the events that the texts only mention, the last first.
    """
    newest = whole.encounters[::-1]
    shown, part = window(newest, page, size)
    events = whole.mentioned[::-1]
    return Encounters(shown, tuple(part), tuple(events[:mentioned]), len(events))
