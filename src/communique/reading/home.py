"""Whose page it is where no issuer is known: the state of those who are named without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from communique.reading.encounter import Scene
from communique.reading.encounter.scene import dateline_city
from communique.reading.page import Page
from communique.reading.participants import is_spokesperson
from communique.reading.people import Person
from communique.reading.sides import stateless

_OFTEN = 2
"""How often a state has to be named to count as the issuer's."""

_BESIDE = 4
"""For how many namings one beside the other side's state counts."""
_JOINED = re.compile(r"-|/| and (?:the )?|, (?:the )?")


def home_of(page: Page, view: Scene, people: Sequence[Person]) -> str | None:
    """The issuer's state. Its own people stand without it ("The Minister, X, received the Foreign Minister of Chad, Y").

    Where somebody is named without a state: that of the dateline, else the one that the text names most, of those for
    which nobody else acts. Else the state of the first person named.
    """
    own = [p for p in people if not is_spokesperson(p)]
    others = {p.country for p in own if p.country}
    if others and any(p.country is None and _told_of(view, p) and not stateless(p) for p in own):
        opened = dateline_city(page, view)
        if opened is not None and opened[0].code and opened[0].code not in others:
            return opened[0].code
        named = _named(page, others)
        if named and named.most_common(1)[0][1] >= _OFTEN:
            return named.most_common(1)[0][0]
    return next((p.country for p in own if p.country), None)


def _told_of(view: Scene, person: Person) -> bool:
    """True for a person of the headline or of the first sentences."""
    spans = [*view.lead[:2], *([view.title_span] if view.title_span else [])]
    return any(span.contains(m.span) for m in person.mentions for span in spans)


def _named(page: Page, others: set[str]) -> Counter[str]:
    """How often the text names each state but `others`; beside one of these ("Chad-Kenya ties") it counts more."""
    counts: Counter[str] = Counter()
    places = [p for p in page.places if p.kind in ("state", "demonym", "body") and p.code]
    for before, place, after in zip([None, *places], places, [*places[1:], None], strict=False):
        if place.code in others or place.code is None:
            continue
        beside = (
            before is not None and before.code in others and _JOINED.fullmatch(page.folded, before.end, place.start)
        ) or (after is not None and after.code in others and _JOINED.fullmatch(page.folded, place.end, after.start))
        counts[place.code] += _BESIDE if beside else 1
    return counts
