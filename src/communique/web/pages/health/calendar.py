"""Which months of which issuers are there: a year of them, with the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.store import MonthCount

MOST = 40
_MONTHS = range(1, 13)


@dataclass(frozen=True)
class Cell:
    """A month (YYYY-MM) of an issuer: it has documents, is a gap between others that have some, or lies outside of these."""

    month: str
    documents: int
    state: Literal["has", "gap", "outside"]


@dataclass(frozen=True)
class CalendarRow:
    """An issuer (None: documents of which none is known) in one year; ``first``, ``last``, ``documents`` and ``gaps`` (months
    without a document between its first and last) are of all years.
    """

    issuer: str | None
    first: str
    last: str
    documents: int
    gaps: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class YearCount:
    """A year and its documents."""

    year: int
    documents: int


@dataclass(frozen=True)
class Calendar:
    """One year (None: no document is dated): the issuers of most documents whose time it touches (at most 40), of ``issuers``
    such. ``most`` is the largest number in a cell.
    """

    year: int | None
    years: tuple[YearCount, ...]
    issuers: int
    most: int
    rows: tuple[CalendarRow, ...]


def calendar(counts: Sequence[MonthCount], year: int | None) -> Calendar:
    """The months of a year; None: of the newest that has documents."""
    years: dict[int, int] = {}
    own: dict[str | None, dict[str, int]] = {}
    for row in counts:
        years[int(row.month[:4])] = years.get(int(row.month[:4]), 0) + row.documents
        own.setdefault(row.issuer, {})[row.month] = row.documents
    if not years:
        return Calendar(None, (), 0, 0, ())
    shown = max(years) if year is None else year
    touched = [_row(name, months, shown) for name, months in own.items() if _touches(months, shown)]
    touched.sort(key=lambda row: (row.issuer is None, -row.documents, row.issuer or ""))
    rows = tuple(touched[:MOST])
    most = max((cell.documents for row in rows for cell in row.cells), default=0)
    listed = tuple(YearCount(number, years[number]) for number in sorted(years))
    return Calendar(shown, listed, len(touched), most, rows)


def _touches(months: dict[str, int], year: int) -> bool:
    return int(min(months)[:4]) <= year <= int(max(months)[:4])


def _row(name: str | None, months: dict[str, int], year: int) -> CalendarRow:
    first, last = min(months), max(months)
    cells = tuple(_cell(f"{year:04}-{month:02}", months, first, last) for month in _MONTHS)
    return CalendarRow(name, first, last, sum(months.values()), _number(last) - _number(first) + 1 - len(months), cells)


def _cell(month: str, months: dict[str, int], first: str, last: str) -> Cell:
    if month in months:
        return Cell(month, months[month], "has")
    return Cell(month, 0, "gap" if first < month < last else "outside")


def _number(month: str) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7])
