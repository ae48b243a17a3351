"""Signs of the kind in the whole text: transcripts, announcements, several meetings, a meeting only the headline names."""

from __future__ import annotations

import re

from communique.lexicon import Hit
from communique.reading.encounter.scene import VISIT_ENDED, Scene
from communique.reading.page import Page

_LABELLED = re.compile(r"^(?:[A-Z][A-Z.'\u2019 -]{2,40}|Q|MODERATOR):\s", re.MULTILINE)
_TURN = re.compile(
    r"\b[A-Z][\w'\u2019-]+: (?=(?:Mr|Mrs|Ms|Madam|Thank you|You|Your|Good (?:morning|afternoon|evening)|Ladies|Colleagues|Friends|Dear|Welcome|We|I)\b)"
)
"""A name before a colon and an address behind it, as a transcript has them ("Vladimir Vale: Thank you …")."""
_DURING = re.compile(
    r"\bduring the (?:meeting|conversation|talks|audience|reception|discussion)|\bthe (?:two )?(?:sides|parties|leaders|ministers)"
    r" (?:discussed|exchanged|reviewed)|\b(?:welcomed|greeted) the (?:president|prime minister|minister|foreign minister)"
)
_MET = re.compile(
    r"\b(?:met|meets|called on|held (?:\w+ )?talks|held (?:\w+ )?(?:meetings?|talks|consultations) with|received|hosted|paid a courtesy call on|had an audience)\b"
)
_EACH = re.compile(
    r"\b(?:respectively|held constructive meetings|also met|separately called on|separate meetings|met separately|also called on|also held talks)\b"
)


def is_transcript(text: str) -> bool:
    """True for what was said word for word, turn by turn: no readout."""
    return len(_LABELLED.findall(text)) >= 3 or len(_TURN.findall(text)) >= 2


def told_of(page: Page, title: dict[str | None, Hit]) -> bool:
    """True where only the headline names the meeting and the body goes straight to what was said at it."""
    return "meeting" in title and _DURING.search(page.folded) is not None


def is_announced(title: str) -> bool:
    """True for a headline about what is still to come."""
    return (
        re.search(
            r"\bwill (?:visit|hold|host|meet|receive|travel|take|attend|pay|welcome|deliver)\b|^Statement .*\bon the (?:Visit|Bilateral Meeting|Travel|Virtual)",
            title,
        )
        is not None
    )


def several_meetings(page: Page, view: Scene) -> bool:
    """True where more than one meeting is told of, or a visit is told of as over."""
    met = [m for s in view.body for m in _MET.finditer(page.folded, s.start, s.end)]
    each = any(_EACH.search(page.folded, s.start, s.end) for s in view.body)
    return len(met) >= 2 or each or any(VISIT_ENDED.search(page.folded, s.start, s.end) for s in view.lead[:2])
