"""Values of expressions that name a week, a quarter, a season, a year or a count of these."""

from __future__ import annotations

import datetime as dt
import re

from communique.reading.dates import calendar as cal
from communique.reading.dates.days import month_rel, month_year, relative_year, tense_before
from communique.reading.dates.now import Now


def rel_year(m: re.Match[str], now: Now) -> str | None:
    year = relative_year(m[0], now)
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
    return quarter_of(day.year + quarter // 4, quarter % 4 + 1)


def quarter_of(year: int, number: int) -> str:
    return cal.span(cal.month(year, 3 * number - 2), cal.month(year, 3 * number))


def this_week(m: re.Match[str], now: Now) -> str | None:
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


def ago(m: re.Match[str], now: Now) -> str | None:
    return _counted(m, now, -1)


def later(m: re.Match[str], now: Now) -> str | None:
    return _counted(m, now, 1)


def _counted(m: re.Match[str], now: Now, sign: int) -> str | None:
    count = cal.number(m["n"].replace("a couple of", "two"))
    if now.day is None or count is None:
        return None
    unit = m["unit"]
    shift = sign * count * (10 if unit == "decade" else 100 if unit == "century" else 1)
    if unit in ("decade", "century", "year"):
        return f"{now.day.year + shift:04d}"
    return _shifted(now.day, unit, shift)


def _count_of_years(m: re.Match[str], now: Now) -> str | None:
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


def half(m: re.Match[str], now: Now) -> str | None:
    groups = m.groupdict()
    words = groups.get("of") or ""
    year = int(groups["year"]) if groups.get("year") else relative_year(words, now) if words or now.day else None
    if year is None:
        return None
    if m["part"] == "quarter" and not (words or groups.get("year")) and now.day and tense_before(m) == "future":
        year += int(3 * {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(m["half"], 4) < now.day.month)
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "latter": 2, "last": 4 if m["part"] == "quarter" else 2}[
        m["half"]
    ]
    if m["part"] == "quarter":
        return quarter_of(year, order)
    return f"{year}-01/{year}-06" if order == 1 else f"{year}-07/{year}-12"


def end_of(m: re.Match[str], now: Now) -> str | None:
    groups = m.groupdict()
    if groups.get("month"):
        if groups.get("of"):
            return month_rel(m, now)
        return month_year(m, now)
    if groups.get("year"):
        return groups["year"]
    if now.day is None:
        return None
    words = m[0]
    if "month" in words:
        return cal.month(now.day.year, now.day.month + (1 if "next" in words else -1 if "last" in words else 0))
    if "week" in words:
        return cal.week(now.day, 1 if "next" in words else -1 if "last" in words else 0)
    year = relative_year(words, now)
    return f"{year:04d}" if year else None


def _season_of(m: re.Match[str], now: Now) -> str | None:
    groups = m.groupdict()
    if groups.get("year"):
        year: int | None = int(groups["year"])
    elif groups.get("of"):
        year = relative_year(groups["of"], now)
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


def written_year(m: re.Match[str], now: Now) -> str | None:
    return m["year"]


def years(m: re.Match[str], now: Now) -> str | None:
    a = int(m["year"])
    b = m["year2"]
    end = int(b) if len(b) == 4 else a // 100 * 100 + int(b)
    return f"{a}/{end}" if a < end < a + 60 else None


def decade(m: re.Match[str], now: Now) -> str | None:
    start = int(m["year"])
    return f"{start}/{start + 9}" if start % 10 == 0 else None


def this_period(m: re.Match[str], now: Now) -> str | None:
    if now.day is None:
        return None
    return (
        cal.month(now.day.year, now.day.month)
        if "month" in m[0]
        else f"{now.day.year:04d}"
        if "year" in m[0]
        else cal.week(now.day)
    )


def unit(m: re.Match[str], now: Now) -> str | None:
    if now.day is None:
        return None
    which = m["which"].removeprefix("the ")
    shift = -1 if which in ("last", "previous") else 1 if which in ("next", "coming", "following") else 0
    return _shifted(now.day, m["unit"], shift)


def past_years(m: re.Match[str], now: Now) -> str | None:
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
    return _count_of_years(m, now)


def season(m: re.Match[str], now: Now) -> str | None:
    groups = m.groupdict()
    if not (groups.get("which") or groups.get("year") or groups.get("of")):
        return None
    tail = m.string[m.end() : m.end() + 22]
    if groups.get("which") == "the" and (
        not (groups.get("year") or groups.get("of"))
        and re.match(r" (?:olympic|palace|camp|school|games|festival|universiade)", tail)
    ):
        return None
    return _season_of(m, now)


_NAMED_AFTER = re.compile(
    r"[ -](?:agenda|vision|strategy|development agenda|plan of action|sustainable development agenda)\b"
)
_NAMED_ONLY = re.compile(
    r"(?:agenda|vision|resolutions?|expo|cop|horizon|destination|made in china|tel|phone|no\.|s/res/|africa|asean|saudi vision|plan|ukraine|strategy)[ -/:]*$"
)


def plain_year(m: re.Match[str], now: Now) -> str | None:
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


def half_century(m: re.Match[str], now: Now) -> str | None:
    """ "the past half century"."""
    return f"{now.day.year - 50}/{now.day.year}" if now.day else None


def numbered_quarter(m: re.Match[str], now: Now) -> str | None:
    """ "Q3 2024"."""
    return quarter_of(int(m["year"]), int(m["q"]))


def weekend(m: re.Match[str], now: Now) -> str | None:
    """ "over the weekend": the last one, or the one that runs."""
    return _shifted(now.day, "weekend", 0 if now.day.weekday() >= 5 else -1) if now.day else None


def quarters(m: re.Match[str], now: Now) -> str | None:
    """ "the first three quarters"."""
    year = relative_year(m["of"] or "this year", now)
    return cal.span(cal.month(year, 1), cal.month(year, 6 if m["n"] == "two" else 9)) if year else None


def fall(m: re.Match[str], now: Now) -> str | None:
    """ "in the fall": autumn."""
    return _season_span("autumn", now.day.year) if now.day else None


def bare_season(m: re.Match[str], now: Now) -> str | None:
    """ "before winter": the one that comes or runs."""
    if now.day is None:
        return None
    last = cal.SEASONS[m["season"]][1]
    return _season_span(m["season"], now.day.year + (last < now.day.month))


def _season_span(season: str, year: int) -> str:
    first, last = cal.SEASONS[season]
    return cal.span(cal.month(year, first), cal.month(year, last))


def new_year(m: re.Match[str], now: Now) -> str | None:
    """ "in the new year": the next one, but in January the one that runs."""
    return f"{now.day.year + (now.day.month > 1):04d}" if now.day else None
