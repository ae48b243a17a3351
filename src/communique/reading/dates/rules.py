"""The forms of dates, in the order in which they claim words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from communique.reading.dates import days, periods
from communique.reading.dates.now import Now

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
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_WDP = rf"(?:{_W}(?:,? (?:the )?|, ?(?:on )?))?"


class Rule(NamedTuple):
    """A form of date: its name, the words (windows.py) of which one must stand near, its pattern, and its value.

    The pattern is matched against folded text; the value is EDTF, or None where the words are no date after all.
    """

    name: str
    near: str
    pattern: str
    value: Callable[[re.Match[str], Now], str | None]


RULES: tuple[Rule, ...] = (
    Rule("date.iso", "YEAR", rf"{_Y}[-./](?P<a>[01]?\d)[-./](?P<b>[0-3]?\d)(?![\d])", days.iso),
    Rule("date.numeric", "YEAR", rf"(?<![\d/.])(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.]{_Y}(?!\d)", days.numeric),
    Rule("date.days-two-months", "MONTH", rf"{_WDP}{_D} {_MC}{_TO}(?:{_W},? )?{_D2} (?P<month2>{_M})\.?(?:,? {_Y})?", days.day_range),
    Rule("date.month-days-two", "MONTH", rf"{_MC} {_D}{_TO}(?P<month2>{_M})\.? {_D2}(?:,? {_Y})?", days.day_range),
    Rule("date.days-month", "MONTH", rf"{_D}{_TO}{_D2} (?:of )?{_MC},?(?: {_Y})?", days.day_range),
    Rule("date.month-days", "MONTH", rf"{_MC} {_D}{_TO}{_D2}(?!\d|:)(?:,? {_Y})?", days.day_range),
    Rule("date.month-day-year", "MONTH", rf"{_WDP}{_MC} {_D},? {_Y}(?:\s?\(\w+\))?", days.ymd),
    Rule("date.day-month-year", "MONTH", rf"{_WDP}(?:the )?{_D} (?:of )?{_MC},? {_Y}", days.ymd),
    Rule("date.month-day-rel", "MONTH", rf"{_MC} {_D}(?!\d|[:%]|,\d){_REL}", days.day_rel),
    Rule("date.day-month-rel", "MONTH", rf"{_D} (?:of )?{_MC}{_REL}", days.day_rel),
    Rule("date.month-day", "MONTH", rf"{_WDP}{_MC} {_D}(?!\d|[:%]|,\d| (?:percent|million|billion))", days.ymd),
    Rule("date.day-month", "MONTH", rf"(?<![\d.,])(?:{_WDP})(?:the )?{_D} (?:of )?{_MC}(?! \d)", days.ymd),
    Rule("date.month-rel", "MONTH", rf"{_MC}(?: of)?{_REL}", days.month_rel),
    Rule("date.adjective-month", "MONTH", rf"(?P<which>last|this|next|past|coming|upcoming) {_MC}(?! \d)", days.adjective_month),
    Rule("date.end-of-month", "MONTH", rf"(?:the )?(?:end|beginning|middle|start) of {_MC}(?:{_REL}|,? {_Y})?", periods.end_of),
    Rule("date.month-year", "MONTH", rf"{_MC}(?: of)?,? {_Y}", days.month_year),
    Rule("date.mid-month", "MONTH", rf"(?:(?<=mid-)|(?<=early )|(?<=late )|(?<=in )|(?<=since )|(?<=by )|(?<=until )|(?<=for )|(?<=from )|(?<=before )|(?<=after )|(?<=between )|(?<=during )|(?<=within )|(?<=through )|(?<=to )|(?<=and )){_MC}(?= \(|[.,;:)\u201d\"]| |$|-)(?! \d)", days.month_year),
    Rule("date.month-of-event", "MONTH", rf"(?:(?<=the )|(?<=its )|(?<=their )|(?<=our )|(?<=his )|(?<=her )){_MC}(?= [a-z])", days.month_year),
    Rule("date.half", "half quarter", rf"(?:the )?{_HALF}(?: of)? (?:(?P<of>this year|next year|last year|the year|the same year|the following year)|{_Y})", periods.half),
    Rule("date.quarters", "quarter", r"(?:the )?first (?P<n>two|three) quarters(?: of (?P<of>this year|last year|next year|the year))?", periods.quarters),
    Rule("date.quarter", "quarter", r"(?:the )?(?P<half>first|second|third|fourth|last) (?P<part>quarter)(?! of)", periods.half),
    Rule("date.end-of", "end beginning middle start", rf"(?:the )?(?:end|beginning|middle|start) of (?:(?:this|the|next|last) (?:year|month|week)|{_Y})", periods.end_of),
    Rule("date.year-before-last", "year", r"(?P<x>the year before last|the year after next)", periods.rel_year),
    Rule("date.week", "week", r"(?P<which>this|the same) week(?!end)", periods.this_week),
    Rule("date.fall", "autumn fall", r"(?:(?<=in )|(?<=this )|(?<=by )|(?<=next )|(?<=last ))(?:the )?fall(?! (?:in|of|into|short|victim|from))", periods.fall),
    Rule("date.bare-season", "spring summer autumn winter", rf"(?:(?<=before )|(?<=by )|(?<=until )|(?<=in )|(?<=during )|(?<=after )){_SEASON}(?! [a-z]+ (?:olympic|palace|games))(?! (?:\d|of|this|last|next|olympic))", periods.bare_season),
    Rule("date.new-year", "year", r"(?:(?<=in )|(?<=of )|(?<=early in ))the new year", periods.new_year),
    Rule("date.season", "spring summer autumn winter", rf"(?:(?P<which>this|last|next|the|coming) )?{_SEASON}(?: of)?(?: (?:{_Y}|(?P<of>this year|last year|next year)))?", periods.season),
    Rule("date.unit", "week month year weekend quarter", r"(?P<which>this|last|next|the previous|the coming|the following|previous|the current) (?P<unit>week|month|year|weekend|quarter)(?!s)", periods.unit),
    Rule("date.weekend", "weekend", r"(?:(?<=over )|(?<=at )|(?<=during ))the weekend", periods.weekend),
    Rule("date.past-n", "day week month year decade centur", rf"(?:the|this|these) (?P<which>past|last|next|coming|previous|following) (?:(?P<halfof>half) )?(?:{_N} )?(?P<unit>day|week|month|year|decade|century|half century)s?\b", periods.past_years),
    Rule("date.half-century", "centur", r"(?:the|this) (?P<which>past|last|next) half[- ]century", periods.half_century),
    Rule("date.ago", "ago earlier before", rf"(?:(?:more than|over|almost|nearly|about|some) )?{_N} (?P<unit>day|week|month|year|decade|century)s? (?:ago|earlier|before(?= this| the meeting))", periods.ago),
    Rule("date.later", "later now hence", rf"{_N} (?P<unit>day|week|month|year)s? (?:later|from now|hence)", periods.later),
    Rule("date.day-before", "day yesterday tomorrow", r"the day before yesterday|the day after tomorrow|the day before|the previous day|the following day|the next day", days.today),
    Rule("date.last-night", "night", r"last night", days.last_night),
    Rule("date.today", "today yesterday tomorrow tonight", rf"(?:today|yesterday|tomorrow|tonight)(?: \(\d{{1,2}}(?:st|nd|rd|th)?\)|(?:'s)?{_PART_OF_DAY})?", days.today),
    Rule("date.this-part", "morning afternoon evening", r"(?:this|the same) (?:morning|afternoon|evening)", days.same_day),
    Rule("date.same-day", "day", r"(?:the same|that|that same) day", days.same_day),
    Rule("date.part-of-day", "morning afternoon evening", r"(?<=in )the (?:morning|afternoon|evening)", days.same_day),
    Rule("date.weekday", "WEEKDAY", rf"(?:(?P<which>last|next|this coming|coming|this|past|upcoming) )?{_WD}{_PART_OF_DAY}", days.weekday),
    Rule("date.years", "YEAR", r"(?P<year>(?:18|19|20)\d\d)\s?[-/]\s?(?P<year2>(?:(?:19|20)\d\d|\d\d))(?![\d-])", periods.years),
    Rule("date.fiscal", "YEAR", rf"(?:fy|fiscal year) ?{_Y}", periods.written_year),
    Rule("date.qn", "YEAR", rf"q(?P<q>[1-4]) {_Y}", periods.numbered_quarter),
    Rule("date.decade", "YEAR", rf"the {_Y}s", periods.decade),
    Rule("date.the-month", "month year week", r"(?<=within )the (?:month|year|week)", periods.this_period),
    Rule("date.the-day", "DIGIT", rf"(?<=on )the {_D}(?=[\s,.;])(?! (?:\w+ )?(?:anniversary|round|session|meeting|floor|century|edition|summit))", days.day_of_month),
    Rule("date.year", "YEAR", rf"{_Y}(?!\d|,\d|\.\d| (?:troops|people|soldiers|houses|tons|tonnes|dollars|euros|km|kilometers|hectares|students|participants|jobs|delegates|cases|visas|megawatts|mw))", periods.plain_year),
)  # fmt: skip
