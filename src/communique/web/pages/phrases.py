"""The set phrases there are, and any phrase followed over time: variants, who used it, whether it is new or was dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from communique.account import Cite
from communique.analysis.result import AnalysisError
from communique.analysis.setphrases import Course, Formula, House, Shift, Use
from communique.analysis.setphrases.model import Wording
from communique.analysis.setphrases.stored import formula_in
from communique.errors import CommuniqueError
from communique.reading.places import state_names
from communique.store.counting.model import PhraseCount
from communique.store.errors import QueryError
from communique.store.filters import FilterWords, check
from communique.store.words import plain
from communique.web.answers import PAGE, as_json, described, file, render, written
from communique.web.charts.axis import slot_at, slots
from communique.web.charts.columns import LOOKS, Column, Columns, columns
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import status_of
from communique.web.templating import inline
from communique.web.windows import Window, window
from communique.wording import plural

router = APIRouter(prefix="/phrases")
_ALL, _SIZE, _USES, _WITHIN = 100_000, 60, 50, 3
_AROUND = 260
"""Characters of a sentence that are shown on each side of the words."""
Word = Annotated[str | None, Query(max_length=400)]
Page = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True)
class Listed:
    """Set phrases of the lexicon as they stand in the store, most used first: those that hold all words of `words`."""

    words: str | None
    window: Window
    phrases: tuple[PhraseCount, ...]


class Variant(NamedTuple):
    """One wording: how it differs from what was asked for, how often it stands, from which day to which."""

    words: str
    wording: Wording
    uses: int
    first: str | None
    last: str | None


class Longer(NamedTuple):
    """A longer set phrase in which the words stand in `places`, the first of which are given; they count for that one."""

    phrase: str
    places: int
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Followed:
    """A phrase over time (see `analysis.setphrases.Formula`); of the uses a page, newest first."""

    phrase: str
    known: str | None
    entry: str | None
    by: str | None
    other: str | None
    since: str | None
    until: str | None
    issuer: str | None
    readouts: int
    encounters: int
    undated: int
    course: Course
    variants: tuple[Variant, ...]
    sides: tuple[tuple[str | None, int], ...]
    houses: tuple[House, ...]
    within: tuple[Longer, ...]
    window: Window
    uses: tuple[Use, ...]
    shifts: tuple[Shift, ...]
    looked_at: int


@dataclass(frozen=True)
class Asked:
    """What is asked of a phrase, under the names that the address has for it."""

    phrase: str
    by: str | None = None
    other: str | None = None
    issuer: str | None = None
    since: str | None = None
    until: str | None = None
    stack: str = field(default="variant", compare=False)

    @property
    def given(self) -> dict[str, Any]:
        """Under the names of the address."""
        stack = self.stack if self.stack != "variant" else None
        return {
            "phrase": self.phrase, "by": self.by, "with": self.other, "issuer": self.issuer, "from": self.since,
            "to": self.until, "stack": stack,
        }  # fmt: skip


def asked_of(
    phrase: Annotated[str, Query(max_length=400)] = "", by: Word = None, other: Annotated[str | None, Query(alias="with", max_length=400)] = None,
    issuer: Word = None, since: Annotated[str | None, Query(alias="from", max_length=40)] = None,
    until: Annotated[str | None, Query(alias="to", max_length=40)] = None, stack: Annotated[str, Query(pattern="^(variant|issuer)$")] = "variant",
) -> Asked:  # fmt: skip
    """From the address; what is empty is not asked."""

    def said(value: str | None) -> str | None:
        return (value or "").strip() or None

    return Asked(" ".join(phrase.split()), said(by), said(other), said(issuer), said(since), said(until), stack)


AskedHere = Annotated[Asked, Depends(asked_of)]


def listed(desk: Desk, words: str | None, page: int) -> Listed:
    """One page of the set phrases."""
    asked = words.strip() if words and words.strip() else None
    every = desk.remembered(("phrases",), lambda: desk.store.phrases(_ALL))
    sought = set(plain(asked or "").split())
    if asked and not sought:
        raise QueryError(f"words {asked!r}", "no letter or figure in it", "Give words of a phrase.")
    shown, part = window([p for p in every if sought <= set(plain(p.phrase).split())], page, _SIZE)
    return Listed(asked, shown, tuple(part))


def formula_of(desk: Desk, asked: Asked) -> Formula:
    """The phrase in the readouts that were asked for.

    :raises AnalysisError: where there is nothing to look for, or to look through.
    :raises QueryError: for a country or day that is none.
    """
    if not asked.phrase:
        raise AnalysisError("phrase", "nothing to look for", "Give the words of a phrase.")
    by, other = (check({"country": side}).country if side else None for side in (asked.by, asked.other))
    days: FilterWords = {"issuer": asked.issuer, "since": asked.since, "until": asked.until}
    return desk.remembered(
        ("formula", asked), lambda: formula_in(desk.store, asked.phrase, by=by, other=other, **days)
    )  # fmt: skip


def followed(found: Formula, asked: Asked, page: int) -> Followed:
    """One page of a phrase."""
    shown, part = window(found.uses[::-1], page, _USES)
    sides = Counter(use.by for use in found.uses)
    order = sorted(sides, key=lambda side: (-sides[side], side or "~"))
    return Followed(
        phrase=found.phrase, known=found.known, entry=found.entry, by=found.by, other=found.other, since=asked.since,
        until=asked.until, issuer=asked.issuer, readouts=found.readouts, encounters=found.encounters, undated=found.undated,
        course=found.course, variants=tuple(_variant(words, uses) for words, uses in found.variants.items()),
        sides=tuple((side, sides[side]) for side in order), houses=found.houses,
        within=tuple(Longer(w.phrase, len(w.cites), w.cites[:_WITHIN]) for w in found.within), window=shown,
        uses=tuple(part), shifts=found.shifts, looked_at=found.looked_at,
    )  # fmt: skip


def _variant(words: str, uses: Sequence[Use]) -> Variant:
    days = [use.day for use in uses if use.day]
    return Variant(words, uses[0].wording, len(uses), min(days, default=None), max(days, default=None))


class OverTime(NamedTuple):
    """Uses in each month, quarter or year: the names of what is stacked, the last for all others, and the columns."""

    series: tuple[str, ...]
    columns: Columns | None


def over_time(found: Formula, asked: Asked) -> OverTime:
    """The picture of the uses that have a day, stacked by variant or by issuer."""
    dated = [use for use in found.uses if use.day]
    kind = [use.words if asked.stack == "variant" else use.issuer or "no issuer" for use in dated]
    counts = Counter(kind)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    series = [*names[: LOOKS - 1], "all others"] if len(names) > LOOKS else names
    number = {name: min(n, LOOKS - 1) for n, name in enumerate(names)}
    there = slots([use.day or "" for use in dated])
    values = [[0] * len(series) for _ in there]
    for use, name in zip(dated, kind, strict=True):
        values[slot_at(there, use.day or "")][number[name]] += 1
    made = [
        Column(slot.label, its, _within(asked, slot.first, slot.last), f"{slot.label}: {_told(series, its)}")
        for slot, its in zip(there, values, strict=True)
    ]
    return OverTime(tuple(series), columns(made, height=210.0))


def _told(series: Sequence[str], values: Sequence[int]) -> str:
    parts = [f"{name} {value}" for name, value in zip(series, values, strict=True) if value]
    more = f" ({', '.join(parts)})" if len(parts) > 1 else ""
    return f"{plural(sum(values), 'use')}{more}"


def _within(asked: Asked, first: str, last: str) -> str:
    given = {**replace(asked, since=first, until=last).given}
    return f"/phrases/show?{urlencode({name: value for name, value in given.items() if value})}"


def pieces(use: Use) -> list[tuple[Markup, bool]]:
    """The sentence of a use, cut at the words; True for these. Of a long sentence what stands near them."""
    quote, at = use.sentence.quote, use.cite.start - use.sentence.start
    end = at + use.cite.end - use.cite.start
    start, stop = max(0, at - _AROUND), min(len(quote), end + _AROUND)
    before = ("…" if start else "") + quote[start:at]
    after = quote[end:stop] + ("…" if stop < len(quote) else "")
    parts = ((before, False), (quote[at:end], True), (after, False))
    return [(inline(words), hit) for words, hit in parts if words]


def chance(probability: float) -> str:
    """A probability in the manner of papers: "p = .012"."""
    return "p < .001" if probability < 0.001 else f"p = {probability:.3f}".replace("= 0.", "= .")


@router.get("", **PAGE)
def phrases(request: Request, desk: OnDesk, _: AReader, words: Word = None, page: Page = 1) -> Response:
    """The page of all set phrases."""
    error, found = None, None
    try:
        found = listed(desk, words, page)
    except QueryError as refused:
        error = refused
    return render(
        request, "phrases.html", status=400 if error else 200, found=found, error=error, words=words or "",
        states=sorted(state_names().values()),
    )  # fmt: skip


@router.get(".json", **described(Listed))
def phrases_json(desk: OnDesk, _: AReader, words: Word = None, page: Page = 1) -> Response:
    """The same as JSON."""
    return as_json(listed(desk, words, page))


@router.get("/show.json", **described(Followed))
def show_json(desk: OnDesk, _: AReader, asked: AskedHere, page: Page = 1) -> Response:
    """The same as JSON."""
    return as_json(followed(formula_of(desk, asked), asked, page))


@router.get("/show.csv", response_class=Response, tags=["files"])
def show_csv(desk: OnDesk, _: AReader, asked: AskedHere) -> Response:
    """All uses as a table, as `communique formula -o` writes it."""
    from communique.export.result import write_csv

    found = formula_of(desk, asked)
    return file(written(lambda path: write_csv(found, path), ".csv"), "phrase.csv", "text/csv; charset=utf-8")


@router.get("/show", **PAGE)
def show(request: Request, desk: OnDesk, _: AReader, asked: AskedHere, page: Page = 1) -> Response:
    """The page of a phrase."""
    error, found, picture = None, None, None
    try:
        whole = formula_of(desk, asked)
        found, picture = followed(whole, asked, page), over_time(whole, asked)
    except CommuniqueError as refused:
        error = refused
    return render(
        request, "phrase.html", status=status_of(error) if error else 200, asked=asked, found=found, picture=picture,
        error=error, chance=chance, pieces=pieces, states=sorted(state_names().values()),
    )  # fmt: skip
