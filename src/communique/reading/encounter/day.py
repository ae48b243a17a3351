"""The day of the encounter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from communique.reading.dates import DateFound
from communique.reading.dates.calendar import NUMBERS
from communique.reading.encounter.scene import DATELINE, READER, VISIT_ENDED, Scene
from communique.reading.page import Page
from communique.record import Evidence, Kind
from communique.span import Span

_DAY = re.compile(r"^\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?$")
_RELATIVE = ("date.today", "date.this-part", "date.same-day", "date.part-of-day", "date.last-night")
_MET = re.compile(r"\b(?:met|spoke|held|visited|hosted|received|with)\b")
_LENGTH = re.compile(r"\b(two|three|four|five|six|seven|[2-7])-day\b")


def find_day(
    page: Page, view: Scene, kind: Kind, dates: Sequence[DateFound]
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The day (or days) of the encounter: the lead's own words, else the dateline, else the day of publication."""
    if kind == "none":
        return None, ()
    if kind != "message":
        chosen = _said_day(page, view, kind, dates)
        if chosen is not None:
            return chosen.value, (page.evidence("date", (chosen.start, chosen.end), READER, chosen.entry),)
    if page.document.published:
        return page.document.published[:10], (
            Evidence(field="date", start=0, end=0, quote="", reader=READER, entry="published", source="published"),
        )
    line = next((d for block in page.layout.of("date") for d in dates if block.span.contains((d.start, d.end))), None)
    return (line.value, (page.evidence("date", (line.start, line.end), READER, line.entry),)) if line else (None, ())


def _said_day(page: Page, view: Scene, kind: Kind, dates: Sequence[DateFound]) -> DateFound | None:
    """The day that the lead gives: an explicit date, else the dateline's, else "today" and its like."""
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
    dateline = DATELINE.match(page.text[lead.start : lead.end])
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
        if any(s.contains((d.start, d.end)) for s in view.lead[1:2])
        and _DAY.match(d.value)
        and d.entry in _RELATIVE
        and page.folded[d.end : d.end + 2] != "'s"
    ]
    if later:
        return later[0]
    further = view.told if view.told is not None and view.told != lead else None
    return next((d for d in dates if further is not None and _tells_day(page, further, d)), None)


def _tells_day(page: Page, told: Span, date: DateFound) -> bool:
    """True for the day in the sentence that tells of the encounter where the first one does not."""
    before = page.folded[max(told.start, date.start - 10) : date.start]
    return told.contains((date.start, date.end)) and _DAY.match(date.value) is not None and "since" not in before


def _visit_span(page: Page, view: Scene, dates: Sequence[DateFound]) -> DateFound | None:
    """ "Today I concluded a visit …, which began on Tuesday": from the first to the last day named."""
    days = [d for d in dates if view.lead[0].contains((d.start, d.end)) and len(d.value) == 10]
    if len(days) >= 2 and "began" in page.folded[view.lead[0].start : view.lead[0].end]:
        first, last = sorted((days[0].value, days[1].value))
        return days[0]._replace(value=f"{first}/{last}")
    length = _LENGTH.search(page.folded, view.lead[0].start, view.lead[0].end)
    if days and length and VISIT_ENDED.search(page.folded, view.lead[0].start, view.lead[0].end):
        end = dt.date.fromisoformat(days[-1].value)
        count = NUMBERS.get(length[1]) or int(length[1])
        return days[-1]._replace(value=f"{end - dt.timedelta(days=count - 1)}/{end}") if count > 1 else None
    return None


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
    if purpose is not None or other is not None or before.endswith(("since ", "until ", "before ")):
        return False
    if not known or "week" in page.folded[date.start : date.end]:
        return True
    return date.entry == "date.unit" and _MET.search(before) is not None
