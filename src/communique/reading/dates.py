"""Expressions of calendar time and their EDTF values (codebook, "dates" and "Settled cases → Dates")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from communique.lexicon import fold
from communique.reading import calendar as cal
from communique.reading.windows import Need, need_of, windows

Anchor = Literal["none", "published", "encounter"]


class DateFound(NamedTuple):
    """A date expression at ``text[start:end]``: its EDTF value, the pattern that read it, what it was resolved against."""

    start: int
    end: int
    value: str
    entry: str | None
    anchor: Anchor


@dataclass(frozen=True)
class _Now:
    """What relative expressions are resolved against: the encounter's last day, else publication; None where unknown."""

    day: dt.date | None
    first: dt.date | None
    published: dt.date | None
    anchor: Anchor
    month_first: bool


_M = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
_MC = rf"(?P<month>{_M})\.?"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?"
_D2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:18|19|20)\d\d)"
_W = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_WD = rf"(?P<weekday>{_W})"
_N = r"(?P<n>\d{1,3}|a couple of|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty)"
_TO = r"(?: ?- ?| to | until | through | and )"
_REL = r"(?: (?P<of>this year|last year|next year|of this year|of last year|of next year|the year before last|of the same year|the same year|the following year))"
_HALF = r"(?P<half>first|second|third|fourth|last|latter) (?P<part>half|quarter)"
_SEASON = r"(?P<season>spring|summer|autumn|winter)"

_Rule = tuple[str, str, Callable[[re.Match[str], _Now], str | None]]


def _ymd(m: re.Match[str], now: _Now) -> str | None:
    year = _year(m, now)
    date = cal.valid(year, _month(m), int(m["day"])) if year else None
    return cal.day(date) if date else None


def _month(m: re.Match[str]) -> int:
    return cal.MONTHS[m["month"].rstrip(".")]


def _year(m: re.Match[str], now: _Now, *, month: int | None = None) -> int | None:
    """The year of a day or month: as written, or the one that puts it nearest to now, in the past unless it is near."""
    written = m.groupdict().get("year")
    if written:
        return int(written)
    base = now.day or now.published
    if base is None:
        return None
    number = month or _month(m)
    gap = (number - base.month) % 12
    ahead = gap <= 6 and gap > 0
    tense = _tense_before(m)
    if number == base.month:
        return base.year
    if tense == "past":
        return base.year if number < base.month else base.year - 1
    if tense == "future":
        return base.year if number > base.month else base.year + 1
    if ahead and number > base.month:
        return base.year
    if number > base.month:
        return base.year - 1 if gap > 6 else base.year
    return base.year + 1 if ahead and gap <= 3 else base.year


_PAST = re.compile(
    r"\b(?:last|since|was|were|had|held|visited|met|took|signed|launched|adopted|announced|marked|earlier|ago|attended|after|following|concluded|began|started|agreed|completed|in light of)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|upcoming|next|would|to be|forthcoming|later|ahead of|expected|plans?|hopes?|proposed)\b"
)


def _tense_before(m: re.Match[str]) -> str:
    """Past or future by the words of the same sentence before (and just behind) the expression."""
    start = max(m.string.rfind(". ", 0, m.start()), m.start() - 110, 0)
    before = m.string[start : m.start()]
    past = max((x.end() for x in _PAST.finditer(before)), default=-1)
    future = max((x.end() for x in _FUTURE.finditer(before)), default=-1)
    if past == future:
        return "none"
    return "past" if past > future else "future"


def _day_range(m: re.Match[str], now: _Now) -> str | None:
    groups = m.groupdict()
    first_month, second_month = _month(m), cal.MONTHS[(groups.get("month2") or m["month"]).rstrip(".")]
    year = _year(m, now)
    if year is None:
        return None
    start_year = year - 1 if second_month < first_month and groups.get("year") else year
    a, b = (
        cal.valid(start_year, first_month, int(m["day"])),
        cal.valid(year, second_month, int(m["day2"])),
    )
    return cal.span(cal.day(a), cal.day(b)) if a and b and a <= b else None


def _month_year(m: re.Match[str], now: _Now) -> str | None:
    year = _year(m, now)
    return cal.month(year, _month(m)) if year else None


def _bare_month(m: re.Match[str], now: _Now) -> str | None:
    return _month_year(m, now)


def _numeric(m: re.Match[str], now: _Now) -> str | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    day, month = (b, a) if ((now.month_first and a <= 12) or b > 12) else (a, b)
    date = cal.valid(year, month, day)
    return cal.day(date) if date else None


def _iso(m: re.Match[str], now: _Now) -> str | None:
    date = cal.valid(int(m["year"]), int(m["a"]), int(m["b"]))
    return cal.day(date) if date else None


_OF_YEAR = {
    "this": 0,
    "last": -1,
    "next": 1,
    "previous": -1,
    "coming": 1,
    "following": 1,
    "past": -1,
    "same": 0,
    "current": 0,
    "ongoing": 0,
}


def _relative_year(words: str, now: _Now) -> int | None:
    if now.day is None:
        return None
    if "before last" in words:
        return now.day.year - 2
    if "after next" in words:
        return now.day.year + 2
    shift = next((n for w, n in _OF_YEAR.items() if re.search(rf"\b{w}\b", words)), 0)
    return now.day.year + shift


def _month_rel(m: re.Match[str], now: _Now) -> str | None:
    year = _relative_year(m["of"], now)
    return cal.month(year, _month(m)) if year else None


def _day_rel(m: re.Match[str], now: _Now) -> str | None:
    year = _relative_year(m["of"], now)
    date = cal.valid(year, _month(m), int(m["day"])) if year else None
    return cal.day(date) if date else None


def _adjective_month(m: re.Match[str], now: _Now) -> str | None:
    """ "last November", "this July", "next January": the nearest before, of this year, the nearest after."""
    if now.day is None:
        return None
    number, year = _month(m), now.day.year
    if m["which"] in ("last", "past"):
        year -= number >= now.day.month
    elif m["which"] in ("next", "coming", "upcoming"):
        year += number <= now.day.month
    return cal.month(year, number)


def _rel_year(m: re.Match[str], now: _Now) -> str | None:
    year = _relative_year(m[0], now)
    return f"{year:04d}" if year else None


def _shifted(day: dt.date, unit: str, shift: int) -> str | None:
    if unit == "day":
        return cal.day(day + dt.timedelta(days=shift))
    if unit == "week":
        return cal.week(day, shift)
    if unit == "month":
        return cal.month(day.year, day.month + shift)
    if unit == "year":
        return f"{day.year + shift:04d}"
    if unit == "weekend":
        saturday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=5, weeks=shift)
        return cal.span(cal.day(saturday), cal.day(saturday + dt.timedelta(days=1)))
    if unit == "decade":
        return f"{day.year + 10 * shift:04d}"
    quarter = (day.month - 1) // 3 + shift
    return _quarter(day.year + quarter // 4, quarter % 4 + 1)


def _quarter(year: int, number: int) -> str:
    return cal.span(cal.month(year, 3 * number - 2), cal.month(year, 3 * number))


def _this_week(m: re.Match[str], now: _Now) -> str | None:
    """ "this week" of an "upcoming" thing said at a week's end is the week that begins."""
    if now.day is None:
        return None
    shift = (
        1
        if m["which"] == "this"
        and now.day.weekday() >= 5
        and "upcoming" in m.string[max(0, m.start() - 40) : m.start()]
        else 0
    )
    return cal.week(now.day, shift)


def _ago(m: re.Match[str], now: _Now) -> str | None:
    return _counted(m, now, -1)


def _later(m: re.Match[str], now: _Now) -> str | None:
    return _counted(m, now, 1)


def _counted(m: re.Match[str], now: _Now, sign: int) -> str | None:
    count = cal.number(m["n"].replace("a couple of", "two"))
    if now.day is None or count is None:
        return None
    unit = m["unit"]
    shift = sign * count * (10 if unit == "decade" else 100 if unit == "century" else 1)
    if unit in ("decade", "century", "year"):
        return f"{now.day.year + shift:04d}"
    return _shifted(now.day, unit, shift)


def _past_years(m: re.Match[str], now: _Now) -> str | None:
    words = (m["n"] or "").replace("half a", "half").strip()
    count = cal.number(words.replace("a couple of", "two")) if words else 1
    if now.day is None or count is None:
        return None
    unit = m["unit"]
    if unit in ("week", "month", "day") and count == 1:
        return _shifted(now.day, unit, -1 if m["which"] != "next" else 1)
    years = count * {"decade": 10, "year": 1, "century": 100}.get(unit, 0)
    if m.groupdict().get("halfof"):
        years = years // 2
    end = now.day.year
    if unit in ("month", "week", "day"):
        return _back(now.day, unit, count, forward=m["which"] in ("next", "coming"))
    if m["which"] in ("next", "coming", "following"):
        return f"{end:04d}/{end + years:04d}"
    return f"{end - years:04d}/{end:04d}"


def _back(day: dt.date, unit: str, count: int, *, forward: bool) -> str:
    if unit == "month":
        other = cal.month(day.year, day.month + (count if forward else -count))
        here = cal.month(day.year, day.month)
        return f"{here}/{other}" if forward else f"{other}/{here}"
    days = count * (7 if unit == "week" else 1)
    other_day = day + dt.timedelta(days=days if forward else -days)
    return cal.span(cal.day(min(day, other_day)), cal.day(max(day, other_day)))


def _today(m: re.Match[str], now: _Now) -> str | None:
    if now.day is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(m[0].split()[0].split("'")[0].rstrip(","), 0)
    if "the day before yesterday" in m[0]:
        shift = -2
    elif m[0].startswith(("the day before", "the previous day", "the preceding day")):
        shift = -1
    elif m[0].startswith(("the day after", "the next day", "the following day")):
        shift = 2 if "tomorrow" in m[0] else 1
    return cal.day(now.day + dt.timedelta(days=shift))


def _last_night(m: re.Match[str], now: _Now) -> str | None:
    if now.day is None:
        return None
    return cal.span(cal.day(now.day - dt.timedelta(days=1)), cal.day(now.day))


def _weekday(m: re.Match[str], now: _Now) -> str | None:
    """A bare weekday: the nearest in the past week, or in the coming one after will and next."""
    base = now.published or now.day
    if base is None:
        return None
    target, which = cal.WEEKDAYS[m["weekday"]], m.groupdict().get("which")
    anchor = now.day or base
    back = (base.weekday() - target) % 7
    forward = (target - anchor.weekday()) % 7
    tail = m.string[m.end() : m.end() + 40]
    future = which in ("next", "coming", "this coming", "upcoming") or (
        which is None
        and (_tense_before(m) == "future" or re.match(r",? (?:he|she|they|it|the \w+) will\b", tail) is not None)
    )
    if future:
        return cal.day(anchor + dt.timedelta(days=forward or 7))
    if which in ("last", "past", "previous"):
        return cal.day(base - dt.timedelta(days=back or 7))
    return cal.day(base - dt.timedelta(days=back))


def _half(m: re.Match[str], now: _Now) -> str | None:
    groups = m.groupdict()
    words = groups.get("of") or ""
    year = int(groups["year"]) if groups.get("year") else _relative_year(words, now) if words or now.day else None
    if year is None:
        return None
    if m["part"] == "quarter" and not (words or groups.get("year")) and now.day and _tense_before(m) == "future":
        year += int(3 * {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(m["half"], 4) < now.day.month)
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "latter": 2, "last": 4 if m["part"] == "quarter" else 2}[
        m["half"]
    ]
    if m["part"] == "quarter":
        return _quarter(year, order)
    return f"{year}-01/{year}-06" if order == 1 else f"{year}-07/{year}-12"


def _end_of(m: re.Match[str], now: _Now) -> str | None:
    groups = m.groupdict()
    if groups.get("month"):
        if groups.get("of"):
            return _month_rel(m, now)
        return _month_year(m, now)
    if groups.get("year"):
        return groups["year"]
    if now.day is None:
        return None
    words = m[0]
    if "month" in words:
        return cal.month(now.day.year, now.day.month + (1 if "next" in words else -1 if "last" in words else 0))
    if "week" in words:
        return cal.week(now.day, 1 if "next" in words else -1 if "last" in words else 0)
    year = _relative_year(words, now)
    return f"{year:04d}" if year else None


def _season(m: re.Match[str], now: _Now) -> str | None:
    groups = m.groupdict()
    if groups.get("year"):
        year: int | None = int(groups["year"])
    elif groups.get("of"):
        year = _relative_year(groups["of"], now)
    else:
        year = now.day.year if now.day else None
        first = cal.SEASONS[m["season"]][0]
        if year and now.day and groups.get("which") in ("last", "past"):
            year -= first + 2 >= now.day.month
        elif year and now.day and groups.get("which") in ("next", "coming"):
            year += first <= now.day.month
    if year is None:
        return None
    a, b = cal.SEASONS[m["season"]]
    return cal.span(cal.month(year, a), cal.month(year, b))


def _plain_year(m: re.Match[str], now: _Now) -> str | None:
    return m["year"]


def _years(m: re.Match[str], now: _Now) -> str | None:
    a = int(m["year"])
    b = m["year2"]
    end = int(b) if len(b) == 4 else a // 100 * 100 + int(b)
    return f"{a}/{end}" if a < end < a + 60 else None


def _decade(m: re.Match[str], now: _Now) -> str | None:
    start = int(m["year"])
    return f"{start}/{start + 9}" if start % 10 == 0 else None


def _day_of_month(m: re.Match[str], now: _Now) -> str | None:
    base = now.day
    if base is None:
        return None
    date = cal.valid(base.year, base.month, int(m["day"]))
    if date is not None and (date - base).days > 20:
        date = cal.valid(base.year - (base.month == 1), base.month - 1 or 12, int(m["day"]))
    return cal.day(date) if date else None


def _same_day(m: re.Match[str], now: _Now) -> str | None:
    return cal.day(now.day) if now.day else None


def _this_period(m: re.Match[str], now: _Now) -> str | None:
    if now.day is None:
        return None
    return (
        cal.month(now.day.year, now.day.month)
        if "month" in m[0]
        else f"{now.day.year:04d}"
        if "year" in m[0]
        else cal.week(now.day)
    )


_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_WDP = rf"(?:{_W}(?:,? (?:the )?|, ?(?:on )?))?"

RULES: tuple[_Rule, ...] = (
    ("date.iso", rf"{_Y}[-./](?P<a>[01]?\d)[-./](?P<b>[0-3]?\d)(?![\d])", _iso),
    ("date.numeric", rf"(?<![\d/.])(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.]{_Y}(?!\d)", _numeric),
    ("date.days-two-months", rf"{_WDP}{_D} {_MC}{_TO}(?:{_W},? )?{_D2} (?P<month2>{_M})\.?(?:,? {_Y})?", _day_range),
    ("date.month-days-two", rf"{_MC} {_D}{_TO}(?P<month2>{_M})\.? {_D2}(?:,? {_Y})?", _day_range),
    ("date.days-month", rf"{_D}{_TO}{_D2} (?:of )?{_MC},?(?: {_Y})?", _day_range),
    ("date.month-days", rf"{_MC} {_D}{_TO}{_D2}(?!\d|:)(?:,? {_Y})?", _day_range),
    ("date.month-day-year", rf"{_WDP}{_MC} {_D},? {_Y}(?:\s?\(\w+\))?", _ymd),
    ("date.day-month-year", rf"{_WDP}(?:the )?{_D} (?:of )?{_MC},? {_Y}", _ymd),
    ("date.month-day-rel", rf"{_MC} {_D}(?!\d|[:%]|,\d){_REL}", _day_rel),
    ("date.day-month-rel", rf"{_D} (?:of )?{_MC}{_REL}", _day_rel),
    ("date.month-day", rf"{_WDP}{_MC} {_D}(?!\d|[:%]|,\d| (?:percent|million|billion))", _ymd),
    ("date.day-month", rf"(?<![\d.,])(?:{_WDP})(?:the )?{_D} (?:of )?{_MC}(?! \d)", _ymd),
    ("date.month-rel", rf"{_MC}(?: of)?{_REL}", _month_rel),
    ("date.adjective-month", rf"(?P<which>last|this|next|past|coming|upcoming) {_MC}(?! \d)", _adjective_month),
    ("date.end-of-month", rf"(?:the )?(?:end|beginning|middle|start) of {_MC}(?:{_REL}|,? {_Y})?", _end_of),
    ("date.month-year", rf"{_MC}(?: of)?,? {_Y}", _month_year),
    ("date.mid-month", rf"(?:(?<=mid-)|(?<=early )|(?<=late )|(?<=in )|(?<=since )|(?<=by )|(?<=until )|(?<=for )|(?<=from )|(?<=before )|(?<=after )|(?<=between )|(?<=during )|(?<=within )|(?<=through )|(?<=to )|(?<=and )){_MC}(?= \(|[.,;:)\u201d\"]| |$|-)(?! \d)", _bare_month),
    ("date.half", rf"(?:the )?{_HALF}(?: of)? (?:(?P<of>this year|next year|last year|the year|the same year|the following year)|{_Y})", _half),
    ("date.quarter", r"(?:the )?(?P<half>first|second|third|fourth|last) (?P<part>quarter)(?! of)", _half),
    ("date.end-of", rf"(?:the )?(?:end|beginning|middle|start) of (?:(?:this|the|next|last) (?:year|month|week)|{_Y})", _end_of),
    ("date.year-before-last", r"(?P<x>the year before last|the year after next)", _rel_year),
    ("date.week", r"(?P<which>this|the same) week(?!end)", _this_week),
    ("date.unit", r"(?P<which>this|last|next|the previous|the coming|the following|previous|the current) (?P<unit>week|month|year|weekend|quarter)(?!s)", lambda m, now: _unit_clean(m, now)),
    ("date.past-n", rf"(?:the|this|these) (?P<which>past|last|next|coming|previous|following) (?:(?P<halfof>half) )?(?:{_N} )?(?P<unit>day|week|month|year|decade|century|half century)s?\b", lambda m, now: _past_years_checked(m, now)),
    ("date.half-century", r"(?:the|this) (?P<which>past|last|next) half[- ]century", lambda m, now: f"{now.day.year - 50}/{now.day.year}" if now.day else None),
    ("date.ago", rf"(?:(?:more than|over|almost|nearly|about|some) )?{_N} (?P<unit>day|week|month|year|decade|century)s? (?:ago|earlier|before(?= this| the meeting))", _ago),
    ("date.later", rf"{_N} (?P<unit>day|week|month|year)s? (?:later|from now|hence)", _later),
    ("date.day-before", r"the day before yesterday|the day after tomorrow|the day before|the previous day|the following day|the next day", _today),
    ("date.last-night", r"last night", _last_night),
    ("date.today", rf"(?:today|yesterday|tomorrow|tonight)(?: \(\d{{1,2}}(?:st|nd|rd|th)?\)|(?:'s)?{_PART_OF_DAY})?", _today),
    ("date.this-part", r"(?:this|the same) (?:morning|afternoon|evening)", _same_day),
    ("date.same-day", r"(?:the same|that|that same) day", _same_day),
    ("date.part-of-day", r"(?<=in )the (?:morning|afternoon|evening)", _same_day),
    ("date.weekday", rf"(?:(?P<which>last|next|this coming|coming|this|past|upcoming) )?{_WD}{_PART_OF_DAY}", _weekday),
    ("date.season", rf"(?:(?P<which>this|last|next|the|coming) )?{_SEASON}(?: of)?(?: (?:{_Y}|(?P<of>this year|last year|next year)))?", lambda m, now: _season_checked(m, now)),
    ("date.years", r"(?P<year>(?:18|19|20)\d\d)\s?[-/]\s?(?P<year2>(?:(?:19|20)\d\d|\d\d))(?![\d-])", _years),
    ("date.fiscal", rf"(?:fy|fiscal year) ?{_Y}", _plain_year),
    ("date.qn", rf"q(?P<q>[1-4]) {_Y}", lambda m, now: _quarter(int(m["year"]), int(m["q"]))),
    ("date.decade", rf"the {_Y}s", _decade),
    ("date.the-month", r"(?<=within )the (?:month|year|week)", _this_period),
    ("date.the-day", rf"(?<=on )the {_D}(?=[\s,.;])(?! (?:\w+ )?(?:anniversary|round|session|meeting|floor|century|edition|summit))", lambda m, now: _day_of_month(m, now) if re.search(r"\d(?:st|nd|rd|th)", m[0]) else None),
    ("date.year", rf"{_Y}(?!\d|,\d|\.\d| (?:troops|people|soldiers|houses|tons|tonnes|dollars|euros|km|kilometers|hectares|students|participants|jobs|delegates|cases|visas|megawatts|mw))", lambda m, now: _year_checked(m, now)),
)  # fmt: skip


def _unit_clean(m: re.Match[str], now: _Now) -> str | None:
    if now.day is None:
        return None
    which = m["which"].removeprefix("the ")
    shift = -1 if which in ("last", "previous") else 1 if which in ("next", "coming", "following") else 0
    return _shifted(now.day, m["unit"], shift)


def _past_years_checked(m: re.Match[str], now: _Now) -> str | None:
    if "half century" in m[0]:
        return f"{now.day.year - 50}/{now.day.year}" if now.day else None
    if m["halfof"]:
        return f"{now.day.year - 50}/{now.day.year}" if now.day and m["unit"] == "century" else None
    if m["n"] is None and m[0].rstrip().endswith("s"):
        return None
    if m["n"] is None and m["unit"] == "decade" and now.day:
        year = now.day.year
        return f"{year}/{year + 10}" if m["which"] in ("next", "coming") else f"{year - 10}/{year}"
    if m["n"] is None and m["unit"] == "year" and now.day:
        return (
            f"{now.day.year - 1}/{now.day.year}"
            if m["which"] in ("past",)
            else f"{now.day.year + (1 if m['which'] in ('next', 'coming', 'following') else -1)}"
        )
    return _past_years(m, now)


def _season_checked(m: re.Match[str], now: _Now) -> str | None:
    groups = m.groupdict()
    if not (groups.get("which") or groups.get("year") or groups.get("of")):
        return None
    tail = m.string[m.end() : m.end() + 22]
    if groups.get("which") == "the" and (
        not (groups.get("year") or groups.get("of"))
        and re.match(r" (?:olympic|palace|camp|school|games|festival|universiade)", tail)
    ):
        return None
    return _season(m, now)


_NAMED_AFTER = re.compile(
    r"[ -](?:agenda|vision|strategy|development agenda|plan of action|sustainable development agenda)\b"
)
_NAMED_ONLY = re.compile(
    r"(?:agenda|vision|resolutions?|expo|cop|horizon|destination|made in china|tel|phone|no\.|s/res/|africa|asean|saudi vision|plan|ukraine|strategy)[ -/:]*$"
)


def _year_checked(m: re.Match[str], now: _Now) -> str | None:
    before = m.string[max(0, m.start() - 24) : m.start()]
    if (before[-1:] in ("$", "€", "£", "+", "#", "/", "-") and before[-2:-1].isalnum() is False) or before[-1:] in (
        "$",
        "€",
        "£",
    ):
        return None
    if _NAMED_ONLY.search(before) or _NAMED_AFTER.match(m.string, m.end()):
        return None
    if re.search(r"\d[, ]$", before) and not re.search(r"(?:\d{1,2},? )$", before):
        return None
    return m["year"]


class _Compiled(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], _Now], str | None]
    need: Need


@cache
def _rules() -> tuple[_Compiled, ...]:
    """RULES, ready to be searched for."""
    compiled = ((name, _compile(pattern), read) for name, pattern, read in RULES)
    return tuple(_Compiled(name, pattern, read, need_of(name, pattern)) for name, pattern, read in compiled)


def _compile(pattern: str) -> re.Pattern[str]:
    opening = "" if pattern.startswith(("(?:(?<=", "(?<")) else r"(?<![\w])"
    return re.compile(f"{opening}{pattern}(?!\\w)")


def find_dates(
    text: str,
    *,
    published: str | None,
    encounter: str | None,
    skip: Sequence[tuple[int, int]] = (),
    month_first: bool = False,
    folded: str | None = None,
) -> tuple[DateFound, ...]:
    """The date expressions of `text` in order of start; of overlapping readings the one listed first in RULES counts.

    :param published: the day of publication (EDTF), against which a date line and weekdays are resolved.
    :param encounter: the day or days of the encounter (EDTF) where known; relative expressions count from its last day.
    :param month_first: true where 03/04/2024 is the fourth of March.
    """
    folded = fold(text) if folded is None else folded
    now = _now(folded, published, encounter, month_first)
    taken: list[tuple[int, int]] = list(skip)
    found: list[DateFound] = []
    stretches = windows(folded)
    for name, pattern, read, need in _rules():
        for match in (m for low, high in stretches[need] for m in pattern.finditer(folded, low, high)):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken) or not _plausible(text, match, name):
                continue
            value = read(match, now)
            if value is None:
                continue
            span = _quote(text, start, end)
            taken.append((start, end))
            found.append(
                DateFound(
                    *span,
                    value,
                    name,
                    "none" if match.groupdict().get("year") else now.anchor,
                )
            )
    return tuple(sorted(found))


def _now(folded: str, published: str | None, encounter: str | None, month_first: bool) -> _Now:
    day = cal.last_of(encounter) if encounter else None
    first = cal.first_of(encounter) if encounter else None
    publication = cal.first_of(published) if published else _stand_in(folded)
    if day and first and publication and first <= publication <= day:
        day = publication
    return _Now(
        day or publication,
        first or publication,
        publication or day,
        "encounter" if encounter else "published",
        month_first,
    )


def settle(first: Sequence[DateFound], second: Sequence[DateFound], encounter: str | None) -> tuple[DateFound, ...]:
    """The second reading, but for words that gave the encounter's own date when read against publication.

    "met yesterday" names the encounter; read against the encounter itself it would name the day before.
    """
    named = {(d.start, d.end): d for d in first if encounter and d.value == encounter}
    return tuple(named.get((d.start, d.end), d) for d in second)


def _stand_in(folded: str) -> dt.date | None:
    """The latest full date of the first lines, where the day of publication is not given."""
    head = folded[:600]
    nobody = _Now(None, None, None, "none", False)
    values = [
        v
        for _, pattern, read, _ in _rules()[:8]
        for m in pattern.finditer(head)
        if m.groupdict().get("year") and (v := read(m, nobody))
    ]
    days = sorted(v for v in values if len(v) == 10)
    return cal.first_of(days[-1]) if days else None


def _plausible(text: str, match: re.Match[str], name: str) -> bool:
    """False for words that only look like dates: "may" and "march" as verbs, "second" and names."""
    groups = match.groupdict()
    month = groups.get("month")
    if month in ("may", "march", "mar", "sun", "sat", "dec", "jan") and not text[match.start("month")].isupper():
        return False
    if month and not text[match.start("month")].isupper():
        return False
    if (
        month == "may"
        and name == "date.mid-month"
        and text[match.end() : match.end() + 1] == " "
        and text[match.end() + 1 : match.end() + 2].islower()
        and not re.match(
            r" (?:to|and|in|at|this|last|next|with|for|or|by|on|of|before|after|when|where|as|during)\b",
            text[match.end() :],
        )
    ):
        return False
    weekday = groups.get("weekday")
    return not (weekday and not text[match.start("weekday")].isupper())


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a possessive 's and without an opening "the" before a day of the month."""
    if text[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    while end > start and text[end - 1] in " ,.":
        end -= 1
    return start, end
