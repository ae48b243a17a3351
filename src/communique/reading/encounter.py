"""The encounter: its kind, day and place (codebook, "meeting" and "Settled cases → Meeting")."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.lexicon import Hit, load
from communique.reading.dates import DateFound
from communique.reading.dates.calendar import NUMBERS
from communique.reading.page import Page
from communique.reading.places import PlaceHit, state_name
from communique.record import Evidence, Kind, Meeting, Place
from communique.span import Span

_READER = "encounter"
_LEAD = 3
_LABELLED = re.compile(r"^(?:[A-Z][A-Z.'\u2019 -]{2,40}|Q|MODERATOR):\s", re.MULTILINE)
_TURN = re.compile(
    r"\b[A-Z][\w'\u2019-]+: (?=(?:Mr|Mrs|Ms|Madam|Thank you|You|Your|Good (?:morning|afternoon|evening)|Ladies|Colleagues|Friends|Dear|Welcome|We|I)\b)"
)
"""A name before a colon and an address behind it, as a transcript has them ("Vladimir Vale: Thank you …")."""
_DATELINE = re.compile(r"^[^.\n]{3,70}?(?:--|\u2014|\u2013|:| - |\bVGP\b)")
_BEFORE_PLACE = re.compile(r"(?:\b(?:in|at|to|visited|of)|,)\s+(?:the\s+)?(?:(?:capital|city|resort) (?:of )?)?$")
_MANY_SIDES = 3


@dataclass(frozen=True)
class Scene:
    """The parts of the page that say what the encounter was: headline and first sentences."""

    title: str
    title_span: Span | None
    lead: tuple[Span, ...]
    body: tuple[Span, ...]


def scene(page: Page) -> Scene:
    """The headline (the document's own, else the given one) and the first sentences of the body."""
    titles = page.layout.of("title")
    body = [s for block in page.layout.of("body", "bullet") for s in page.sentences[block.span]]
    span = titles[0].span if titles else None
    title = " ".join(t.span.of(page.text) for t in titles) or page.document.title or ""
    return Scene(title, span, tuple(body[:_LEAD]), tuple(body))


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
        for h in page.find("encounters", overlapping=True)
        if h.entry.value != "person" or starts & {h.end - 3, h.end - 4, h.end + 1}
    )
    lead = [h for h in hits if view.lead and any(s.contains((h.start, h.end)) for s in view.lead)]
    first = [h for h in lead if view.lead and view.lead[0].contains((h.start, h.end))]
    kind, hit = _decide(page, view, title, lead, first, sides, people)
    if kind == "none":
        return kind, ()
    if hit is not None:
        return kind, (page.evidence("kind", (hit.start, hit.end), _READER, hit.entry.id),)
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
    by = {h.entry.value: h for h in reversed([h for h in lead if h.entry.get("where") != "title"])}
    at_first = {h.entry.value: h for h in reversed([h for h in first if h.entry.get("where") != "title"])}
    refused = title.get("none")
    if refused is not None and "travel" in view.title[refused.start : refused.end].lower() and "visit" in at_first:
        refused = None
    stated = refused is not None and view.title[refused.start : refused.end].lower().startswith(_STATEMENTS)
    told = view.lead and not re.match(r"we,? ", page.folded[view.lead[0].start : view.lead[0].end])
    if stated and told and people > 1 and ("meeting" in at_first or "multilateral" in at_first):
        refused = None
    if (refused is not None and refused.entry.get("where") == "title") or _transcript(page.text):
        return "none", None
    if ("none" in at_first and not _reported(page, view, at_first)) or _announced_title(view.title):
        return "none", None
    if _is_message(page, title, by, at_first):
        return "message", by.get("message")
    remote = _remote(title, by, at_first)
    several = _several_meetings(page, view)
    toured = "visit" in title and view.lead and _FROM_TO.search(page.folded, view.lead[0].start, view.lead[0].end)
    told = ("visit" in title or ("visit" in at_first and "meeting" not in title)) and several
    if (told or toured) and remote is None:
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
        return ("meeting" if _told_of(page, title) or ("meeting" in title and people > 1) else "none"), None
    if many and ("multilateral" in title or "multilateral" in by):
        return "multilateral", by.get("multilateral") or by.get("meeting")
    if "meeting" in by or "meeting" in title:
        return "meeting", by.get("meeting") or next(iter(by.values()))
    if "visit" in by:
        return "visit", by["visit"]
    if "event" in by:
        return "event", by["event"]
    return "none", None


_OFFICE = re.compile(
    r" (?:[A-Z][\w.-]+ ){0,4}(?:President|Minister|Chancellor|King|Premier|Secretary|Ambassador|Speaker|Chairman|Commissioner)\b"
)
"""An office in a headline, behind "welcomes the"."""


def _transcript(text: str) -> bool:
    """True for what was said word for word, turn by turn: no readout."""
    return len(_LABELLED.findall(text)) >= 3 or len(_TURN.findall(text)) >= 2


_STATEMENTS = ("joint statement", "joint declaration", "joint communiqu", "joint press", "press statement on")
"""Headlines of what the sides declare together; a readout where the text says that they met."""
_DURING = re.compile(
    r"\bduring the (?:meeting|conversation|talks|audience|reception|discussion)|\bthe (?:two )?(?:sides|parties|leaders|ministers)"
    r" (?:discussed|exchanged|reviewed)|\b(?:welcomed|greeted) the (?:president|prime minister|minister|foreign minister)"
)


def _told_of(page: Page, title: dict[str | None, Hit]) -> bool:
    """True where only the headline names the meeting and the body goes straight to what was said at it."""
    return "meeting" in title and _DURING.search(page.folded) is not None


def _in_headline(page: Page, view: Scene, hit: Hit) -> Evidence:
    """A hit of the headline: where its words stand in the text, or with the headline that was given beside it."""
    words = view.title[hit.start : hit.end]
    for block in page.layout.of("title"):
        at = page.text.find(words, block.span.start, block.span.end)
        if at >= 0:
            return page.evidence("kind", (at, at + len(words)), _READER, hit.entry.id)
    return Evidence(field="kind", start=0, end=0, quote="", reader=_READER, entry=hit.entry.id, source="title")


def _announced_title(title: str) -> bool:
    return (
        re.search(
            r"\bwill (?:visit|hold|host|meet|receive|travel|take|attend|pay|welcome|deliver)\b|^Statement .*\bon the (?:Visit|Bilateral Meeting|Travel|Virtual)",
            title,
        )
        is not None
    )


def _reported(page: Page, view: Scene, at_first: dict[str | None, Hit]) -> bool:
    """True where the first sentence reports an encounter too ("met today … and will visit")."""
    text = page.folded[view.lead[0].start : view.lead[0].end]
    met = re.search(r"\b(?:met|spoke|held|received|hosted|had a|welcomed|called|visited|attended|paid)\b", text)
    will = at_first["none"].start - view.lead[0].start
    return met is not None and met.start() < will


def _is_message(
    page: Page, title: dict[str | None, Hit], by: dict[str | None, Hit], at_first: dict[str | None, Hit]
) -> bool:
    if "message" not in at_first and not ("message" in title and ("message" in by or "meeting" not in by)):
        return False
    strong = (
        by.get("call")
        if by.get("call")
        and by["call"].entry.id == "call.words"
        and page.folded[by["call"].start : by["call"].end] not in ("called", "spoke")
        else None
    )
    return (
        "meeting" not in title
        and "call" not in title
        and "video" not in title
        and strong is None
        and ("meeting" not in at_first or "message" in title)
    )


def _remote(title: dict[str | None, Hit], by: dict[str | None, Hit], at_first: dict[str | None, Hit]) -> Kind | None:
    met = "meeting" in title and "call" not in title and "video" not in title
    if (
        "video" in title
        or ("video" in at_first and "meeting" not in at_first)
        or ("video" in at_first and "call" in at_first)
        or ("video" in at_first and at_first["video"].entry.id == "video.words" and not met)
    ):
        return "video"
    if "call" in title:
        return "video" if "video" in by else "call"
    if met:
        return "video" if "video" in at_first else None
    if "call" in at_first and ("meeting" not in at_first or at_first["call"].start < at_first["meeting"].start):
        return "call"
    if "call" in by and not at_first.get("meeting") and "meeting" not in by:
        return "call"
    return None


def _is_event(title: dict[str | None, Hit], at_first: dict[str | None, Hit]) -> bool:
    event = title.get("event") or at_first.get("event")
    return event is not None and "meeting" not in title and "meeting" not in at_first and "visit" not in title


_FROM_TO = re.compile(
    r"\bfrom (?:[a-z]+ )?\d{1,2}(?:st|nd|rd|th)?(?: [a-z]+)? (?:to|until|through) (?:[a-z]+ )?\d{1,2}\b|\bon \d{1,2} and \d{1,2} [a-z]+"
)
"""The days of a visit."""
_MET = re.compile(
    r"\b(?:met|meets|called on|held (?:\w+ )?talks|held (?:\w+ )?(?:meetings?|talks|consultations) with|received|hosted|paid a courtesy call on|had an audience)\b"
)
_EACH = re.compile(
    r"\b(?:respectively|held constructive meetings|also met|separately called on|separate meetings|met separately|also called on|also held talks)\b"
)
_VISIT_ENDED = re.compile(
    r"\b(?:conclud\w+|wrap\w+ up|complet\w+|end\w*) (?:an?|his|her|my|their|the)?(?: [\w-]+){0,4} visit\b"
)


def _several_meetings(page: Page, view: Scene) -> bool:
    """True where more than one meeting is told of, or a visit is told of as over."""
    met = [m for s in view.body for m in _MET.finditer(page.folded, s.start, s.end)]
    each = any(_EACH.search(page.folded, s.start, s.end) for s in view.body)
    return len(met) >= 2 or each or any(_VISIT_ENDED.search(page.folded, s.start, s.end) for s in view.lead[:2])


# ---- day -------------------------------------------------------------------------------------------------------------

_DAY = re.compile(r"^\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?$")
_RELATIVE = ("date.today", "date.this-part", "date.same-day", "date.part-of-day", "date.last-night")


def find_day(
    page: Page, view: Scene, kind: Kind, dates: Sequence[DateFound]
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The day (or days) of the encounter: the lead's own words, else the dateline, else the day of publication."""
    if kind == "none":
        return None, ()
    if kind != "message":
        chosen = _said_day(page, view, kind, dates)
        if chosen is not None:
            return chosen.value, (page.evidence("date", (chosen.start, chosen.end), _READER, chosen.entry),)
    if page.document.published:
        return page.document.published[:10], (
            Evidence(field="date", start=0, end=0, quote="", reader=_READER, entry="published", source="published"),
        )
    line = next((d for block in page.layout.of("date") for d in dates if block.span.contains((d.start, d.end))), None)
    return (line.value, (page.evidence("date", (line.start, line.end), _READER, line.entry),)) if line else (None, ())


def _said_day(page: Page, view: Scene, kind: Kind, dates: Sequence[DateFound]) -> DateFound | None:
    if not view.lead:
        return None
    lead = view.lead[0]
    own = [d for d in dates if lead.contains((d.start, d.end)) and _DAY.match(d.value)]
    if kind == "visit":
        spans = [
            d
            for d in dates
            if "/" in d.value
            and _DAY.match(d.value)
            and d.end <= view.lead[-1].end
            and d.entry not in ("date.unit", "date.week")
        ]
        if spans:
            return spans[0]
        began = _visit_span(page, view, dates)
        if began is not None:
            return began
    dateline = _DATELINE.match(page.text[lead.start : lead.end])
    line_end = lead.start + dateline.end() if dateline else lead.start
    placed = [d for d in own if d.end <= line_end]
    after = [d for d in own if d.start >= line_end and _about_encounter(page, view, d)]
    explicit = [d for d in after if d.entry not in _RELATIVE]
    if explicit:
        return explicit[0]
    if placed:
        return placed[0]
    if after:
        return after[0]
    later = [
        d
        for d in dates
        if any(s.contains((d.start, d.end)) for s in view.lead[1:2]) and _DAY.match(d.value) and d.entry in _RELATIVE
    ]
    return later[0] if later else None


def _visit_span(page: Page, view: Scene, dates: Sequence[DateFound]) -> DateFound | None:
    """ "Today I concluded a visit …, which began on Tuesday": from the first to the last day named."""
    days = [d for d in dates if view.lead[0].contains((d.start, d.end)) and len(d.value) == 10]
    if len(days) >= 2 and "began" in page.folded[view.lead[0].start : view.lead[0].end]:
        first, last = sorted((days[0].value, days[1].value))
        return days[0]._replace(value=f"{first}/{last}")
    length = _LENGTH.search(page.folded, view.lead[0].start, view.lead[0].end)
    if days and length and _VISIT_ENDED.search(page.folded, view.lead[0].start, view.lead[0].end):
        end = dt.date.fromisoformat(days[-1].value)
        count = NUMBERS.get(length[1]) or int(length[1])
        return days[-1]._replace(value=f"{end - dt.timedelta(days=count - 1)}/{end}") if count > 1 else None
    return None


_LENGTH = re.compile(r"\b(two|three|four|five|six|seven|[2-7])-day\b")
_ELSEWHERE = re.compile(
    r"(?:call|calls|meeting|summit|conversation|statement|resolution|attack|agreement|anniversary|since|the december|elections?|following the|after the|visit to \w+) (?:of |on |in |held |signed |adopted )?(?:the )?$"
)


def _about_encounter(page: Page, view: Scene, date: DateFound) -> bool:
    """False where the date belongs to another event ("follow up on the December 7 call")."""
    before = page.folded[max(view.lead[0].start, date.start - 40) : date.start]
    tail = page.folded[date.end : date.end + 30]
    purpose = re.search(
        r"\b(?:to discuss|to follow up|about|regarding|ahead of|in preparation)\b",
        page.folded[view.lead[0].start : date.start],
    )
    other = re.match(
        r"'?s? (?:call|summit|meeting|attack|g7|nato|statement|nato summit|agreement|resolution|elections?|speech)",
        tail,
    )
    if date.entry == "date.last-night" and not before.endswith(("met ", "spoke ", "call ", "held ", "talks ")):
        return False
    known = date.entry in ("date.unit", "date.week", "date.ago", "date.past-n")
    return (
        purpose is None
        and (other is None)
        and (
            not known
            or (
                date.entry == "date.unit"
                and re.search(r"\b(?:met|spoke|held|visited|hosted|received|with)\b", before) is not None
            )
            or "week" in page.folded[date.start : date.end]
        )
        and not before.endswith(("since ", "until ", "before "))
    )


# ---- place -----------------------------------------------------------------------------------------------------------


def find_place(
    page: Page, view: Scene, kind: Kind, offices: Sequence[tuple[int, int]]
) -> tuple[Place | None, tuple[Evidence, ...]]:
    """The city of the encounter (else the state), and the words that name it; none for calls and messages."""
    label = _place_line(page)
    if kind in ("none", "call", "message"):
        return None, ()
    if kind == "video":
        return _placed(page, label) if label else (None, ())
    hit = (
        (_visited(page, view) if kind == "visit" else None)
        or _dateline_place(page, view)
        or _said_place(page, view, offices)
        or label
        or _state_place(page, view, offices, kind)
    )
    if hit is None:
        return None, ()
    return _placed(page, hit)


_VISITS = re.compile(
    r"\b(?:visits?|visited|visiting|trip|tour|travel(?:l?ed|s)?|was|were)(?: to| of| in)? (?:the )?(?:[\w-]+ of )?$"
)


def _visited(page: Page, view: Scene) -> PlaceHit | None:
    """The state or city that a visit goes to, by the first sentence, else by the headline."""
    for span in (*view.lead[:1], *([view.title_span] if view.title_span else [])):
        for hit in page.places_in(span):
            before = page.folded[max(span.start, hit.start - 40) : hit.start]
            if hit.kind in ("state", "city") and _VISITS.search(before):
                return hit
    return None


def _placed(page: Page, hit: PlaceHit) -> tuple[Place | None, tuple[Evidence, ...]]:
    by_state = hit.kind in ("seat", "state", "demonym", "body")
    name = state_name(hit.code or "") if hit.kind in ("seat", "body", "demonym") else page.text[hit.start : hit.end]
    if hit.kind == "state":
        name = state_name(hit.code or "") if hit.code else name
    city = page.text[hit.start : hit.end] if not by_state else name
    city = city.title() if city.isupper() and len(city) > 3 else city
    return Place(name=city, country=hit.code), (page.evidence("place", (hit.start, hit.end), _READER, hit.entry),)


def _place_line(page: Page) -> PlaceHit | None:
    """A line of its own that names the place ("Novo-Ogaryovo, Moscow Region")."""
    for block in page.layout.of("label"):
        text = block.span.of(page.text)
        if len(text) > 60 or not block.span:
            continue
        for hit in page.places:
            if (
                block.span.contains((hit.start, hit.end))
                and hit.start - block.span.start <= 4
                and hit.kind in ("city", "seat")
            ):
                rest = text[hit.end - block.span.start :]
                later = next(
                    (
                        p
                        for p in page.places
                        if block.span.contains((p.start, p.end)) and p.start > hit.start and p.kind == "city"
                    ),
                    None,
                )
                if not rest or rest.startswith((",", ":")):
                    if hit.kind == "seat" and later is None and "region" in rest.lower():
                        return hit._replace(kind="city")
                    return later if hit.kind == "seat" and later is not None else hit
    return None


def _dateline_place(page: Page, view: Scene) -> PlaceHit | None:
    if not view.lead:
        return None
    lead = view.lead[0]
    match = _DATELINE.match(page.text[lead.start : lead.end])
    if match is None:
        return None
    own = [p for p in page.places if lead.start <= p.start < lead.start + match.end() and p.kind == "city"]
    if not own or own[0].start - lead.start > 3:
        return None
    said = _said_place(page, view, ())
    said = said if said is not None and said.end <= lead.end else None
    here = re.search(r"\bhere\b", page.folded[lead.start : lead.end])
    return own[0] if here or said is None or said.start < lead.start + match.end() else said


def _said_place(page: Page, view: Scene, offices: Sequence[tuple[int, int]]) -> PlaceHit | None:
    """The first city that the lead puts the encounter in: "in Paris", "traveled to Kyiv", "the Munich Security Conference"."""
    found: list[PlaceHit] = []
    for n, sentence in enumerate(view.lead[:2]):
        stop = _purpose_starts(page, sentence)
        for hit in page.places:
            inside = (
                sentence.start <= hit.start < stop
                and hit.kind == "city"
                and not any(s <= hit.start and hit.end <= e for s, e in offices)
            )
            if (
                inside
                and _BEFORE_PLACE.search(page.folded, max(0, hit.start - 40), hit.start)
                and not _elsewhere(page, sentence, hit)
            ):
                found.append(hit)
        if found:
            return found[0]
        unknown = _before_state(page, sentence, stop)
        if unknown is not None:
            return unknown
        if n == 0:
            named = [
                h
                for h in page.places
                if sentence.start <= h.start < stop
                and h.kind == "city"
                and re.search(
                    r"(?:sidelines|margins) of (?:the )?(?:[\w-]+ )?$", page.folded[max(0, h.start - 50) : h.start]
                )
            ]
            if named:
                return named[0]
    if view.title_span is not None:
        for hit in page.places:
            if (
                view.title_span.contains((hit.start, hit.end))
                and hit.kind == "city"
                and (
                    page.folded[max(0, hit.start - 3) : hit.start] == "in "
                    or (page.folded[hit.start - 1] == "(" and _DATED.match(page.folded, hit.end))
                )
            ):
                return hit
    return None


_UNKNOWN_CITY = re.compile(r"\b(?:in|at) ((?:[A-Z][\w'\u2019-]+ ?){1,4}), (?:the )?$")


def _before_state(page: Page, sentence: Span, stop: int) -> PlaceHit | None:
    """A city that no table knows, by the state behind it ("in Villers-Cotterêts, France")."""
    for hit in page.places_in((sentence.start, stop)):
        found = _UNKNOWN_CITY.search(page.text[sentence.start : hit.start]) if hit.kind == "state" else None
        if found is not None:
            start, end = (sentence.start + at for at in found.span(1))
            return hit._replace(start=start, end=end, kind="city", name=found[1], entry="city.unknown")
    return None


_DATED = re.compile(r", (?:\d{1,2} [a-z]+|[a-z]+ \d{1,2}),? \d{4}\)")
"""Behind a city in brackets at the end of a headline: "(Paris, 4 February 2025)"."""


def _elsewhere(page: Page, sentence: Span, hit: PlaceHit) -> bool:
    """True for a city of another event ("the talks held in Istanbul", "from Dammam")."""
    before = page.folded[sentence.start : hit.start]
    return (
        re.search(
            r"(?:speech|statement|conference|talks held|summit held|from|embassy|university|mayor|back) (?:in|at|of|to)? ?$",
            before,
        )
        is not None
        and "met" not in before
    )


def _purpose_starts(page: Page, sentence: Span) -> int:
    match = re.compile(
        r"\b(?:to discuss|regarding|about the|to reaffirm|to follow up|to underscore|to advance|ahead of the)\b"
    ).search(page.folded, sentence.start, sentence.end)
    return match.start() if match else sentence.end


def _state_place(page: Page, view: Scene, offices: Sequence[tuple[int, int]], kind: Kind) -> PlaceHit | None:
    """A seat of government, or the state that is visited."""
    counts: Counter[str] = Counter()
    for sentence in view.lead[:2]:
        stop = _purpose_starts(page, sentence)
        for hit in page.places:
            if not sentence.start <= hit.start < stop or any(s <= hit.start and hit.end <= e for s, e in offices):
                continue
            before = page.folded[max(sentence.start, hit.start - 32) : hit.start]
            if hit.kind == "seat" and re.search(r"\b(?:at|in) (?:the )?$", before):
                return hit
            if hit.kind == "state" and re.search(
                r"(?:\bin (?:the )?|visit to (?:the )?|visit(?:ed|s|ing)? (?:the )?|on a (?:\w+ )?visit to (?:the )?|travel(?:l)?ed to (?:the )?)$",
                before,
            ):
                counts[hit.code or ""] += 1
                return hit
    if kind == "visit" and view.title_span is not None:
        for hit in page.places:
            if (
                view.title_span.contains((hit.start, hit.end))
                and hit.kind == "state"
                and re.search(r"(?:to|visits?|in) (?:the )?$", page.folded[max(0, hit.start - 12) : hit.start])
            ):
                return hit
    return None


def meeting_of(
    kind: Kind,
    kind_proof: tuple[Evidence, ...],
    day: str | None,
    day_proof: tuple[Evidence, ...],
    place: Place | None,
    place_proof: tuple[Evidence, ...],
) -> Meeting:
    """The meeting with all its evidence; nothing but the kind where there was no encounter."""
    if kind == "none":
        return Meeting(kind="none")
    return Meeting(kind=kind, date=day, place=place, evidence=(*kind_proof, *day_proof, *place_proof))
