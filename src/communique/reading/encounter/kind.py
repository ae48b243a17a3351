"""The kind of encounter (codebook, "meeting" and "Settled cases → Meeting")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon import Hit, load
from communique.reading.encounter.scene import READER, Scene
from communique.reading.encounter.signs import is_announced, is_transcript, several_meetings, told_of
from communique.reading.page import Page
from communique.record import Evidence, Kind

_MANY_SIDES = 3
_OFFICE = re.compile(
    r" (?:[A-Z][\w.-]+ ){0,4}(?:President|Minister|Chancellor|King|Premier|Secretary|Ambassador|Speaker|Chairman|Commissioner)\b"
)
"""An office in a headline, behind "welcomes the"."""
_STATEMENTS = ("joint statement", "joint declaration", "joint communiqu", "joint press", "press statement on")
"""Headlines of what the sides declare together; a readout where the text says that they met."""
_FROM_TO = re.compile(
    r"\bfrom (?:[a-z]+ )?\d{1,2}(?:st|nd|rd|th)?(?: [a-z]+)? (?:to|until|through) (?:[a-z]+ )?\d{1,2}\b|\bon \d{1,2} and \d{1,2} [a-z]+"
)
"""The days of a visit."""

_GUEST = re.compile(r", who (?:[a-z]+ )+$")
"""Before the visit on which a guest came ("held talks with X, who arrived on an official visit")."""


def find_kind(
    page: Page, view: Scene, sides: Sequence[str | None], people: int, named: Sequence[tuple[int, int]]
) -> tuple[Kind, tuple[Evidence, ...]]:
    """The kind of encounter and the words that say so.

    :param sides: the countries of those who lead a side.   :param people: how many persons take part.
    :param named: where persons stand with their titles; "welcomed the" is a meeting before one of them.
    """
    table = load("encounters")
    meets = table.by_id["meeting.words"]
    in_title = (
        h if h.entry.value != "person" else h._replace(entry=meets)
        for h in table.find(view.title, overlapping=True)
        if h.entry.value != "person" or _OFFICE.match(view.title, h.end)
    )
    title = {h.entry.value: h for h in reversed(list(in_title))}
    starts = {start for start, _ in named}
    hits = (
        h if h.entry.value != "person" else h._replace(entry=meets)
        for h in view.hits
        if h.entry.value != "person" or starts & {h.end - 3, h.end - 4, h.end + 1}
    )
    lead = [h for h in hits if view.lead and any(s.contains((h.start, h.end)) for s in view.lead)]
    first = [h for h in lead if view.lead and view.lead[0].contains((h.start, h.end))]
    kind, hit = _decide(page, view, title, lead, first, sides, people)
    if kind == "none":
        return kind, ()
    if hit is not None:
        return kind, (page.evidence("kind", (hit.start, hit.end), READER, hit.entry.id),)
    headline = title.get(kind) or next(iter(title.values()), None)
    return kind, (_in_headline(page, view, headline),) if headline else ()


def _decide(
    page: Page,
    view: Scene,
    title: dict[str | None, Hit],
    lead: Sequence[Hit],
    first: Sequence[Hit],
    sides: Sequence[str | None],
    people: int,
) -> tuple[Kind, Hit | None]:
    """The kind, and the hit of the lead that shows it (None where the headline does), by the first rule that holds."""
    by = {h.entry.value: h for h in reversed([h for h in lead if h.entry.get("where") != "title"])}
    at_first = {h.entry.value: h for h in reversed([h for h in first if h.entry.get("where") != "title"])}
    refused = title.get("none")
    if refused is not None and "travel" in view.title[refused.start : refused.end].lower() and "visit" in at_first:
        refused = None
    stated = refused is not None and view.title[refused.start : refused.end].lower().startswith(_STATEMENTS)
    narrated = view.lead and not re.match(r"we,? ", page.folded[view.lead[0].start : view.lead[0].end])
    if stated and narrated and people > 1 and ("meeting" in at_first or "multilateral" in at_first):
        refused = None
    if (refused is not None and refused.entry.get("where") == "title") or is_transcript(page.text):
        return "none", None
    if ("none" in at_first and not _reported(page, view, at_first)) or is_announced(view.title):
        return "none", None
    if _is_message(page, title, by, at_first):
        return "message", by.get("message")
    remote = _remote(title, by, at_first)
    several = several_meetings(page, view)
    toured = "visit" in title and view.lead and _FROM_TO.search(page.folded, view.lead[0].start, view.lead[0].end)
    guest = "visit" in at_first and _GUEST.search(page.folded[view.lead[0].start : at_first["visit"].start])
    visited = ("visit" in title or ("visit" in at_first and "meeting" not in title and not guest)) and several
    if (visited or toured) and remote is None:
        return "visit", by.get("visit") or by.get("meeting")
    if remote is not None:
        return remote, by.get(remote) or by.get("call") or by.get("video")
    many = len({s for s in sides if s}) >= _MANY_SIDES or (
        "multilateral" in title and len({s for s in sides if s}) >= 2
    )
    if many and (titled := title.get("multilateral") or at_first.get("multilateral")) is not None:
        return "multilateral", by.get("multilateral") or (None if titled in title.values() else titled)
    if _is_event(title, at_first):
        return "event", by.get("event")
    if not people:
        return "none", None
    if not (by.get("meeting") or by.get("event") or by.get("visit") or by.get("multilateral")):
        told = told_of(page, title) or ("meeting" in title and (people > 1 or "call" in by))
        return ("meeting" if told else "none"), None
    if many and ("multilateral" in title or "multilateral" in by):
        return "multilateral", by.get("multilateral") or by.get("meeting")
    if "meeting" in by or "meeting" in title:
        return "meeting", by.get("meeting") or next(iter(by.values()))
    if "visit" in by:
        return "visit", by["visit"]
    if "event" in by:
        return "event", by["event"]
    return "none", None


def _in_headline(page: Page, view: Scene, hit: Hit) -> Evidence:
    """A hit of the headline: where its words stand in the text, or with the headline that was given beside it."""
    words = view.title[hit.start : hit.end]
    for block in page.layout.of("title"):
        at = page.text.find(words, block.span.start, block.span.end)
        if at >= 0:
            return page.evidence("kind", (at, at + len(words)), READER, hit.entry.id)
    return Evidence(field="kind", start=0, end=0, quote="", reader=READER, entry=hit.entry.id, source="title")


def _reported(page: Page, view: Scene, at_first: dict[str | None, Hit]) -> bool:
    """True where the first sentence reports an encounter too ("met today … and will visit")."""
    text = page.folded[view.lead[0].start : view.lead[0].end]
    met = re.search(r"\b(?:met|spoke|held|received|hosted|had a|welcomed|called|visited|attended|paid)\b", text)
    will = at_first["none"].start - view.lead[0].start
    return met is not None and met.start() < will


def _is_message(
    page: Page, title: dict[str | None, Hit], by: dict[str | None, Hit], at_first: dict[str | None, Hit]
) -> bool:
    """True for letters and telegrams: a message is named, and no meeting or call."""
    if "message" not in at_first and not ("message" in title and ("message" in by or "meeting" not in by)):
        return False
    if title.keys() & {"meeting", "call", "video"}:
        return False
    call = by.get("call")
    words = page.folded[call.start : call.end] if call is not None and call.entry.id == "call.words" else "called"
    return words in ("called", "spoke") and ("meeting" not in at_first or "message" in title)


def _remote(title: dict[str | None, Hit], by: dict[str | None, Hit], at_first: dict[str | None, Hit]) -> Kind | None:
    """Whether the encounter was a call or over video; None where the parties met."""
    met = "meeting" in title and "call" not in title and "video" not in title
    if (
        "video" in title
        or ("video" in at_first and "meeting" not in at_first)
        or ("video" in at_first and "call" in at_first)
        or ("video" in at_first and at_first["video"].entry.id == "video.words" and not met)
    ):
        return "video"
    if "call" in title:
        return "video" if "video" in at_first else "call"
    if met:
        return "video" if "video" in at_first else None
    if "call" in at_first and ("meeting" not in at_first or at_first["call"].start < at_first["meeting"].start):
        return "call"
    if "call" in by and not at_first.get("meeting") and "meeting" not in by:
        return "call"
    return None


def _is_event(title: dict[str | None, Hit], at_first: dict[str | None, Hit]) -> bool:
    """True for a ceremony or conference at which nobody is said to have met."""
    event = title.get("event") or at_first.get("event")
    return event is not None and "meeting" not in title and "meeting" not in at_first and "visit" not in title
