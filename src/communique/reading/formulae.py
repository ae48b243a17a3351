"""Set phrases of the genre and who used them."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.page import Page
from communique.reading.speech import Said
from communique.record import Formula


def make_formulae(page: Page, said: Sequence[Said]) -> tuple[Formula, ...]:
    """The formulae of the whole text in order; `speaker` is None outside statements."""
    ordered = sorted(said, key=lambda s: s.span.start)
    found = []
    for hit in page.find("formulae"):
        speaker = next((s.actor.name for s in ordered if s.span.contains((hit.start, hit.end))), None)
        span = (hit.start, hit.end)
        found.append(
            Formula(
                start=hit.start, end=hit.end, quote=page.text[hit.start : hit.end], id=hit.entry.id, phrase=hit.entry.value or "", speaker=speaker,
                evidence=(page.evidence("phrase", span, "formulae", hit.entry.id),),
            )
        )  # fmt: skip
    return tuple(found)
