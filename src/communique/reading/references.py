"""Earlier and future events that a text mentions: what, who, when; an anniversary with the year it counts from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from communique.lexicon import Hit
from communique.reading.actors import Cast
from communique.reading.dates import DateFound
from communique.reading.dates.calendar import first_of
from communique.reading.page import Page
from communique.record import Reference
from communique.span import Span

_READER = "references"
_ORDINAL = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th)?[- ](?:founding |birth )?(?:anniversary|years?\b)|\b(\d{1,3}) years\b"
)
_CLAUSE = re.compile(r"[,;:.]\s|\u2014|\band (?=(?:reached|held|will|said|noted)\b)")
_REACH = 110


def make_references(
    page: Page, dates: Sequence[DateFound], sentences: Sequence[Span], cast: Cast, day: str | None
) -> tuple[Reference, ...]:
    """The references of a text in order. The encounter itself is none: its own day in the lead does not count."""
    hits = page.find("references")
    starts = [h.start for h in hits]
    found: list[Reference] = []
    used: set[int] = set()
    for sentence in sentences:
        own = hits[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end - 1)]
        dated = [d for d in dates if sentence.contains((d.start, d.end))]
        for date in dated:
            if date.value == day or page.folded[date.start : date.end].startswith(("today", "tonight")):
                continue
            if any(_origin(page, h, date, dated) for h in own):
                continue
            hit = _nearest(page, own, date, used)
            if hit is not None:
                used.add(hit.start)
                found.append(_reference(page, sentence, hit, date, cast))
        for hit in own:
            if hit.entry.value == "anniversary" and hit.start not in used and _counted(page, hit) is not None:
                used.add(hit.start)
                found.append(_reference(page, sentence, hit, None, cast))
    return tuple(sorted(found, key=lambda r: (r.start, r.end)))


def _nearest(page: Page, hits: Sequence[Hit], date: DateFound, used: set[int]) -> Hit | None:
    near = [h for h in hits if h.start not in used and min(abs(h.start - date.end), abs(date.start - h.end)) <= _REACH]
    near = [h for h in near if not re.search(r"[;.] ", page.text[min(h.end, date.end) : max(h.start, date.start)])]
    return min(
        near,
        key=lambda h: (h.entry.value != "anniversary", min(abs(h.start - date.end), abs(date.start - h.end))),
        default=None,
    )


def _origin(page: Page, hit: Hit, date: DateFound, dates: Sequence[DateFound]) -> bool:
    """True for the year from which an anniversary counts, where its own year stands in the sentence too."""
    counted = _counted(page, hit) if hit.entry.value == "anniversary" else None
    start = first_of(date.value)
    if counted is None or start is None:
        return False
    years = (first_of(d.value) for d in dates if d is not date)
    return any(year is not None and year.year - counted[1] == start.year for year in years)


def _counted(page: Page, hit: Hit) -> tuple[tuple[int, int], int] | None:
    """How many years an anniversary counts ("the 60th anniversary"), and the words that say so."""
    found = list(_ORDINAL.finditer(page.folded, max(0, hit.start - 24), hit.end))
    if found:
        return found[-1].span(), int(found[-1][1] or found[-1][2])
    hundred = page.folded[hit.start : hit.end] in ("centenary", "centennial")
    return ((hit.start, hit.end), 100) if hundred else None


def _reference(page: Page, sentence: Span, hit: Hit, date: DateFound | None, cast: Cast) -> Reference:
    low, high = (min(hit.start, date.start), max(hit.end, date.end)) if date else (hit.start, hit.end)
    span = _clause(page.text, sentence, low, high)
    proof = [page.evidence("what", (hit.start, hit.end), _READER, hit.entry.id)]
    if date is not None:
        proof.append(page.evidence("date", (date.start, date.end), "dates", date.entry))
    since = _since(page, hit, date)
    if since is not None:
        proof.append(page.evidence("since", since[0], _READER, hit.entry.id))
    who = _who(page, span, cast)
    proof += [page.evidence("who", at, _READER) for at, _ in who]
    return Reference(
        start=span.start, end=span.end, quote=span.of(page.text), what=hit.entry.value or "",
        who=tuple(dict.fromkeys(name for _, name in who)), date=date.value if date else None, since=since[1] if since else None, evidence=tuple(proof),
    )  # fmt: skip


def _since(page: Page, hit: Hit, date: DateFound | None) -> tuple[tuple[int, int], str] | None:
    """The year from which an anniversary of the year of `date` counts, and the words that count."""
    counted = _counted(page, hit) if hit.entry.value == "anniversary" and date is not None else None
    start = first_of(date.value) if date is not None else None
    if counted is None or start is None or start.year <= counted[1]:
        return None
    return counted[0], f"{start.year - counted[1]:04d}"


def _clause(text: str, sentence: Span, low: int, high: int) -> Span:
    """The clause around `low:high`: to the nearest marks on either side within the sentence."""
    start = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, low)), default=sentence.start)
    end = next((m.start() for m in _CLAUSE.finditer(text, high, sentence.end)), sentence.end)
    return Span(start, end).trim(text, ' \t\n.,;:"\u201c\u201d')


def _who(page: Page, span: Span, cast: Cast) -> list[tuple[tuple[int, int], str]]:
    """The persons and states that the clause names, in order: where, and the name or code."""
    people = [(page.text.find(k.name, span.start, span.end), k.name) for k in cast.known]
    named = [((at, at + len(name)), name) for at, name in people if at >= 0]
    places = [((p.start, p.end), p.code) for p in page.places_in(span) if p.code]
    return sorted([*named, *places])
